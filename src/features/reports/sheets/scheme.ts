import type { Block, Paper } from '#platform/paper'
import { count, day, fr } from '#ui'
import { coded, heading } from '../bilan/composing/pieces.ts'
import { actionBlocks } from './action.ts'
import { coverOf } from './cover.ts'
import type { Sheets } from './facts.ts'
import { marksList, paragraph, toldTable } from './figures.ts'
import { versionsBlocks } from './versions.ts'

/** The whole text of a scheme: its presentation, its axes with every action sheet in full, its versions. */
export function schemePaper(sheets: Sheets): Paper {
  const { document, versions, told, under } = sheets
  const { axes, objectives, actions, title, edition, from, to, buyers } = document
  const paragraphs = (words: string) => (words === '' ? [] : words.split(/\n{2,}/).map(one => paragraph(one)))
  const figures = (key: string, name: string): Block[] => {
    const mine = under.get(key) ?? []
    if (mine.length === 0) return []
    return [toldTable(`table-${key || 'schema'}`, fr`${name} : indicateurs`, mine, sheets.day), ...marksList(mine, sheets)] // biome-ignore format: short
  }
  const actionsOf = (parent: string, level: 2 | 3): Block[] =>
    actions
      .filter(one => one.parent === parent)
      .flatMap(one => [
        heading(level, `action-${one.key}`, coded(one)),
        ...actionBlocks(one, sheets, level === 2 ? 3 : 4, false),
      ])
  const ofScheme = figures('', 'Schéma')
  return {
    ...coverOf(sheets, told),
    title,
    subtitle: edition || 'Schéma de promotion des achats responsables',
    description: fr`Le texte du schéma : ${count(actions.length, 'action')} et ${count(told.length, 'indicateur')}.`,
    facts: [
      ...(buyers.length > 1 ? [{ label: 'Acheteurs', text: buyers.map(({ name }) => name).join(', ') }] : []),
      { label: 'Période', text: fr`du ${day(from)} au ${day(to)}` },
      { label: 'État', text: state(sheets) },
    ],
    blocks: [
      ...(document.summary === '' ? [] : [heading(1, 'presentation', 'Présentation'), ...paragraphs(document.summary)]),
      ...axes.flatMap(axis => [
        heading(1, `axe-${axis.key}`, axis.code ? fr`Axe ${axis.code}. ${axis.title}` : axis.title),
        ...paragraphs(axis.text),
        ...figures(axis.key, axis.code ? fr`Axe ${axis.code}` : axis.title),
        ...objectives
          .filter(({ parent }) => parent === axis.key)
          .flatMap(one => [
            heading(2, `objectif-${one.key}`, coded(one)),
            ...paragraphs(one.text),
            ...figures(one.key, one.code ? fr`Objectif ${one.code}` : one.title),
            ...actionsOf(one.key, 3),
          ]),
        ...actionsOf(axis.key, 2),
      ]),
      ...(ofScheme.length === 0 ? [] : [heading(1, 'indicateurs-du-schema', 'Indicateurs du schéma'), ...ofScheme]),
      heading(1, 'versions', 'Versions adoptées'),
      ...versionsBlocks(versions),
    ],
  }
}

function state({ draft, versions }: Sheets): string {
  const last = versions.at(-1)
  const adopted = last ? fr`version ${last.number}, adoptée le ${day(last.adoption.on)}` : 'pas encore adopté'
  return draft && last ? fr`${adopted}, en cours de modification` : adopted
}

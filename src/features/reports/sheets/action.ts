import { type Action, saysOf } from '#features/scheme'
import type { Block, Paper, Run } from '#platform/paper'
import { day, fr } from '#ui'
import { breakdownTable, chartsOf } from '../bilan/composing/axes.ts'
import { coded, heading, list } from '../bilan/composing/pieces.ts'
import { statusWords } from '../bilan/composing/progress.ts'
import { coverOf } from './cover.ts'
import type { Sheets } from './facts.ts'
import { marksList, paragraph, toldTable } from './figures.ts'

/** Fields that are said in a way of their own, or by the title. */
const APART = ['title', 'aim', 'description', 'calendar', 'evaluation', 'legal', 'remark', 'left']

/**
 * Everything of an action sheet, under headings of a level.
 * @param whole whether it stands alone, with the charts of its indicators and their rows
 */
export function actionBlocks(action: Action, sheets: Sheets, level: 1 | 3 | 4, whole: boolean): Block[] {
  const { key } = action
  const told = sheets.under.get(key) ?? []
  const fields = new Map(saysOf('action', action, sheets.context).map(one => [one.name, one]))
  const section = (name: string, title: string, blocks: readonly Block[]): Block[] =>
    blocks.length === 0 ? [] : [heading(level, `${name}-${key}`, title), ...blocks]
  const figures = [
    ...(told.length === 0
      ? [paragraph('Aucun indicateur : cette action ne se suit que par son calendrier.')]
      : [toldTable(`table-${key}`, fr`${action.code || action.title} : indicateurs`, told, sheets.day)]),
    ...marksList(told, sheets),
  ]
  const lines = (name: string) => {
    const said = fields.get(name)?.words ?? []
    return said.length === 0 ? [] : [list(said)]
  }
  const paragraphs = (words: string) => (words === '' ? [] : words.split(/\n{2,}/).map(one => paragraph(one)))
  return [
    {
      as: 'facts',
      items: [
        { label: 'Où elle en est', runs: statusRuns(action, sheets) },
        ...[...fields.values()]
          .filter(({ name }) => !APART.includes(name) && (name !== 'buyer' || action.buyer !== null))
          .map(({ label, words }) => ({ label, runs: [{ text: words.join(', ') }] })),
      ],
    },
    ...section('but', 'Ce que nous voulons', [...paragraphs(action.aim), ...paragraphs(action.description)]),
    ...section('calendrier', 'Calendrier', stepsOf(action, sheets)),
    ...(whole
      ? section('indicateurs', 'Indicateurs', [
          ...figures,
          ...told.flatMap(one => [...chartsOf(one), ...breakdownTable(one, action.code || action.title)]),
        ])
      : figures),
    ...section('evaluation', 'Modalités d’évaluation', lines('evaluation')),
    ...section('loi', 'Ce que dit la loi', lines('legal')),
    ...section('remarque', 'Remarque', paragraphs(action.remark)),
  ]
}

/** Where it stands, since when; why it left. */
function statusRuns(action: Action, { said }: Sheets): Run[] {
  const status = said(action)?.status ?? null
  const { left } = action
  const since = left ? fr`, le ${day(left.on)} : ${left.reason}` : status && fr`, depuis le ${day(status.day)}`
  return [
    { text: statusWords({ status: status?.status ?? null, left }), strong: true },
    ...(since ? [{ text: since }] : []),
  ]
}

/** Each step with its dates, and whether it is done. */
function stepsOf(action: Action, { said }: Sheets): Block[] {
  const { calendar } = action
  if (calendar.length === 0) return [paragraph('Aucune étape : la fiche ne fixe pas de calendrier.')]
  const steps = said(action)?.steps
  return [
    list(
      calendar.map(({ key, title, from, to }) => {
        const done = steps?.get(key)
        const dates = [from && fr`à partir du ${day(from)}`, to && fr`avant le ${day(to)}`].filter(Boolean).join(', ')
        const when = from && to ? fr`du ${day(from)} au ${day(to)}` : dates || 'sans date'
        return done?.done
          ? [{ text: 'Fait', strong: true as const }, fr` le ${day(done.day)} : ${title} (${when})`]
          : [fr`${title} (${when})`]
      }),
    ),
  ]
}

/** One action sheet, whole. */
export function actionPaper(action: Action, sheets: Sheets): Paper {
  const { axes, objectives } = sheets.document
  const objective = objectives.find(({ key }) => key === action.parent)
  const axis = axes.find(({ key }) => key === (objective?.parent ?? action.parent))
  return {
    ...coverOf(sheets, sheets.under.get(action.key) ?? []),
    short: true,
    title: coded(action),
    description: action.aim || fr`La fiche de l’action « ${coded(action)} ».`,
    facts: [
      ...(axis ? [{ label: 'Axe', text: coded(axis) }] : []),
      ...(objective ? [{ label: 'Objectif', text: coded(objective) }] : []),
      { label: 'Au', text: day(sheets.day) },
    ],
    blocks: actionBlocks(action, sheets, 1, true),
  }
}

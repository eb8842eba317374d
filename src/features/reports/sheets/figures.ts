import { figure, isFinal, isNumeric, periodWords, STATE_WORDS, type Told, type ToldFigure } from '#features/indicators'
import { type FieldSaid, saysOf } from '#features/scheme'
import { yearOf } from '#kernel'
import type { Block, Cell, TableBlock } from '#platform/paper'
import { fr } from '#ui'
import { bare, figureCell, nameCell, standingWords, startCell, targetCell, words } from '../bilan/composing/pieces.ts'
import type { Sheets } from './facts.ts'

/** What has become of a value, in words that cannot be taken for more than it is. */
export const stateWords = (state: ToldFigure['state']): string =>
  isFinal({ state }) || state === 'refused' ? STATE_WORDS[state].label : 'Pas encore validée'

/** What an indicator says last. */
export const lastOf = ({ figures }: Pick<Told, 'figures'>): ToldFigure | undefined =>
  figures.findLast(({ value, words }) => value !== null || words !== '') ?? figures.at(-1)

/** The same with its period and, unless it is validated, that it is not. */
export function lastCell(told: Told): Cell {
  const last = lastOf(told)
  const cell = figureCell(told, last)
  if (last === undefined) return cell
  const notes = [periodWords(last.period), ...(isFinal(last) ? [] : [stateWords(last.state).toLowerCase()])]
  return { ...cell, text: `${cell.text} (${notes.join(', ')})` }
}

/** The indicators of a place: where each starts, where it is, where it goes. */
export function toldTable(id: string, caption: string, told: readonly Told[], day: string): TableBlock {
  const year = Number(day.slice(0, 4))
  const yearTold = (one: Told) => {
    const last = lastOf(one)
    return last ? yearOf(last.period) : year
  }
  return {
    as: 'table',
    id,
    caption,
    columns: [
      { head: 'Indicateur', weight: 4 },
      { head: 'T0', numeric: true, weight: 2.5 },
      { head: 'Dernière valeur', numeric: true, weight: 3 },
      { head: 'Cible', numeric: true, weight: 2.5 },
      { head: 'Position', weight: 2 },
    ],
    rows: told.map(one => [
      nameCell(one),
      bare(startCell(one)),
      bare(lastCell(one)),
      bare(targetCell(one, yearTold(one))),
      words(standingWords(one)),
    ]),
  }
}

export const paragraph = (said: string, label = ''): Block => ({
  as: 'text',
  runs: [...(label === '' ? [] : [{ text: fr`${label} : `, strong: true as const }]), { text: said }],
})

/** What a table has no room for: several targets, what each buyer of a joint text starts from and aims at, the law. */
export function marksList(told: readonly Told[], { context, own }: Sheets): Block[] {
  const items = told.flatMap(({ definition }) => {
    const lines = [
      ...saysOf('indicator', definition, context).filter(
        ({ name, words: said }) => name === 'legal' || (name === 'targets' && said.length > 1),
      ),
      ...(own.get(definition.key) ?? []).map(one => ownWords(saysOf('own', one, context))),
    ]
    if (lines.length === 0) return []
    const said = lines.map(({ label, words: all }) => [paragraph(all.join(' ; '), label)])
    return [[paragraph(definition.label), { as: 'list' as const, ordered: false, items: said }]]
  })
  return items.length === 0 ? [] : [{ as: 'list', ordered: false, items }]
}

/** The marks of a buyer in a line, under its name. */
function ownWords([buyer, ...marks]: FieldSaid[]): Pick<FieldSaid, 'label' | 'words'> {
  const said = marks.map(({ label, words: all }) => fr`${label} ${all.join(', ')}`)
  return { label: buyer?.words.join() ?? '', words: said }
}

/** Every current value, the last period first: its figure, the two that it divides, what it is worth. @param buyers their names, by their organisation */
export function valuesTable({ definition, values }: Told, buyers: ReadonlyMap<string, string>): TableBlock | null {
  const rows = values.filter(one => one.value !== null || one.words !== '' || one.comment !== '').toReversed()
  if (rows.length === 0) return null
  const { breakdown, unit, kind, key } = definition
  const joint = buyers.size > 1
  const ratio = rows.some(({ numerator, denominator }) => numerator !== null || denominator !== null)
  const commented = rows.some(({ comment }) => comment !== '')
  const term = (value: string | null): Cell => (value === null ? words('–') : { text: figure(value, ''), value })
  const rowOf = (row: string) => breakdown?.rows.find(one => one.key === row)?.label ?? (row || 'Ensemble')
  const numeric = (head: string) => ({ head, numeric: true as const, weight: 2 })
  return {
    as: 'table',
    id: `valeurs-${key}`,
    caption: 'Valeurs de l’indicateur, de la plus récente à la plus ancienne',
    columns: [
      { head: 'Période', weight: 2 },
      ...(joint ? [{ head: 'Acheteur', weight: 3 }] : []),
      ...(breakdown ? [{ head: breakdown.by.replace(/^./u, letter => letter.toUpperCase()), weight: 3 }] : []),
      numeric(isNumeric(kind) && unit !== '' ? fr`Valeur (${unit})` : 'Valeur'),
      ...(ratio ? [numeric('Numérateur'), numeric('Dénominateur')] : []),
      { head: 'État', weight: 2 },
      { head: 'Origine', weight: 2 },
      ...(commented ? [{ head: 'Commentaire', weight: 4 }] : []),
    ],
    rows: rows.map(one => [
      words(periodWords(one.period)),
      ...(joint ? [words(buyers.get(one.organisation) ?? '')] : []),
      ...(breakdown ? [words(rowOf(one.row))] : []),
      bare(figureCell({ definition, values }, { ...one, partial: false })),
      ...(ratio ? [term(one.numerator), term(one.denominator)] : []),
      words(one.value === null && one.words === '' ? '–' : stateWords(one.state)),
      words(one.origin === 'computed' ? 'Calculée' : 'Saisie'),
      ...(commented ? [words(one.comment)] : []),
    ]),
  }
}

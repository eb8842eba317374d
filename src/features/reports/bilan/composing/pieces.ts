import {
  decimalOf,
  exact,
  figure,
  inWords,
  isNumeric,
  missingWords,
  periodWords,
  STANDING_LABELS,
  type Told,
  type ToldFigure,
} from '#features/indicators'
import { type Period, parsePeriod, rhythmOf, shift, yearOf } from '#kernel'
import type { Block, Cell, Run, TableBlock } from '#platform/paper'
import { fr } from '#ui'

export const heading = (level: 1 | 2 | 3 | 4, id: string, text: string): Block => ({ as: 'heading', level, id, text })
export const text = (...runs: readonly (string | Run)[]): Block => ({
  as: 'text',
  runs: runs.map(run => (typeof run === 'string' ? { text: run } : run)),
})
export const list = (items: readonly (string | readonly (string | Run)[])[]): Block => ({
  as: 'list',
  ordered: false,
  items: items.map(item => [typeof item === 'string' ? text(item) : text(...item)]),
})
export const words = (said: string): Cell => ({ text: said })

/** A code and a title, as they are read together. */
export const coded = ({ code, title }: { code: string; title: string }) => [code, title].filter(Boolean).join(' ')

/** What an indicator says of a year: the last of its periods there; or else what it starts from, where that is of this year. */
export const ofYear = (told: Pick<Told, 'figures' | 'marks'>, year: number): ToldFigure | undefined =>
  told.figures.findLast(one => yearOf(one.period) === year && (one.value !== null || one.words !== '')) ??
  startOf(told.marks, year)

function startOf({ baseline }: Told['marks'], year: number): ToldFigure | undefined {
  if (baseline === null || 'none' in baseline || baseline.row !== null || baseline.value === null) return undefined
  const { value, numerator, denominator } = baseline
  const period = parsePeriod(baseline.period)
  if (period === null || yearOf(period) !== year) return undefined
  return { period, value, numerator, denominator, words: '', state: 'published', partial: false, of: [] }
}

const PER_YEAR = { year: 1, semester: 2, quarter: 4 } as const

/** The same a year before. */
export function yearBefore({ figures }: Pick<Told, 'figures'>, period: Period): ToldFigure | undefined {
  const before = shift(period, -PER_YEAR[rhythmOf(period)])
  return figures.find(one => one.period === before && (one.value !== null || one.words !== ''))
}

/** A figure of an indicator in a cell; the word for what is missing where there is none. */
export function figureCell(
  { definition, values }: Pick<Told, 'definition' | 'values'>,
  said: Pick<ToldFigure, 'value' | 'words' | 'partial'> | undefined,
): Cell {
  const shown = said ? inWords(definition, said) : null
  if (said === undefined || shown === null) return words(missingWords(definition, values))
  const part = said.partial ? ' (incomplet)' : ''
  const counts = said.value !== null && definition.kind !== 'deliverable' && definition.kind !== 'scale'
  return counts && said.value !== null
    ? { text: shown + part, value: said.value, unit: definition.unit }
    : words(shown + part)
}

/** The name of an indicator in a table, with the unit that its figures there leave out. */
export function nameCell({ definition: { label, unit, kind } }: Told): Cell {
  return words(isNumeric(kind) && unit !== '' && !unit.startsWith('%') ? `${label} (${unit})` : label)
}

/** A cell of a table whose rows say their unit: the same without it, but for a percentage. */
export function bare(cell: Cell): Cell {
  if (cell.value === undefined || !cell.unit || cell.unit.startsWith('%')) return cell
  const { unit: _, ...rest } = cell
  const short = cell.unit.replace(/\([^)]*\)/g, '').trim()
  return { ...rest, text: short === '' ? cell.text : cell.text.replace(`\u00a0${short}`, '') }
}

/** The T0 of an indicator; empty where none is said, in words where there is none on purpose. */
export function startCell({ definition, marks: { baseline } }: Told): Cell {
  if (baseline === null) return words('Sans T0')
  if ('none' in baseline) return words('Sans référence')
  const { value } = baseline
  if (value === null) return words('Sans T0')
  const shown = inWords(definition, { value, words: '' }) ?? ''
  return { text: `${shown} (${periodIn(baseline.period)})`, value, unit: definition.unit }
}

const periodIn = (period: string) => periodWords(period as Period)

/** The target of the whole that comes next, from a year on: the last one where all are past. */
export function targetOf({ marks: { targets } }: Told, year: number) {
  if (!Array.isArray(targets)) return null
  const whole = targets
    .filter(({ row }) => row === null)
    .sort((a, b) => (a.period ?? '9').localeCompare(b.period ?? '9'))
  return whole.find(({ period }) => period === null || period >= String(year)) ?? whole.at(-1) ?? null
}

export function targetCell(told: Told, year: number): Cell {
  const { definition, marks } = told
  const target = targetOf(told, year)
  if (target === null) return words(marks.targets === null ? 'Sans cible' : 'Pas de cible chiffrée')
  const shown = inWords(definition, { value: target.value, words: '' }) ?? ''
  const when = target.period === null ? 'fin du schéma' : periodIn(target.period)
  const tentative = target.tentative ? ', intention' : ''
  return { text: `${shown} (${when}${tentative})`, value: target.value, unit: definition.unit }
}

/** How a figure differs from another: in points where both are percentages, in hundredths of the other elsewhere; null where they do not compare. */
export function changeOf(
  { definition: { kind, unit } }: Pick<Told, 'definition'>,
  now: Pick<ToldFigure, 'value'> | undefined,
  before: Pick<ToldFigure, 'value'> | undefined,
): { value: string; unit: 'points' | '%' } | null {
  if (!now?.value || !before?.value || kind === 'deliverable' || kind === 'scale') return null
  const [is, was] = [exact(now.value), exact(before.value)]
  if (unit.startsWith('%')) return { value: decimalOf(is.sub(was)), unit: 'points' }
  return was.equals(0) ? null : { value: decimalOf(is.sub(was).div(was.abs()).mul(100)), unit: '%' }
}

/** The same in French: `+11,9 points`, `−8,6 %`; with one decimal, or as many as it takes to be seen. */
export function changeWords(
  told: Told,
  now: Pick<ToldFigure, 'value'> | undefined,
  before: Pick<ToldFigure, 'value'> | undefined,
): string | null {
  const change = changeOf(told, now, before)
  if (change === null) return null
  const gap = exact(change.value)
  if (gap.equals(0)) return 'stable'
  const unit = change.unit === 'points' && gap.abs().compare(2) < 0 ? 'point' : change.unit
  const rounded = decimalOf(gap, 1)
  return `${gap.s > 0n ? '+' : ''}${figure(rounded === '0' ? change.value : rounded, unit)}`
}

/** Why nothing is said of where an indicator stands, in a word. */
const UNMEASURED: Partial<Record<Told['standing']['ground']['because'], string>> = {
  'no-target': 'Sans cible',
  'no-t0': 'Sans T0',
  'only-t0': 'Valeur de départ',
  'no-direction': 'Sans sens fixé',
  qualitative: 'Qualitatif',
}

/** Where an indicator stands, in a word. */
export const standingWords = ({ standing: { standing, ground } }: Pick<Told, 'standing'>): string =>
  (standing === 'not-measurable' ? UNMEASURED[ground.because] : undefined) ?? STANDING_LABELS[standing]

/** The indicators of a place, each against its T0, the year before and its target. */
export function indicatorsTable(id: string, caption: string, told: readonly Told[], year: number): TableBlock {
  return {
    as: 'table',
    id,
    caption,
    columns: [
      { head: 'Indicateur', weight: 4 },
      { head: 'T0', numeric: true, weight: 2.5 },
      { head: String(year - 1), numeric: true, weight: 2 },
      { head: String(year), numeric: true, weight: 2 },
      { head: 'Évolution', numeric: true, weight: 2.5 },
      { head: 'Cible', numeric: true, weight: 2.5 },
      { head: 'Position', weight: 2 },
    ],
    rows: told.map(one => {
      const now = ofYear(one, year)
      const before = now ? yearBefore(one, now.period) : ofYear(one, year - 1)
      return [
        nameCell(one),
        bare(startCell(one)),
        before ? bare(figureCell(one, before)) : words('–'),
        bare(figureCell(one, now)),
        words(changeWords(one, now, before) ?? '–'),
        bare(targetCell(one, year)),
        words(now ? standingWords(one) : 'Sans valeur'),
      ]
    }),
  }
}

/** The whole and its parts, as said: « 46 748 sur 121 492 ». */
export function termsWords(said: ToldFigure | undefined): string {
  if (!said?.numerator || !said.denominator) return ''
  return fr`${figure(said.numerator, '')} sur ${figure(said.denominator, '')}`
}

import { MISSING } from '#ui'
import type { Figure, Indicator, Target } from './document/document.ts'

const exact = new Intl.NumberFormat('fr-FR', { maximumFractionDigits: 20 })
const ALONE = /^(?:%|‰)$/

/** A decimal number as French writes it, to its last digit: `46748.5` → `46 748,5`. */
export const decimalWords = (value: string): string =>
  exact
    .format(value as `${number}`)
    .replace(/\s/g, '\u202f')
    .replace('-', '\u2212')

/** A number and its unit: `38,5 %`, `121 492 kg`. */
export const amountWords = (value: string, unit: string): string =>
  decimalWords(value) + (unit === '' ? '' : (ALONE.test(unit) ? '\u202f' : '\u00a0') + unit)

/** A period as it is read: `2025`, `1er semestre 2025`, `3e trimestre 2025`. */
export function periodWords(period: string): string {
  const [year, part] = period.split('-')
  if (part === undefined) return period
  const rank = part.slice(1) === '1' ? '1er' : `${part.slice(1)}e`
  return `${rank}\u00a0${part.startsWith('S') ? 'semestre' : 'trimestre'}\u00a0${year}`
}

type Breakdown = Pick<Indicator, 'breakdown' | 'unit'>

/** The label of a row of an indicator, before what is said of it; nothing for the whole. */
const rowWords = ({ breakdown }: Breakdown, row: string | null) =>
  row === null ? '' : `${breakdown?.rows.find(({ key }) => key === row)?.label ?? row}, `

function figureWords(of: Breakdown, { value, numerator, denominator }: Figure): string {
  const parts = numerator && denominator ? `${decimalWords(numerator)}\u00a0/\u00a0${decimalWords(denominator)}` : null
  const said = value ?? (parts ? null : numerator)
  if (said === null) return parts ?? MISSING.value
  return amountWords(said, of.unit) + (parts ? ` (${parts})` : '')
}

/** Where an indicator starts from, in words: « 2025 : 121 492 kg », « sans T0 : aucune mesure avant 2026 ». */
export function baselineWords(of: Breakdown, baseline: Indicator['baseline']): string {
  if (baseline === null) return 'T0 non renseigné'
  if ('none' in baseline) return `Sans T0\u00a0: ${baseline.none}`
  return `${rowWords(of, baseline.row)}${periodWords(baseline.period)}\u00a0: ${figureWords(of, baseline)}`
}

/** A target in words: « 2028 : 90 000 kg ». */
export function targetWords(of: Breakdown, { period, row, value, tentative }: Target): string {
  const when = period === null ? 'sans échéance' : periodWords(period)
  return `${rowWords(of, row)}${when}\u00a0: ${amountWords(value, of.unit)}${tentative ? ' (intention)' : ''}`
}

/** The targets of an indicator in words, one a line: what is not said yet, and what is said not to have one, are said too. */
export function targetsWords(of: Breakdown, targets: Indicator['targets']): string[] {
  if (targets === null) return ['Cible non renseignée']
  if (!Array.isArray(targets)) return [`Sans cible chiffrée\u00a0: ${targets.none}`]
  return targets.map(target => targetWords(of, target))
}

/** What an indicator starts from and aims at, as sentences: « T0 2025 : 121 492 kg », « Cible 2028 : 90 000 kg ». */
export function marksWords(of: Breakdown, { baseline, targets }: Pick<Indicator, 'baseline' | 'targets'>): string[] {
  const start = baselineWords(of, baseline)
  return [
    baseline === null || 'none' in baseline ? start : `T0 ${start}`,
    ...targetsWords(of, targets).map(words => (Array.isArray(targets) ? `Cible ${words}` : words)),
  ]
}

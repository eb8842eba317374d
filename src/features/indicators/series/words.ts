import type { Definition } from '#features/scheme'
import { fr, type State as Look } from '#ui'
import { obstacleOf } from '../computing/lineage.ts'
import { figure, periodWords } from '../figures.ts'
import type { Standing } from '../standing.ts'
import type { Value } from '../values/values.ts'
import type { Figure, Marks } from './series.ts'

/** How a standing looks; its word says it. */
export const STANDING_LOOKS: Record<Standing, Look> = {
  reached: 'ok',
  'on-track': 'ok',
  'to-watch': 'warn',
  'off-track': 'late',
  'not-measurable': 'none',
}

export const DIRECTION_WORDS: Record<Definition['direction'], string> = {
  up: fr`Plus la valeur est haute, mieux c’est.`,
  down: fr`Plus la valeur est basse, mieux c’est.`,
  none: '',
}

export const KIND_WORDS: Record<Definition['kind'], string> = {
  count: 'Nombre',
  amount: 'Quantité',
  ratio: 'Rapport',
  change: 'Évolution',
  deliverable: 'Livrable',
  scale: 'Échelle',
}

/** Why an indicator says nothing yet. */
export function missingWords(
  { source }: Pick<Definition, 'source'>,
  values: readonly Pick<Value, 'lineage'>[],
): string {
  if (source.kind === 'entered') return 'À collecter'
  return values.some(value => obstacleOf(value) !== '') ? 'Non calculable' : 'Pas encore calculée'
}

/** A value in words, with its unit; null where there is none. */
export function inWords(
  { kind, unit }: Pick<Definition, 'kind' | 'unit'>,
  one: Pick<Figure, 'value' | 'words'>,
): string | null {
  if (kind === 'scale') return one.words || null
  if (one.value === null) return null
  if (kind === 'deliverable') return one.value === '0' ? 'Non fait' : 'Fait'
  return figure(one.value, unit)
}

/** The T0 in words: what it is, or why there is none. */
export function baselineWords({ kind, unit }: Definition, { baseline }: Marks): { value: string | null; note: string } {
  if (baseline === null) return { value: null, note: 'Pas encore dit' }
  if ('none' in baseline) return { value: null, note: baseline.none }
  const { value, numerator, denominator, source, period } = baseline
  const terms =
    numerator !== null && denominator !== null ? fr`${figure(numerator, '')} sur ${figure(denominator, '')}` : ''
  return {
    value: value === null ? null : inWords({ kind, unit }, { value, words: '' }),
    note: [period, terms, source].filter(Boolean).join(', '),
  }
}

/** The next target in words, from a period: what is aimed at, or why nothing is. */
export function targetWords(
  { kind, unit, breakdown }: Definition,
  { targets }: Marks,
  from: string,
): { value: string | null; when: string; note: string } {
  if (targets === null) return { value: null, when: '', note: 'Pas encore dit' }
  if ('none' in targets) return { value: null, when: '', note: targets.none }
  const ordered = [...targets].sort((a, b) => (a.period ?? '9').localeCompare(b.period ?? '9'))
  const next = ordered.find(({ period }) => period === null || period >= from) ?? ordered.at(-1)
  if (next === undefined) return { value: null, when: '', note: '' }
  const row = breakdown?.rows.find(({ key }) => key === next.row)?.label ?? ''
  const note = [row, next.tentative ? 'intention' : '', next.source].filter(Boolean).join(', ')
  const when = next.period === null ? 'à la fin du schéma' : periodWords(next.period as Figure['period'])
  return { value: inWords({ kind, unit }, { value: next.value, words: '' }), when, note }
}

import { fr } from '#ui'
import { figure, periodWords } from '../figures.ts'
import type { Value } from '../values/values.ts'
import { type Lineage, readLineage } from './lineage.ts'

/** A computed figure, and how it was made. */
export type Made = Pick<Value, 'value' | 'numerator' | 'denominator' | 'lineage'>
type Read = Extract<Lineage, { by: 'formula' }>['inputs'][number]

/** What figures are called. */
export interface Names {
  numerator: string
  denominator: string
  unit: string
  /** A figure that a formula reads, in French, with its unit. */
  input: (input: Read) => { label: string; unit: string }
}

const moved = (name: string, was: string | null, now: string | null, unit: string) =>
  was === now
    ? []
    : [fr`${name} : ${was === null ? 'rien' : figure(was, unit)} → ${now === null ? 'rien' : figure(now, unit)}`]

/** What makes a computed figure differ from what it was, piece by piece, in French. */
export function changesOf(was: Made, now: Made, names: Names): string[] {
  const [before, after] = [readLineage(was.lineage), readLineage(now.lineage)]
  if (before?.by === 'measure' && after?.by === 'measure') {
    const other = before.measure !== after.measure || JSON.stringify(before.filters) !== JSON.stringify(after.filters)
    const counts = (list: typeof before.excluded, reason: string) =>
      String(list.find(one => one.reason === reason)?.count ?? 0)
    const reasons = new Set([...before.excluded, ...after.excluded].map(({ reason }) => reason))
    return [
      ...(other ? ['Ce qui est mesuré a changé.'] : []),
      ...(now.numerator === null && was.numerator === null
        ? moved(names.numerator, was.value, now.value, names.unit)
        : []),
      ...moved(names.numerator, was.numerator, now.numerator, ''),
      ...moved(names.denominator, was.denominator, now.denominator, ''),
      ...[...reasons].flatMap(reason =>
        moved(fr`Laissés de côté (${reason})`, counts(before.excluded, reason), counts(after.excluded, reason), ''),
      ),
    ]
  }
  if (before?.by !== 'formula' || after?.by !== 'formula') return ['La façon de le calculer a changé.']
  const at = ({ key, row, period, part }: Read) => [key, row, period, part].join(' ')
  const known = new Map(before.inputs.map(input => [at(input), input.value]))
  return [
    ...(before.formula === after.formula ? [] : [fr`La formule a changé : ${before.formula} → ${after.formula}`]),
    ...after.inputs.flatMap(input => {
      if (!known.has(at(input))) return []
      const { label, unit } = names.input(input)
      return moved(`${label}, ${periodWords(input.period)}`, known.get(at(input)) ?? null, input.value, unit)
    }),
  ]
}

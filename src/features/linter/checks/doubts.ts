import { decimalOf, exact } from '#features/indicators'
import type { Definition } from '#features/scheme'
import { type Period, shift } from '#kernel'
import { fr } from '#ui'
import type { Raised } from '../finding.ts'
import type { Place, Subject } from '../subject.ts'
import { called, placeWords, shownTo } from '../words.ts'
import { on } from './definitions.ts'

/** What was entered of a period by a buyer: the whole, and the rows. */
export interface Column {
  place: Place
  whole: Place | undefined
  rows: Place[]
}

/** What was entered of an indicator, period by period and buyer by buyer. */
export function columnsOf({ placesOf }: Subject, key: string): Column[] {
  const columns = new Map<string, Column>()
  for (const place of placesOf(key)) {
    if (place.entered?.value == null) continue
    const at = `${place.buyer.id} ${place.period}`
    const column = columns.get(at) ?? { place, whole: undefined, rows: [] }
    if (place.row === '') column.whole = place
    else column.rows.push(place)
    columns.set(at, column)
  }
  return [...columns.values()]
}

/** Wholes that are not the sum of their rows, of an indicator whose rows add up elsewhere, or that says one period only. */
function wrongSums(subject: Subject, { key, kind, breakdown }: Definition): { column: Column; sum: string }[] {
  if (breakdown === null || (kind !== 'count' && kind !== 'amount')) return []
  const complete = columnsOf(subject, key).filter(({ whole, rows }) => whole && rows.length === breakdown.rows.length)
  const told = complete.map(column => {
    const sum = column.rows.reduce((total, { entered }) => total.add(exact(entered?.value ?? '0')), exact('0'))
    return { column, sum: decimalOf(sum), agrees: sum.equals(exact(column.whole?.entered?.value ?? '0')) }
  })
  // Rows that never add up overlap: they are no parts of the whole.
  return told.length > 1 && told.every(({ agrees }) => !agrees) ? [] : told.filter(({ agrees }) => !agrees)
}

const at = (key: string, buyer: string, period: Period) => `${key} ${buyer} ${period}`

/** Sums that do not hold; and what cannot be trusted because of them, so that one fault is told once. */
export class Doubts {
  readonly findings: Raised[] = []
  readonly #doubtful = new Set<string>()

  constructor(subject: Subject) {
    for (const one of subject.definitions.values()) {
      const wrong = wrongSums(subject, one)
      for (const { column } of wrong) this.#doubtful.add(at(one.key, column.place.buyer.id, column.place.period))
      if (wrong.length > 0)
        this.findings.push({
          ...on(one),
          code: 'false-sum',
          message: fr`Dans l’indicateur ${called(one)}, le total n’est pas la somme de ses lignes.`,
          rows: wrong.map(({ column: { place, whole }, sum }) => ({
            label: placeWords({ ...place, row: '' }, one, subject.joint),
            text: fr`total ${shownTo(whole?.entered?.value ?? '', one.unit)}, somme ${shownTo(sum, one.unit)}`,
          })),
        })
    }
    if (this.#doubtful.size > 0)
      // Each formula comes after what it reads.
      for (const [key, { uses }] of subject.formulas.order)
        for (const { buyer, period } of subject.placesOf(key))
          if (uses.some(used => [period, shift(period, -1)].some(then => this.of(used, buyer.id, then))))
            this.#doubtful.add(at(key, buyer.id, period))
  }

  /** Whether what a buyer says of a period rests on a sum that does not hold. */
  of = (key: string, buyer: string, period: Period): boolean => this.#doubtful.has(at(key, buyer, period))
}

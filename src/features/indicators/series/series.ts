import type Fraction from 'fraction.js'
import type { Definition, Own, Scheme } from '#features/scheme'
import { boundsOf, type Period, parsePeriod } from '#kernel'
import { decimalOf, exact } from '../decimals.ts'
import { type Facts, inOrder, type Point } from '../standing.ts'
import { divided } from '../values/deciding.ts'
import { STATES, type State, says, type Value } from '../values/values.ts'

/** What an indicator says of a period: of one buyer, or of several together. */
export interface Figure {
  period: Period
  /** Null where nothing is said, or where what is said does not add up to one figure. */
  value: string | null
  numerator: string | null
  denominator: string | null
  /** The level of a scale. */
  words: string
  /** The least advanced of what it is made of. */
  state: State
  /** Some rows, or some buyers, have said nothing. */
  partial: boolean
  /** What it is made of. */
  of: readonly Value[]
}

/** From the least advanced. */
const ADVANCE: readonly State[] = ['refused', ...STATES.filter(state => state !== 'refused')]
const least = (values: readonly Value[]): State =>
  ADVANCE[Math.min(...values.map(({ state }) => ADVANCE.indexOf(state)))] ?? 'draft'

/** Of what is entered and what is computed at each place, what is entered, where it says something: a computed value never takes its place. */
export function foremost(values: readonly Value[]): Value[] {
  if (values.length < 2) return values.filter(says)
  const places = new Map<string, Value>()
  for (const value of values) {
    const place = `${value.organisation} ${value.period} ${value.row}`
    if (says(value) && (value.origin === 'entered' || !places.has(place))) places.set(place, value)
  }
  return [...places.values()]
}

const sum = (texts: readonly (string | null)[]): string | null =>
  texts.some(text => text === null)
    ? null
    : decimalOf(texts.reduce((total: Fraction, text) => total.add(exact(text ?? '0')), exact('0')))

/**
 * The figures of an indicator, oldest first, of one buyer or of several together: partial where one of them has said less than all of it. A buyer’s whole is what it said of the whole, or else its
 * rows: counts and amounts are added, a ratio is the sum of its numerators over that of its denominators; other kinds do not add up.
 * @param buyers how many are expected to say something
 * @param left the organisations of which nothing is expected any more: what they said of a period is of it, and they owe nothing to the others
 */
export function seriesOf(
  definition: Definition,
  values: readonly Value[],
  buyers = 1,
  left: ReadonlySet<string> = new Set(),
): Figure[] {
  const periods = new Map<Period, Value[]>()
  for (const value of foremost(values)) periods.set(value.period, [...(periods.get(value.period) ?? []), value])
  return inOrder([...periods.keys()].map(period => ({ period, value: '0' }))).map(({ period }) =>
    figureOf(definition, period, periods.get(period) ?? [], buyers, left),
  )
}

/** What is said of one period, of which {@link foremost} values are given. */
export function figureOf(
  { kind, unit, breakdown }: Definition,
  period: Period,
  said: readonly Value[],
  buyers = 1,
  left: ReadonlySet<string> = new Set(),
): Figure {
  const whole = new Set(said.filter(({ row }) => row === '').map(({ organisation }) => organisation))
  const of = said.filter(({ row, organisation }) => row === '' || !whole.has(organisation))
  const gone = new Set(said.flatMap(({ organisation }) => (left.has(organisation) ? [organisation] : []))).size
  const expected = (buyers + gone - whole.size) * Math.max(1, breakdown?.rows.length ?? 1) + whole.size
  const common = { period, state: least(of), partial: of.length < expected, of }
  const [one] = of
  if (one && of.length === 1) {
    const { value, numerator, denominator, words } = one
    // One row of several says nothing of the whole.
    return { ...common, value: one.row === '' || !common.partial ? value : null, numerator, denominator, words }
  }
  const none = { ...common, value: null, numerator: null, denominator: null, words: '' }
  if (kind === 'count' || kind === 'amount') return { ...none, value: sum(of.map(({ value }) => value)) }
  if (kind !== 'ratio') return none
  const [numerator, denominator] = [sum(of.map(one => one.numerator)), sum(of.map(one => one.denominator))]
  const value =
    numerator !== null && denominator !== null && denominator !== '0' ? divided(numerator, denominator, unit) : null
  return { ...none, numerator, denominator, value }
}

/** The T0 and the targets of a buyer: its own in a joint scheme, where it has some; those of the indicator otherwise. */
export function marksOf(definition: Definition, own: readonly Own[], siren: string | null) {
  const mine = own.find(one => one.parent === definition.key && one.buyer === siren)
  return { baseline: mine?.baseline ?? definition.baseline, targets: mine?.targets ?? definition.targets }
}
export type Marks = ReturnType<typeof marksOf>

/**
 * What its standing and its trend are drawn from: what is said of the whole; not what is computed of a period that still runs. A target without a
 * year holds at the end of the scheme. @param today `YYYY-MM-DD`
 */
export function factsOf(
  definition: Definition,
  marks: Marks,
  figures: readonly Figure[],
  scheme: Pick<Scheme, 'to'>,
  today: string,
): Facts {
  const { kind, unit, direction } = definition
  const { baseline, targets } = marks
  const start =
    baseline && 'period' in baseline && baseline.row === null ? pointOf(baseline.period, baseline.value) : null
  const aims = Array.isArray(targets)
    ? targets.flatMap(({ period, row, value }) =>
        row === null ? [pointOf(period ?? scheme.to.slice(0, 4), value)].filter(point => point !== null) : [],
      )
    : []
  return {
    kind,
    unit,
    direction,
    t0: start ?? 'none',
    targets: aims.length > 0 ? aims : 'none',
    values: figures.flatMap(({ period, value, partial, of }) => {
      const runs = boundsOf(period).to >= today && of.some(({ origin }) => origin === 'computed')
      return value === null || partial || runs ? [] : [{ period, value }]
    }),
  }
}

const pointOf = (period: string, value: string | null): Point | null => {
  const read = parsePeriod(period)
  return read === null || value === null ? null : { period: read, value }
}

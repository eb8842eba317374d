import type Fraction from 'fraction.js'
import { boundsOf, type Period, shift } from '#kernel'
import { fr } from '#ui'
import { decimalOf, exact } from '../decimals.ts'
import { inPeriod, periodWords } from '../figures.ts'
import type { Computation, Source, Step } from './computation.ts'
import type { Part, Place, Sign } from './formula.ts'

/** A figure that a formula read. */
export interface Input {
  key: string
  row: string | null
  period: Period
  part: Part
  /** Decimal text in the unit of that indicator; null where nobody has said it. */
  value: string | null
}

/** What to compute a formula with. */
export interface Given {
  period: Period
  /** The first period of the scheme, of the same rhythm: what `cumul` begins with. */
  start: Period
  /** Decimal text in the unit of the indicator, or null. Called once for each figure. */
  figureOf: (asked: Omit<Input, 'value'>) => string | null
}

/** What a formula gives for a period, always with the figures that it read, in the order in which it read them. */
export type Outcome = { inputs: readonly Input[] } & (
  | {
      state: 'value'
      /** Decimal text in the unit of the indicator, at most 12 decimals. */
      value: string
      /** What was divided by what where the formula is a division, in the units of {@link Computation.sides}. */
      numerator: string | null
      denominator: string | null
    }
  /** Figures are missing: each is named in a sentence. */
  | { state: 'missing'; missing: readonly string[] }
  /** Something is divided by zero: no value, and neither a fault nor an error of who wrote the formula. */
  | { state: 'zero-divisor'; place: Place; explained: string }
)

type Call = Extract<Step, { kind: 'call' }>

const PART_NAMES: Record<Part, string> = {
  value: '',
  numerator: 'le numérateur de ',
  denominator: 'le dénominateur de ',
}

/** Computes a formula for a period, exactly: with fractions, rounded once at the end. */
export function evaluate({ step, factor }: Computation, given: Given): Outcome {
  const run = new Run(given)
  const value = run.of(step, given.period)
  const inputs = [...run.inputs.values()]
  if (run.missing.size > 0) return { state: 'missing', missing: [...run.missing], inputs }
  if (value === null) {
    const explained = fr`${periodWords(given.period)} : la formule divise par zéro, il n’y a donc pas de valeur.`
    return { state: 'zero-divisor', place: run.zeroDivisor ?? { at: 0, length: 0 }, explained, inputs }
  }
  const division = step.kind === 'operation' && step.sign === '÷' ? step : null
  const side = (of: Step | undefined) => {
    const side = of && run.of(of, given.period)
    return side ? decimalOf(side) : null
  }
  return {
    state: 'value',
    value: decimalOf(value.div(factor)),
    numerator: side(division?.left),
    denominator: side(division?.right),
    inputs,
  }
}

/** One computation: what it read, what it missed. A step gives null where something in it is missing or divided by zero. */
class Run {
  readonly inputs = new Map<string, Input>()
  readonly missing = new Set<string>()
  zeroDivisor: Place | null = null
  readonly #given: Given

  constructor(given: Given) {
    this.#given = given
  }

  of(step: Step, period: Period): Fraction | null {
    switch (step.kind) {
      case 'number':
        return step.value
      case 'source':
        return this.#read(step.source, period)?.mul(step.factor) ?? null
      case 'scaled':
        return this.of(step.of, period)?.mul(step.by) ?? null
      case 'negated':
        return this.of(step.of, period)?.neg() ?? null
      case 'operation': {
        // Both sides always: all that is missing is named at once.
        const left = this.of(step.left, period)
        const right = this.of(step.right, period)
        if (step.sign === '÷' && right?.equals(0)) this.zeroDivisor ??= step.place
        return left && right && OPERATIONS[step.sign](left, right)
      }
      case 'call':
        return step.name === 'cumul' ? this.#accumulated(step.of, period) : this.#called(step, period)
    }
  }

  #called({ name, of, decimals, scale }: Call, period: Period): Fraction | null {
    const values = this.#all(of.map(part => this.of(part, period)))
    const [first] = values ?? []
    if (!values || !first) return null
    switch (name) {
      case 'minimum':
        return values.reduce((least, value) => (value.lt(least) ? value : least), first)
      case 'maximum':
        return values.reduce((most, value) => (value.gt(most) ? value : most), first)
      case 'arrondi':
        return exact(decimalOf(first.div(scale), decimals)).mul(scale)
      case 'moyenne':
        return sum(values).div(values.length)
      default:
        return sum(values)
    }
  }

  #accumulated([of]: readonly Step[], until: Period): Fraction | null {
    const { start } = this.#given
    const { to } = boundsOf(until)
    if (!of || boundsOf(start).to > to) {
      this.missing.add(fr`${periodWords(until)} : le cumul ne commence qu’${inPeriod(start)}`)
      return null
    }
    const values: (Fraction | null)[] = []
    for (let period = start; boundsOf(period).to <= to; period = shift(period, 1)) values.push(this.of(of, period))
    const all = this.#all(values)
    return all && sum(all)
  }

  #all(values: readonly (Fraction | null)[]): readonly Fraction[] | null {
    return values.every(value => value !== null) ? values : null
  }

  #read({ key, row, back, part, written }: Source, from: Period): Fraction | null {
    const period = shift(from, -back)
    const id = JSON.stringify([key, row, period, part])
    const known = this.inputs.get(id)
    const value = known ? known.value : this.#given.figureOf({ key, row, period, part })
    if (!known) this.inputs.set(id, { key, row, period, part, value })
    if (value !== null) return exact(value)
    this.missing.add(fr`${periodWords(period)} : ${PART_NAMES[part]}${written} n’est pas renseigné`)
    return null
  }
}

const sum = (values: readonly Fraction[]) => values.reduce((total, value) => total.add(value), exact('0'))

const OPERATIONS: Record<Sign, (left: Fraction, right: Fraction) => Fraction | null> = {
  '+': (left, right) => left.add(right),
  '−': (left, right) => left.sub(right),
  '×': (left, right) => left.mul(right),
  '÷': (left, right) => (right.equals(0) ? null : left.div(right)),
}

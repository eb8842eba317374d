import type Fraction from 'fraction.js'
import type { Definition, Scheme } from '#features/scheme'
import { boundsOf, type Period, periodOf, periodsBetween, RHYTHMS, type Rhythm, rhythmOf } from '#kernel'
import { decimalOf, exact } from '../decimals.ts'
import type { Computation, Step } from '../formula/computation.ts'
import { evaluate, type Given, type Outcome } from '../formula/evaluate.ts'
import { type Formulas, formulasOf } from '../formula/scheme-formulas.ts'
import { begun } from '../grid/periods.ts'
import { figureOf, foremost } from '../series/series.ts'
import { divided, isClosed } from '../values/deciding.ts'
import type { Revision } from '../values/keeping.ts'
import { NOTHING, nameOf, type Place, type State, says, type Value } from '../values/values.ts'
import { ofFormula, sameLineage } from './lineage.ts'
import type { Figured } from './measuring.ts'

/** All that the computed values of a buyer are made from. */
export interface Known {
  scheme: Pick<Scheme, 'from' | 'to'>
  /** Those of its scheme, but for other buyers’ own. */
  definitions: readonly Definition[]
  /** Its current values, entered and computed. */
  values: readonly Value[]
  /** What measures gave, by {@link nameOf} their place; null where they would give what they gave. */
  measured: ReadonlyMap<string, Figured> | null
  closed: readonly Period[]
  /** `YYYY-MM-DD`. */
  today: string
  /** The formulas of the definitions, where they are known already. */
  formulas?: Formulas
}

const SETTLED: readonly State[] = ['validated', 'published']
/** Whether what is made of it may be validated: it was itself, or the program made it and hands it over. */
const isSettled = ({ state, origin }: Value) =>
  SETTLED.includes(state) || (origin === 'computed' && state === 'submitted')
const placeOf = (indicator: string, period: Period): Place => ({ indicator, period, row: '' })

/**
 * What the computed values of a buyer become: those that change, and no other.
 *
 * A figure of a period that is over is handed to who leads, as one that somebody sends; it is a draft while the period runs, or while it reads a
 * figure that nobody validated. One that was judged stays as it is until the figure changes. Nothing of a closed period changes.
 */
export function revisionsOf(known: Known): Revision[] {
  const work = new Work(known)
  for (const definition of known.definitions) if (definition.source.kind === 'measured') work.measure(definition)
  const { order, wrong } = known.formulas ?? formulasOf(known.definitions)
  for (const [key, computation] of order) work.compute(key, computation)
  for (const [key, [problem]] of wrong) work.cannot(key, problem?.message ?? '')
  work.clear()
  return work.revisions
}

class Work {
  readonly revisions: Revision[] = []
  readonly #known: Known
  readonly #definitions: ReadonlyMap<string, Definition>
  /** What is said, by indicator and period: what is entered there, and what is computed where nothing is. */
  readonly #said = new Map<string, Value[]>()
  readonly #computed = new Map<string, Value>()
  /** The first period of which something is entered. */
  readonly #first = new Map<Rhythm, Period>()
  readonly #made = new Set<string>()
  readonly #begun: Readonly<Record<Rhythm, readonly Period[]>>

  constructor(known: Known) {
    this.#known = known
    const { scheme, today } = known
    this.#begun = Object.fromEntries(RHYTHMS.map(rhythm => [rhythm, begun(scheme, rhythm, today)])) as Record<
      Rhythm,
      Period[]
    >
    this.#definitions = new Map(known.definitions.map(one => [one.key, one]))
    for (const value of known.values) {
      if (value.origin === 'computed') this.#computed.set(nameOf(value), value)
      else if (says(value)) {
        this.#say(value)
        const rhythm = rhythmOf(value.period)
        const first = this.#first.get(rhythm)
        if (first === undefined || value.period < first) this.#first.set(rhythm, value.period)
      }
    }
  }

  /** Takes what a measure gave, or what it gave before where it was not asked again. */
  measure({ key, rhythm }: Definition) {
    const { measured } = this.#known
    for (const period of this.#begun[rhythm]) {
      const figured = measured?.get(nameOf(placeOf(key, period)))
      if (figured) this.#put(key, period, figured, this.#isOver(period))
      else if (measured === null) this.#keep(key, period)
    }
  }

  #isOver = (period: Period) => boundsOf(period).to < this.#known.today

  #say(value: Value) {
    const at = `${value.indicator}.${value.period}`
    const beside = this.#said.get(at)
    if (beside) beside.push(value)
    else this.#said.set(at, [value])
  }

  /** What was computed stands. */
  #keep(indicator: string, period: Period) {
    const name = nameOf(placeOf(indicator, period))
    const current = this.#computed.get(name)
    this.#made.add(name)
    if (current && says(current)) this.#say(current)
  }

  /** Says what a place holds, as a revision where that is news. @param ready whether who leads may validate it */
  #put(indicator: string, period: Period, { lineage, ...figure }: Figured, ready: boolean) {
    const place = placeOf(indicator, period)
    const name = nameOf(place)
    this.#made.add(name)
    const current = this.#computed.get(name)
    if (isClosed(period, this.#known.closed)) return this.#keep(indicator, period)
    const same =
      current?.value === figure.value &&
      current.numerator === figure.numerator &&
      current.denominator === figure.denominator
    const state = figure.value !== null && ready ? 'submitted' : 'draft'
    const judged = current !== undefined && current.judged !== null
    const news = !(same && (judged || (current.state === state && sameLineage(current.lineage, lineage))))
    const revision: Revision = {
      ...{ ...place, ...NOTHING, ...figure, origin: 'computed', state, entered: 'own', judged: null },
      ...{ replaces: current?.id ?? null, lineage },
    }
    if (news) this.revisions.push(revision)
    if (figure.value === null) return
    const kept = news ? { state, act: 0, entered: 0, judged: null } : (current as Value)
    this.#say({ ...revision, ...kept, id: '', organisation: '', lineage: null } as Value)
  }

  compute(key: string, computation: Computation) {
    const definition = this.#definitions.get(key)
    if (definition?.source.kind !== 'formula') return
    const { scheme } = this.#known
    const { rhythm, unit, source } = definition
    const start = periodOf(scheme.from, rhythm)
    const [first] = this.#begun[rhythm]
    for (const period of this.#periodsOf(rhythm)) {
      let ready = this.#isOver(period)
      const figureOf: Given['figureOf'] = asked => {
        const { figure, settled } = this.#read(asked.key, asked.period, asked.row)
        ready &&= settled
        return figure?.[asked.part] ?? null
      }
      const outcome = evaluate(computation, { period, start, figureOf })
      const figured = {
        ...termsOf(outcome, computation, unit),
        lineage: ofFormula(source.formula, outcome.inputs, obstacle(outcome)),
      }
      // Long before the scheme, what could not be computed is nothing to speak of.
      const early = period < (first ?? period)
      if (figured.value !== null || !early || this.#computed.has(nameOf(placeOf(key, period))))
        this.#put(key, period, figured, ready)
    }
  }

  /** A figure that a formula reads, null where nobody said it, and whether what is made of it may be validated. */
  #read(key: string, period: Period, row: string | null) {
    const definition = this.#definitions.get(key)
    const said = foremost(this.#said.get(`${key}.${period}`) ?? [])
    const whole = row === null && definition ? figureOf(definition, period, said) : null
    const of = whole ? whole.of : said.filter(one => one.row === row)
    return { figure: whole ? (whole.partial ? null : whole) : (of[0] ?? null), settled: of.every(isSettled) }
  }

  #periodsOf(rhythm: Rhythm): readonly Period[] {
    const of = this.#begun[rhythm]
    const [first, last] = [this.#first.get(rhythm), of.at(-1)]
    if (first === undefined || last === undefined || first >= (of[0] ?? last)) return of
    return periodsBetween(boundsOf(first).from, boundsOf(last).to, rhythm)
  }

  /** Says why an indicator whose formula is wrong has no figure. */
  cannot(key: string, problem: string) {
    const definition = this.#definitions.get(key)
    if (definition?.source.kind !== 'formula') return
    const lineage = ofFormula(definition.source.formula, [], problem)
    for (const period of this.#begun[definition.rhythm])
      this.#put(key, period, { numerator: null, denominator: null, value: null, lineage }, false)
  }

  /** Clears what was computed and is not any more. */
  clear() {
    for (const [name, value] of this.#computed)
      if (!this.#made.has(name) && says(value) && !isClosed(value.period, this.#known.closed))
        this.revisions.push({
          ...{ ...placeOf(value.indicator, value.period), ...NOTHING, origin: 'computed', state: 'draft' },
          ...{ entered: 'own', judged: null, replaces: value.id },
        })
  }
}

/**
 * The terms of a division are kept where they give its value: several buyers are then added up by them. Two that are in one unit are kept in that
 * of the first figure that is read.
 */
function termsOf(outcome: Outcome, { step, sides }: Computation, unit: string) {
  if (outcome.state !== 'value') return { numerator: null, denominator: null, value: null }
  const { value } = outcome
  const factor = sides?.numerator === sides?.denominator ? firstFactor(step) : null
  const inUnit = (term: string | null) => (term === null || factor === null ? term : decimalOf(exact(term).div(factor)))
  const [numerator, denominator] = [inUnit(outcome.numerator), inUnit(outcome.denominator)]
  const whole =
    numerator !== null && denominator && denominator !== '0' && divided(numerator, denominator, unit) === value
  return whole ? { numerator, denominator, value } : { numerator: null, denominator: null, value }
}

/** One of the unit of the first figure that a formula reads, in that of its steps. */
function firstFactor(step: Step): Fraction | null {
  switch (step.kind) {
    case 'number':
      return null
    case 'source':
      return step.factor
    case 'operation':
      return firstFactor(step.left) ?? firstFactor(step.right)
    case 'call':
      return step.of.map(firstFactor).find(factor => factor !== null) ?? null
    default:
      return firstFactor(step.of)
  }
}

function obstacle(outcome: Outcome): string {
  if (outcome.state === 'value') return ''
  return outcome.state === 'missing' ? `Il manque\u00a0: ${outcome.missing.join('\u00a0; ')}.` : outcome.explained
}

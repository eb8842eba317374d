import { fr } from '#ui'
import { exact, tenTo } from '../decimals.ts'
import { combine, isPlain, PLAIN, sameDimensions, type Unit, unitWords } from '../units.ts'
import type { Source, Step } from './computation.ts'
import { type Formula, type Place, type Problem, printFormula, type Reference } from './formula.ts'
import { type Asking, type Found, lookUp } from './lookup.ts'

/** A step, and what it is in: null where something in it is wrong. */
export interface Measured {
  step: Step
  unit: Unit | null
  /** Made only of numbers written in the formula, which take the unit of what they are added to. */
  literal: boolean
}
type Call = Extract<Formula, { kind: 'call' }>

const WRONG: Measured = { step: { kind: 'number', value: exact('0') }, unit: null, literal: false }

/** Follows a formula with its units, and keeps all that is wrong. */
export class Measurer {
  readonly problems: Problem[] = []
  readonly uses = new Set<string>()
  readonly #asking: Asking

  constructor(asking: Asking) {
    this.#asking = asking
  }

  measure(node: Formula): Measured {
    switch (node.kind) {
      case 'number': {
        const value = exact(node.value).mul(tenTo(node.percent ? -2 : 0))
        return { step: { kind: 'number', value }, unit: PLAIN, literal: !node.percent }
      }
      case 'reference': {
        const found = this.#find(node)
        return found ? measured(found, found.source) : WRONG
      }
      case 'negated': {
        const of = this.measure(node.of)
        return { ...of, step: { kind: 'negated', of: of.step } }
      }
      case 'operation': {
        const { sign, at, length } = node
        const sides = [this.measure(node.left), this.measure(node.right)] as const
        const both =
          sign === '+' || sign === '−' ? this.#together(sides, [node.left, node.right], node) : apart(sides, sign)
        const [left, right] = both.steps
        return { ...both, step: { kind: 'operation', sign, left, right, place: { at, length } } }
      }
      case 'call':
        return this.#call(node)
    }
  }

  #call(node: Call): Measured {
    const { name, decimals, of } = node
    const [only] = of
    const overRows =
      name !== 'arrondi' && name !== 'cumul' && of.length === 1 && only?.kind === 'reference' && only.row === null
    const parts = overRows ? this.#rows(only, node) : of.map(part => this.measure(part))
    const written = overRows ? parts.map(() => only) : of
    if (name === 'cumul' && only?.kind === 'reference' && only.part === 'value') this.#mayAccumulate(only, node)
    const { steps, unit, literal } = this.#together(parts, written, node)
    return { unit, literal, step: { kind: 'call', name, of: steps, decimals, scale: unit?.factor ?? exact('1') } }
  }

  /** All the rows of an indicator, for `somme([papier])`. */
  #rows(reference: Reference, { name, at, length }: Call): readonly Measured[] {
    const found = this.#find(reference)
    if (!found) return [WRONG]
    const { known, source } = found
    if (known.rows.length > 0)
      return known.rows.map(({ key, label }) =>
        measured(found, { ...source, row: key, written: `[${known.key} : ${label}]` }),
      )
    const message = fr`[${known.key}] n’a pas de lignes : donnez à « ${name} » plusieurs indicateurs, séparés par « ; ».`
    this.problems.push({ at, length, message })
    return [WRONG]
  }

  #mayAccumulate(reference: Reference, { at, length }: Place) {
    const [known] = this.#asking.catalogue.find(reference.name)
    if (known?.kind !== 'ratio' && known?.kind !== 'change') return
    const of = `[${known.key}]`
    const message = fr`Des rapports ne se cumulent pas : écrivez cumul(numérateur(${of})) / cumul(dénominateur(${of})).`
    this.problems.push({ at, length, message })
  }

  #find(reference: Reference): Found | null {
    const found = lookUp(reference, this.#asking)
    if ('message' in found) {
      this.problems.push(found)
      return null
    }
    this.uses.add(found.source.key)
    return found
  }

  /** What is added or compared: all in the unit of the first that has one. */
  #together<P extends readonly Measured[]>(parts: P, written: readonly Formula[], { at, length }: Place) {
    const first = parts.findIndex(({ literal }) => !literal)
    const unit = parts[Math.max(first, 0)]?.unit ?? null
    const other = parts.findIndex(part => unit && part.unit && !part.literal && !sameDimensions(unit, part.unit))
    if (unit && other >= 0) {
      const [one, two] = [first, other].map(
        index => fr`${printFormula(written[index] as Formula)} (${unitWords(parts[index]?.unit ?? PLAIN)})`,
      )
      const message = fr`On ne peut ni additionner ni comparer ${one as string} et ${two as string} : il leur faut la même unité.`
      this.problems.push({ at, length, message })
    }
    const wrong = other >= 0 || parts.some(part => part.unit === null)
    const steps = parts.map(({ step, literal }) => (unit && literal && first >= 0 ? inUnit(step, unit) : step))
    return { steps: steps as { [I in keyof P]: Step }, unit: wrong ? null : unit, literal: first < 0 }
  }
}

const measured = ({ unit }: Found, source: Source): Measured => ({
  step: { kind: 'source', source, factor: unit.factor },
  unit,
  literal: false,
})

const inUnit = (step: Step, unit: Unit): Step =>
  isPlain(unit) || unit.factor.equals(1) ? step : { kind: 'scaled', of: step, by: unit.factor }

function apart([left, right]: readonly [Measured, Measured], sign: '×' | '÷') {
  return {
    steps: [left.step, right.step] as const,
    unit: left.unit && right.unit && combine(left.unit, right.unit, sign === '×' ? 1 : -1),
    literal: left.literal && right.literal,
  }
}

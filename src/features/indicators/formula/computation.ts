import type Fraction from 'fraction.js'
import type { FunctionName, Part, Place, Sign } from './formula.ts'

/** One figure that a formula reads. */
export interface Source {
  key: string
  /** The key of the row; null for the indicator as a whole. */
  row: string | null
  back: number
  part: Part
  /** As the formula would write it, with the words people know: `[papier : Recyclé]`. */
  written: string
}

/**
 * A formula ready to be computed: its indicators found, its units brought to one another.
 * Every step gives a number in the unit that stands for its dimensions (€, not k€; hundredths, not %).
 */
export type Step =
  | { kind: 'number'; value: Fraction }
  | { kind: 'source'; source: Source; factor: Fraction }
  | { kind: 'scaled'; of: Step; by: Fraction }
  | { kind: 'negated'; of: Step }
  | { kind: 'operation'; sign: Sign; left: Step; right: Step; place: Place }
  /** `arrondi` rounds to so many decimals of its unit: one of it is `scale`. */
  | { kind: 'call'; name: FunctionName; of: readonly Step[]; decimals: number; scale: Fraction }

/** What {@link checkFormula} makes of a formula that has a meaning. */
export interface Computation {
  step: Step
  /** One of the indicator’s unit, in the unit of the steps: what the result is divided by. */
  factor: Fraction
  /** What the calculation gives, in French: `heures/personne`. */
  unit: string
  /** What the two sides are in where the formula is a division; null otherwise. */
  sides: { numerator: string; denominator: string } | null
  /** The keys it reads, once each. */
  uses: readonly string[]
}

import type Fraction from 'fraction.js'
import type { Computation, Step } from './computation.ts'
import type { FunctionName, Part, Sign } from './formula.ts'

/** A formula as plain data, for whoever computes it without this program; exact numbers are `p/q`, or `p`. Steps are those of {@link Step}. */
export type PlainStep =
  | { kind: 'number'; value: string }
  | { kind: 'source'; indicator: string; row: string | null; back: number; part: Part; factor: string }
  | { kind: 'scaled'; of: PlainStep; by: string }
  | { kind: 'negated'; of: PlainStep }
  | { kind: 'operation'; sign: Sign; left: PlainStep; right: PlainStep }
  | { kind: 'call'; name: FunctionName; of: readonly PlainStep[]; decimals: number; scale: string }

/** What gives the value of a period: the steps, divided by the factor. */
export interface PlainComputation {
  step: PlainStep
  factor: string
}

const written = (number: Fraction) => number.toFraction()

/** A computation that JSON keeps. */
export const plainComputation = ({ step, factor }: Computation): PlainComputation => ({
  step: plainStep(step),
  factor: written(factor),
})

function plainStep(step: Step): PlainStep {
  switch (step.kind) {
    case 'number':
      return { kind: 'number', value: written(step.value) }
    case 'source': {
      const { key, row, back, part } = step.source
      return { kind: 'source', indicator: key, row, back, part, factor: written(step.factor) }
    }
    case 'scaled':
      return { kind: 'scaled', of: plainStep(step.of), by: written(step.by) }
    case 'negated':
      return { kind: 'negated', of: plainStep(step.of) }
    case 'operation':
      return { kind: 'operation', sign: step.sign, left: plainStep(step.left), right: plainStep(step.right) }
    case 'call': {
      const { name, of, decimals, scale } = step
      return { kind: 'call', name, of: of.map(plainStep), decimals, scale: written(scale) }
    }
  }
}

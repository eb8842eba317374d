import { fr } from '#ui'
import { exact } from '../decimals.ts'
import { isPlain, PLAIN, readUnit, sameDimensions, unitWords } from '../units.ts'
import type { Computation } from './computation.ts'
import type { Formula, Problem } from './formula.ts'
import type { Asking } from './lookup.ts'
import { Measurer } from './measurer.ts'

/** A formula that has a meaning, ready for {@link evaluate}, or all that is wrong with it. */
export type Checked = { computation: Computation } | { problems: readonly Problem[] }

/**
 * Checks what a formula means (docs/formulas.md): that its indicators and rows exist, without reading itself however far;
 * that it adds only what can be added; that it gives the unit of its indicator.
 * @param asking.unit the unit of the indicator whose formula it is
 */
export function checkFormula(formula: Formula, asking: Asking & { unit: string }): Checked {
  const measurer = new Measurer(asking)
  const { step, unit, literal } = measurer.measure(formula)
  const problems = [...measurer.problems]
  const declared = readUnit(asking.unit)
  if (unit && !literal && !sameDimensions(unit, declared)) {
    const words = asking.unit || unitWords(declared)
    problems.push({
      at: formula.at,
      length: formula.length,
      message: fr`Ce calcul donne « ${unitWords(unit)} », et l’indicateur est en « ${words} » : corrigez l’un ou l’autre.`,
    })
  }
  if (unit === null || problems.length > 0) return { problems: problems.sort((a, b) => a.at - b.at) }
  const side = (node: Formula) => unitWords(measurer.measure(node).unit ?? PLAIN)
  return {
    computation: {
      step,
      factor: literal && !isPlain(declared) ? exact('1') : declared.factor,
      unit: unitWords(unit),
      sides:
        formula.kind === 'operation' && formula.sign === '÷'
          ? { numerator: side(formula.left), denominator: side(formula.right) }
          : null,
      uses: [...measurer.uses],
    },
  }
}

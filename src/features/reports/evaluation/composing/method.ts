import { CRITERION_WORDS, GRADE_WORDS, GRADES } from '#features/evaluation'
import type { Block } from '#platform/paper'
import { fr } from '#ui'
import { definitions, figuresMethod } from '../../bilan/composing/method.ts'
import { list, ofYear, text } from '../../bilan/composing/pieces.ts'
import { type EvaluationFacts, indicatorsUnder, yearsWords } from './telling.ts'

/** How actions were chosen and judged, and how the figures beside were obtained. */
export function method(facts: EvaluationFacts): Block[] {
  const { evaluated, year } = facts
  const { of, shares, years, cycle, grid } = evaluated
  const told = new Set(of === 'cycle' ? evaluated.lines.map(({ key }) => key) : shares.flatMap(one => one.actions.map(({ key }) => key))) // biome-ignore format: one line
  const shown = [...indicatorsUnder(facts)].flatMap(([key, all]) => (told.has(key) ? all : []))
  const criteria = grid.map(one => fr`${CRITERION_WORDS[one].label} (${CRITERION_WORDS[one].asks})`)
  return [
    text(
      of === 'cycle'
        ? fr`Ce bilan réunit les parts de ${yearsWords(years)}, et dit ce que valaient les indicateurs en ${year}.`
        : fr`Ce bilan dit ce qui a été jugé des actions de la part ${year}, et ce que valaient leurs indicateurs en ${year}.`,
    ),
    list([
      fr`Chaque année du cycle évalue une part des actions. Les règles du schéma la proposent : d’abord ce qui n’a jamais été évalué, chaque axe à proportion. Les instances la changent, puis la choisissent.`,
      fr`Une action est jugée de ${GRADE_WORDS[1]} à ${GRADE_WORDS[4]}, en ${GRADES.length} degrés, selon ${grid.length === 1 ? 'un critère' : `${grid.length} critères`} : ${criteria.join(', ')}. L’appréciation d’ensemble est un jugement, et non leur moyenne.`,
      'Seules comptent les évaluations que les instances ont validées : une fois validées, elles ne changent plus.',
      ...(of === 'share' && year === cycle.at(-1)
        ? ['Cette part est la dernière du cycle\u00a0: le bilan global la reprend.']
        : []),
      ...figuresMethod(facts, 'Les données ouvertes'),
    ]),
    ...definitions(shown.filter(one => ofYear(one, year) !== undefined)),
  ]
}

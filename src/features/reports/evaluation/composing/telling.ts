import { GRADE_WORDS, GRADES, type Grade } from '#features/evaluation'
import { grouped, type Told } from '#features/indicators'
import { type Block, markdownBlocks, textOf } from '#platform/paper'
import { day, fr } from '#ui'
import type { BilanFacts } from '../../bilan/facts.ts'
import type { Decided, Evaluated } from '../facts.ts'

/** What a report tells of an evaluation. */
export type EvaluationFacts = BilanFacts & { evaluated: Evaluated }

/** The facts of a report that tells one: a bilan of a year never comes here. */
export function evaluationIn(facts: BilanFacts): EvaluationFacts {
  const { evaluated } = facts
  if (evaluated === null) throw new Error('no evaluation is told')
  return { ...facts, evaluated }
}

/** « 2022-2024 »; one year alone as it is. */
export const yearsWords = (years: readonly number[]): string => [...new Set([years[0], years.at(-1)])].join('-')

/** From the best to the worst. */
export const BEST_FIRST: readonly Grade[] = [...GRADES].reverse()
export const gradeWords = (grade: Grade | null): string => (grade === null ? 'sans appréciation' : GRADE_WORDS[grade])

export const capital = (word: string): string => word.replace(/^./u, letter => letter.toUpperCase())

/** Words in Markdown as one line. */
export const plainly = (markdown: string): string => markdownBlocks(markdown, 4, 'x').map(wordsOf).join(' ')

function wordsOf(block: Block): string {
  switch (block.as) {
    case 'text':
      return textOf(block.runs).replace(/\s+/g, ' ')
    case 'heading':
      return block.text
    case 'list':
      return block.items.map(item => item.map(wordsOf).join(' ')).join(' ; ')
    case 'aside':
      return block.blocks.map(wordsOf).join(' ')
    default:
      return ''
  }
}

/** « Comité technique, le 4 juillet 2023 ; … » of those who accepted. */
export const acceptedBy = (decided: readonly Decided[]): string =>
  decided
    .filter(({ outcome }) => outcome === 'accept')
    .map(({ body, on }) => fr`${body}, le ${day(on)}`)
    .join('\u00a0; ')

/** What each action has been judged: of a share, its own; of a cycle, the last of each. */
export function judgedIn({ of, shares, lines }: Evaluated): { axis: string; grade: Grade | null }[] {
  if (of === 'cycle') return lines.filter(({ why }) => why === null)
  return shares.flatMap(({ actions }) =>
    actions.flatMap(({ axis, said }) => (said ? [{ axis, grade: said.grade }] : [])),
  )
}

/** The indicators of each action, by its key; without those that only serve others. */
export const indicatorsUnder = ({ indicators }: Pick<BilanFacts, 'indicators'>): ReadonlyMap<string, readonly Told[]> =>
  grouped(
    indicators.filter(({ definition }) => !definition.support),
    ({ definition }) => definition.parent ?? '',
  )

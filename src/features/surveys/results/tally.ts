import type { Answer, Answers, Path } from '../answers/answers.ts'
import { isAsked } from '../answers/answers.ts'
import { profileOf, type Question, type Questionnaire, questionsOf } from '../questionnaire/questionnaire.ts'
import { advanced, FLOOR, type Steps } from './confidentiality.ts'

/** How many gave each answer: an option, a grade, a number. */
export type Counts = Record<string, number>

/** What is counted of a question. Words are not. */
export interface Counted {
  asked: number
  answered: number
  counts: Counts
  /** Of a matrix. */
  rows?: Record<string, Counts>
}

/** What is counted of some answers: kept as it is, and only ever added to. */
export interface Tally {
  answers: number
  paths: Partial<Record<Path, number>>
  questions: Record<string, Counted>
  /** The same by what respondents are, where a question says it. */
  profiles: Record<string, { answers: number; questions: Record<string, Counted> }>
  /** What is shown of an anonymous survey while it is open. */
  live: Record<string, Steps<Counted>>
}

export const emptyTally = (): Tally => ({ answers: 0, paths: {}, questions: {}, profiles: {}, live: {} })

/** Whether the answers to a question may be shown while others come: everybody is asked it, and whoever answers it answers it whole. */
export const isLive = ({ kind, shownIf, required }: Question): boolean =>
  shownIf === null && kind !== 'text' && (kind !== 'matrix' || required)

/** How many gave an answer. */
export const countOf = (counts: Readonly<Counts> | undefined, of: string): number =>
  counts !== undefined && Object.hasOwn(counts, of) ? (counts[of] as number) : 0

const oneMore = (counts: Counts, of: string) => {
  counts[of] = countOf(counts, of) + 1
}

function place<T>(among: Record<string, T>, key: string, empty: () => T): T {
  if (!Object.hasOwn(among, key)) among[key] = empty()
  return among[key] as T
}

function count(question: Question, answer: Answer | undefined, into: Record<string, Counted>): void {
  const counted = place<Counted>(into, question.key, () => ({ asked: 0, answered: 0, counts: {} }))
  counted.asked++
  if (answer === undefined) return
  counted.answered++
  if (question.kind === 'text') return
  if (Array.isArray(answer)) for (const one of answer) oneMore(counted.counts, String(one))
  else if (typeof answer === 'object') {
    counted.rows ??= {}
    for (const [row, grade] of Object.entries(answer))
      oneMore(
        place(counted.rows, row, () => ({})),
        String(grade),
      )
  } else oneMore(counted.counts, String(answer))
}

/** Adds what some people answered to what is counted. */
export function addTo(tally: Tally, all: Questionnaire, some: readonly { answers: Answers; path: Path }[]): Tally {
  const sum = structuredClone(tally)
  const questions = questionsOf(all)
  const profile = profileOf(all)
  for (const { answers, path } of some) {
    sum.answers++
    sum.paths[path] = (sum.paths[path] ?? 0) + 1
    const mine = profile && answers.get(profile.key)
    const alike = mine === undefined ? null : place(sum.profiles, String(mine), () => ({ answers: 0, questions: {} }))
    if (alike) alike.answers++
    for (const question of questions) {
      if (!isAsked(question, answers)) continue
      count(question, answers.get(question.key), sum.questions)
      if (alike) count(question, answers.get(question.key), alike.questions)
    }
  }
  for (const { key } of questions.filter(isLive)) {
    const now = sum.questions[key]
    if (now)
      sum.live[key] = advanced(
        place(sum.live, key, () => ({ shown: null, next: null })),
        structuredClone(now),
        FLOOR,
      )
  }
  return sum
}

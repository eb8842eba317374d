import { type Of, profileOf, type Question, type Questionnaire, questionsOf } from '../questionnaire/questionnaire.ts'
import { type Hidden, hiddenFor, shownClasses } from './confidentiality.ts'
import { type Counted, type Counts, countOf, isLive, type Tally } from './tally.ts'

/** One answer among those of a question. */
export interface Bar {
  key: string
  label: string
  count: number
}

/** What is shown of the answers to a question, or to a row of a matrix. */
export interface Shown {
  answered: number
  bars: readonly Bar[]
  /** Of grades and numbers; null for the rest. */
  mean: number | null
  median: number | null
}

/** What is shown of a question. */
export type Result = { question: Question } & (
  | { hidden: Hidden }
  | ({ hidden: null; asked: number; rows: readonly ({ key: string; label: string } & Shown)[] } & Shown)
)

const NONE: Counted = { asked: 0, answered: 0, counts: {} }
const ofKey = (questions: Readonly<Record<string, Counted>>, key: string): Counted =>
  Object.hasOwn(questions, key) ? (questions[key] as Counted) : NONE

/** What is shown of an anonymous survey while answers come. */
export const liveResultsOf = (all: Questionnaire, { live }: Tally, floor: number): Result[] =>
  questionsOf(all).map(question => {
    const shown = isLive(question) && Object.hasOwn(live, question.key) ? live[question.key]?.shown : null
    if (!isLive(question)) return { question, hidden: 'later' }
    if (!shown) return { question, hidden: 'early' }
    return { question, hidden: null, asked: shown.answered, ...shownOf(question, shown, floor) }
  })

/** What is shown of what is counted. @param floor nothing is said of fewer people; 0 says all */
export function resultsOf(all: Questionnaire, tally: Pick<Tally, 'answers' | 'questions'>, floor: number): Result[] {
  /** How many were asked each question that is shown. */
  const within = new Map<string, number>()
  return questionsOf(all).map(question => {
    const counted = ofKey(tally.questions, question.key)
    const parent = question.shownIf === null ? tally.answers : (within.get(question.shownIf.question) ?? tally.answers)
    const hidden = hiddenFor(counted, parent, floor)
    // What is asked of those of a question that is hidden is compared with the last group that is shown.
    within.set(question.key, hidden === null ? counted.asked : parent)
    if (hidden !== null) return { question, hidden }
    return { question, hidden, asked: counted.asked, ...shownOf(question, counted, floor) }
  })
}

function shownOf(question: Question, { answered, counts, rows = {} }: Counted, floor: number) {
  if (question.kind !== 'matrix') return { ...summed(question, counts, answered), rows: [] }
  const shown = question.rows.map(({ key, label }) => {
    const of = Object.hasOwn(rows, key) ? (rows[key] as Counts) : {}
    const n = Object.values(of).reduce((sum, one) => sum + one, 0)
    const few = n < floor
    return { key, label, ...summed(question, few ? {} : of, few ? 0 : n) }
  })
  return { answered, bars: [], mean: null, median: null, rows: shown }
}

function summed(question: Question, counts: Readonly<Counts>, answered: number): Shown {
  const grades = question.kind === 'scale' || question.kind === 'matrix' || question.kind === 'number'
  return { answered, bars: barsOf(question, counts), ...(grades ? middles(counts) : { mean: null, median: null }) }
}

/** The mean and the median of numbers, each so many times: exact, by thousandths. */
export function middles(counts: Readonly<Counts>): { mean: number | null; median: number | null } {
  const sorted = Object.entries(counts)
    .map(([value, n]) => [Math.round(Number(value) * 1000), n] as const)
    .sort(([a], [b]) => a - b)
  const n = sorted.reduce((sum, [, times]) => sum + times, 0)
  if (n === 0) return { mean: null, median: null }
  const at = (rank: number) => {
    let passed = 0
    for (const [value, times] of sorted) {
      passed += times
      if (passed > rank) return value
    }
    return 0
  }
  const sum = sorted.reduce((total, [value, times]) => total + value * times, 0)
  return { mean: sum / n / 1000, median: (at(Math.floor((n - 1) / 2)) + at(Math.floor(n / 2))) / 2000 }
}

function barsOf(question: Question, counts: Readonly<Counts>): Bar[] {
  switch (question.kind) {
    case 'single':
    case 'multiple':
      return question.options.map(({ key, label }) => ({ key, label, count: countOf(counts, key) }))
    case 'scale':
    case 'matrix':
      return gradesOf(question).map(({ key, label }) => ({ key, label, count: countOf(counts, key) }))
    case 'number':
      return bands(counts)
    case 'text':
      return []
  }
}

/** The grades of a scale, the ends with their words. */
export function gradesOf({ from, to, low, high }: Pick<Of<'scale'>, 'from' | 'to' | 'low' | 'high'>) {
  return Array.from({ length: to - from + 1 }, (_, i) => {
    const grade = from + i
    const words = grade === from ? low : grade === to ? high : ''
    return { key: String(grade), label: words === '' ? String(grade) : `${grade} – ${words}` }
  })
}

const MOST_BANDS = 6
const shownNumber = new Intl.NumberFormat('fr-FR', { maximumFractionDigits: 3 })
const written = (value: number) => shownNumber.format(value).replace(/\s/g, '\u202f').replace('-', '\u2212')

/** Numbers by bands of one width, a round one. */
function bands(counts: Readonly<Counts>): Bar[] {
  const values = Object.entries(counts).map(([value, n]) => [Number(value), n] as const)
  if (values.length === 0) return []
  const [least, most] = [Math.min(...values.map(([value]) => value)), Math.max(...values.map(([value]) => value))]
  const width = roundUp((most - least) / MOST_BANDS)
  const first = Math.floor(least / width)
  const last = Math.floor(most / width)
  return Array.from({ length: last - first + 1 }, (_, i) => {
    const [from, to] = [(first + i) * width, (first + i + 1) * width]
    const count = values.reduce((sum, [value, n]) => (Math.floor(value / width) === first + i ? sum + n : sum), 0)
    return { key: String(from), label: `de ${written(from)} à moins de ${written(to)}`, count }
  })
}

/** 1, 2 or 5 times a power of ten, no less than a width. */
function roundUp(width: number): number {
  if (width <= 0) return 1
  const power = 10 ** Math.floor(Math.log10(width))
  return ([1, 2, 5].find(times => times * power >= width) ?? 10) * power
}

/** A question by what respondents are: the share of each answer in each group. */
export interface Crossing {
  question: Question
  groups: readonly { key: string; label: string; n: number }[]
  /** The count of each group, in order. */
  rows: readonly { key: string; label: string; counts: readonly number[] }[]
  /** Whether some groups or answers are left out, being too few. */
  partial: boolean
}

/**
 * Questions with one answer, asked of everybody, by what respondents are. Both ways nothing is told of fewer than `floor` people: neither of a group,
 * nor of those who gave an answer.
 */
export function crossingsOf(all: Questionnaire, tally: Tally, floor: number): Crossing[] {
  const profile = profileOf(all)
  if (profile === undefined) return []
  const groups = profile.options.map(option => ({ ...option, ...tally.profiles[option.key] }))
  const inGroups = shownClasses(
    groups.map(({ answers = 0 }) => answers),
    tally.answers,
    floor,
  )
  const kept = groups.filter((_, at) => inGroups[at])
  if (kept.length < 2) return []
  return questionsOf(all).flatMap(question => {
    if (question.key === profile.key || question.shownIf !== null) return []
    if (question.kind !== 'single' && question.kind !== 'scale') return []
    const { counts } = ofKey(tally.questions, question.key)
    const answers = barsOf(question, counts)
    // Who did not answer is a class too: of nobody, or of enough.
    const inRows = shownClasses(
      answers.map(({ count }) => count),
      tally.answers,
      floor,
    )
    const rows = answers.flatMap(({ key, label, count }, at) =>
      inRows[at] && count > 0
        ? [
            {
              key,
              label,
              counts: kept.map(({ questions = {} }) => countOf(ofKey(questions, question.key).counts, key)),
            },
          ]
        : [],
    )
    if (rows.length === 0) return []
    const partial =
      kept.length < groups.filter(({ answers = 0 }) => answers > 0).length ||
      rows.length < answers.filter(({ count }) => count > 0).length
    return [
      { question, groups: kept.map(({ key, label, answers = 0 }) => ({ key, label, n: answers })), rows, partial },
    ]
  })
}

/** How a question of two surveys compares: its former results, or why they do not. */
export type Compared = { former: Result & { hidden: null } } | { why: 'absent' | 'changed' | 'hidden' }

const shape = (question: Question) => {
  const { kind } = question
  if (kind === 'single' || kind === 'multiple')
    return [kind, question.label, question.options.map(({ key, label }) => [key, label])]
  if (kind === 'scale') return [kind, question.label, question.from, question.to]
  if (kind === 'matrix')
    return [kind, question.label, question.from, question.to, question.rows.map(({ key, label }) => [key, label])]
  return [kind, question.label, kind === 'number' ? question.unit : '']
}

/** The results of the same question in the survey before: of the same key, asked and answered in the same words, of the same people. */
export function comparedWith(former: readonly Result[], question: Question): Compared {
  const found = former.find(one => one.question.key === question.key)
  if (found === undefined) return { why: 'absent' }
  const same =
    JSON.stringify([shape(found.question), found.question.shownIf]) ===
    JSON.stringify([shape(question), question.shownIf])
  if (!same) return { why: 'changed' }
  return found.hidden === null ? { former: found } : { why: 'hidden' }
}

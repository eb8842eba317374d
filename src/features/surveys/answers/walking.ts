import { type Questionnaire, questionsOf, type Section } from '../questionnaire/questionnaire.ts'
import { type Fault, type Read, readAnswers, type Typed } from './answers.ts'

/** Up to so many questions, all sections stand on one page. */
const SHORT = 15

/** The pages of a form: the sections of each. */
export function pagesOf(all: Questionnaire): readonly (readonly Section[])[] {
  const sections = all.sections.filter(({ questions }) => questions.length > 0)
  return questionsOf(all).length <= SHORT ? [sections] : sections.map(one => [one])
}

/** Where somebody stands in a form. */
export interface Standing {
  /** From 0. */
  page: number
  pages: number
  /** Its sections, with the questions that are asked. */
  sections: readonly Section[]
  /** Whether sending this page may be the end. */
  last: boolean
  faults: ReadonlyMap<string, Fault>
  /** Questions that what was just answered calls for, if any. */
  more: number
}

/** What was sent of a form. */
export interface Step {
  /** The page that was filled, from 0. */
  page: number
  /** The questions that it showed. */
  seen: ReadonlySet<string>
  goes: 'on' | 'back'
}

const standingAt = (all: Questionnaire, read: Read, page: number, more: Partial<Standing> = {}): Standing => {
  const pages = pagesOf(all)
  const asked = new Set(read.asked.map(({ key }) => key))
  const sections = (pages[page] ?? []).map(one => ({
    ...one,
    questions: one.questions.filter(({ key }) => asked.has(key)),
  }))
  return {
    page,
    pages: pages.length,
    sections: sections.filter(({ questions }) => questions.length > 0),
    last: page === pages.length - 1,
    faults: new Map(),
    more: 0,
    ...more,
  }
}

/** The first page of a form. */
export const beginning = (all: Questionnaire, typed: Typed = new Map()): Standing =>
  standingAt(all, readAnswers(all, typed), 0)

/**
 * Where a page that was sent leads: to itself, when something is wrong or when its answers call for questions that it did not show; to the next one
 * where something is asked; to its end, with all that is answered.
 */
export function walk(all: Questionnaire, typed: Typed, { page, seen, goes }: Step): Standing | { end: Read } {
  const read = readAnswers(all, typed)
  const pages = pagesOf(all)
  const here = Math.min(Math.max(page, 0), pages.length - 1)
  const asked = new Set(read.asked.map(({ key }) => key))
  const asks = (at: number) => pages[at]?.some(({ questions }) => questions.some(({ key }) => asked.has(key))) === true
  if (goes === 'back') {
    const before = Array.from({ length: here }, (_, i) => here - 1 - i).find(asks)
    return standingAt(all, read, before ?? here)
  }
  const mine = new Set(pages[here]?.flatMap(({ questions }) => questions.map(({ key }) => key)))
  const faults = new Map([...read.faults].filter(([key]) => mine.has(key) && seen.has(key)))
  const more = [...mine].filter(key => asked.has(key) && !seen.has(key)).length
  if (faults.size > 0 || more > 0) return standingAt(all, read, here, { faults, more })
  const next = pages.findIndex((_, at) => at > here && asks(at))
  if (next >= 0) return standingAt(all, read, next)
  // A page before this one was left with something wrong, by an address or a form of one's own making.
  const wrong = pages.findIndex(sections =>
    sections.some(({ questions }) => questions.some(({ key }) => read.faults.has(key))),
  )
  return wrong < 0 ? { end: read } : standingAt(all, read, wrong, { faults: read.faults })
}

import { readDecimal, tidy } from '#kernel'
import { MOST, type Of, type Question, type Questionnaire, questionsOf } from '../questionnaire/questionnaire.ts'

/** An option, several, a grade, a grade by row, a decimal text, or words. */
export type Answer = string | number | readonly string[] | Readonly<Record<string, number>>
/** What somebody answers, by question; what they were not asked, or did not answer, is not there. */
export type Answers = ReadonlyMap<string, Answer>
/** How answers came: by the link for everybody, by a link of one's own, signed in, on paper. */
export type Path = 'link' | 'invitation' | 'role' | 'paper'
/** What a form was sent with, by the name of its fields. */
export type Typed = ReadonlyMap<string, readonly string[]>

/** Why what was typed is no answer. */
export type Fault =
  | { code: 'missing' | 'row-missing' | 'option-unknown' | 'not-number' | 'decimals' }
  | { code: 'too-few' | 'too-many' | 'too-long' | 'below' | 'above'; limit: number; given?: number }

/** The name of the field of a question, or of a row of its matrix. */
export const fieldOf = (question: string, row?: string) =>
  row === undefined ? `r-${question}` : `r-${question}.${row}`
/** Whether a question is asked of somebody who answered so to those before it. */
export function isAsked({ shownIf }: Question, before: Answers): boolean {
  if (shownIf === null) return true
  const given = before.get(shownIf.question)
  if (given === undefined) return false
  if ('is' in shownIf) return (Array.isArray(given) ? given : [given]).some(one => shownIf.is.includes(String(one)))
  const value = Number(given)
  return (shownIf.from === null || value >= shownIf.from) && (shownIf.to === null || value <= shownIf.to)
}

/** What was read of a form: the answers, the questions that were asked, and what is wrong. */
export interface Read {
  answers: Map<string, Answer>
  /** In order. */
  asked: Question[]
  faults: Map<string, Fault>
}

/** Reads what was typed. What answers a question that is not asked is dropped, and a question that is not asked is never missing. */
export function readAnswers(all: Questionnaire, typed: Typed): Read {
  const read: Read = { answers: new Map(), asked: [], faults: new Map() }
  for (const question of questionsOf(all)) {
    if (!isAsked(question, read.answers)) continue
    read.asked.push(question)
    const one = readOne(question, typed)
    if ('fault' in one) read.faults.set(question.key, one.fault)
    else if (one.answer !== undefined) read.answers.set(question.key, one.answer)
    else if (question.required) read.faults.set(question.key, { code: 'missing' })
  }
  return read
}

/** Answers as they are kept: a plain object, whose keys are those of a questionnaire. */
export const keptAnswers = (kept: Readonly<Record<string, Answer>>): Answers => new Map(Object.entries(kept))

type One = { answer: Answer | undefined } | { fault: Fault }

function readOne(question: Question, typed: Typed): One {
  const sent = typed.get(fieldOf(question.key)) ?? []
  switch (question.kind) {
    case 'single':
      return single(question, sent)
    case 'multiple':
      return multiple(question, sent)
    case 'scale':
      return graded(question, sent)
    case 'matrix':
      return matrix(question, typed)
    case 'number':
      return number(question, sent)
    case 'text':
      return text(question, sent)
  }
}

function single({ options }: Of<'single'>, sent: readonly string[]): One {
  const [chosen = ''] = sent
  if (chosen === '') return { answer: undefined }
  return options.some(({ key }) => key === chosen) && sent.length === 1
    ? { answer: chosen }
    : { fault: { code: 'option-unknown' } }
}

function multiple({ options, least, most }: Of<'multiple'>, sent: readonly string[]): One {
  if (sent.some(one => !options.some(({ key }) => key === one))) return { fault: { code: 'option-unknown' } }
  const answer = options.map(({ key }) => key).filter(key => sent.includes(key))
  if (answer.length === 0) return { answer: undefined }
  if (least !== null && answer.length < least) return { fault: { code: 'too-few', limit: least } }
  if (most !== null && answer.length > most) return { fault: { code: 'too-many', limit: most } }
  return { answer }
}

function graded(
  { from, to }: Pick<Of<'scale'>, 'from' | 'to'>,
  sent: readonly string[],
): { answer: number | undefined } | { fault: Fault } {
  const [chosen = ''] = sent
  if (chosen === '') return { answer: undefined }
  const grade = /^\d{1,2}$/.test(chosen) ? Number(chosen) : -1
  return grade >= from && grade <= to && sent.length === 1 ? { answer: grade } : { fault: { code: 'option-unknown' } }
}

function matrix(question: Of<'matrix'>, typed: Typed): One {
  const grades: [string, number][] = []
  for (const { key } of question.rows) {
    const one = graded(question, typed.get(fieldOf(question.key, key)) ?? [])
    if ('fault' in one) return one
    if (one.answer !== undefined) grades.push([key, one.answer])
  }
  if (grades.length === 0) return { answer: undefined }
  if (question.required && grades.length < question.rows.length) return { fault: { code: 'row-missing' } }
  return { answer: Object.fromEntries(grades) }
}

function number({ min, max }: Of<'number'>, [sent = '']: readonly string[]): One {
  if (sent.trim() === '') return { answer: undefined }
  const decimal = readDecimal(sent)
  if (decimal === null) return { fault: { code: 'not-number' } }
  if ((decimal.split('.')[1]?.length ?? 0) > 3) return { fault: { code: 'decimals' } }
  const value = Number(decimal)
  const [low, high] = [min ?? -1e9, max ?? 1e9]
  if (value < low) return { fault: { code: 'below', limit: low } }
  if (value > high) return { fault: { code: 'above', limit: high } }
  return { answer: decimal }
}

function text({ long }: Of<'text'>, [sent = '']: readonly string[]): One {
  const tidied = tidy(sent)
  const answer = long ? tidied : tidied.replace(/\s+/g, ' ')
  const limit = long ? MOST.long : MOST.short
  // As people count: a character outside the basic plane is one.
  const given = answer.length > limit ? [...answer].length : answer.length
  if (given > limit) return { fault: { code: 'too-long', limit, given } }
  return { answer: answer === '' ? undefined : answer }
}

import { z } from 'zod'
import { tidy } from '#kernel'

/** The format of a questionnaire, which never changes meaning under the same name. */
export const FORMAT = 'mieuxdisant-survey/1'

/** How much a questionnaire holds, and how long a free text may be. */
export const MOST = { questions: 1000, options: 60, rows: 30, short: 200, long: 5000 } as const

const KEY = /^[a-z0-9][a-z0-9-]{0,59}$/
const key = z.string().regex(KEY)
const words = (max: number) => z.string().transform(tidy).pipe(z.string().max(max))
const label = z
  .string()
  .transform(text => tidy(text).replace(/\s+/g, ' '))
  .pipe(z.string().min(1).max(400))
const options = z.array(z.strictObject({ key, label })).min(2).max(MOST.options)
/** At most three decimals, so that sums are exact. */
const bound = z.number().min(-1e9).max(1e9).multipleOf(0.001)
const grade = z.int().min(0).max(10)
const scale = { from: grade.default(1), to: grade.default(5), low: words(80).default(''), high: words(80).default('') }

/** What an earlier question must answer: one of these options, or a number between two. */
const condition = z.union([
  z.strictObject({ question: key, is: z.array(key).min(1).max(MOST.options) }),
  z.strictObject({ question: key, from: bound.nullable(), to: bound.nullable() }),
])

const every = {
  key,
  label,
  hint: words(600).default(''),
  required: z.boolean().default(false),
  shownIf: condition.nullable().default(null),
}
const question = z.discriminatedUnion('kind', [
  // `profile`: what respondents are, by which other questions are crossed.
  z.strictObject({ ...every, kind: z.literal('single'), options, profile: z.boolean().default(false) }),
  z.strictObject({
    ...every,
    kind: z.literal('multiple'),
    options,
    least: z.int().min(0).max(MOST.options).nullable().default(null),
    most: z.int().min(1).max(MOST.options).nullable().default(null),
  }),
  z.strictObject({ ...every, kind: z.literal('scale'), ...scale }),
  z.strictObject({
    ...every,
    kind: z.literal('matrix'),
    rows: z.array(z.strictObject({ key, label })).min(1).max(MOST.rows),
    ...scale,
  }),
  z.strictObject({
    ...every,
    kind: z.literal('number'),
    min: bound.nullable().default(null),
    max: bound.nullable().default(null),
    unit: words(40).default(''),
  }),
  z.strictObject({ ...every, kind: z.literal('text'), long: z.boolean().default(true) }),
])
const section = z.strictObject({
  key,
  title: words(200).default(''),
  text: words(2000).default(''),
  questions: z.array(question).max(MOST.questions),
})
const questionnaire = z.strictObject({
  format: z.literal(FORMAT),
  /** Said before the first question, and once all is sent. */
  intro: words(4000).default(''),
  thanks: words(1000).default(''),
  sections: z.array(section).min(1).max(100),
})

export type Questionnaire = z.output<typeof questionnaire>
export type Section = Questionnaire['sections'][number]
export type Question = Section['questions'][number]
export type Kind = Question['kind']
export type Of<K extends Kind> = Extract<Question, { kind: K }>
export type Condition = NonNullable<Question['shownIf']>
export const KINDS = ['single', 'multiple', 'scale', 'matrix', 'number', 'text'] as const satisfies readonly Kind[]

/** The questions, in the order in which they are asked. */
export const questionsOf = ({ sections }: Questionnaire): Question[] => sections.flatMap(({ questions }) => questions)

/** The one question that says what respondents are, if any. */
export const profileOf = (all: Questionnaire) =>
  questionsOf(all).find((one): one is Of<'single'> => one.kind === 'single' && one.profile)

/** What is wrong with a questionnaire, and where: the key of a question or a section, a path, or nothing. */
export interface Problem {
  at: string
  code:
    | 'shape'
    | 'key-twice'
    | 'too-many'
    | 'condition-later'
    | 'condition-unfit'
    | 'bounds'
    | 'counts'
    | 'profile-unfit'
    | 'profile-twice'
}

/** Reads a questionnaire: its shape, then what its questions say of one another. Conditions look backwards only, so nothing turns round. */
export function readQuestionnaire(value: unknown): { questionnaire: Questionnaire } | { problem: Problem } {
  const read = questionnaire.safeParse(value)
  if (!read.success) return { problem: { at: read.error.issues[0]?.path.join('.') ?? '', code: 'shape' } }
  const problem = problemIn(read.data)
  return problem ? { problem } : { questionnaire: read.data }
}

/** One that we wrote, or that was checked when it was kept. @throws (a fault) when it is not right */
export function trustedQuestionnaire(value: unknown): Questionnaire {
  const read = readQuestionnaire(value)
  if ('problem' in read) throw new Error(`not a questionnaire: ${read.problem.code} at ${read.problem.at}`)
  return read.questionnaire
}

function problemIn(all: Questionnaire): Problem | null {
  const questions = questionsOf(all)
  if (questions.length > MOST.questions) return { at: '', code: 'too-many' }
  const twice = repeated([...all.sections, ...questions].map(one => one.key))
  if (twice !== undefined) return { at: twice, code: 'key-twice' }
  const earlier = new Map<string, Question>()
  let profiles = 0
  for (const one of questions) {
    const code =
      ofOne(one, earlier) ?? (one.kind === 'single' && one.profile && ++profiles > 1 ? 'profile-twice' : null)
    if (code) return { at: one.key, code }
    earlier.set(one.key, one)
  }
  return null
}

function repeated(keys: readonly string[]): string | undefined {
  const seen = new Set<string>()
  return keys.find(one => seen.has(one) || !seen.add(one))
}

function ofOne(one: Question, earlier: ReadonlyMap<string, Question>): Problem['code'] | null {
  if ('options' in one && repeated(one.options.map(option => option.key)) !== undefined) return 'key-twice'
  if (one.kind === 'matrix' && repeated(one.rows.map(row => row.key)) !== undefined) return 'key-twice'
  if ('from' in one && one.from >= one.to) return 'bounds'
  if (one.kind === 'number' && one.min !== null && one.max !== null && one.min > one.max) return 'bounds'
  if (one.kind === 'multiple' && !countsFit(one)) return 'counts'
  // Whoever is not asked it, or does not answer, would be a group that nobody sees.
  if (one.kind === 'single' && one.profile && (!one.required || one.shownIf)) return 'profile-unfit'
  const { shownIf } = one
  if (shownIf === null) return null
  const asked = earlier.get(shownIf.question)
  if (asked === undefined) return 'condition-later'
  if ('is' in shownIf)
    return 'options' in asked && shownIf.is.every(wanted => asked.options.some(option => option.key === wanted))
      ? null
      : 'condition-unfit'
  const { from, to } = shownIf
  const sensible = (from !== null || to !== null) && (from === null || to === null || from <= to)
  return sensible && (asked.kind === 'scale' || asked.kind === 'number') ? null : 'condition-unfit'
}

function countsFit({ least, most, options }: Of<'multiple'>): boolean {
  return (
    (least ?? 0) <= options.length &&
    (most ?? options.length) <= options.length &&
    (least ?? 0) <= (most ?? options.length)
  )
}

/** A key made from words, that none of these has. */
export function keyFor(text: string, taken: Iterable<string>): string {
  const known = new Set(taken)
  const plain = text
    .normalize('NFD')
    .toLowerCase()
    .replace(/\p{M}/gu, '')
    .replace(/œ/g, 'oe')
    .replace(/æ/g, 'ae')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 40)
    .replace(/-+$/, '')
  const first = plain === '' ? 'q' : plain
  for (let n = 1; ; n++) {
    const made = n === 1 ? first : `${first}-${n}`
    if (!known.has(made)) return made
  }
}

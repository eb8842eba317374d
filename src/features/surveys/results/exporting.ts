import { randomInt } from 'node:crypto'
import { BYTE_ORDER_MARK, csvLines, neutralised } from '#platform/csv'
import type { Cell, Paper, TableBlock } from '#platform/paper'
import { percent } from '#ui'
import type { Answer } from '../answers/answers.ts'
import { FORMAT, type Question } from '../questionnaire/questionnaire.ts'
import type { Survey } from '../surveys.ts'
import { PATH_WORDS, STATE_WORDS } from '../words.ts'
import type { Results, Single } from './reading.ts'
import type { Result, Shown } from './results.ts'

/** A table to be written as a file: words, and numbers as they are read in French beside their exact decimals. */
export interface Sheet {
  title: string
  heads: readonly string[]
  rows: readonly (readonly Cell[])[]
  note: string
}

const words = (text: string): Cell => ({ text })
const number = (value: number, text = String(value)): Cell => ({ text: text.replace('.', ','), value: String(value) })
const HIDDEN = {
  few: 'moins de cinq réponses',
  complement: 'montré, il dirait quelque chose de moins de cinq personnes',
  early: 'encore trop peu de réponses',
  later: 'montré une fois l’enquête close',
}
export const HIDDEN_WORDS: Readonly<Record<keyof typeof HIDDEN, string>> = HIDDEN

function linesOf(question: Question, row: string, { answered, bars, mean, median }: Shown): Cell[][] {
  const start = [words(question.label), words(row)]
  const middle = (label: string, value: number | null) =>
    value === null
      ? []
      : [[...start, words(label), number(Math.round(value * 1000) / 1000), words(''), number(answered)]]
  return [
    ...bars.map(({ label, count }) => [
      ...start,
      words(label),
      number(count),
      answered === 0 ? words('') : number(count / answered, percent(count / answered)),
      number(answered),
    ]),
    ...middle('Moyenne', mean),
    ...middle('Médiane', median),
    ...(question.kind === 'text' ? [[...start, words('Textes'), number(answered), words(''), number(answered)]] : []),
  ]
}

const countsOf = (result: Result): Cell[][] =>
  result.hidden !== null
    ? [[words(result.question.label), words(''), words(HIDDEN[result.hidden]), words(''), words(''), words('')]]
    : result.question.kind === 'matrix'
      ? result.rows.flatMap(row => linesOf(result.question, row.label, row))
      : linesOf(result.question, '', result)

/** The results as they are shown: one line for each answer of each question. */
export const sheetOfCounts = ({ survey, results }: Results): Sheet => ({
  title: `Résultats : ${survey.title}`,
  heads: ['Question', 'Ligne', 'Réponse', 'Nombre', 'Part', 'Répondants'],
  rows: results.flatMap(countsOf),
  note: survey.anonymous ? 'Rien n’est dit de moins de cinq personnes.' : '',
})

const textOf = (question: Question, answer: Answer | undefined): string => {
  if (answer === undefined) return ''
  if (!('options' in question)) return String(answer).replace('.', question.kind === 'number' ? ',' : '.')
  const labelled = (key: string) => question.options.find(option => option.key === key)?.label ?? key
  return (Array.isArray(answer) ? answer : [answer]).map(key => labelled(String(key))).join(' | ')
}

interface ColumnOf {
  head: string
  cells: readonly string[]
}

/** One column for each question, and for each row of a matrix, whatever way answers came. */
function columnsOf({ results }: Results, singles: readonly Single[]): ColumnOf[] {
  return results.flatMap((result): ColumnOf[] => {
    const { question } = result
    if (result.hidden !== null)
      return [{ head: question.label, cells: singles.map((_, at) => (at === 0 ? HIDDEN[result.hidden] : '')) }]
    const given = singles.map(({ answers }) => answers.get(question.key))
    if (question.kind !== 'matrix') return [{ head: question.label, cells: given.map(one => textOf(question, one)) }]
    return result.rows.map(({ key, label, answered }) => ({
      head: `${question.label} – ${label}`,
      cells: answered === 0 ? given.map(() => '') : given.map(one => gradeOf(one, key)),
    }))
  })
}

const gradeOf = (answer: Answer | undefined, row: string): string =>
  typeof answer === 'object' && !Array.isArray(answer) && Object.hasOwn(answer, row)
    ? String((answer as Record<string, number>)[row])
    : ''
/** Any order, each as likely as the others. */
function shuffled<T>(all: readonly T[]): T[] {
  const mixed = [...all]
  for (let last = mixed.length - 1; last > 0; last--) {
    const at = randomInt(last + 1)
    ;[mixed[last], mixed[at]] = [mixed[at] as T, mixed[last] as T]
  }
  return mixed
}

/**
 * Answers one by one, a column for each question. Of an anonymous survey each column is mixed by itself: a line is nobody, and only what each question
 * counts is told. Of the others, who answered, when and how come first.
 */
export function sheetOfSingles(shown: Results, singles: readonly Single[]): Sheet {
  const { survey, paths } = shown
  const columns = columnsOf(shown, singles)
  const how = { head: 'Voie', cells: singles.map(({ path }) => PATH_WORDS[path]) }
  const all = survey.anonymous
    ? [...columns, ...(paths.length > 0 ? [how] : [])].map(({ head, cells }) => ({ head, cells: shuffled(cells) }))
    : [
        { head: 'Qui', cells: singles.map(({ who }) => who) },
        { head: 'Jour', cells: singles.map(({ day }) => day ?? '') },
        how,
        ...columns,
      ]
  return {
    title: `Réponses : ${survey.title}`,
    heads: all.map(({ head }) => head),
    rows: singles.map((_, at) => all.map(({ cells }) => words(cells[at] ?? ''))),
    note: survey.anonymous
      ? 'Enquête anonyme : chaque colonne est mêlée séparément, une ligne n’est pas une personne.'
      : '',
  }
}

/** A table as French spreadsheets open a CSV; what would begin a formula does not. */
export const csvOf = ({ heads, rows, note }: Sheet): string =>
  BYTE_ORDER_MARK +
  csvLines([
    heads.map(neutralised),
    ...rows.map(row => row.map(({ text, value }) => (value === undefined ? neutralised(text) : text))),
    ...(note === '' ? [] : [[neutralised(note), ...heads.slice(1).map(() => '')]]),
  ])

/** The same as a document, for a workbook. */
export function paperOf(sheet: Sheet, { state }: Survey, author: string, day: string): Paper {
  const table: TableBlock = {
    as: 'table',
    id: 'tableau',
    caption: sheet.title,
    columns: sheet.heads.map(head => ({ head })),
    rows: sheet.rows,
    note: sheet.note,
  }
  return {
    title: sheet.title,
    subtitle: '',
    author,
    description: sheet.note,
    day,
    facts: [{ label: 'État', text: STATE_WORDS[state].label }],
    notice: '',
    address: '',
    blocks: [table],
  }
}

/** The questionnaire in its own format, and what is shown of its answers. */
export const jsonOf = ({ survey, results, counted }: Results): object => ({
  format: FORMAT,
  title: survey.title,
  audience: survey.audience,
  anonymous: survey.anonymous,
  series: survey.series,
  state: survey.state,
  openedOn: survey.openedOn,
  closedOn: survey.closedOn,
  questionnaire: survey.questionnaire,
  results: { answers: counted, questions: results.map(({ question, ...shown }) => ({ key: question.key, ...shown })) },
})

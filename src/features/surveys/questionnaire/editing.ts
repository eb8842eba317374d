import { tidy } from '#kernel'
import { refuse } from '../labels.ts'
import { type Kind, keyFor, type Question, type Questionnaire, questionsOf, type Section } from './questionnaire.ts'

/** A question as a form says it, before it is checked. */
export type Written = Readonly<Record<string, unknown>>

const allKeys = (all: Questionnaire) => [...all.sections, ...questionsOf(all)].map(({ key }) => key)
const sectionOf = (all: Questionnaire, key: string): number =>
  all.sections.findIndex(({ questions }) => questions.some(one => one.key === key))

/** The section of a question. @throws Refusal `question-unknown` */
const placeOf = (all: Questionnaire, key: string): number => {
  const at = sectionOf(all, key)
  return at < 0 ? refuse('question-unknown') : at
}

const changed = (all: Questionnaire, at: number, change: (section: Section) => object) => ({
  ...all,
  sections: all.sections.map((section, i) => (i === at ? change(section) : section)),
})

/** Adds a question at the end of a section, or of a new one of this title. @returns the questionnaire, and the key of the question */
export function withQuestion(all: Questionnaire, where: { section: string } | { title: string }, written: Written) {
  const key = keyFor(String(written['label']), allKeys(all))
  const question = { ...written, key }
  const at = 'section' in where ? all.sections.findIndex(one => one.key === where.section) : -1
  if (at >= 0)
    return { key, questionnaire: changed(all, at, one => ({ ...one, questions: [...one.questions, question] })) }
  const title = 'title' in where ? where.title : ''
  const section = { key: keyFor(`partie-${title}`, [...allKeys(all), key]), title, text: '', questions: [question] }
  // A part that was never filled gives its place.
  const kept = all.sections.filter(({ questions, title }) => questions.length > 0 || title !== '')
  return { key, questionnaire: { ...all, sections: [...kept, section] } }
}

/** Changes a question; its key and its kind stay. @throws Refusal `question-unknown` */
export const withChange = (all: Questionnaire, key: string, written: Written) =>
  changed(all, placeOf(all, key), one => ({
    ...one,
    questions: one.questions.map(question => (question.key === key ? { ...question, ...written } : question)),
  }))

/** Moves a question up (−1) or down (1); at the edge of its section, into the next one. @throws Refusal `question-unknown` */
export function moved(all: Questionnaire, key: string, by: -1 | 1) {
  const at = placeOf(all, key)
  const { questions } = all.sections[at] as Section
  const rank = questions.findIndex(one => one.key === key)
  const question = questions[rank] as Question
  const others = questions.filter(one => one !== question)
  const to = rank + by
  if (to >= 0 && to < questions.length)
    return changed(all, at, one => ({ ...one, questions: others.toSpliced(to, 0, question) }))
  if (all.sections[at + by] === undefined) return all
  const left = changed(all, at, one => ({ ...one, questions: others })) as Questionnaire
  return changed(left, at + by, one => ({
    ...one,
    questions: by < 0 ? [...one.questions, question] : [question, ...one.questions],
  }))
}

/** Removes a question; a section that is left empty goes with it, unless it is the last. @throws Refusal `question-unknown`, `question-needed` */
export function removed(all: Questionnaire, key: string) {
  const at = placeOf(all, key)
  const needing = questionsOf(all).find(({ shownIf }) => shownIf?.question === key)
  if (needing) refuse('question-needed', { by: needing.label })
  const left = changed(all, at, one => ({ ...one, questions: one.questions.filter(question => question.key !== key) }))
  const sections = (left as Questionnaire).sections
  return {
    ...left,
    sections: sections.length > 1 ? sections.filter(({ questions }) => questions.length > 0) : sections,
  }
}

/** The lines of a text as options: one that is still there, or whose words alone were changed, keeps its key. */
export function linesFrom(text: string, former: readonly { key: string; label: string }[] = []) {
  const labels = [
    ...new Set(
      tidy(text)
        .split('\n')
        .map(line => line.replace(/\s+/g, ' ').trim()),
    ),
  ].filter(line => line !== '')
  const same = labels.length === former.length
  const taken = new Set(former.map(({ key }) => key))
  return labels.map((label, at) => {
    const known = former.find(one => one.label === label)
    const renamed = same && !labels.includes(former[at]?.label ?? '') ? former[at] : undefined
    const key = known?.key ?? renamed?.key ?? keyFor(label, taken)
    taken.add(key)
    return { key, label }
  })
}

const number = (text: unknown): number | null | undefined => {
  const plain = String(text ?? '')
    .trim()
    .replace(',', '.')
  // What is no number is left out, which the schema refuses.
  return plain === '' ? null : Number.isFinite(Number(plain)) ? Number(plain) : undefined
}

/** What a form says of a question of a kind. @param former what it was, whose options keep their keys */
export function writtenIn(kind: Kind, sent: Readonly<Record<string, unknown>>, former?: Question): Written {
  const text = (name: string) => (typeof sent[name] === 'string' ? sent[name] : '')
  const has = (name: string) => [sent['plus'] ?? []].flat().includes(name)
  const every = { kind, label: text('libelle'), hint: text('aide'), required: has('obligatoire') }
  const scale = { from: number(text('de')), to: number(text('a')), low: text('bas'), high: text('haut') }
  const options = () => linesFrom(text('reponses'), former && 'options' in former ? former.options : [])
  switch (kind) {
    case 'single':
      return { ...every, options: options(), profile: has('profil') }
    case 'multiple':
      return { ...every, options: options(), least: number(text('moins')), most: number(text('plus-haut')) }
    case 'scale':
      return { ...every, ...scale }
    case 'matrix':
      return { ...every, ...scale, rows: linesFrom(text('lignes'), former?.kind === 'matrix' ? former.rows : []) }
    case 'number':
      return { ...every, min: number(text('moins')), max: number(text('plus-haut')), unit: text('unite') }
    case 'text':
      return { ...every, long: !has('court') }
  }
}

/** What a form says of when a question is asked. @param on the question before it that tells; undefined for always */
export function conditionIn(on: Question | undefined, sent: Readonly<Record<string, unknown>>) {
  if (on === undefined) return null
  if ('options' in on) return { question: on.key, is: [sent['reponses'] ?? []].flat() }
  return { question: on.key, from: number(sent['de']), to: number(sent['a']) }
}

import type { Child } from 'hono/jsx'
import { Checks, decimal, fr, Input, nb, Section as Part, TextArea, typo } from '#ui'
import { type Fault, fieldOf, type Typed } from '../answers/answers.ts'
import { faultWords } from '../labels.ts'
import { MOST, type Of, type Question, type Section } from '../questionnaire/questionnaire.ts'
import { gradesOf } from '../results/results.ts'

interface Asked<Q extends Question = Question> {
  question: Q
  typed: Typed
  fault: Fault | undefined
}

const first = (typed: Typed, name: string) => typed.get(name)?.[0]
const labelOf = ({ label, required }: Question): Child => (
  <>
    {label}
    {!required && <span class="muted"> (facultatif)</span>}
  </>
)
const errorOf = (fault: Fault | undefined) => fault && typo(faultWords(fault))

const hintOf = (question: Question): string => {
  const { hint } = question
  if (question.kind === 'multiple') {
    const { least, most } = question
    const limit =
      least !== null && most !== null
        ? fr`De ${least} à ${most} réponses.`
        : most !== null
          ? fr`${most} réponses au plus.`
          : least !== null
            ? fr`${least} réponses au moins.`
            : 'Plusieurs réponses possibles.'
    return [hint, limit].filter(Boolean).join(' ')
  }
  if (question.kind === 'number') {
    const { min, max, unit } = question
    const bounds = min !== null && max !== null ? fr`De ${decimal(String(min))} à ${decimal(String(max))}.` : ''
    return [hint, unit && `En ${unit}.`, bounds].filter(Boolean).join(' ')
  }
  return question.kind === 'text' && question.long
    ? [hint, fr`${nb(MOST.long)} signes au plus. Ne nommez personne.`].filter(Boolean).join(' ')
    : hint
}

const Grades = ({ question, typed, fault }: Asked<Of<'scale'>>) => (
  <Checks
    name={fieldOf(question.key)}
    legend={labelOf(question)}
    hint={hintOf(question)}
    radio
    checked={[first(typed, fieldOf(question.key)) ?? '']}
    options={gradesOf(question).map(({ key, label }) => ({ value: key, label }))}
    error={errorOf(fault)}
  />
)

/** One set of grades by row, each a group of its own: it reads on a phone and aloud. */
const Matrix = ({ question, typed, fault }: Asked<Of<'matrix'>>) => (
  <fieldset class={fault ? 'field field--invalid' : 'field'}>
    <legend>{labelOf(question)}</legend>
    {hintOf(question) && <span class="hint">{hintOf(question)}</span>}
    {fault && <span class="error">{errorOf(fault)}</span>}
    <div class="stack">
      {question.rows.map(({ key, label }) => (
        <Checks
          name={fieldOf(question.key, key)}
          legend={label}
          radio
          checked={[first(typed, fieldOf(question.key, key)) ?? '']}
          options={gradesOf(question).map(grade => ({ value: grade.key, label: grade.label }))}
        />
      ))}
    </div>
  </fieldset>
)

/** The field of a question, with what was typed in it and why it was refused. */
export const QuestionField = ({ question, typed, fault }: Asked) => {
  const name = fieldOf(question.key)
  const common = { name, label: labelOf(question), hint: hintOf(question), error: errorOf(fault) }
  switch (question.kind) {
    case 'single':
    case 'multiple':
      return (
        <Checks
          name={name}
          legend={common.label}
          hint={common.hint}
          radio={question.kind === 'single'}
          checked={typed.get(name) ?? []}
          options={question.options.map(({ key, label }) => ({ value: key, label }))}
          error={common.error}
        />
      )
    case 'scale':
      return <Grades question={question} typed={typed} fault={fault} />
    case 'matrix':
      return <Matrix question={question} typed={typed} fault={fault} />
    case 'number':
      return <Input {...common} inputmode="decimal" value={first(typed, name)} />
    case 'text':
      return question.long ? (
        <TextArea {...common} value={first(typed, name)} rows={5} />
      ) : (
        <Input {...common} value={first(typed, name)} />
      )
  }
}

/** The questions of some sections, as a form shows them. */
export const SectionsFields = (props: {
  sections: readonly Section[]
  typed: Typed
  faults: ReadonlyMap<string, Fault>
}) =>
  props.sections.map(({ key, title, text, questions }) => {
    const fields = questions.map(question => (
      <QuestionField question={question} typed={props.typed} fault={props.faults.get(question.key)} />
    ))
    return title === '' ? (
      fields
    ) : (
      <Part id={`partie-${key}`} title={title}>
        {text !== '' && <p>{text}</p>}
        {fields}
      </Part>
    )
  })

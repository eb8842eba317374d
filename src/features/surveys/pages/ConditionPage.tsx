import { Card, Checks, Filters, Form, fr, Input, Select } from '#ui'
import { type Of, type Question, questionsOf } from '../questionnaire/questionnaire.ts'
import type { Survey } from '../surveys.ts'
import { conditionWords } from '../words.ts'
import { SurveyFrame } from './Frame.tsx'
import { type Framed, pathOf } from './frame.ts'

/** The question whose answers tell whether another is asked. */
const OnFields = ({ on, question }: { on: Question; question: Question }) => {
  const { shownIf } = question
  const now = shownIf?.question === on.key ? shownIf : null
  if ('options' in on)
    return (
      <Checks
        name="reponses"
        legend={fr`Elle est posée si l’on répond`}
        checked={now && 'is' in now ? now.is : []}
        options={on.options.map(({ key, label }) => ({ value: key, label }))}
      />
    )
  const bound = (value: number | null | undefined) =>
    value === null || value === undefined ? '' : String(value).replace('.', ',')
  const given = now && 'from' in now ? now : null
  return (
    <div class="filters">
      <Input name="de" label="De" value={bound(given?.from)} inputmode="decimal" />
      <Input name="a" label="À" value={bound(given?.to)} inputmode="decimal" />
    </div>
  )
}

const tells = (one: Question): one is Of<'single'> | Of<'multiple'> | Of<'scale'> | Of<'number'> =>
  one.kind !== 'text' && one.kind !== 'matrix'

/** When a question is asked: always, or by what an earlier one was answered. @param on the earlier one, by its key */
export const ConditionPage = (props: Framed & { survey: Survey; question: Question; on: string | undefined }) => {
  const { actor, survey, question } = props
  const here = `${pathOf(actor, survey)}/questions`
  const all = questionsOf(survey.questionnaire)
  const earlier = all.slice(0, all.indexOf(question)).filter(tells)
  const chosen = earlier.find(({ key }) => key === (props.on ?? question.shownIf?.question))
  const now = conditionWords(survey.questionnaire, question)
  return (
    <SurveyFrame
      {...props}
      tab="questions"
      title="Quand poser la question"
      crumbs={[{ label: 'Questions', href: here }]}
      lede={<bdi>{question.label}</bdi>}
    >
      {' '}
      <p>{now === null ? 'Elle est posée à tout le monde.' : fr`Elle est posée ${now}.`}</p>
      {earlier.length === 0 ? (
        <p class="muted">Aucune question à choix, à échelle ou à nombre ne la précède.</p>
      ) : (
        <Filters action={`${here}/${question.key}/condition`} label="Question dont elle dépend" submit="Choisir">
          <Select
            name="sur"
            label="Elle dépend de"
            value={chosen?.key ?? ''}
            options={earlier.map(({ key, label }) => ({ value: key, label: label.slice(0, 120) }))}
            grow
          />
        </Filters>
      )}
      {chosen && (
        <Card>
          <Form action={`${here}/${question.key}/condition`} submit="Enregistrer la condition">
            <input type="hidden" name="vu" value={survey.revision} />
            <input type="hidden" name="sur" value={chosen.key} />
            <OnFields on={chosen} question={question} />
          </Form>
        </Card>
      )}
      {question.shownIf && (
        <Form action={`${here}/${question.key}/condition`} submit="La poser à tout le monde" aside>
          <input type="hidden" name="vu" value={survey.revision} />
        </Form>
      )}
    </SurveyFrame>
  )
}

import type { Child } from 'hono/jsx'
import { ButtonLink, Card, Checks, Form, fr, Input, nb, Select, TextArea } from '#ui'
import { type Kind, MOST, type Question } from '../questionnaire/questionnaire.ts'
import type { Survey } from '../surveys.ts'
import { KIND_WORDS } from '../words.ts'
import { SurveyFrame } from './Frame.tsx'
import { type Framed, pathOf } from './frame.ts'

type Given = (name: string) => string

/** What the fields of a kind are filled with, from the question itself. */
function knownOf(question: Question | undefined): Record<string, string> {
  if (question === undefined) return { de: '1', a: '5' }
  const text = (value: number | null) => (value === null ? '' : String(value).replace('.', ','))
  const lines = (of: readonly { label: string }[]) => of.map(({ label }) => label).join('\n')
  const every = { libelle: question.label, aide: question.hint }
  if (question.kind === 'single') return { ...every, reponses: lines(question.options) }
  if (question.kind === 'multiple')
    return {
      ...every,
      reponses: lines(question.options),
      moins: text(question.least),
      'plus-haut': text(question.most),
    }
  if (question.kind === 'number')
    return { ...every, moins: text(question.min), 'plus-haut': text(question.max), unite: question.unit }
  if (question.kind === 'text') return every
  const scale = { de: text(question.from), a: text(question.to), bas: question.low, haut: question.high }
  return { ...every, ...scale, ...(question.kind === 'matrix' ? { lignes: lines(question.rows) } : {}) }
}

const scaleFields = (given: Given) => (
  <div class="filters">
    <Input name="de" label="De" value={given('de')} inputmode="numeric" />
    <Input name="bas" label="Ce que veut dire la plus petite note" value={given('bas')} grow />
    <Input name="a" label="À" value={given('a')} inputmode="numeric" />
    <Input name="haut" label="Ce que veut dire la plus grande" value={given('haut')} grow />
  </div>
)

const optionsField = (given: Given) => (
  <TextArea
    name="reponses"
    label="Réponses proposées, une par ligne"
    hint={fr`${MOST.options} au plus.`}
    value={given('reponses')}
    rows={6}
  />
)

const OF_KIND: Record<Kind, (given: Given) => Child> = {
  single: optionsField,
  multiple: given => (
    <>
      {optionsField(given)}
      <div class="filters">
        <Input name="moins" label="Réponses au moins" value={given('moins')} inputmode="numeric" />
        <Input name="plus-haut" label="Réponses au plus" value={given('plus-haut')} inputmode="numeric" />
      </div>
    </>
  ),
  scale: scaleFields,
  matrix: given => (
    <>
      <TextArea name="lignes" label="Lignes à noter, une par ligne" value={given('lignes')} rows={5} />
      {scaleFields(given)}
    </>
  ),
  number: given => (
    <div class="filters">
      <Input name="moins" label="Au moins" value={given('moins')} inputmode="decimal" />
      <Input name="plus-haut" label="Au plus" value={given('plus-haut')} inputmode="decimal" />
      <Input name="unite" label="Unité" hint="Heures, marchés, euros…" value={given('unite')} />
    </div>
  ),
  text: () => null,
}

/** What may be said besides, by kind. */
const more = (kind: Kind) => [
  { value: 'obligatoire', label: 'La réponse est obligatoire' },
  ...(kind === 'single'
    ? [
        {
          value: 'profil',
          label: 'Elle décrit les répondants',
          hint: 'Les autres questions seront croisées avec elle. Une seule par enquête, obligatoire et posée à tout le monde.',
        },
      ]
    : []),
  ...(kind === 'text'
    ? [
        {
          value: 'court',
          label: 'Une ligne suffit',
          hint: fr`${MOST.short} signes au plus, au lieu de ${nb(MOST.long)}.`,
        },
      ]
    : []),
]

const checkedOf = (question: Question | undefined) => [
  ...(question?.required ? ['obligatoire'] : []),
  ...(question?.kind === 'single' && question.profile ? ['profil'] : []),
  ...(question?.kind === 'text' && !question.long ? ['court'] : []),
]

interface Props extends Framed {
  survey: Survey
  kind: Kind
  /** The one that is changed; a new one without it. */
  question?: Question | undefined
  /** What was typed, when it was refused. */
  sent?: Readonly<Record<string, unknown>> | undefined
}

/** The form of a question. */
export const QuestionFormPage = (props: Props) => {
  const { actor, survey, kind, question, sent } = props
  const known = knownOf(question)
  const given: Given = name => String(sent?.[name] ?? known[name] ?? '')
  const here = `${pathOf(actor, survey)}/questions`
  const { sections } = survey.questionnaire
  return (
    <SurveyFrame
      {...props}
      tab="questions"
      title={question ? 'Modifier une question' : 'Ajouter une question'}
      crumbs={[{ label: 'Questions', href: here }]}
      lede={KIND_WORDS[kind]}
    >
      <Card>
        <Form
          action={question ? `${here}/${question.key}` : `${here}/nouvelle`}
          submit={question ? 'Enregistrer la question' : 'Ajouter la question'}
          wide
        >
          {' '}
          <input type="hidden" name="vu" value={survey.revision} />
          <input type="hidden" name="nature" value={kind} />
          <Input
            name="libelle"
            label="Question"
            hint="Une seule idée, en mots de tous les jours."
            value={given('libelle')}
          />{' '}
          <Input name="aide" label="Précision, sous la question" value={given('aide')} />
          {OF_KIND[kind](given)}
          <Checks
            name="plus"
            legend="Aussi"
            options={more(kind)}
            checked={sent ? [sent['plus'] ?? []].flat().map(String) : checkedOf(question)}
          />{' '}
          {!question && (
            <div class="filters">
              <Select
                name="partie"
                label="Dans la partie"
                value={given('partie') || sections.at(-1)?.key}
                options={[
                  ...sections.map(({ key, title }, at) => ({
                    value: key,
                    label: title === '' ? fr`Partie ${at + 1}` : title,
                  })),
                  { value: '', label: 'Une nouvelle partie' },
                ]}
              />
              <Input name="titre" label="Titre de la nouvelle partie" value={given('titre')} grow />
            </div>
          )}
        </Form>
      </Card>
      <div class="actions">
        <ButtonLink href={here}>Revenir sans enregistrer</ButtonLink>
      </div>
    </SurveyFrame>
  )
}

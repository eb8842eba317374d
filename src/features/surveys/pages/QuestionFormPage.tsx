import type { Child } from 'hono/jsx'
import { ButtonLink, Card, Checks, Filters, Form, fr, Input, nb, Select, TextArea } from '#ui'
import { type Kind, MOST, type Of, type Question, questionsOf } from '../questionnaire/questionnaire.ts'
import type { Survey } from '../surveys.ts'
import { conditionWords, KIND_WORDS } from '../words.ts'
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
  if (question.kind === 'multiple') return { ...every, reponses: lines(question.options), moins: text(question.least), 'plus-haut': text(question.most) } // biome-ignore format: short
  if (question.kind === 'number') return { ...every, moins: text(question.min), 'plus-haut': text(question.max), unite: question.unit } // biome-ignore format: short
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
  ...(kind === 'single' ? [{ value: 'profil', label: 'Elle décrit les répondants', hint: 'Les autres questions seront croisées avec elle. Une seule par enquête, obligatoire et posée à tout le monde.' }] : []), // biome-ignore format: short
  ...(kind === 'text' ? [{ value: 'court', label: 'Une ligne suffit', hint: fr`${MOST.short} signes au plus, au lieu de ${nb(MOST.long)}.` }] : []), // biome-ignore format: short
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
                options={[...sections.map(({ key, title }, at) => ({ value: key, label: title === '' ? fr`Partie ${at + 1}` : title })), { value: '', label: 'Une nouvelle partie' }]} // biome-ignore format: short
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
  const bound = (value: number | null | undefined) => (value === null || value === undefined ? '' : String(value).replace('.', ',')) // biome-ignore format: short
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

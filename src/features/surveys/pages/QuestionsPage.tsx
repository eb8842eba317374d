import {
  ButtonLink,
  Card,
  Disclosure,
  Empty,
  Form,
  FormButton,
  fr,
  Input,
  Pagination,
  Section,
  Table,
  Tag,
  TextArea,
} from '#ui'
import { KINDS, type Question, questionsOf } from '../questionnaire/questionnaire.ts'
import type { Survey } from '../surveys.ts'
import { conditionWords, KIND_WORDS } from '../words.ts'
import { SurveyFrame } from './Frame.tsx'
import { type Framed, pathOf } from './frame.ts'

type Props = Framed & { survey: Survey }

const One = ({
  question,
  survey,
  edits,
  here,
}: {
  question: Question
  survey: Survey
  edits: boolean
  here: string
}) => {
  const condition = conditionWords(survey.questionnaire, question)
  const at = `${here}/questions/${question.key}`
  return (
    <Card id={question.key} level="h3" title={question.label} aside={<Tag>{KIND_WORDS[question.kind]}</Tag>}>
      <p class="small muted">
        {[
          question.required ? 'Obligatoire' : 'Facultative',
          ...(condition === null ? [] : [`posée ${condition}`]),
          ...(question.kind === 'single' && question.profile ? ['décrit les répondants'] : []),
        ].join(' ; ')}
      </p>
      {'options' in question && (
        <ul class="small">
          {question.options.map(({ label }) => (
            <li>{label}</li>
          ))}
        </ul>
      )}
      {edits && (
        <div class="actions">
          <ButtonLink href={at} small>
            Modifier<span class="sr-only">{fr` : ${question.label}`}</span>
          </ButtonLink>
          <ButtonLink href={`${at}/condition`} small>
            Condition<span class="sr-only">{fr` : ${question.label}`}</span>
          </ButtonLink>
          <FormButton action={`${at}/montee`} small>
            Monter<span class="sr-only">{fr` : ${question.label}`}</span>
          </FormButton>
          <FormButton action={`${at}/descente`} small>
            Descendre<span class="sr-only">{fr` : ${question.label}`}</span>
          </FormButton>
          <FormButton action={`${at}/retrait`} small>
            Retirer<span class="sr-only">{fr` : ${question.label}`}</span>
          </FormButton>
        </div>
      )}
    </Card>
  )
}

/** What the questions are called where an indicator counts their answers. */
const Names = ({ survey }: { survey: Survey }) => (
  <Disclosure summary="Compter ces réponses dans un indicateur">
    <p class="small">
      {fr`Dans la source d’un indicateur, choisissez une mesure d’enquête, puis écrivez ces noms. Série de l’enquête : `}
      <code>{survey.series}</code>. Elle vaut aussi pour les copies des autres années.
    </p>
    <Table<Question>
      id="noms"
      caption="Noms internes des questions et des réponses"
      hideCaption
      columns={[
        { head: 'Question', cell: ({ label }) => label },
        { head: 'Nom interne', cell: ({ key }) => <code>{key}</code> },
        {
          head: 'Réponses ou lignes',
          cell: one => (
            <code>
              {(('options' in one && one.options) || ('rows' in one && one.rows) || [])
                .map(({ key }) => key)
                .join(', ')}
            </code>
          ),
        },
      ]}
      rows={questionsOf(survey.questionnaire).slice(0, 200)}
    />
  </Disclosure>
)

/** How many questions a page shows. */
const AT_ONCE = 50

/** What a survey asks; while it is a draft, what changes it. @param props.around the question whose page is shown; the first one without it */
export const QuestionsPage = (props: Props & { around?: string | undefined; page?: number | undefined }) => {
  const { actor, survey, writes } = props
  const edits = writes && survey.state === 'draft'
  const here = pathOf(actor, survey)
  const { questionnaire } = survey
  const all = questionsOf(questionnaire)
  const page =
    props.page ??
    Math.floor(
      Math.max(
        0,
        all.findIndex(({ key }) => key === props.around),
      ) / AT_ONCE,
    ) + 1
  const shown = new Set(all.slice((page - 1) * AT_ONCE, page * AT_ONCE))
  return (
    <SurveyFrame {...props} tab="questions">
      <div class="actions">
        <ButtonLink href={`${here}/apercu`}>Voir comme à la réponse</ButtonLink>
        <ButtonLink href={`${here}/enquete.json`} download icon="download">
          Questionnaire et résultats (JSON)
        </ButtonLink>
      </div>
      {writes && !edits && (
        <p class="small muted">
          {fr`Les questions ne changent plus une fois l’enquête ouverte : qui a répondu doit savoir à quoi. Copiez l’enquête pour les changer.`}
        </p>
      )}
      {all.length === 0 && (
        <Empty title="Aucune question">
          <p>Ajoutez la première : une courte suffit pour commencer.</p>
        </Empty>
      )}
      {questionnaire.sections.map(
        ({ key, title, questions }, at) =>
          questions.some(one => shown.has(one)) && (
            <Section id={`partie-${key}`} title={title === '' ? fr`Partie ${at + 1}` : title}>
              {questions
                .filter(one => shown.has(one))
                .map(question => (
                  <One question={question} survey={survey} edits={edits} here={here} />
                ))}
            </Section>
          ),
      )}
      {all.length > AT_ONCE && (
        <Pagination
          page={page}
          pageSize={AT_ONCE}
          total={all.length}
          href={at => `${here}/questions?page=${at}`}
          noun={['Question', 'Questions']}
        />
      )}
      {writes && all.length > 0 && <Names survey={survey} />}
      {edits && (
        <>
          <Section id="ajouter" title="Ajouter une question">
            <div class="actions">
              {KINDS.map(kind => (
                <ButtonLink href={`${here}/questions/nouvelle?nature=${kind}`}>{KIND_WORDS[kind]}</ButtonLink>
              ))}
            </div>
          </Section>
          <Disclosure summary="Changer les textes du début, de la fin et des parties">
            <Form action={`${here}/textes`} submit="Enregistrer les textes" wide>
              <TextArea name="debut" label="Avant la première question" value={questionnaire.intro} />
              <TextArea name="fin" label="Une fois la réponse envoyée" value={questionnaire.thanks} rows={2} />
              {questionnaire.sections.map(({ key, title }, at) => (
                <Input name={`partie.${key}`} label={fr`Titre de la partie ${at + 1}`} value={title} />
              ))}
            </Form>
          </Disclosure>
        </>
      )}
    </SurveyFrame>
  )
}

import type { Child } from 'hono/jsx'
import { casePath } from '#features/bodies'
import { baselineWords, inWords, missingWords, type Told, targetWords } from '#features/indicators'
import { baseOf, type Framed, SchemePage } from '#features/scheme'
import { yearOf } from '#kernel'
import { Alert, Card, Checks, Day, Disclosure, Facts, Form, FormButton, fr, Input, Markdown, Missing, Section, Status, Table, TextArea, typo } from '#ui' // biome-ignore format: one line
import { type EvaluationSaid, GRADES, RECOMMENDATIONS } from '../evaluation.ts'
import type { Campaign, ShareAction } from '../reading.ts'
import type { Rules } from '../rules/settings.ts'
import { actionPath, cyclePath, yearPath } from '../within.ts'
import { ACTION_WORDS, CRITERION_WORDS, GRADE_WORDS, RECOMMENDATION_WORDS, TEXTS } from '../words.ts'
import { calledOf } from './shares.ts'

type Props = Framed & {
  campaign: Campaign
  action: ShareAction
  rules: Rules
  /** Its indicators, told as they are. */
  told: readonly Told[]
  /** The first day on which it may leave; null where nothing was adopted. */
  exit: string | null
  /** Whether the actor may write it now. */
  writes: boolean
  /** What had been typed, after a refusal. */
  sent?: (EvaluationSaid & { seen: number }) | undefined
  /** Its attachments. */
  files?: Child
}

/** The evaluation of an action: its indicators, what is judged of it, what is recommended. */
export const ActionPage = (props: Props) => {
  const { actor, scheme, campaign, action, told, writes, files } = props
  const { year } = campaign
  const { asked, evaluation, state } = action
  const reason = state === 'returned' ? asked?.decisions.at(-1)?.reason : undefined
  return (
    <SchemePage
      {...props}
      title={`Évaluation ${year}`}
      crumbs={[
        { label: 'Évaluation', href: cyclePath(actor, scheme) },
        { label: `Campagne ${year}`, href: yearPath(actor, scheme, year) },
      ]}
      crumb={action.code || action.title}
      lede={
        <a href={`${baseOf(actor, scheme)}/actions/${action.key}`}>
          <bdi>{calledOf(action)}</bdi>
        </a>
      }
      chips={<Status state={ACTION_WORDS[state].state}>{ACTION_WORDS[state].label}</Status>}
    >
      {asked && (
        <Alert state={state === 'returned' ? 'warn' : state === 'validated' ? 'ok' : 'info'}>
          <p>
            {reason && <bdi>{reason} </bdi>}
            <a href={casePath(actor, asked)}>Lire le dossier soumis aux instances</a>
          </p>
        </Alert>
      )}
      <Indicators told={told} year={year} />
      {writes ? <Writing {...props} /> : <Reading {...props} />}
      {writes && evaluation && (
        <FormButton action={`${actionPath(actor, scheme, year, action.key)}/soumission`}>
          Soumettre l’évaluation aux instances
        </FormButton>
      )}
      {files}
    </SchemePage>
  )
}

const Indicators = ({ told, year }: { told: readonly Told[]; year: number }) => (
  <Section id="indicateurs" title="Ce que disent les indicateurs">
    {told.length === 0 ? (
      <p class="muted">{typo('Cette action n’a pas d’indicateur : elle se juge par ce qui a été fait.')}</p>
    ) : (
      <Card flush>
        <Table
          id="indicateurs-table"
          caption={`Indicateurs de l’action en ${year}`}
          hideCaption
          stack
          rows={told}
          columns={[
            { head: 'Indicateur', cell: ({ definition }) => <bdi>{definition.label}</bdi> },
            {
              head: 'T0',
              numeric: true,
              cell: ({ definition, marks }) => baselineWords(definition, marks).value ?? <Missing>Sans T0</Missing>,
            },
            { head: String(year - 1), numeric: true, cell: one => <FigureOf told={one} year={year - 1} /> },
            { head: String(year), numeric: true, cell: one => <FigureOf told={one} year={year} /> },
            {
              head: 'Cible',
              numeric: true,
              cell: ({ definition, marks }) => {
                const { value, when } = targetWords(definition, marks, String(year))
                return value === null ? (
                  <Missing>Sans cible</Missing>
                ) : (
                  <>
                    {value}
                    {when && <small>{when}</small>}
                  </>
                )
              },
            },
          ]}
        />
      </Card>
    )}
  </Section>
)

const FigureOf = ({ told: { definition, figures, values }, year }: { told: Told; year: number }) => {
  const found = figures.findLast(one => yearOf(one.period) === year)
  const words = found && inWords(definition, found)
  return words ?? <Missing>{found ? 'Incomplète' : missingWords(definition, values)}</Missing>
}

/** What is written, for who only reads it. */
const Reading = ({ action: { evaluation }, rules }: Props) =>
  evaluation === null ? (
    <p class="muted">{typo('Rien n’est encore écrit de cette action.')}</p>
  ) : (
    <Section id="evaluation" title="Évaluation">
      <Facts
        facts={[
          { term: 'Appréciation d’ensemble', value: evaluation.grade && GRADE_WORDS[evaluation.grade] },
          ...rules.grid.map(one => {
            const { grade, words } = evaluation.judgements[one] ?? { grade: null, words: '' }
            return {
              term: CRITERION_WORDS[one].label,
              value: grade && (
                <>
                  {GRADE_WORDS[grade]}
                  {words && (
                    <>
                      {fr` : `}
                      <bdi>{words}</bdi>
                    </>
                  )}
                </>
              ),
            }
          }),
          {
            term: 'Recommandation',
            value: evaluation.recommendation && (
              <>
                {RECOMMENDATION_WORDS[evaluation.recommendation]}
                {evaluation.exitOn && (
                  <>
                    {' '}
                    le <Day date={evaluation.exitOn} />
                  </>
                )}
              </>
            ),
          },
        ]}
      />
      {Object.values(TEXTS).map(
        ({ field, label }) =>
          evaluation[field] !== '' && (
            <div class="stack">
              <h3>{label}</h3>
              <Markdown text={evaluation[field]} />
            </div>
          ),
      )}
    </Section>
  )

const NOTHING: EvaluationSaid = { judgements: {}, grade: null, strengths: '', obstacles: '', evidence: '', recommendation: null, advice: '', exitOn: null } // biome-ignore format: one line

const GRADE_OPTIONS = GRADES.map(grade => ({ value: String(grade), label: `${grade}. ${GRADE_WORDS[grade]}` }))

const Writing = ({ actor, scheme, campaign, action, rules, exit, sent }: Props) => {
  const { evaluation } = action
  const now = sent ?? evaluation ?? NOTHING
  const text = (name: keyof typeof TEXTS, hint: string) => (
    <TextArea name={name} label={TEXTS[name].label} hint={typo(hint)} rows={4} value={now[TEXTS[name].field]} />
  )
  const grade = (value: number | null | undefined) => (value ? [String(value)] : [])
  return (
    <Card id="evaluation" title="Votre évaluation">
      <Form
        wide
        action={actionPath(actor, scheme, campaign.year, action.key)}
        submit="Enregistrer l’évaluation"
        aside={false}
      >
        <input type="hidden" name="vu" value={sent?.seen ?? evaluation?.revision ?? 0} />
        {rules.grid.map(one => (
          <>
            <Checks
              name={`note-${one}`}
              legend={fr`${CRITERION_WORDS[one].label}. ${typo(CRITERION_WORDS[one].asks)}`}
              radio
              wide
              options={GRADE_OPTIONS}
              checked={grade(now.judgements[one]?.grade)}
            />
            <Input
              name={`mots-${one}`}
              label={fr`${CRITERION_WORDS[one].label} : pourquoi (facultatif)`}
              value={now.judgements[one]?.words}
            />
          </>
        ))}
        {text('forts', 'Ce qui marche, et ce qui l’a permis.')}
        {text('freins', 'Ce qui ralentit ou empêche.')}
        {text('preuves', 'Enquêtes, marchés, documents : joignez les pièces plus bas.')}
        <Checks
          name="note"
          legend="Appréciation d’ensemble"
          radio
          wide
          options={GRADE_OPTIONS}
          checked={grade(now.grade)}
        />
        <Checks
          name="recommandation"
          legend="Recommandation"
          radio
          wide
          options={RECOMMENDATIONS.map(value => ({ value, label: RECOMMENDATION_WORDS[value] }))}
          checked={now.recommendation ? [now.recommendation] : []}
        />
        {text('conseil', 'Ce sera proposé aux instances. Facultatif si l’action se poursuit telle quelle.')}
        <Input
          name="sortie"
          type="date"
          label="Sortie proposée le"
          hint={
            exit === null ? (
              typo('Seulement si vous recommandez la sortie.')
            ) : (
              <>
                Seulement si vous recommandez la sortie, à partir du <Day date={exit} />.
              </>
            )
          }
          value={now.exitOn ?? undefined}
        />
      </Form>
      {sent && evaluation && sent.seen !== evaluation.revision && (
        <Disclosure summary="Ce qui est enregistré maintenant" open>
          <Facts
            facts={Object.values(TEXTS).map(({ field, label }) => ({
              term: label,
              value: evaluation[field],
              wide: true,
            }))}
          />
        </Disclosure>
      )}
    </Card>
  )
}

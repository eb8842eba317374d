import { casePath } from '#features/bodies'
import { baselineWords, inWords, missingWords, type Told, targetWords } from '#features/indicators'
import { baseOf, SchemePage } from '#features/scheme'
import { yearOf } from '#kernel'
import { Alert, Card, Day, Facts, FormButton, fr, Markdown, Missing, Moment, Section, Status, Table, typo } from '#ui' // biome-ignore format: one line
import { actionPath, cyclePath, yearPath } from '../within.ts'
import { ACTION_WORDS, CRITERION_WORDS, GRADE_WORDS, RECOMMENDATION_WORDS, TEXTS } from '../words.ts'
import { Alone } from './Alone.tsx'
import { EvaluationForm, type Props } from './EvaluationForm.tsx'
import { calledOf } from './shares.ts'

/** The evaluation of an action: its indicators, what is judged of it, what is recommended. */
export const ActionPage = (props: Props) => {
  const { actor, scheme, campaign, action, told, writes, leads, decided, files } = props
  const { year } = campaign
  const { asked, evaluation, state, validatedBy } = action
  const here = actionPath(actor, scheme, year, action.key)
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
      {validatedBy !== null && (
        <Alert state="ok">
          <p>
            {fr`Validée par `}
            <bdi>{validatedBy}</bdi>
            {', sans instance, le '}
            <Moment at={evaluation?.validatedAt as Date} />.
          </p>
        </Alert>
      )}
      {asked && validatedBy === null && (
        <Alert state={state === 'returned' ? 'warn' : state === 'validated' ? 'ok' : 'info'}>
          <p>
            {reason && <bdi>{reason} </bdi>}
            <a href={casePath(actor, asked)}>Lire le dossier soumis aux instances</a>
          </p>
        </Alert>
      )}
      <Indicators told={told} year={year} />
      {writes ? <EvaluationForm {...props} /> : <Reading {...props} />}
      {writes && evaluation && decided && (
        <FormButton action={`${here}/soumission`}>Soumettre l’évaluation aux instances</FormButton>
      )}
      {writes && evaluation && !decided && (
        <>
          <Alone {...{ actor, scheme }} what="des évaluations" />
          {leads && <FormButton action={`${here}/validation`}>Valider l’évaluation, sans instance</FormButton>}
        </>
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

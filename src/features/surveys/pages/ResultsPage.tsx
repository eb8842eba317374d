import { ButtonLink, count, Disclosure, fr, HorizontalBars, nb, Pagination, percent, Section, Table, typo } from '#ui'
import type { Question } from '../questionnaire/questionnaire.ts'
import { FLOOR } from '../results/confidentiality.ts'
import { HIDDEN_WORDS } from '../results/exporting.ts'
import type { Results } from '../results/reading.ts'
import { type Bar, type Compared, type Crossing, comparedWith, type Result, type Shown } from '../results/results.ts'
import { PATH_WORDS } from '../words.ts'
import { SurveyFrame } from './Frame.tsx'
import { type Framed, pathOf } from './frame.ts'

/** How many questions a page of results shows. */
const AT_ONCE = 30

const WHY = {
  absent: 'Cette question n’était pas posée.',
  changed: 'Pas de comparaison : la question ou ses réponses ont changé.',
  hidden: 'Pas de comparaison : trop peu de réponses la fois d’avant.',
} as const

const share = (count: number, of: number) => (of === 0 ? null : count / of)

/** What the answers say first: the mean of grades and numbers, the most frequent answer otherwise. */
function message(question: Question, { mean, bars, answered }: Shown, named = question.label): string {
  if (mean !== null) return fr`${named} Moyenne : ${nb(mean, 2)}`
  const [top] = [...bars].sort((a, b) => b.count - a.count)
  return top && top.count > 0 ? fr`${named} D’abord « ${top.label} » : ${percent(share(top.count, answered))}` : named
}

const note = (question: Question, { answered, median }: Shown, asked: number): string =>
  [
    asked > answered
      ? fr`${count(answered, 'réponse')} sur ${nb(asked)} personnes à qui elle est posée`
      : count(answered, 'réponse'),
    ...(question.kind === 'multiple' ? ['plusieurs réponses possibles'] : []),
    ...(median === null ? [] : [fr`médiane ${nb(median, 2)}`]),
    ...(question.kind === 'number' && question.unit !== '' ? [question.unit] : []),
  ].join(' ; ')

/** The answers to a question or a row, drawn, and as a table. */
const Chart = (props: {
  id: string
  question: Question
  shown: Shown
  asked: number
  title: string
  before: Shown | undefined
}) => {
  const { id, question, shown, before } = props
  const { answered, bars } = shown
  const was = new Map(before?.bars.map(bar => [bar.key, bar.count]))
  const of = before && question.kind !== 'number' ? before.answered : 0
  const ago = (key: string) => percent(share(was.get(key) ?? 0, of))
  return (
    <HorizontalBars
      id={id}
      title={props.title}
      note={note(question, shown, props.asked)}
      max={1}
      format={percent}
      items={bars.map(({ key, label, count }) => ({
        label,
        value: share(count, answered),
        note: of > 0 ? fr`${nb(count)} ; ${ago(key)} la fois d’avant` : nb(count),
      }))}
      twin={
        <Table<Bar>
          id={`${id}-valeurs`}
          caption={props.title}
          bare
          columns={[
            { head: 'Réponse', cell: ({ label }) => label },
            { head: 'Nombre', cell: ({ count }) => nb(count), numeric: true },
            { head: 'Part', cell: ({ count }) => percent(share(count, answered)), numeric: true },
            ...(of > 0 ? [{ head: 'La fois d’avant', cell: ({ key }: Bar) => ago(key), numeric: true }] : []),
          ]}
          rows={bars}
        />
      }
    />
  )
}

const Texts = ({ texts, answered }: { texts: readonly string[]; answered: number }) => (
  <Disclosure summary={count(answered, 'texte')} open={texts.length <= 10}>
    <ul>
      {texts.map(text => (
        <li>
          <bdi>{text}</bdi>
        </li>
      ))}
    </ul>
    {texts.length < answered && <p class="small muted">Les autres sont dans l’export des réponses.</p>}
  </Disclosure>
)

const Answers = ({
  result,
  texts,
  compared,
}: {
  result: Result
  texts: readonly string[]
  compared: Compared | null
}) => {
  const { question } = result
  if (result.hidden !== null)
    return (
      <figure class="chart">
        <figcaption>
          <b>{question.label}</b>
          <span class="small muted">{typo(`Résultat masqué : ${HIDDEN_WORDS[result.hidden]}.`)}</span>
        </figcaption>
      </figure>
    )
  const before = compared && 'former' in compared ? compared.former : undefined
  if (question.kind === 'text')
    return (
      <figure class="chart">
        <figcaption>
          <b>{question.label}</b>
        </figcaption>
        <Texts texts={texts} answered={result.answered} />
      </figure>
    )
  return (
    <>
      {question.kind === 'matrix' ? (
        result.rows.map(row => (
          <Chart
            id={`${question.key}-${row.key}`}
            question={question}
            shown={row}
            asked={result.asked}
            title={message(question, row, fr`${question.label} « ${row.label} »`)}
            before={before?.rows.find(({ key }) => key === row.key)}
          />
        ))
      ) : (
        <Chart
          id={question.key}
          question={question}
          shown={result}
          asked={result.asked}
          title={message(question, result)}
          before={before}
        />
      )}
      {compared && 'why' in compared && <p class="small muted">{typo(WHY[compared.why])}</p>}
    </>
  )
}

const CrossingTable = ({ question, groups, rows, partial }: Crossing) => (
  <>
    <Table
      id={`croisee-${question.key}`}
      caption={question.label}
      columns={[
        { head: 'Réponse', cell: ({ label }) => label },
        ...groups.map(({ label, n }, at) => ({
          head: `${label} (${nb(n)})`,
          numeric: true,
          cell: ({ counts }: Crossing['rows'][number]) => percent(share(counts[at] ?? 0, n)),
        })),
      ]}
      rows={rows}
    />
    {partial && (
      <p class="small muted">{fr`Les groupes et les réponses de moins de ${FLOOR} personnes n’y sont pas.`}</p>
    )}
  </>
)

const Explained = ({ survey, counted, paths }: Results) => (
  <p class="small muted">
    {survey.anonymous && survey.state === 'open'
      ? fr`Résultats provisoires sur ${count(counted, 'réponse')} : ils avancent par pas de ${FLOOR} réponses au moins, pour que comparer deux moments ne dise rien de personne. Le reste se lit à la clôture.`
      : survey.anonymous
        ? fr`${count(counted, 'réponse')}. Rien n’est dit de moins de ${FLOOR} personnes, ni directement ni par différence.`
        : fr`${count(counted, 'réponse')}.`}
    {paths.length > 0 && fr` ${paths.map(([path, n]) => `${PATH_WORDS[path]} : ${n}`).join(', ')}.`}
  </p>
)

/** The results of a survey, question by question, beside those of the one before. */
export const ResultsPage = (props: Framed & Results & { page: number }) => {
  const { actor, survey, results, former, texts, crossings, page } = props
  const here = `${pathOf(actor, survey)}/resultats`
  const shown = results.slice((page - 1) * AT_ONCE, page * AT_ONCE)
  const rows =
    props.writes && (survey.anonymous ? survey.state === 'closed' && props.counted >= FLOOR : props.counted > 0)
  return (
    <SurveyFrame {...props} tab="resultats">
      <Explained {...props} />
      {former && (
        <p>
          {fr`Comparés avec `}
          <a href={`${pathOf(actor, former.survey)}/resultats`}>{former.survey.title}</a>, question par question.
        </p>
      )}
      <div class="stack">
        {shown.map(result => (
          <Answers
            result={result}
            texts={texts.get(result.question.key) ?? []}
            compared={former && result.hidden === null ? comparedWith(former.results, result.question) : null}
          />
        ))}
      </div>
      <Pagination
        page={page}
        pageSize={AT_ONCE}
        total={results.length}
        href={at => `${here}?page=${at}`}
        noun={['Question', 'Questions']}
      />{' '}
      {crossings.length > 0 && page === 1 && (
        <Section id="croisements" title="Selon qui répond">
          {crossings.map(crossing => (
            <CrossingTable {...crossing} />
          ))}
        </Section>
      )}
      <Section id="exports" title="Télécharger">
        <div class="actions">
          <ButtonLink href={`${here}.csv`} download icon="download">
            Résultats (CSV)
          </ButtonLink>
          <ButtonLink href={`${here}.xlsx`} download icon="download">
            Résultats (Excel)
          </ButtonLink>
          {rows && (
            <ButtonLink href={`${pathOf(actor, survey)}/reponses.csv`} download icon="download">
              Réponses (CSV)
            </ButtonLink>
          )}{' '}
          {rows && (
            <ButtonLink href={`${pathOf(actor, survey)}/reponses.xlsx`} download icon="download">
              Réponses (Excel)
            </ButtonLink>
          )}{' '}
        </div>
      </Section>
    </SurveyFrame>
  )
}

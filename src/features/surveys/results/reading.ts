import { sql } from 'kysely'
import type { Writer } from '#platform/db'
import type { Place } from '../answers/answering.ts'
import { type Answer, type Answers, keptAnswers, type Path } from '../answers/answers.ts'
import type { Told } from '../reading.ts'
import { surveyById } from '../reading.ts'
import type { Survey } from '../surveys.ts'
import { FLOOR } from './confidentiality.ts'
import { type Crossing, crossingsOf, liveResultsOf, type Result, resultsOf } from './results.ts'

/** What is shown of a survey now. */
export interface Results {
  survey: Survey
  /** How many answers are counted in it. */
  counted: number
  results: readonly Result[]
  crossings: readonly Crossing[]
  /** The words of free texts, by question. */
  texts: ReadonlyMap<string, readonly string[]>
  /** How the answers came, where that tells of nobody. */
  paths: readonly (readonly [Path, number])[]
  /** The survey of the same series that it is compared with. */
  former: { survey: Survey; results: readonly Result[] } | null
}

/** Of how few people results may tell: of anybody, where who answers was told that their name is kept. */
export const floorOf = ({ anonymous }: Pick<Survey, 'anonymous'>): number => (anonymous ? FLOOR : 0)

const isHeldBack = ({ anonymous, state }: Survey) => anonymous && state !== 'closed'

/** What is shown of a survey: of one that is open and anonymous, by steps and without what tells of few. */
export const shownOf = ({ survey, tally }: Told): Result[] =>
  isHeldBack(survey)
    ? liveResultsOf(survey.questionnaire, tally, FLOOR)
    : resultsOf(survey.questionnaire, tally, floorOf(survey))

/** How answers came, unless a way brought too few of them. */
function pathsOf({ survey, tally }: Told): [Path, number][] {
  const paths = Object.entries(tally.paths) as [Path, number][]
  return isHeldBack(survey) || paths.some(([, n]) => n < floorOf(survey)) ? [] : paths
}

/** How many free texts a page shows of a question. */
const MOST_TEXTS = 100

/** In an order that depends on the words alone. */
async function textsOf(trx: Writer, { organisation, id }: Place, results: readonly Result[]) {
  const keys = results.filter(one => one.hidden === null && one.question.kind === 'text').map(one => one.question.key)
  const texts = new Map<string, string[]>()
  if (keys.length === 0) return texts
  const { rows } = await sql<{ key: string; words: string }>`
    select key, words from (
      select key, value as words, row_number() over (partition by key order by md5(value), value) as rank
      from survey_answer a, jsonb_each_text(a.answers)
      where a.organisation_id = ${organisation} and a.survey_id = ${id} and key = any (${keys}::text[])
    ) said where rank <= ${MOST_TEXTS} order by key, rank`.execute(trx)
  for (const { key, words } of rows) texts.set(key, [...(texts.get(key) ?? []), words])
  return texts
}

/** The results of a survey, beside those of the one that it was copied from. Null where there is none. */
export async function readResults(trx: Writer, place: Place): Promise<Results | null> {
  const told = await surveyById(trx, place.organisation, place.id)
  if (told === null) return null
  const { survey, tally } = told
  const results = shownOf(told)
  const before = survey.formerId === null ? null : await surveyById(trx, place.organisation, survey.formerId)
  return {
    survey,
    counted: tally.answers,
    results,
    crossings: isHeldBack(survey) ? [] : crossingsOf(survey.questionnaire, tally, floorOf(survey)),
    texts: await textsOf(trx, place, results),
    paths: pathsOf(told),
    former: before?.survey.state === 'closed' ? { survey: before.survey, results: shownOf(before) } : null,
  }
}

/** What somebody answered. */
export interface Single {
  answers: Answers
  path: Path
  day: string | null
  /** Who, in words; empty when that is not known. */
  who: string
}

/** The answers one by one; those of an anonymous survey are never shown as they are. */
export async function singlesOf(trx: Writer, { organisation, id }: Place): Promise<Single[]> {
  const rows = await trx
    .selectFrom('survey_answer as a')
    .leftJoin('person as p', 'p.id', 'a.person_id')
    .select(['a.answers', 'a.path', 'a.day', 'a.email', 'p.name'])
    .where('a.organisation_id', '=', organisation)
    .where('a.survey_id', '=', id)
    .orderBy('a.day')
    .orderBy('a.id')
    .execute()
  return rows.map(({ answers, path, day, email, name }) => ({
    answers: keptAnswers(answers as Record<string, Answer>),
    path,
    day,
    who: name ?? email ?? '',
  }))
}

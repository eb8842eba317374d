import { randomUUID } from 'node:crypto'
import { type Kysely, sql } from 'kysely'
import { type Actor, allows, hashOf, scopeOf } from '#features/organisations'
import { parisDay } from '#kernel'
import type { Database, Scope, Tables, Writer } from '#platform/db'
import { holdAsSurveyor } from '../access.ts'
import { refuse } from '../labels.ts'
import { questionsOf } from '../questionnaire/questionnaire.ts'
import { heldSurvey, surveyById, type Told } from '../reading.ts'
import { countedNow, FLOOR } from '../results/confidentiality.ts'
import { addTo, type Tally } from '../results/tally.ts'
import type { Survey } from '../surveys.ts'
import { type Answer, keptAnswers, type Path, readAnswers, type Typed } from './answers.ts'

/** A survey, by its place. */
export interface Place {
  organisation: string
  id: string
}

/** How somebody answers: by the address for everybody, by the link that they were sent, signed in, or on paper that a member types. */
export type Way =
  | { path: 'link' }
  | { path: 'invitation'; token: string }
  | { path: 'role'; actor: Actor }
  | { path: 'paper'; actor: Actor }
/** Where the survey of a public address is; null when no survey that was opened has it. */
export async function placeOfLink(identity: Kysely<Tables>, link: string): Promise<Place | null> {
  const found = await identity
    .selectFrom('survey')
    .select(['id', 'organisation_id as organisation'])
    .where('link', '=', link)
    .where('state', '<>', 'draft')
    .executeTakeFirst()
  return found ?? null
}

/** In the name of whom an answer is written: of nobody, unless they signed in; the trail says nothing of it. */
const scopeIn = ({ organisation }: Place, way: Way): Scope =>
  'actor' in way ? scopeOf(way.actor, 'answer-survey') : { organisation, person: null, act: 'answer-survey' }

const invitationOf = (trx: Writer, { organisation, id }: Place) =>
  trx.selectFrom('survey_invitation').where('organisation_id', '=', organisation).where('survey_id', '=', id)

/**
 * Whether somebody may answer now by this way.
 * @returns the id of their invitation, if they have one
 * @throws Refusal `survey-closed`, `not-open`, `already-answered`, `token-unknown`, `way-closed`
 */
async function admitted(
  trx: Writer,
  place: Place,
  survey: Survey,
  way: Way,
): Promise<{ id: string; email: string | null } | null> {
  if (survey.state === 'draft') refuse('not-open')
  if (survey.state === 'closed' || (survey.closesOn !== null && survey.closesOn < parisDay(new Date())))
    refuse('survey-closed')
  if (way.path === 'paper') {
    await holdAsSurveyor(trx, way.actor)
    return null
  }
  if (way.path === 'link') return survey.byLink ? null : refuse('way-closed')
  if (way.path === 'role' && !allows({ words: '', roles: survey.roles }, way.actor.membership.roles))
    refuse('way-closed')
  const all = invitationOf(trx, place)
  const mine =
    way.path === 'role'
      ? all.where('person_id', '=', way.actor.person.id)
      : all.where(sql<boolean>`token_hashes @> array[${hashOf(way.token)}]`)
  const found = await mine.select(['id', 'answered', 'email']).forUpdate().executeTakeFirst()
  if (found?.answered) refuse('already-answered')
  if (found === undefined) return way.path === 'role' ? null : refuse('token-unknown')
  return found
}

/** What somebody is about to answer. @throws Refusal as {@link answer} */
export function surveyToAnswer(db: Database, place: Place, way: Way): Promise<Survey> {
  return db.as(scopeIn(place, way), async trx => {
    const { survey } = (await surveyById(trx, place.organisation, place.id)) ?? refuse('survey-unknown')
    await admitted(trx, place, survey, way)
    return survey
  })
}

/**
 * Keeps what somebody answers. Of an anonymous survey nothing is kept with it but how it came; that they answered is kept apart. What answers a
 * question that they were not asked is dropped.
 * @throws Refusal `survey-unknown`, `survey-closed`, `not-open`, `already-answered`, `token-unknown`, `way-closed`, `role-lost`, `answers-invalid`
 */
export function answer(db: Database, place: Place, way: Way, typed: Typed): Promise<void> {
  return db.as(scopeIn(place, way), async trx => {
    const told = (await heldSurvey(trx, place.organisation, place.id)) ?? refuse('survey-unknown')
    const { survey } = told
    const invitation = await admitted(trx, place, survey, way)
    const { answers, faults } = readAnswers(survey.questionnaire, typed)
    const [wrong] = faults
    if (wrong)
      refuse('answers-invalid', {
        question: questionsOf(survey.questionnaire).find(({ key }) => key === wrong[0])?.label ?? '',
        fault: wrong[1],
      })
    if (invitation)
      await trx
        .updateTable('survey_invitation')
        .set({ answered: true })
        .where('organisation_id', '=', place.organisation)
        .where('id', '=', invitation.id)
        .execute()
    else if (way.path === 'role') await noteAnswered(trx, place, way.actor)
    const nominative = survey.anonymous
      ? { day: null, person_id: null, email: null }
      : {
          day: parisDay(new Date()),
          person_id: way.path === 'role' ? way.actor.person.id : null,
          email: invitation?.email ?? null,
        }
    await trx
      .insertInto('survey_answer')
      .values({
        id: randomUUID(),
        organisation_id: place.organisation,
        survey_id: place.id,
        anonymous: survey.anonymous,
        path: way.path,
        answers: JSON.stringify(Object.fromEntries(answers)),
        counted: false,
        ...nominative,
      })
      .execute()
    await trx
      .updateTable('survey')
      .set({ arrived: survey.arrived + 1 })
      .where('organisation_id', '=', place.organisation)
      .where('id', '=', place.id)
      .execute()
    await countSome(trx, place, told)
  })
}

async function noteAnswered(trx: Writer, { organisation, id }: Place, { person }: Actor): Promise<void> {
  await trx
    .insertInto('survey_invitation')
    .values({
      id: randomUUID(),
      organisation_id: organisation,
      survey_id: id,
      email: null,
      person_id: person.id,
      answered: true,
    })
    .execute()
}

interface Kept {
  answers: Record<string, Answer>
  path: Path
}

/** Counts the answers whose time has come, drawn among those that wait; they are written again, so that nothing of them tells when they came. */
async function countSome(trx: Writer, place: Place, { survey, tally }: Told): Promise<void> {
  const { waiting } = await trx
    .selectFrom('survey_answer')
    .select(sql<number>`count(*)::int`.as('waiting'))
    .where('organisation_id', '=', place.organisation)
    .where('survey_id', '=', place.id)
    .where('counted', '=', false)
    .executeTakeFirstOrThrow()
  const now = survey.anonymous ? countedNow(waiting, FLOOR) : waiting
  if (now > 0) await keepTally(trx, place, addTo(tally, survey.questionnaire, await writtenAgain(trx, place, now)))
}

/** Counts all that is left, and writes every answer again in an order that says nothing: what closing a survey does. */
export async function countAll(trx: Writer, place: Place, { survey, tally }: Told): Promise<void> {
  const left = await writtenAgain(trx, place, null)
  await keepTally(trx, place, addTo(tally, survey.questionnaire, left))
}

async function keepTally(trx: Writer, { organisation, id }: Place, tally: Tally): Promise<void> {
  await trx
    .updateTable('survey')
    .set({ tally: JSON.stringify(tally) })
    .where('organisation_id', '=', organisation)
    .where('id', '=', id)
    .execute()
}

/** @param some how many of those that wait; null for all, those that are counted too @returns those that were not counted yet */
async function writtenAgain(trx: Writer, { organisation, id }: Place, some: number | null) {
  const drawn = some === null ? sql`` : sql`and not counted order by random() limit ${some}`
  const { rows } = await sql<Kept & { was: boolean }>`
    with drawn as (select id from survey_answer where organisation_id = ${organisation} and survey_id = ${id} ${drawn}),
    gone as (delete from survey_answer a using drawn where a.id = drawn.id returning a.*),
    written as (
      insert into survey_answer (id, organisation_id, survey_id, anonymous, path, answers, counted, day, person_id, email)
      select gen_random_uuid(), organisation_id, survey_id, anonymous, path, answers, true, day, person_id, email from gone order by random()
    ) select answers, path, counted as was from gone`.execute(trx)
  return rows.filter(({ was }) => !was).map(({ answers, path }) => ({ answers: keptAnswers(answers), path }))
}

import { z } from 'zod'
import { type Actor, scopeOf } from '#features/organisations'
import { parisDay } from '#kernel'
import type { Database, Writer } from '#platform/db'
import { defineJob, type Handler, handler, type Jobs } from '#platform/jobs'
import { holdAsSurveyor } from './access.ts'
import { countAll, type Place } from './answers/answering.ts'
import { beginWave } from './inviting/letters.ts'
import { refuse } from './labels.ts'
import { questionsOf } from './questionnaire/questionnaire.ts'
import { followedOf, heldSurvey, type Told } from './reading.ts'

/** What opening and closing acts through. */
export interface Means {
  db: Database
  jobs: Jobs
}

const setting = (trx: Writer, { organisation, id }: Place) =>
  trx.updateTable('survey').where('organisation_id', '=', organisation).where('id', '=', id)

/** Opens a draft on a day; its invitations leave. */
async function open(trx: Writer, jobs: Jobs, place: Place, { survey }: Told, day: string): Promise<void> {
  if (survey.state !== 'draft') refuse('not-draft')
  if (questionsOf(survey.questionnaire).length === 0) refuse('nothing-asked')
  const { invited } = await followedOf(trx, place.organisation, place.id)
  if (invited === 0 && !survey.byLink && survey.roles.length === 0) refuse('no-way-in')
  if (survey.closesOn !== null && survey.closesOn < day) refuse('days-invalid')
  await setting(trx, place)
    .set({ state: 'open', opened_on: day, revision: survey.revision + 1 })
    .execute()
  if (invited > 0) await beginWave(trx, jobs, { ...place, wave: 0 })
}

/** Closes an open survey on a day: all is counted, and nothing is kept of who was invited but how many. */
async function close(trx: Writer, place: Place, told: Told, day: string): Promise<void> {
  if (told.survey.state !== 'open') refuse('not-open')
  await countAll(trx, place, told)
  const invitations = trx
    .updateTable('survey_invitation')
    .where('organisation_id', '=', place.organisation)
    .where('survey_id', '=', place.id)
  await trx
    .deleteFrom('survey_invitation')
    .where('organisation_id', '=', place.organisation)
    .where('survey_id', '=', place.id)
    .where('person_id', 'is not', null)
    .execute()
  await invitations.set({ email: null, token_hashes: [], unreachable: false }).execute()
  await setting(trx, place)
    .set({ state: 'closed', closed_on: day, revision: told.survey.revision + 1 })
    .execute()
}

const placeOf = ({ membership }: Actor, id: string): Place => ({ organisation: membership.organisation.id, id })

/**
 * Opens a survey: its questions are frozen. @param day when it is another than today, for what is told of the past
 * @throws Refusal `role-lost`, `survey-unknown`, `not-draft`, `nothing-asked`, `no-way-in`, `days-invalid`
 */
export function openSurvey({ db, jobs }: Means, actor: Actor, id: string, day = parisDay(new Date())): Promise<void> {
  const place = placeOf(actor, id)
  return db.as(scopeOf(actor, 'open-survey'), async trx => {
    await holdAsSurveyor(trx, actor)
    await open(trx, jobs, place, (await heldSurvey(trx, place.organisation, id)) ?? refuse('survey-unknown'), day)
  })
}

/** Closes a survey, for good. @throws Refusal `role-lost`, `survey-unknown`, `not-open` */
export function closeSurvey(db: Database, actor: Actor, id: string, day = parisDay(new Date())): Promise<void> {
  const place = placeOf(actor, id)
  return db.as(scopeOf(actor, 'close-survey'), async trx => {
    await holdAsSurveyor(trx, actor)
    await close(trx, place, (await heldSurvey(trx, place.organisation, id)) ?? refuse('survey-unknown'), day)
  })
}

/** Opens and closes what is planned for a day. */
export const daysJob = defineJob({ name: 'survey-days', data: z.object({}), every: '10 0 * * *' })

/** Opens the drafts whose day has come, and closes what was answered for the last time yesterday: one transaction each. */
export const daysHandler = ({ db, jobs }: Means): Handler =>
  handler(daysJob, async () => {
    const today = parisDay(new Date())
    const due = await db.transaction(trx =>
      trx
        .selectFrom('survey')
        .select(['id', 'organisation_id as organisation'])
        .where(({ and, eb, or }) =>
          or([
            and([eb('state', '=', 'draft'), eb('opens_on', '<=', today)]),
            and([eb('state', '=', 'open'), eb('closes_on', '<', today)]),
          ]),
        )
        .execute(),
    )
    for (const place of due)
      await db.as({ organisation: place.organisation, person: null, act: 'survey-day' }, async trx => {
        const told = await heldSurvey(trx, place.organisation, place.id)
        if (told?.survey.state === 'open' && (told.survey.closesOn ?? today) < today)
          await close(trx, place, told, told.survey.closesOn ?? today)
        else if (told?.survey.state === 'draft' && (await isReady(trx, place, told, today)))
          await open(trx, jobs, place, told, today)
      })
  })

/** A draft that is not finished on its day waits for somebody. */
async function isReady(trx: Writer, place: Place, { survey }: Told, today: string): Promise<boolean> {
  const { invited } = await followedOf(trx, place.organisation, place.id)
  const answered = invited > 0 || survey.byLink || survey.roles.length > 0
  return (
    answered &&
    questionsOf(survey.questionnaire).length > 0 &&
    (survey.opensOn ?? today) <= today &&
    (survey.closesOn ?? today) >= today
  )
}

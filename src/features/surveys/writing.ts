import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { type Actor, newToken, type Role, scopeOf } from '#features/organisations'
import { parisDay, tidy } from '#kernel'
import type { Database, Writer } from '#platform/db'
import { holdAsSurveyor } from './access.ts'
import { refuse } from './labels.ts'
import { keyFor, type Questionnaire, readQuestionnaire } from './questionnaire/questionnaire.ts'
import { heldSurvey, surveysOf, type Told } from './reading.ts'
import { emptyTally } from './results/tally.ts'
import { AUDIENCES, type Audience } from './surveys.ts'

/** What a survey is called, and how it is answered. */
export interface Settings {
  title: string
  audience: Audience
  anonymous: boolean
  byLink: boolean
  roles: readonly Role[]
  /** `YYYY-MM-DD`: it opens, and is answered for the last time, by itself; null when somebody says so. */
  opensOn: string | null
  closesOn: string | null
}

/** One line, without signs that no mail takes in its subject. */
const titleSchema = z
  .string()
  .transform(text =>
    tidy(text)
      .replace(/[\s\u061c\u200b-\u200f\u2028\u2029\u202a-\u202e\u2060-\u2069]+/g, ' ')
      .trim(),
  )
  .pipe(z.string().min(1).max(200))

/** What a form says of a survey. @throws Refusal `title-invalid`, `days-invalid` */
export function readSettings(sent: Readonly<Record<string, unknown>>, roles: readonly Role[]): Settings {
  const title = titleSchema.safeParse(sent['titre'])
  if (!title.success) return refuse('title-invalid')
  const day = z.iso.date().nullable().catch(null)
  const [opensOn, closesOn] = [day.parse(sent['debut'] ?? null), day.parse(sent['fin'] ?? null)]
  if (closesOn !== null && closesOn < (opensOn ?? parisDay(new Date()))) refuse('days-invalid')
  const ways = [sent['voies'] ?? []].flat().map(String)
  return {
    title: title.data,
    audience: z.enum(AUDIENCES).catch('agents').parse(sent['public']),
    anonymous: sent['anonymat'] !== 'non',
    byLink: ways.includes('lien'),
    roles: roles.filter(role => ways.includes(role)),
    opensOn,
    closesOn,
  }
}

const own = ({ membership }: Actor) => membership.organisation.id

/** The name of a series that no survey of the organisation has. */
async function seriesFor(trx: Writer, actor: Actor, title: string): Promise<string> {
  const known = await surveysOf(trx, own(actor)).select('series').distinct().execute()
  return keyFor(
    title,
    known.map(({ series }) => series),
  )
}

/** Writes a draft. @param more what it has from the survey that it is copied from @returns its id */
export async function insertSurvey(
  trx: Writer,
  organisation: string,
  { byLink, opensOn, closesOn, roles, ...settings }: Settings,
  questionnaire: Questionnaire,
  more: { series: string; former_id?: string },
): Promise<string> {
  const id = randomUUID()
  await trx
    .insertInto('survey')
    .values({
      id,
      organisation_id: organisation,
      ...settings,
      ...more,
      by_link: byLink,
      roles: [...roles],
      opens_on: opensOn,
      closes_on: closesOn,
      questionnaire: JSON.stringify(questionnaire),
      link: newToken().token,
      tally: JSON.stringify(emptyTally()),
    })
    .execute()
  return id
}

/** Begins a survey. @returns its id @throws Refusal `role-lost` */
export function beginSurvey(
  db: Database,
  actor: Actor,
  settings: Settings,
  questionnaire: Questionnaire,
): Promise<string> {
  return db.as(scopeOf(actor, 'begin-survey'), async trx => {
    await holdAsSurveyor(trx, actor)
    return insertSurvey(trx, own(actor), settings, questionnaire, {
      series: await seriesFor(trx, actor, settings.title),
    })
  })
}

/**
 * Copies a survey, as a draft of the same series: its questions keep their keys, so that the results of both are compared.
 * @returns the id of the copy
 * @throws Refusal `role-lost`, `survey-unknown`
 */
export function copySurvey(db: Database, actor: Actor, id: string): Promise<string> {
  return db.as(scopeOf(actor, 'copy-survey'), async trx => {
    await holdAsSurveyor(trx, actor)
    const { survey } = (await heldSurvey(trx, own(actor), id)) ?? refuse('survey-unknown')
    const { series, questionnaire, ...settings } = survey
    return insertSurvey(trx, own(actor), { ...settingsOf(settings), opensOn: null, closesOn: null }, questionnaire, {
      series,
      former_id: id,
    })
  })
}

const settingsOf = ({ title, audience, anonymous, byLink, roles }: Omit<Settings, 'opensOn' | 'closesOn'>) => ({
  title,
  audience,
  anonymous,
  byLink,
  roles,
})
/** Does something to a draft that the actor read at this revision. */
async function changing(trx: Writer, actor: Actor, id: string, seen: number | null): Promise<Told['survey']> {
  await holdAsSurveyor(trx, actor)
  const { survey } = (await heldSurvey(trx, own(actor), id)) ?? refuse('survey-unknown')
  if (seen !== null && survey.revision !== seen) refuse('changed-meanwhile')
  return survey
}

/**
 * Changes what a survey is called and how it is answered. Once open, anonymity and the first day stay what they are; closed, all of it does.
 * @throws Refusal `role-lost`, `survey-unknown`, `changed-meanwhile`, `survey-closed`, `days-invalid`
 */
export function setSurvey(db: Database, actor: Actor, id: string, settings: Settings, seen: number): Promise<void> {
  return db.as(scopeOf(actor, 'set-survey'), async trx => {
    const survey = await changing(trx, actor, id, seen)
    if (survey.state === 'closed') refuse('survey-closed')
    const { title, audience, anonymous, byLink, roles, opensOn, closesOn } = settings
    if (closesOn !== null && survey.openedOn !== null && closesOn < parisDay(new Date())) refuse('days-invalid')
    await trx
      .updateTable('survey')
      .set({ title, audience, by_link: byLink, roles: [...roles], closes_on: closesOn, revision: seen + 1 })
      .$if(survey.state === 'draft', query => query.set({ anonymous, opens_on: opensOn }))
      .where('organisation_id', '=', own(actor))
      .where('id', '=', id)
      .execute()
  })
}

/**
 * Changes what a draft asks. @param change gives the questionnaire that it becomes
 * @throws Refusal `role-lost`, `survey-unknown`, `changed-meanwhile`, `not-draft`, `question-invalid`, and those of the change
 */
export function changeQuestions(
  db: Database,
  actor: Actor,
  id: string,
  change: (questionnaire: Questionnaire) => unknown,
  seen: number | null = null,
): Promise<void> {
  return db.as(scopeOf(actor, 'change-questions'), async trx => {
    const survey = await changing(trx, actor, id, seen)
    if (survey.state !== 'draft') refuse('not-draft')
    const read = readQuestionnaire(change(survey.questionnaire))
    if ('problem' in read) return refuse('question-invalid', read.problem)
    await trx
      .updateTable('survey')
      .set({ questionnaire: JSON.stringify(read.questionnaire), revision: survey.revision + 1 })
      .where('organisation_id', '=', own(actor))
      .where('id', '=', id)
      .execute()
  })
}

/** Removes a draft: nobody was asked anything. @throws Refusal `role-lost`, `survey-unknown`, `not-draft` */
export function removeDraft(db: Database, actor: Actor, id: string): Promise<void> {
  return db.as(scopeOf(actor, 'remove-survey'), async trx => {
    const survey = await changing(trx, actor, id, null)
    if (survey.state !== 'draft') refuse('not-draft')
    await trx
      .deleteFrom('survey_invitation')
      .where('organisation_id', '=', own(actor))
      .where('survey_id', '=', id)
      .execute()
    await trx.deleteFrom('survey').where('organisation_id', '=', own(actor)).where('id', '=', id).execute()
  })
}

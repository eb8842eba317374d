import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { z } from 'zod'
import { type Actor, foldEmail, scopeOf } from '#features/organisations'
import { parisDay } from '#kernel'
import { holdAsSurveyor } from '../access.ts'
import { refuse } from '../labels.ts'
import type { Means } from '../life.ts'
import { heldSurvey } from '../reading.ts'
import { MOST_REMINDERS } from '../surveys.ts'
import { beginWave } from './letters.ts'

/** The addresses of a text: one per line, or between commas, semicolons or spaces. @throws Refusal `addresses-missing`, `address-invalid` */
export function readAddresses(text: string): string[] {
  const given = text.split(/[\s,;]+/).filter(word => word !== '')
  if (given.length === 0) refuse('addresses-missing')
  const read = given.map(word => {
    const email = z.email().max(254).safeParse(foldEmail(word))
    return email.success ? email.data : refuse('address-invalid', { line: word.slice(0, 100) })
  })
  return [...new Set(read)]
}

/**
 * Invites people by mail; those who are already are left as they are. Letters leave once the survey is open.
 * @returns how many are invited anew
 * @throws Refusal `role-lost`, `survey-unknown`, `survey-closed`
 */
export function invite({ db, jobs }: Means, actor: Actor, id: string, emails: readonly string[]): Promise<number> {
  const organisation = actor.membership.organisation.id
  return db.as(scopeOf(actor, 'invite-to-survey'), async trx => {
    await holdAsSurveyor(trx, actor)
    const { survey } = (await heldSurvey(trx, organisation, id)) ?? refuse('survey-unknown')
    if (survey.state === 'closed') refuse('survey-closed')
    const added = await trx
      .insertInto('survey_invitation')
      .values(
        emails.map(email => ({
          id: randomUUID(),
          organisation_id: organisation,
          survey_id: id,
          email,
          person_id: null,
        })),
      )
      .onConflict(conflict => conflict.columns(['survey_id', 'email']).doNothing())
      .returning('id')
      .execute()
    if (survey.state === 'open' && added.length > 0) await beginWave(trx, jobs, { organisation, id, wave: 0 })
    return added.length
  })
}

/**
 * Reminds those who were invited and did not answer, once a day at most.
 * @returns how many of them there are
 * @throws Refusal `role-lost`, `survey-unknown`, `not-open`, `reminders-spent`, `reminded-today`, `nobody-to-remind`
 */
export function remind({ db, jobs }: Means, actor: Actor, id: string): Promise<number> {
  const organisation = actor.membership.organisation.id
  const today = parisDay(new Date())
  return db.as(scopeOf(actor, 'remind-of-survey'), async trx => {
    await holdAsSurveyor(trx, actor)
    const { survey } = (await heldSurvey(trx, organisation, id)) ?? refuse('survey-unknown')
    if (survey.state !== 'open') refuse('not-open')
    if (survey.reminders >= MOST_REMINDERS) refuse('reminders-spent', { most: MOST_REMINDERS })
    if (survey.remindedOn === today) refuse('reminded-today')
    const { silent } = await trx
      .selectFrom('survey_invitation')
      .select(sql<number>`count(*)::int`.as('silent'))
      .where('organisation_id', '=', organisation)
      .where('survey_id', '=', id)
      .where('email', 'is not', null)
      .where('answered', '=', false)
      .where('unreachable', '=', false)
      .executeTakeFirstOrThrow()
    if (silent === 0) refuse('nobody-to-remind')
    const wave = survey.reminders + 1
    await trx
      .updateTable('survey')
      .set({ reminders: wave, reminded_on: today, revision: survey.revision + 1 })
      .where('organisation_id', '=', organisation)
      .where('id', '=', id)
      .execute()
    await beginWave(trx, jobs, { organisation, id, wave })
    return silent
  })
}

import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { expect } from 'vitest'
import { type Actor, scopeOf } from '#features/organisations'
import type { Database } from '#platform/db'
import { organisationOf } from '../../../../tests/support/actors.ts'
import { bodyOf, seatOf } from '../bodies.test-support.ts'
import type { Case, Voices } from './cases.ts'
import { setChain } from './chains.ts'
import { type Deciding, decideAlone, decideInMeeting, type Matter } from './deciding.ts'
import { casesOf } from './reading.ts'
import { submitCase } from './submitting.ts'

export const refused = (code: string) => expect.objectContaining({ code })

/** Three bodies of an organisation, who sits in them, a chain through all three, and somebody of another organisation. */
export async function caseSite(db: Database) {
  const mine = await organisationOf(db, '22990099800019', 'Département', 'scheme-lead', 'elected', 'pilot')
  const theirs = await organisationOf(db, '21990001600011', 'Commune', 'administrator')
  const { 'scheme-lead': lead, elected, pilot } = mine
  const group = await bodyOf(db, lead, { kind: 'working-group', name: 'Groupe de travail', quorum: null, alone: true })
  const technical = await bodyOf(db, lead, { name: 'Comité technique', quorum: 50 })
  const political = await bodyOf(db, lead, { kind: 'political', name: 'Comité de pilotage', quorum: null, alone: true, decides: 'consent' }) // biome-ignore format: one line
  const seats = {
    pilot: await seatOf(db, lead, group, { person: pilot.person.id, role: 'chair' }),
    lead: await seatOf(db, lead, technical, { person: lead.person.id, role: 'chair' }),
    anne: await seatOf(db, lead, technical, { name: 'Anne' }),
    bruno: await seatOf(db, lead, technical, { name: 'Bruno' }),
    chloe: await seatOf(db, lead, technical, { name: 'Chloé' }),
    elected: await seatOf(db, lead, political, { person: elected.person.id, role: 'chair' }),
    pilotAgain: await seatOf(db, lead, political, { person: pilot.person.id }),
  }
  const accepted: string[] = []
  const matters: Matter[] = [
    {
      name: 'action',
      label: 'Contenu d’une action',
      says: '',
      usual: [],
      accepted: async (_trx, _actor, { subject }) => {
        accepted.push(subject)
      },
    },
  ]
  const site = { scope: '' }
  return {
    ...{ lead, elected, pilot, stranger: theirs.administrator, group, technical, political, seats, accepted, matters },
    site,
    /** Another scope, with the chain. */
    async begin() {
      site.scope = `scheme:${randomUUID()}`
      accepted.length = 0
      await setChain(db, lead, { scope: site.scope, matter: 'action', bodies: [group, technical, political] })
    },
    submit: (subject: string, by: Actor = pilot) =>
      db.as(scopeOf(by, 'submit-case'), trx =>
        submitCase(trx, by, {
          ...{ scope: site.scope, matter: 'action', subject, title: `Action ${subject}` },
          ...{ fingerprint: 'a'.repeat(64), words: 'Ce qui est proposé.', called: 'Contenu d’une action' },
        }),
      ),
    read: async (id: string): Promise<Case> => {
      const [found] = await db.as(scopeOf(lead), trx => casesOf(trx, lead, { id }))
      if (!found) throw new Error('no such case')
      return found
    },
    alone: (by: Actor, id: string, level: number, outcome: Deciding['outcome'] = 'accept', reason = '') =>
      decideAlone(db, by, { case: id, level, outcome, reason }, matters),
    inMeeting: (
      by: Actor,
      id: string,
      level: number,
      meeting: string,
      more: Partial<Deciding & { voices: Voices | null }> = {},
    ) =>
      decideInMeeting(
        db,
        by,
        { case: id, level, outcome: 'accept', reason: '', meeting, voices: null, ...more },
        matters,
      ),
    /** A meeting that took place, with the seats that were there. */
    async held(body: string, day: string, ...there: string[]): Promise<string> {
      const id = randomUUID()
      const { organisation } = lead.membership
      await db.transaction(async trx => {
        await sql`
          insert into meeting (id, organisation_id, body_id, starts_at, ends_at, state)
          values (${id}, ${organisation.id}, ${body}, ${`${day}T09:00Z`}, ${`${day}T11:00Z`}, 'held')`.execute(trx)
        for (const one of there)
          await sql`
            insert into attendance (id, organisation_id, body_id, meeting_id, seat_id, presence)
            values (${randomUUID()}, ${organisation.id}, ${body}, ${id}, ${one}, 'present')`.execute(trx)
      })
      return id
    },
  }
}

import { randomUUID } from 'node:crypto'
import { type Actor, allows, rolesHeld, scopeOf } from '#features/organisations'
import { tidy } from '#kernel'
import type { Database, Writer } from '#platform/db'
import { nb } from '#ui'
import { ORGANISERS } from '../access.ts'
import type { Case } from './cases.ts'
import { chainsOf } from './chains.ts'
import { refuse } from './labels.ts'
import { casesOf } from './reading.ts'

const LONGEST = 100_000

/** What is submitted to the chain of its matter. */
export interface Submission extends Pick<Case, 'scope' | 'matter' | 'subject' | 'title' | 'fingerprint' | 'words'> {
  /** What the matter is called, for a refusal. */
  called: string
  /** When it is submitted; now unless said, as the example does. */
  at?: Date
}

/**
 * Submits something to the bodies that validate its matter, in their order: the first one’s turn comes. Who may is the caller’s to say.
 * @returns the id of the case
 * @throws Refusal `chain-empty` | `case-pending` | `words-long`
 */
export async function submitCase(trx: Writer, actor: Actor, asked: Submission): Promise<string> {
  const { called, words: sent, at = new Date(), ...said } = asked
  const words = tidy(sent)
  if (words.length > LONGEST) refuse('words-long', { most: nb(LONGEST) })
  const bodies = (await chainsOf(trx, actor, asked.scope)).get(asked.matter) ?? []
  if (bodies.length === 0) refuse('chain-empty', { matter: called })
  const id = randomUUID()
  const { numInsertedOrUpdatedRows } = await trx
    .insertInto('validation_case')
    .values({
      ...said,
      words,
      id,
      organisation_id: actor.membership.organisation.id,
      bodies: [...bodies],
      opened_at: at,
      opened_by: actor.person.id,
    })
    .onConflict(conflict =>
      conflict.columns(['organisation_id', 'scope', 'matter', 'subject']).where('state', '=', 'open').doNothing(),
    )
    .executeTakeFirst()
  if (Number(numInsertedOrUpdatedRows) === 0) refuse('case-pending', { title: asked.title })
  return id
}

/** Takes back what was submitted and waits: it may be submitted again. @throws Refusal `case-unknown` | `case-closed` | `round-pending` | `role-lost` */
export function withdrawCase(db: Database, actor: Actor, id: string): Promise<void> {
  return db.as(scopeOf(actor, 'withdraw-case'), async trx => {
    const roles = await rolesHeld(trx, actor)
    const asked = await holdCase(trx, actor, id)
    if (!allows(ORGANISERS, roles) && asked.openedBy !== actor.person.id) refuse('role-lost')
    await noRound(trx, actor, id)
    await trx
      .updateTable('validation_case')
      .set({ state: 'withdrawn', closed_at: new Date() })
      .where('id', '=', id)
      .where('organisation_id', '=', actor.membership.organisation.id)
      .execute()
  })
}

/** An open case, held until the transaction ends. @throws Refusal `case-unknown` | `case-closed` */
export async function holdCase(trx: Writer, actor: Actor, id: string): Promise<Case> {
  await trx
    .selectFrom('validation_case')
    .select('id')
    .where('id', '=', id)
    .where('organisation_id', '=', actor.membership.organisation.id)
    .forUpdate()
    .execute()
  const [held] = await casesOf(trx, actor, { id })
  if (held === undefined) return refuse('case-unknown')
  if (held.state !== 'open') refuse('case-closed')
  return held
}

/** @throws Refusal `round-pending` where its members are being asked by mail */
export async function noRound(trx: Writer, actor: Actor, id: string): Promise<void> {
  const open = await trx
    .selectFrom('round')
    .select('id')
    .where('organisation_id', '=', actor.membership.organisation.id)
    .where('case_id', '=', id)
    .where('closed_at', 'is', null)
    .executeTakeFirst()
  if (open) refuse('round-pending')
}

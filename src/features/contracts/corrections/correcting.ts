import { randomUUID } from 'node:crypto'
import { type Actor, allows, rolesHeld, scopeOf } from '#features/organisations'
import { type Cents, fold } from '#kernel'
import type { Database, Writer } from '#platform/db'
import { stateOf } from '../decp/amounts.ts'
import { type ContractRecord, contractOf } from '../register/contract.ts'
import { ceilingOf } from '../register/encode.ts'
import { openRegister } from '../register/register.ts'
import { CORRECTORS } from './access.ts'
import { type Field, officialOf, type Value } from './corrections.ts'
import { refuse } from './labels.ts'
import { readReason } from './rules.ts'

/** A correction to make, and what was seen when it was decided. */
export interface Correcting {
  identity: string
  field: Field
  corrected: Value
  reason: string
  /** What the register said. */
  official: Value
  /** The correction that was in force; null without one. */
  former: string | null
}

/** The contract of an identity when it is the actor's organisation's; null otherwise. */
export async function ownContract(
  db: Database,
  { membership }: Actor,
  identity: string,
): Promise<ContractRecord | null> {
  const contract = await contractOf(await openRegister(db.read), identity)
  return contract?.current.buyer.startsWith(membership.organisation.siren) ? contract : null
}

/** The role, looked at again and held; refuses for an organisation that may no longer speak for the buyer. */
async function speaking(trx: Writer, actor: Actor): Promise<void> {
  if (!allows(CORRECTORS, await rolesHeld(trx, actor))) refuse('role-lost')
  const { suspended_at } = await trx
    .selectFrom('organisation')
    .select('suspended_at')
    .where('id', '=', actor.membership.organisation.id)
    .forShare()
    .executeTakeFirstOrThrow()
  if (suspended_at !== null) refuse('corrector-suspended')
}

/** Ends a correction that is in force; whether it was. */
async function end(
  trx: Writer,
  { person, membership }: Actor,
  id: string,
  ended: { ended_how: 'replaced' } | { ended_how: 'withdrawn'; ended_for: string },
): Promise<boolean> {
  const { numUpdatedRows } = await trx
    .updateTable('correction')
    .set({ ended_at: new Date(), ended_by: person.id, ...ended })
    .where('id', '=', id)
    .where('organisation_id', '=', membership.organisation.id)
    .where('ended_at', 'is', null)
    .executeTakeFirst()
  return Number(numUpdatedRows) === 1
}

/** The ceiling that a contract of this amount would be a line of, by the rule of imports. */
function ceilingAt({ current, details }: ContractRecord, corrected: Value): string | null {
  const amount = Number(corrected) as Cents
  const framework = details.techniques.some(technique => fold(technique) === 'accord-cadre')
  return ceilingOf({ ...current, framework, amount, amountState: stateOf(amount) })
}

/**
 * Corrects a field of one of the organisation's contracts, beside what the register says; the correction in force before, if any, is kept as
 * history. Said again of what the register says since, it counts again. Refuses another's contract, a concession, what the register says already, what changed since it was looked at.
 * @returns the id of the correction
 */
export async function correct(db: Database, actor: Actor, asked: Correcting): Promise<string> {
  const reason = readReason(asked.reason)
  const contract = await ownContract(db, actor, asked.identity)
  if (contract === null) return refuse('contract-unknown')
  const { current } = contract
  if (current.kind === 'concession') refuse('concession-uncounted')
  const official = officialOf(current, asked.field)
  if (official !== asked.official) refuse('changed-meanwhile')
  if (official === asked.corrected) refuse('value-official')
  const { organisation } = actor.membership
  const id = randomUUID()
  return db.as(scopeOf(actor, 'correct'), async trx => {
    await speaking(trx, actor)
    const former = await trx
      .selectFrom('correction')
      .select(['id', 'official', 'corrected'])
      .where('organisation_id', '=', organisation.id)
      .where('identity', '=', asked.identity)
      .where('field', '=', asked.field)
      .where('ended_at', 'is', null)
      .executeTakeFirst()
    if ((former?.id ?? null) !== asked.former) refuse('changed-meanwhile')
    if (former?.corrected === asked.corrected && former.official === official) refuse('value-known')
    if (former && !(await end(trx, actor, former.id, { ended_how: 'replaced' }))) refuse('changed-meanwhile')
    const made = await trx
      .insertInto('correction')
      .values({
        id,
        organisation_id: organisation.id,
        siren: organisation.siren,
        name: organisation.name,
        identity: asked.identity,
        buyer: current.buyer,
        notified: current.notified,
        field: asked.field,
        official,
        corrected: asked.corrected,
        ceiling: asked.field === 'amount' ? ceilingAt(contract, asked.corrected) : null,
        reason,
        author_id: actor.person.id,
        made_at: new Date(),
      })
      // Somebody else's came first: one is in force at a time.
      .onConflict(conflict => conflict.columns(['identity', 'field']).where('ended_at', 'is', null).doNothing())
      .executeTakeFirst()
    if (Number(made.numInsertedOrUpdatedRows) === 0) refuse('changed-meanwhile')
    return id
  })
}

/** Withdraws a correction, with a reason: the register speaks alone again. Refuses one that is not in force. */
export function withdrawCorrection(db: Database, actor: Actor, id: string, why: string): Promise<void> {
  const ended_for = readReason(why)
  return db.as(scopeOf(actor, 'withdraw-correction'), async trx => {
    await speaking(trx, actor)
    if (!(await end(trx, actor, id, { ended_how: 'withdrawn', ended_for }))) refuse('correction-unknown')
  })
}

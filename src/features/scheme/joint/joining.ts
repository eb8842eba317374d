import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { type Actor, scopeOf } from '#features/organisations'
import { compactId } from '#kernel'
import type { Database, Writer } from '#platform/db'
import { holdAsLeader } from '../access.ts'
import { type Cover, cover } from '../document/document.ts'
import { refuse } from '../labels.ts'
import { openVersion, type Scheme } from '../scheme.ts'
import { findScheme } from '../schemes.ts'
import { json, leads } from '../text/parts.ts'
import { holdVersions } from '../versions/holding.ts'
import { offersTo, organisationsNamed, sharersOf, sharingOf } from './buyers.tsx'

/**
 * Invites an organisation of the site to share a scheme. The text says who its buyers are: one that it does not name is added to them while it is
 * a draft, and refused otherwise.
 * @param siren of the organisation
 * @throws Refusal `role-lost` | `scheme-unknown` | `not-leading` | `buyer-unknown` | `buyer-self` | `buyer-suspended` | `buyer-known` |
 * `buyer-unnamed` | `buyers-many`
 */
export function inviteBuyer(db: Database, actor: Actor, code: string, siren: string): Promise<void> {
  return db.as(scopeOf(actor, 'invite-buyer'), async trx => {
    const scheme = await holdVersions(trx, actor, code)
    const asked = compactId(siren)
    const found = (await organisationsNamed(trx, asked)).find(one => one.siren === asked) ?? refuse('buyer-unknown')
    if (found.id === scheme.organisation) refuse('buyer-self')
    if (found.suspended) refuse('buyer-suspended', { name: found.name })
    await nameInText(trx, actor, scheme, found)
    const { numInsertedOrUpdatedRows } = await trx
      .insertInto('scheme_buyer')
      .values({
        id: randomUUID(),
        organisation_id: found.id,
        scheme_id: scheme.id,
        joined_at: null,
        ended_at: null,
      })
      .onConflict(known => known.columns(['scheme_id', 'organisation_id']).where('ended_at', 'is', null).doNothing())
      .executeTakeFirst()
    if (Number(numInsertedOrUpdatedRows) === 0) refuse('buyer-known', { name: found.name })
  })
}

async function nameInText(trx: Writer, actor: Actor, scheme: Scheme, { siren, name }: { siren: string; name: string }) {
  if (scheme.buyers.some(one => one.siren === siren)) return
  if (openVersion(scheme)?.state !== 'draft') refuse('buyer-unnamed', { name })
  if (scheme.buyers.length > 99) refuse('buyers-many')
  const { organisation } = actor.membership
  const first = scheme.buyers.length === 0 ? [{ siren: organisation.siren, name: organisation.name }] : scheme.buyers
  await sayBuyers(trx, scheme, [...first, { siren, name }])
}

const sayBuyers = (trx: Writer, scheme: Scheme, buyers: Cover['buyers']) =>
  sql`
    update scheme set cover = cover || ${json({ buyers: cover.shape.buyers.parse(buyers) })}::jsonb
    where id = ${scheme.id} and organisation_id = ${scheme.organisation}`.execute(trx)

/**
 * Removes from the draft a buyer that it names, who is not in, and of whom the text says nothing else.
 * @throws Refusal those of holding the text, `buyer-unknown` | `buyer-self` | `buyer-in` | `buyer-said`
 */
export function dropBuyer(db: Database, actor: Actor, code: string, siren: string): Promise<void> {
  return db.as(scopeOf(actor, 'drop-buyer'), async trx => {
    const scheme = await holdVersions(trx, actor, code)
    const named = scheme.buyers.find(one => one.siren === siren) ?? refuse('buyer-unknown')
    if (openVersion(scheme)?.state !== 'draft') refuse('buyers-frozen')
    if (siren === actor.membership.organisation.siren) refuse('buyer-self')
    const sharers = await sharersOf(trx, scheme.id)
    const live = sharers.some(one => one.siren === siren && ['in', 'invited'].includes(sharingOf(one)))
    if (live) refuse('buyer-in', { name: named.name })
    const { rows } = await sql`
      select key from scheme_part where scheme_id = ${scheme.id} and content ->> 'buyer' = ${siren} limit 1`.execute(
      trx,
    )
    if (rows.length > 0) refuse('buyer-said', { name: named.name })
    await sayBuyers(
      trx,
      scheme,
      scheme.buyers.filter(one => one !== named),
    )
  })
}

/** Answers an invitation to share a scheme: in from now on, or no. @throws Refusal `role-lost` | `offer-gone` */
export function answerOffer(db: Database, actor: Actor, code: string, joins: boolean): Promise<void> {
  return db.as(scopeOf(actor, joins ? 'join-scheme' : 'decline-scheme'), async trx => {
    await holdAsLeader(trx, actor)
    const [offer] = await offersTo(trx, actor, code)
    const { numUpdatedRows } = await trx
      .updateTable('scheme_buyer')
      .set(joins ? { joined_at: new Date() } : { ended_at: new Date() })
      .where('scheme_id', '=', offer?.id ?? refuse('offer-gone'))
      .where('organisation_id', '=', actor.membership.organisation.id)
      .where('joined_at', 'is', null)
      .where('ended_at', 'is', null)
      .executeTakeFirst()
    if (Number(numUpdatedRows) === 0) refuse('offer-gone')
  })
}

/** Leaves a scheme that another organisation leads. What was said stays, and is not read any more. @throws Refusal `role-lost` | `scheme-unknown` | `lead-stays` */
export function leaveScheme(db: Database, actor: Actor, code: string): Promise<void> {
  return db.as(scopeOf(actor, 'leave-scheme'), async trx => {
    await holdAsLeader(trx, actor)
    const scheme = (await findScheme(trx, actor, code)) ?? refuse('scheme-unknown')
    if (leads(actor, scheme)) refuse('lead-stays')
    await end(trx, scheme.id, actor.membership.organisation.id)
  })
}

/**
 * Ends what an organisation has in a scheme, for who leads it: takes an invitation back, or puts a buyer out. What it said stays.
 * @param id of its invitation
 * @throws Refusal `role-lost` | `scheme-unknown` | `not-leading` | `buyer-gone`
 */
export function endBuyer(db: Database, actor: Actor, code: string, id: string): Promise<void> {
  return db.as(scopeOf(actor, 'end-buyer'), async trx => {
    const scheme = await holdVersions(trx, actor, code)
    const found = (await sharersOf(trx, scheme.id)).find(one => one.id === id) ?? refuse('buyer-gone')
    await end(trx, scheme.id, found.organisation)
  })
}

async function end(trx: Writer, scheme: string, organisation: string) {
  const { numUpdatedRows } = await trx
    .updateTable('scheme_buyer')
    .set({ ended_at: new Date() })
    .where('scheme_id', '=', scheme)
    .where('organisation_id', '=', organisation)
    .where('ended_at', 'is', null)
    .executeTakeFirst()
  if (Number(numUpdatedRows) === 0) refuse('buyer-gone')
}

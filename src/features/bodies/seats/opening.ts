import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { type Actor, holdOrganisation, scopeOf } from '#features/organisations'
import type { Database, Writer } from '#platform/db'
import { holdAsOrganiser } from '../access.ts'
import { chainsWith, openBodies, replaceInChain } from '../cases/chains.ts'
import { refuse } from '../labels.ts'
import type { BodyInput } from './fields.ts'
import { awaitedBy } from './reading.ts'

const own = ({ membership }: Actor) => membership.organisation.id

/** A body that is open, held until the transaction ends. @throws Refusal `role-lost` | `body-unknown` | `body-closed` */
export async function holdBody(trx: Writer, actor: Actor, body: string): Promise<void> {
  await holdAsOrganiser(trx, actor)
  const found = await trx
    .selectFrom('body')
    .select('closed_at')
    .where('organisation_id', '=', own(actor))
    .where('id', '=', body)
    .forUpdate()
    .executeTakeFirst()
  if (found === undefined) return refuse('body-unknown')
  if (found.closed_at !== null) refuse('body-closed')
}

/** @throws Refusal `body-known` where another open body of the organisation has that name */
async function holdName(trx: Writer, actor: Actor, name: string, but?: string): Promise<void> {
  // Two who open the same one come one after the other.
  await holdOrganisation(trx, actor.membership.organisation)
  const same = await trx
    .selectFrom('body')
    .select('id')
    .where('organisation_id', '=', own(actor))
    .where('closed_at', 'is', null)
    .where(sql<boolean>`lower(name) = lower(${name})`)
    .execute()
  if (same.some(({ id }) => id !== but)) refuse('body-known', { name })
}

/** Opens a body. @returns its id @throws Refusal `role-lost` | `body-known` */
export function openBody(db: Database, actor: Actor, input: BodyInput): Promise<string> {
  return db.as(scopeOf(actor, 'open-body'), async trx => {
    await holdAsOrganiser(trx, actor)
    await holdName(trx, actor, input.name)
    const id = randomUUID()
    await trx
      .insertInto('body')
      .values({ id, organisation_id: own(actor), ...input, closed_at: null })
      .execute()
    return id
  })
}

/** Changes what a body is: what it decided before stays as it was decided. @throws Refusal as {@link holdBody}, `body-known` */
export function changeBody(db: Database, actor: Actor, body: string, input: BodyInput): Promise<void> {
  return db.as(scopeOf(actor, 'change-body'), async trx => {
    await holdBody(trx, actor, body)
    await holdName(trx, actor, input.name, body)
    await trx.updateTable('body').set(input).where('organisation_id', '=', own(actor)).where('id', '=', body).execute()
  })
}

/**
 * Closes a body that nothing waits for; its history stays.
 * @param replaced by which body in the chains where it validates, null for none; undefined where nobody said
 * @throws Refusal as {@link holdBody}, `body-awaited` | `body-convened` | `body-in-chains` | `body-alone-in-chain` | `body-replacing`
 */
export function closeBody(
  db: Database,
  actor: Actor,
  body: string,
  replaced?: string | null,
  called: (matter: string) => string = matter => matter,
  now = new Date(),
): Promise<void> {
  return db.as(scopeOf(actor, 'close-body'), async trx => {
    await holdBody(trx, actor, body)
    const [first, ...others] = (await awaitedBy(trx, actor)).filter(one => one.body === body)
    if (first) refuse('body-awaited', { title: first.title, others: others.length })
    const ahead = await trx
      .selectFrom('meeting')
      .select('id')
      .where('organisation_id', '=', own(actor))
      .where('body_id', '=', body)
      .where('state', 'in', ['planned', 'convened'])
      .where('ends_at', '>', now)
      .execute()
    if (ahead.length > 0) refuse('body-convened')
    await leaveChains(trx, actor, body, replaced, called)
    await trx
      .updateTable('body')
      .set({ closed_at: now })
      .where('organisation_id', '=', own(actor))
      .where('id', '=', body)
      .execute()
  })
}

/** A body that closes leaves no chain without anybody, nor with the same one twice. */
async function leaveChains(
  trx: Writer,
  actor: Actor,
  body: string,
  replaced: string | null | undefined,
  called: (matter: string) => string,
): Promise<void> {
  const chains = await chainsWith(trx, actor, body)
  if (chains.length === 0) return
  if (replaced === undefined)
    return refuse('body-in-chains', { matters: [...new Set(chains.map(({ matter }) => called(matter)))].join(', ') })
  const open = await openBodies(trx, actor)
  for (const chain of chains) {
    const matter = called(chain.matter)
    if (replaced === null && chain.bodies.length === 1) refuse('body-alone-in-chain', { matter })
    if (replaced !== null && (!open.has(replaced) || chain.bodies.includes(replaced)))
      refuse('body-replacing', { matter })
    await replaceInChain(trx, actor, chain, body, replaced)
  }
}

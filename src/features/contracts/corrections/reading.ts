import { sql } from 'kysely'
import { type Actor, scopeOf } from '#features/organisations'
import type { Database, Reader } from '#platform/db'
import type { Scope } from '../rates/sums.ts'
import { nameOf, type Register } from '../register/register.ts'
import { contractsOf, inForce, OFFICIAL } from './corrected.ts'
import { type Correction, type Standing, standingOf } from './corrections.ts'

/** A correction in force, with its contract and what has become of it. */
export interface Standings extends Correction {
  standing: Standing
  /** What the register says now; null without the contract. */
  now: string | null
  /** For an amount: the ceiling that it is a line of. */
  ceiling: string | null
  sourceId: string | null
  subject: string | null
  buyerName: string | null
}

const COLUMNS = [
  'id',
  'siren',
  'name',
  'identity',
  'buyer',
  'notified',
  'field',
  'official',
  'corrected',
  'reason',
  'made_at',
  'ended_at',
  'ended_how',
  'ended_for',
] as const

interface Row extends Pick<Correction, 'id' | 'siren' | 'name' | 'identity' | 'buyer' | 'notified' | 'field'> {
  official: string
  corrected: string
  reason: string
  made_at: Date
  ended_at: Date | null
  ended_how: 'replaced' | 'withdrawn' | null
  ended_for: string | null
}

function correctionOf({ made_at, ended_at, ended_how, ended_for, ...row }: Row): Correction {
  return {
    id: row.id,
    siren: row.siren,
    name: row.name,
    identity: row.identity,
    buyer: row.buyer,
    notified: row.notified,
    field: row.field,
    official: row.official,
    corrected: row.corrected,
    reason: row.reason,
    madeAt: made_at,
    ended: ended_at && ended_how ? { at: ended_at, how: ended_how, reason: ended_for } : null,
  }
}

/** How many a page shows. */
export const AT_ONCE = 200

/** The corrections in force of a scope, latest first, each with what has become of it. */
export async function correctionsIn(
  register: Register,
  scope: Scope,
  { page = 1, atMost = AT_ONCE, id }: { page?: number; atMost?: number; id?: string } = {},
): Promise<{ corrections: Standings[]; more: boolean }> {
  const given = (id === undefined ? inForce(register, scope) : inForce(register, scope).where('id', '=', id))
    .select(COLUMNS)
    .select('ceiling')
    .orderBy('made_at', 'desc')
    .orderBy('id')
    .limit(atMost + 1)
    .offset((page - 1) * atMost)
  const { rows } = await sql<
    Row & {
      now: string | null
      ceiling: string | null
      source_id: string | null
      subject: string | null
      buyer_name: string | null
    }
  >`
    with given as materialized (${given}), ${contractsOf(register.at)}
    select given.*, ${OFFICIAL} as now, v.source_id, left(v.subject, 400) as subject, ${nameOf(register, 'given.buyer')} as buyer_name
    from given left join (found join contract_version v using (import_id, position)) on v.identity = given.identity
    order by made_at desc, id`.execute(register.db)
  const corrections = rows.slice(0, atMost).map(row => ({
    ...correctionOf(row),
    standing: standingOf(row, row.now),
    now: row.now,
    ceiling: row.ceiling,
    sourceId: row.source_id,
    subject: row.subject,
    buyerName: row.buyer_name,
  }))
  return { corrections, more: rows.length > atMost }
}

/** All those of a scope that count. */
export async function countedIn(register: Register, scope: Scope): Promise<Standings[]> {
  const { corrections } = await correctionsIn(register, scope, { atMost: 1_000_000 })
  return corrections.filter(({ standing }) => standing === 'counted')
}

/** Every correction that was ever made of a contract, latest first. */
export async function correctionsOf(db: Reader, identity: string): Promise<Correction[]> {
  const rows = await db
    .selectFrom('correction')
    .select(COLUMNS)
    .where('identity', '=', identity)
    .orderBy('made_at', 'desc')
    .execute()
  return rows.map(correctionOf)
}

/** A correction of the actor's own, and who made it: within the organisation people are named. */
export interface OwnCorrection extends Correction {
  author: string | null
  endedBy: string | null
}

/** The corrections of the actor's organisation, latest first: those in force, those ended, or all those of one contract. */
export async function ownHistory(
  db: Database,
  actor: Actor,
  which: 'standing' | 'ended' | { identity: string },
): Promise<OwnCorrection[]> {
  const rows = await db.as(scopeOf(actor), trx => {
    const query = trx
      .selectFrom('correction as c')
      .leftJoin('person as a', 'a.id', 'c.author_id')
      .leftJoin('person as e', 'e.id', 'c.ended_by')
      .select(COLUMNS.map(column => `c.${column}` as const))
      .select(['a.name as author', 'e.name as ended_by_name'])
      .where('c.organisation_id', '=', actor.membership.organisation.id)
      .orderBy('c.made_at', 'desc')
      .limit(AT_ONCE)
    if (typeof which === 'object') return query.where('c.identity', '=', which.identity).execute()
    return query.where('c.ended_at', which === 'ended' ? 'is not' : 'is', null).execute()
  })
  return rows.map(({ author, ended_by_name, ...row }) => ({ ...correctionOf(row), author, endedBy: ended_by_name }))
}

/** How many corrections of a SIREN wait for somebody to look at them: the source says a third thing since. */
export async function countToReview(register: Register, siren: string): Promise<number> {
  const scope: Scope = { buyers: [siren], year: null }
  if ((await inForce(register, scope).select('id').limit(1).execute()).length === 0) return 0
  const { corrections } = await correctionsIn(register, scope, { atMost: 10_000 })
  return corrections.filter(({ standing }) => standing === 'review').length
}

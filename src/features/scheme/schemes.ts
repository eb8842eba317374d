import { randomUUID } from 'node:crypto'
import type { ExpressionBuilder } from 'kysely'
import { type Actor, scopeOf } from '#features/organisations'
import type { Database, Tables, Writer } from '#platform/db'
import { holdAsLeader } from './access.ts'
import { problemsOf } from './document/check.ts'
import { cover, document, type SchemeDocument } from './document/document.ts'
import { refuse } from './labels.ts'
import type { Scheme, Version } from './scheme.ts'
import { addParts, partsOf } from './text/parts.ts'

const VERSION = [
  'id',
  'scheme_id',
  'number',
  'state',
  'purpose',
  'opened_at',
  'submitted_at',
  'sha256',
  'adopted_on',
  'deliberation',
  'vote',
] as const

/** Of the schemes that a statement reads, those that the actor's organisation leads, or is a buyer of. */
export const ofMine =
  ({ membership }: Actor) =>
  (where: ExpressionBuilder<Tables, 'scheme'>) =>
    where.or([
      where('scheme.organisation_id', '=', membership.organisation.id),
      where.exists(
        where
          .selectFrom('scheme_buyer as b')
          .select('b.id')
          .whereRef('b.scheme_id', '=', 'scheme.id')
          .where('b.organisation_id', '=', membership.organisation.id)
          .where('b.joined_at', 'is not', null)
          .where('b.ended_at', 'is', null),
      ),
    ])

/** The schemes of the actor's organisation, with their versions, oldest first. */
export async function schemesIn(trx: Writer, actor: Actor, code?: string): Promise<Scheme[]> {
  let query = trx
    .selectFrom('scheme')
    .select(['id', 'organisation_id', 'code', 'cover', 'public_since'])
    .where(ofMine(actor))
  if (code !== undefined) query = query.where('code', '=', code)
  const schemes = await query.orderBy('created_at').execute()
  if (schemes.length === 0) return []
  const ids = schemes.map(({ id }) => id)
  const versions = await trx
    .selectFrom('scheme_version')
    .select(VERSION)
    .where('scheme_id', 'in', ids)
    .orderBy('number')
    .execute()
  return schemes.map(({ id, organisation_id, code: known, cover: said, public_since }) => ({
    id,
    organisation: organisation_id,
    code: known,
    ...cover.parse(said),
    publicSince: public_since,
    versions: versions.filter(({ scheme_id }) => scheme_id === id).map(versionOf),
  }))
}

function versionOf(row: {
  id: string
  number: number
  state: Version['state']
  purpose: string
  opened_at: Date
  submitted_at: Date | null
  sha256: string | null
  adopted_on: string | null
  deliberation: string | null
  vote: string | null
}): Version {
  const { id, number, state, purpose, opened_at, submitted_at, sha256, adopted_on, deliberation, vote } = row
  const adoption = adopted_on === null ? null : { on: adopted_on, deliberation: deliberation ?? '', vote: vote ?? '' }
  return { id, number, state, purpose, openedAt: opened_at, submittedAt: submitted_at, adoption, sha256 }
}

/** The schemes of the actor's organisation: those that it leads, and those it is a buyer of. */
export const listSchemes = (db: Database, actor: Actor): Promise<Scheme[]> =>
  db.as(scopeOf(actor), trx => schemesIn(trx, actor))

/** A scheme of the actor's organisation, by its code; null for none, or another's. */
export async function findScheme(trx: Writer, actor: Actor, code: string): Promise<Scheme | null> {
  const [found] = await schemesIn(trx, actor, code)
  return found ?? null
}

/**
 * Opens a scheme with a first draft. Every way to begin is a document: a blank one, a model, a copy, an import.
 * Values and adoption are not its business: whoever has them adds them after. Refuses a code that is taken, parts that do not hold together.
 * @returns its id
 */
export function openScheme(db: Database, actor: Actor, sent: SchemeDocument): Promise<string> {
  return db.as(scopeOf(actor, 'open-scheme'), async trx => {
    await holdAsLeader(trx, actor)
    return writeScheme(trx, actor, sent)
  })
}

/** The same, in a transaction that speaks for the actor already. */
export async function writeScheme(trx: Writer, { person, membership }: Actor, sent: SchemeDocument): Promise<string> {
  const read = document.parse(sent)
  const [first, ...others] = problemsOf(read)
  if (first) refuse('document-invalid', { problems: others.length + 1, first: first.message })
  const [id, organisation_id] = [randomUUID(), membership.organisation.id]
  const written = await trx
    .insertInto('scheme')
    .values({ id, organisation_id, code: read.code, cover: cover.strip().parse(read), public_since: null })
    .onConflict(conflict => conflict.constraint('scheme_code_known').doNothing())
    .executeTakeFirst()
  if (Number(written.numInsertedOrUpdatedRows) === 0) refuse('code-known', { code: read.code })
  await trx
    .insertInto('scheme_version')
    .values({
      id: randomUUID(),
      organisation_id,
      scheme_id: id,
      number: 1,
      state: 'draft',
      purpose: '',
      opened_by: person.id,
    })
    .execute()
  await addParts(
    trx,
    id,
    partsOf(read, () => organisation_id),
  )
  return id
}

import { type Actor, scopeOf } from '#features/organisations'
import type { Database } from '#platform/db'
import { refuse } from '../labels.ts'
import { inForce } from '../scheme.ts'
import { holdVersions } from './holding.ts'

/**
 * Gives the scheme its public page: everybody reads what was adopted, and where its actions stand. Doing it again changes nothing.
 * @throws Refusal `nothing-adopted` | `publisher-suspended`
 */
export function publishScheme(db: Database, actor: Actor, code: string): Promise<void> {
  return db.as(scopeOf(actor, 'publish-scheme'), async trx => {
    const scheme = await holdVersions(trx, actor, code)
    if (scheme.publicSince) return
    if (!inForce(scheme)) refuse('nothing-adopted')
    const { suspended_at } = await trx
      .selectFrom('organisation')
      .select('suspended_at')
      .where('id', '=', scheme.organisation)
      .forShare()
      .executeTakeFirstOrThrow()
    if (suspended_at !== null) refuse('publisher-suspended')
    await setPublic(trx, scheme, new Date())
  })
}

/** Takes the public page away: only the organisation reads the scheme. */
export function unpublishScheme(db: Database, actor: Actor, code: string): Promise<void> {
  return db.as(scopeOf(actor, 'unpublish-scheme'), async trx => {
    const scheme = await holdVersions(trx, actor, code)
    if (scheme.publicSince) await setPublic(trx, scheme, null)
  })
}

const setPublic = (
  trx: Parameters<typeof holdVersions>[0],
  { id, organisation }: Awaited<ReturnType<typeof holdVersions>>,
  since: Date | null,
) =>
  trx
    .updateTable('scheme')
    .set({ public_since: since })
    .where('id', '=', id)
    .where('organisation_id', '=', organisation)
    .execute()

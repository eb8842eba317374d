import type { Writer } from '#platform/db'
import type { Scheme, Version } from '../scheme.ts'

/** A version, with who did what to it; null for an account that is gone, or another organisation’s. */
export interface VersionTold extends Version {
  openedBy: string | null
  submittedBy: string | null
  closedBy: string | null
  closedAt: Date | null
}

/** The versions of a scheme, the last one first. */
export async function historyOf(
  trx: Writer,
  { id, versions }: Pick<Scheme, 'id' | 'versions'>,
): Promise<VersionTold[]> {
  const rows = await trx
    .selectFrom('scheme_version as v')
    .leftJoin('person as o', 'o.id', 'v.opened_by')
    .leftJoin('person as s', 's.id', 'v.submitted_by')
    .leftJoin('person as c', 'c.id', 'v.closed_by')
    .select(['v.id', 'v.closed_at', 'o.name as openedBy', 's.name as submittedBy', 'c.name as closedBy'])
    .where('v.scheme_id', '=', id)
    .execute()
  const known = new Map(rows.map(row => [row.id, row]))
  return versions.toReversed().map(version => {
    const { openedBy = null, submittedBy = null, closedBy = null, closed_at = null } = known.get(version.id) ?? {}
    return { ...version, openedBy, submittedBy, closedBy, closedAt: closed_at }
  })
}

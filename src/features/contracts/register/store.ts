import { sql } from 'kysely'
import { fold } from '#kernel'
import { copyIn, type Writer } from '#platform/db'
import type { Batch } from '../decp/batch.ts'
import { VERSION_COLUMNS } from './encode.ts'
import { type Publication, replaces, sameRecord } from './precedence.ts'
import type { Seen } from './seen.ts'
import { FOREVER } from './tables.ts'

/** How the contracts of a batch change the register. */
export interface Outcome {
  created: number
  updated: number
  unchanged: number
  concessions: number
  /** Whether any version became, or ceased to be, current. */
  changed: boolean
}

/** The current version of an identity: in the register, or earlier in this batch (then `row` is its rank in it). */
interface Current extends Publication {
  importId: number
  position: number
  content: string
  row: number | null
}

/**
 * Stores a batch, invisible until the import is finished.
 * @param seen on a register that was empty, what this import brought so far: the others need no looking up; null elsewhere
 */
export async function storeBatch(trx: Writer, importId: number, batch: Batch, seen: Seen | null): Promise<Outcome> {
  // What is lost with a power cut is an unfinished import; finishing it waits for the disk, and for all that came before.
  await sql`select set_config('synchronous_commit', 'off', true), set_config('work_mem', '64MB', true)`.execute(trx)
  const known = seen === null ? batch.identities : batch.identities.filter(identity => seen.add(identity))
  const current = await currentVersions(trx, known)
  const outcome: Outcome = { created: 0, updated: 0, unchanged: 0, concessions: 0, changed: false }
  const superseded: string[] = []
  const sightings: Current[] = []
  const kept: number[] = []
  const hidden: number[] = []
  const texts = await differingTexts(trx, batch, current)
  for (const [row, identity] of batch.identities.entries()) {
    const before = current.get(identity)
    const [published, modified, content] = [
      batch.published[row] ?? null,
      batch.modified[row] ?? null,
      batch.contents[row] ?? '',
    ]
    const incoming: Current = { importId, position: batch.positions[row] ?? 0, published, modified, content, row }
    let effect: 'created' | 'updated' | 'unchanged' = 'created'
    const text =
      before === undefined ? undefined : before.row === null ? texts.get(identity) : textOf(batch, before.row)
    if (before && (before.content === content || (text !== undefined && sameRecord(text, textOf(batch, row))))) {
      effect = 'unchanged'
      if (before.importId !== importId) sightings.push(before)
    } else if (before && !replaces(incoming, before)) {
      effect = 'unchanged'
      hidden.push(row)
    } else {
      if (before) effect = 'updated'
      if (before && before.row !== null) hidden.push(before.row)
      else if (before) superseded.push(identity)
      kept.push(row)
      current.set(identity, incoming)
    }
    outcome[batch.concessions[row] ? 'concessions' : effect]++
  }
  const losers = new Set(hidden)
  const winners = losers.size === 0 ? kept : kept.filter(row => !losers.has(row))
  outcome.changed = kept.length > 0
  await supersede(trx, importId, superseded)
  await copyRows(
    trx,
    importId,
    batch,
    winners,
    [...losers].sort((a, b) => a - b),
  )
  await recordSightings(trx, importId, sightings)
  await recordNames(trx, importId, batch.names)
  return outcome
}

async function currentVersions(trx: Writer, identities: string[]): Promise<Map<string, Current>> {
  if (identities.length === 0) return new Map()
  const rows = await trx
    .selectFrom('contract_version')
    .select(['identity', 'content', 'import_id', 'position', 'published', 'modified'])
    .where('valid_to', '=', sql.lit(FOREVER))
    .where('identity', '=', sql<string>`any(${identities}::uuid[])`)
    .execute()
  return new Map(
    rows.map(row => [
      row.identity.replaceAll('-', ''),
      {
        importId: row.import_id,
        position: row.position,
        content: row.content.replaceAll('-', ''),
        published: row.published,
        modified: row.modified,
        row: null,
      },
    ]),
  )
}

/** The texts of the versions in the register whose content differs from what the batch brings, by identity. */
async function differingTexts(trx: Writer, batch: Batch, current: Map<string, Current>): Promise<Map<string, string>> {
  const differing = batch.identities.flatMap((identity, row) => {
    const before = current.get(identity)
    return before && before.content !== batch.contents[row] ? [{ identity, ...before }] : []
  })
  if (differing.length === 0) return new Map()
  const imports = differing.map(({ importId }) => importId)
  const positions = differing.map(({ position }) => position)
  const rows = await trx
    .selectFrom('contract_raw')
    .selectAll()
    .where(sql<boolean>`(import_id, position) in (select * from unnest(${imports}::int[], ${positions}::int[]))`)
    .execute()
  const raws = new Map(rows.map(row => [`${row.import_id} ${row.position}`, row.raw]))
  return new Map(
    differing.flatMap(({ identity, importId, position }) => {
      const raw = raws.get(`${importId} ${position}`)
      return raw === undefined ? [] : [[identity, raw] as const]
    }),
  )
}

/** The text of a record of a batch, out of its COPY line. */
function textOf(batch: Batch, row: number): string {
  const line = Buffer.from(rowOf(batch.raws, batch.rawEnds, row))
    .toString('utf8')
    .slice(0, -1)
  return line
    .slice(line.indexOf('\t', line.indexOf('\t') + 1) + 1)
    .replace(/\\([\\tnr])/g, (_, letter: string) => ({ t: '\t', n: '\n', r: '\r' })[letter] ?? letter)
}

function rowOf(bytes: Uint8Array, ends: Uint32Array, row: number): Uint8Array {
  return bytes.subarray(row === 0 ? 0 : ends[row - 1], ends[row])
}

/** The rows of a batch, in order; the whole buffer when none is left out, which is the common case. */
function pick(bytes: Uint8Array, ends: Uint32Array, rows: number[]): Uint8Array {
  return rows.length === ends.length ? bytes : Buffer.concat(rows.map(row => rowOf(bytes, ends, row)))
}

async function copyRows(trx: Writer, importId: number, batch: Batch, winners: number[], losers: number[]) {
  const stored = losers.length === 0 ? winners : [...winners, ...losers].sort((a, b) => a - b)
  if (stored.length === 0) return
  if (winners.length > 0)
    await copyIn(trx, 'contract_version', VERSION_COLUMNS, pick(batch.lines, batch.lineEnds, winners))
  if (losers.length > 0) {
    // Never visible: its interval is empty. Kept so that undoing another import can bring it to light.
    const ending = Buffer.from(`\t${importId}\n`)
    const lines = losers.flatMap(row => [rowOf(batch.lines, batch.lineEnds, row).subarray(0, -1), ending])
    await copyIn(trx, 'contract_version', [...VERSION_COLUMNS, 'valid_to'], Buffer.concat(lines))
  }
  await copyIn(trx, 'contract_raw', ['import_id', 'position', 'raw'], pick(batch.raws, batch.rawEnds, stored))
}

async function supersede(trx: Writer, importId: number, identities: string[]) {
  if (identities.length === 0) return
  await trx
    .updateTable('contract_version')
    .set({ valid_to: importId })
    .where('valid_to', '=', sql.lit(FOREVER))
    .where('identity', '=', sql<string>`any(${identities}::uuid[])`)
    .execute()
}

async function recordSightings(trx: Writer, importId: number, sightings: Current[]) {
  if (sightings.length === 0) return
  const lines = sightings.map(seen => `${importId}\t${seen.importId}\t${seen.position}\n`).join('')
  await copyIn(trx, 'sighting', ['import_id', 'of_import', 'of_position'], Buffer.from(lines))
}

async function recordNames(trx: Writer, importId: number, names: [string, string][]) {
  const latest = new Map(names)
  if (latest.size === 0) return
  const columns = [...latest].map(([siret, name]) => ({
    siret,
    import_id: importId,
    name: name.replaceAll('\0', ''),
    folded: fold(name),
  }))
  const rows = JSON.stringify(columns)
  await sql`
    insert into entity_name (siret, import_id, name, folded)
    select siret, import_id, name, folded
    from json_to_recordset(${rows}::json) as row(siret text, import_id int, name text, folded text)
    on conflict (siret, import_id) do update set name = excluded.name, folded = excluded.folded`.execute(trx)
}

import { sql } from 'kysely'
import type { Reader } from '#platform/db'
import type { Batch } from '../decp/batch.ts'
import { rowOf } from './encode.ts'
import { type Publication, replaces, sameRecord } from './precedence.ts'
import { FOREVER } from './tables.ts'

/** How the contracts of a batch change the register. */
export interface Outcome {
  created: number
  updated: number
  unchanged: number
  concessions: number
}

/** Nothing done yet. */
export const noOutcome = (): Outcome => ({ created: 0, updated: 0, unchanged: 0, concessions: 0 })

/** Adds to a sum, in place. */
export function addOutcome(sum: Outcome, more: Outcome) {
  sum.created += more.created
  sum.updated += more.updated
  sum.unchanged += more.unchanged
  sum.concessions += more.concessions
}

/** The current version of an identity: in the register, or earlier in this batch (then `row` is its rank in it). */
export interface Current extends Publication {
  importId: number
  position: number
  content: string
  row: number | null
}

/** What is to be done with a batch. Rows are ranks in it, ascending. */
export interface Decision {
  outcome: Outcome
  /** Rows that become current. */
  winners: number[]
  /** Rows kept without ever being current, so that undoing another import can bring them to light. */
  losers: number[]
  /** Identities whose current version, in the register, is replaced. */
  superseded: string[]
  /** Versions in the register that the batch contains too. */
  sightings: Current[]
  /** Positions of the records that took the place of another of this import with the same dates: see `keepLastWord`. */
  retaken: number[]
}

/** Compares a batch with the register, as of the last batch stored. */
export async function decide(db: Reader, importId: number, batch: Batch): Promise<Decision> {
  const current = await currentVersions(db, batch.identities)
  const texts = await differingTexts(db, batch, current)
  const outcome = noOutcome()
  const superseded: string[] = []
  const sightings: Current[] = []
  const kept: number[] = []
  const retaken: number[] = []
  const losers = new Set<number>()
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
      losers.add(row)
    } else {
      if (before) effect = 'updated'
      if (before?.importId === importId && before.published === published && before.modified === modified)
        retaken.push(incoming.position)
      if (before && before.row !== null) losers.add(before.row)
      else if (before) superseded.push(identity)
      kept.push(row)
      current.set(identity, incoming)
    }
    outcome[batch.concessions[row] ? 'concessions' : effect]++
  }
  const winners = losers.size === 0 ? kept : kept.filter(row => !losers.has(row))
  return { outcome, winners, losers: [...losers].sort((a, b) => a - b), superseded, sightings, retaken }
}

/** What is to be done with a batch that meets a register without any of its identities, but for those put aside. */
export function decideNew(batch: Batch, isNew: (identity: string) => boolean): { decision: Decision; aside: number[] } {
  const winners: number[] = []
  const aside: number[] = []
  let concessions = 0
  for (const [row, identity] of batch.identities.entries()) {
    if (!isNew(identity)) aside.push(row)
    else {
      winners.push(row)
      if (batch.concessions[row]) concessions++
    }
  }
  const outcome = { created: winners.length - concessions, updated: 0, unchanged: 0, concessions }
  return { decision: { outcome, winners, losers: [], superseded: [], sightings: [], retaken: [] }, aside }
}

async function currentVersions(db: Reader, identities: string[]): Promise<Map<string, Current>> {
  if (identities.length === 0) return new Map()
  const rows = await db
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
async function differingTexts(db: Reader, batch: Batch, current: Map<string, Current>): Promise<Map<string, string>> {
  const differing = batch.identities.flatMap((identity, row) => {
    const before = current.get(identity)
    return before && before.content !== batch.contents[row] ? [{ identity, ...before }] : []
  })
  if (differing.length === 0) return new Map()
  const imports = differing.map(({ importId }) => importId)
  const positions = differing.map(({ position }) => position)
  const rows = await db
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

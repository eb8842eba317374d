import { availableParallelism } from 'node:os'
import { sql } from 'kysely'
import { Refusal, together } from '#kernel'
import { type Database, Unavailable, type Writer } from '#platform/db'
import type { WarningCode } from '../contracts.ts'
import type { FileFacts, Reject } from '../decp/batch.ts'
import { batchesOf } from '../decp/batches.ts'
import { refuse } from '../labels.ts'
import { addOutcome } from './decide.ts'
import { enter } from './entering.ts'
import { makeIndexes } from './indexes.ts'
import { recover } from './recover.ts'
import { openRegister } from './register.ts'
import { rollUp } from './rollup.ts'

/** What one file did to the register. `read` is the sum of the six others that follow it. */
export interface ImportCounts {
  read: number
  created: number
  updated: number
  unchanged: number
  rejected: number
  concessions: number
  /** Of other buyers than the only one that was asked for. */
  leftOut: number
  warnings: Partial<Record<WarningCode, number>>
}

/** Before the first record. */
export const noCounts = (): ImportCounts => ({
  read: 0,
  created: 0,
  updated: 0,
  unchanged: 0,
  rejected: 0,
  concessions: 0,
  leftOut: 0,
  warnings: {},
})

export interface ImportRequest {
  /** Path of the file. */
  path: string
  /** The name kept in the register: without the folder. */
  file: string
  /** Who imports, as everybody may read it: the operator at the command line, or an organisation. */
  author: string
  /** `YYYY-MM-DD`, Europe/Paris. */
  today: string
  /** Called with each rejected record. */
  onReject?: (reject: Reject) => void
  /** Absolute path of the file where `onReject` puts them, for the record. */
  rejectsFile?: () => string | null
  /** Called when its turn has come, then after each batch, with the number of records read so far. What it throws ends the import. */
  onProgress?: (read: number) => void
  /** Stops the reading: the register stays as it was. */
  signal?: AbortSignal
  /** The SIREN of the only buyer whose contracts may change; those of others are counted, and left out. */
  only?: string
  /** Called last in the transaction that makes the import visible; what it throws undoes the import. */
  onFinish?: (trx: Writer, id: number) => Promise<void>
}

/** Records of one short transaction: on the embedded engine pages wait for each. */
const BATCH = { pglite: 500, postgres: 1500 }

/**
 * Imports one official file into the register: all of it, or nothing. Pages see the register as it was until the end, then as it is.
 * @throws Refusal when the file cannot be read (`json-syntax`, …) or another import is running (`import-running`)
 */
export async function importFile(db: Database, request: ImportRequest): Promise<{ id: number; counts: ImportCounts }> {
  const done = await db.exclusively('import', async db => {
    await recover(db)
    const before = (await openRegister(db.read)).at
    const id = await start(db, request)
    try {
      request.onProgress?.(0)
      const { counts, facts, touched } = await store(db, id, request)
      await together(makeIndexes(db), rollUp(db, id, touched, before))
      await finish(db, id, counts, facts, request)
      // The file is in the register by now: a full disk here makes searches slower, and must not say that the import failed.
      await tidy(db, counts).catch(() => {})
      return { id, counts }
    } catch (error) {
      // A database that is gone cannot be tidied: what is left is invisible, and the next import removes it.
      const refused = error instanceof Refusal && !(error instanceof Unavailable)
      await recover(db, refused ? { id, refusal: error.message } : undefined).catch(() => {})
      throw error
    }
  })
  return done ?? refuse('import-running')
}

async function start(db: Database, request: ImportRequest): Promise<number> {
  const { id } = await db.transaction(trx =>
    trx
      .insertInto('import')
      .values({
        file: request.file,
        author: request.author,
        sha256: null,
        bytes: null,
        format: null,
        refusal: null,
        finished_at: null,
        undone_at: null,
        rejects_file: null,
      })
      .returning('id')
      .executeTakeFirstOrThrow(),
  )
  return id
}

async function store(
  db: Database,
  id: number,
  request: ImportRequest,
): Promise<{ counts: ImportCounts; facts: FileFacts; touched: ReadonlySet<string> | null }> {
  const counts = noCounts()
  const entering = await enter(db, id)
  const batches = batchesOf(
    { path: request.path, importId: id, today: request.today, only: request.only ?? null, size: BATCH[db.engine] },
    // The embedded engine is the slower of the two, and has one processor to share with the reading and the pages.
    db.engine === 'postgres' ? Math.min(2, availableParallelism()) : 1,
    request.signal,
  )
  try {
    for (;;) {
      const next = await batches.next()
      if (next.done) {
        addOutcome(counts, await entering.end(manyIn(counts)))
        return { counts, facts: next.value, touched: entering.touched }
      }
      const batch = next.value
      counts.read += batch.identities.length + batch.rejects.length + batch.leftOut
      counts.rejected += batch.rejects.length
      counts.leftOut += batch.leftOut
      for (const [code, n] of Object.entries(batch.warnings) as [WarningCode, number][])
        counts.warnings[code] = (counts.warnings[code] ?? 0) + n
      if (batch.identities.length > 0) addOutcome(counts, await entering.store(batch))
      for (const reject of batch.rejects) request.onReject?.(reject)
      request.onProgress?.(counts.read)
      request.signal?.throwIfAborted()
    }
  } finally {
    // The reading thread would keep the process alive, waiting for somebody to take its next batch.
    await batches.return(undefined as never)
  }
}

/** The brief switch: from here on, readers see this import. */
async function finish(db: Database, id: number, counts: ImportCounts, facts: FileFacts, request: ImportRequest) {
  await db.transaction(async (trx: Writer) => {
    const { warnings, leftOut, ...numbers } = counts
    await trx
      .updateTable('import')
      .set({
        ...numbers,
        left_out: leftOut,
        ...facts,
        warnings: JSON.stringify(warnings) as never,
        rejects_file: counts.rejected > 0 ? (request.rejectsFile?.() ?? null) : null,
        state: 'finished',
        finished_at: sql<Date>`now()`,
      })
      .where('id', '=', id)
      .execute()
    await trx.updateTable('register').set({ generation: id }).execute()
    await request.onFinish?.(trx, id)
  })
}

/** With terms pending, and without fresh statistics of the sums, the first pages after a large import are slow. */
async function tidy(db: Database, counts: ImportCounts) {
  if (!manyIn(counts)) return
  await db.transaction(trx => sql`select gin_clean_pending_list('contract_by_term')`.execute(trx))
  await db.transaction(trx => sql`analyze rollup`.execute(trx))
}

const manyIn = ({ created, updated }: ImportCounts) => created + updated >= 1000

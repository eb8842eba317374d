import { sql } from 'kysely'
import { together } from '#kernel'
import type { Database } from '#platform/db'
import type { Batch } from '../decp/batch.ts'
import { Aside } from './aside.ts'
import { addOutcome, noOutcome, type Outcome } from './decide.ts'
import { dropIndexes, makeIndexes } from './indexes.ts'
import { keepLastWord } from './last-word.ts'
import { Seen } from './seen.ts'
import { storeBatch, storeNew } from './store.ts'

/** How the batches of an import enter the register. */
export interface Entering {
  /** The buyers and years whose sums change, as `buyer year`; null: all of them. */
  readonly touched: ReadonlySet<string> | null
  store(batch: Batch): Promise<Outcome>
  /** Call when every batch is stored. @param many whether so much came in that statistics are stale @returns what is still to be counted */
  end(many: boolean): Promise<Outcome>
}

/** The way in: short when the register holds nothing. */
export async function enter(db: Database, importId: number): Promise<Entering> {
  const any = await db.transaction(trx =>
    trx.selectFrom('contract_version').select('position').limit(1).executeTakeFirst(),
  )
  if (any) return new LaterImport(db, importId)
  // On the embedded engine a long statement would hold up the pages; there all is kept up to date row by row.
  const atOnce = db.engine === 'postgres'
  if (atOnce) await dropIndexes(db)
  return new FirstImport(db, importId, atOnce ? null : new Set())
}

/** Without fresh statistics the first searches after a large import are slow. */
async function freshStatistics(db: Database) {
  await db.transaction(trx => sql`analyze contract_version`.execute(trx))
}

class FirstImport implements Entering {
  readonly touched: Set<string> | null
  private readonly db: Database
  private readonly importId: number
  private readonly seen = new Seen(16)
  private readonly aside = new Aside()

  constructor(db: Database, importId: number, touched: Set<string> | null) {
    this.db = db
    this.importId = importId
    this.touched = touched
  }

  async store(batch: Batch) {
    for (const pair of batch.pairs) this.touched?.add(pair)
    const outcome = await storeNew(this.db, this.importId, batch, this.seen, this.aside)
    if (this.aside.full) addOutcome(outcome, await this.settle())
    return outcome
  }

  async end(many: boolean) {
    const outcome = noOutcome()
    // Made first: it and fresh statistics would wait for each other.
    await makeIndexes(this.db, ['contract_current'])
    await together(
      this.settle().then(settled => addOutcome(outcome, settled)),
      ...(many ? [freshStatistics(this.db)] : []),
    )
    return outcome
  }

  /** Stores what was put aside, with the index that its look-ups need. */
  private async settle() {
    const outcome = noOutcome()
    await makeIndexes(this.db, ['contract_current'])
    for (let rows = this.aside.take(); rows; rows = this.aside.take())
      addOutcome(outcome, (await storeBatch(this.db, this.importId, rows)).outcome)
    return outcome
  }
}

class LaterImport implements Entering {
  readonly touched = new Set<string>()
  private readonly db: Database
  private readonly importId: number
  private readonly retaken: number[] = []

  constructor(db: Database, importId: number) {
    this.db = db
    this.importId = importId
  }

  async store(batch: Batch) {
    const { outcome, changed, retaken } = await storeBatch(this.db, this.importId, batch)
    if (changed) for (const pair of batch.pairs) this.touched.add(pair)
    this.retaken.push(...retaken)
    return outcome
  }

  async end(many: boolean) {
    if (many) await freshStatistics(this.db)
    const unchanged = await keepLastWord(this.db, this.importId, this.retaken)
    return { ...noOutcome(), updated: -unchanged, unchanged }
  }
}

import type { Batch } from '../decp/batch.ts'
import { rowsOf } from './encode.ts'

/** A contract, its COPY lines included, weighs little: what this many take is nothing beside the rest. */
const AT_ONCE = 2000
const MOST = 10 * AT_ONCE

/** Rows that wait for the others to be stored, in their order. Their bytes are copied: the batches they came in are not held. */
export class Aside {
  private waiting: Batch[] = []
  private count = 0

  /** Whether so many wait that they should be stored before going on: memory stays the same whatever the file holds. */
  get full(): boolean {
    return this.count >= MOST
  }

  /** Puts some rows of a batch aside, without what a batch says as a whole (rejects, warnings, names, pairs). */
  add(batch: Batch, rows: readonly number[]) {
    if (rows.length === 0) return
    this.count += rows.length
    const of = <T>(list: readonly T[]) => rows.map(row => list[row] as T)
    this.waiting.push({
      identities: of(batch.identities),
      contents: of(batch.contents),
      published: of(batch.published),
      modified: of(batch.modified),
      positions: of(batch.positions),
      concessions: of(batch.concessions),
      lines: copyOf(batch.lines, batch.lineEnds, rows),
      lineEnds: endsOf(batch.lineEnds, rows),
      raws: copyOf(batch.raws, batch.rawEnds, rows),
      rawEnds: endsOf(batch.rawEnds, rows),
      ...asAWhole(),
    })
  }

  /** Takes the next rows that wait, some thousands at once; null when none is left. */
  take(): Batch | null {
    const taken: Batch[] = []
    let rows = 0
    while (this.waiting.length > 0 && rows < AT_ONCE) {
      const next = this.waiting.shift() as Batch
      rows += next.identities.length
      taken.push(next)
    }
    this.count -= rows
    return taken.length === 0 ? null : joined(taken)
  }
}

/** What a batch says as a whole, and some of its rows do not. */
const asAWhole = () =>
  ({ rejects: [], leftOut: 0, only: null, warnings: {}, names: [], pairs: [] }) satisfies Partial<Batch>

/** Copied, where `rowsOf` may give the batch's own bytes. */
const copyOf = (...lines: Parameters<typeof rowsOf>) => Buffer.from(rowsOf(...lines))

function endsOf(ends: Uint32Array, rows: readonly number[]): Uint32Array {
  let end = 0
  return Uint32Array.from(rows, row => (end += (ends[row] ?? 0) - (ends[row - 1] ?? 0)))
}

/** Batches end to end. */
function joined(batches: Batch[]): Batch {
  const all = <T>(of: (batch: Batch) => T[]) => batches.flatMap(of)
  return {
    identities: all(batch => batch.identities),
    contents: all(batch => batch.contents),
    published: all(batch => batch.published),
    modified: all(batch => batch.modified),
    positions: all(batch => batch.positions),
    concessions: all(batch => batch.concessions),
    lines: Buffer.concat(batches.map(batch => batch.lines)),
    lineEnds: joinedEnds(batches.map(batch => batch.lineEnds)),
    raws: Buffer.concat(batches.map(batch => batch.raws)),
    rawEnds: joinedEnds(batches.map(batch => batch.rawEnds)),
    ...asAWhole(),
  }
}

function joinedEnds(lists: Uint32Array[]): Uint32Array {
  let before = 0
  return Uint32Array.from(
    lists.flatMap(ends => {
      const start = before
      before += ends.at(-1) ?? 0
      return [...ends].map(end => start + end)
    }),
  )
}

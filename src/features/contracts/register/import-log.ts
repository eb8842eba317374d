import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'
import type { Reader } from '#platform/db'
import type { Register } from './register.ts'

/** One import, in whatever state it is. */
export type ImportEntry = Awaited<ReturnType<typeof importOf>> & {}

/** A record that was rejected, as its line of the rejects file says. `raw` is its beginning when it is long. */
export interface RejectedRecord {
  position: number
  reason: string
  raw: string
}

const PER_PAGE = 50

/** The imports, latest first: also those that were refused, interrupted or undone. */
export async function importPage({ db }: Register, page: number) {
  const { n } = await db.selectFrom('import').select(db.fn.countAll<number>().as('n')).executeTakeFirstOrThrow()
  const entries = await db
    .selectFrom('import')
    .selectAll()
    .orderBy('id', 'desc')
    .limit(PER_PAGE)
    .offset((page - 1) * PER_PAGE)
    .execute()
  return { entries, total: Number(n), size: PER_PAGE }
}

/** One import; undefined when there is none of that number. */
export function importOf(db: Reader, id: number) {
  return db.selectFrom('import').selectAll().where('id', '=', id).executeTakeFirst()
}

const SHOWN = 50
const LONGEST_RAW = 1_000
/** What is read of a rejects file to show its beginning: one record may weigh megabytes. */
const READ_AT_MOST = 4_000_000

/**
 * The first rejected records of an import; null when its rejects file is not here any more.
 * One file holds the rejects of a whole command: only the lines that name this import's file are its own.
 */
export async function rejectsOf({
  file,
  rejects_file,
}: {
  file: string
  rejects_file: string | null
}): Promise<RejectedRecord[] | null> {
  if (rejects_file === null) return null
  const found: RejectedRecord[] = []
  const input = createReadStream(rejects_file, { encoding: 'utf8', end: READ_AT_MOST })
  try {
    for await (const line of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
      const reject = readReject(line)
      if (reject?.source === file) found.push({ ...reject, raw: reject.raw.slice(0, LONGEST_RAW) })
      if (found.length === SHOWN) break
    }
    return found
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT' || (error as NodeJS.ErrnoException).code === 'EACCES')
      return null
    throw error
  } finally {
    input.destroy()
  }
}

/** A line cut by the limit above is no reject. */
function readReject(line: string): (RejectedRecord & { source: string }) | null {
  try {
    return JSON.parse(line)
  } catch {
    return null
  }
}

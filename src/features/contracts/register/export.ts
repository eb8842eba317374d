import { sql } from 'kysely'
import { cpvLabels } from '#features/families'
import { readAmong } from './among.ts'
import type { ContractFilter } from './filter.ts'
import { type Among, matching } from './matching.ts'
import { namesOf, type Register } from './register.ts'
import type { ContractVersionTable } from './tables.ts'

// biome-ignore format: one glance
const COLUMNS = [
  'identity', 'import_id', 'position', 'kind', 'source_id', 'buyer', 'subject', 'nature', 'cpv', 'division',
  'procedure', 'amount', 'amount_state', 'ceiling', 'months', 'notified', 'published', 'modified', 'modifications',
  'social', 'social_clause', 'social_criterion', 'social_reserved', 'environmental', 'environmental_clause',
  'environmental_criterion', 'holders', 'warnings',
] as const

const RANGE = 1000

/** A contract as the register keeps it. */
export type ExportLine = Pick<ContractVersionTable, (typeof COLUMNS)[number]>

/** Some contracts, the names of those they mention, and the labels of their CPV codes. */
export interface ExportRange {
  lines: ExportLine[]
  names: Map<string, string>
  labels: Map<string, string>
}

/**
 * Every contract of a filter, latest notification first, those without date last, by ranges: no connection is held between two, and
 * memory does not depend on how many there are. All ranges show the same generation of the register.
 */
export async function* exportRanges(register: Register, filter: ContractFilter): AsyncGenerator<ExportRange> {
  const among = await readAmong(register, filter)
  for (const dated of [true, false]) {
    let last: ExportLine | undefined
    for (;;) {
      const lines = await readRange(register, filter, among, dated, last)
      if (lines.length > 0)
        yield {
          lines,
          names: await namesOf(
            register,
            lines.flatMap(line => [line.buyer, ...line.holders]),
          ),
          labels: await cpvLabels(register.db, [...new Set(lines.flatMap(line => line.cpv ?? []))]),
        }
      last = lines.at(-1)
      if (lines.length < RANGE) break
    }
  }
}

function readRange(
  register: Register,
  filter: ContractFilter,
  among: Among,
  dated: boolean,
  last?: ExportLine,
): Promise<ExportLine[]> {
  // Dated lines and the others apart: one comparison covers each, that an index can follow.
  let query = matching(register, filter, among)
    .select(COLUMNS)
    .where('notified', dated ? 'is not' : 'is', null)
  if (dated) {
    query = query.orderBy('notified', 'desc')
    if (last) {
      query = query
        .where('notified', '<=', last.notified)
        .where(sql<boolean>`(notified < ${last.notified} or identity > ${last.identity})`)
    }
  } else if (last) query = query.where('identity', '>', last.identity)
  return query.orderBy('identity').limit(RANGE).execute()
}

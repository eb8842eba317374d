import { sql } from 'kysely'
import type { Reader } from '#platform/db'
import { valueOfRaw } from '../decp/raw.ts'
import { officialFile } from '../decp/write.ts'
import { scopeQuery } from '../rates/scope.ts'
import type { Scope } from '../rates/sums.ts'
import { exportRanges } from './export.ts'
import { openRegister, type Register } from './register.ts'

/**
 * The contracts and concessions of a scope as an official file (DECP 2.0.4), piece by piece, latest first.
 * @param onLeftOut told of each contract that cannot be written validly, with the French reasons
 */
export async function* exportOfficial(
  db: Reader,
  scope: Scope,
  onLeftOut: (contract: string, missing: string[]) => void,
): AsyncGenerator<string> {
  const register = await openRegister(db)
  yield* officialFile(parsedRecords(register, scope), ({ label }, missing) => onLeftOut(label, missing))
}

async function* parsedRecords(register: Register, scope: Scope) {
  for (const nature of ['contract', 'concession'] as const) {
    for await (const { lines } of exportRanges(register, { ...scopeQuery(scope), nature })) {
      const raws = await rawsOf(register, lines)
      for (const { dialect, raw, buyer, source_id } of raws) {
        const label = `${source_id ?? 'sans numéro'} (acheteur ${buyer})`
        yield { value: await valueOfRaw(raw, dialect), dialect, concession: nature === 'concession', label }
      }
    }
  }
}

function rawsOf({ db }: Register, lines: readonly { import_id: number; position: number }[]) {
  const imports = lines.map(line => line.import_id)
  const positions = lines.map(line => line.position)
  return db
    .selectFrom('contract_raw as r')
    .innerJoin('contract_version as v', join =>
      join.onRef('v.import_id', '=', 'r.import_id').onRef('v.position', '=', 'r.position'),
    )
    .select(['r.raw', 'v.dialect', 'v.buyer', 'v.source_id'])
    .where(sql<boolean>`(r.import_id, r.position) in (select * from unnest(${imports}::int[], ${positions}::int[]))`)
    .orderBy('v.notified', order => order.desc().nullsLast())
    .orderBy('v.identity')
    .execute()
}

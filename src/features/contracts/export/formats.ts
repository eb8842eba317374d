import { exportRanges } from '../register/export.ts'
import type { ContractFilter } from '../register/filter.ts'
import { finishedImports, type Register } from '../register/register.ts'
import { csvOf } from './csv.ts'
import { jsonOf } from './json.ts'
import { xlsxOf } from './xlsx.ts'

/** A way to take a selection away: content type, and the bytes as they are made. `publicUrl` leads back from them to the site. */
export interface ExportFormat {
  extension: 'csv' | 'xlsx' | 'json'
  type: string
  bytes: (register: Register, filter: ContractFilter, publicUrl: string) => AsyncGenerator<Uint8Array>
}

export const EXPORT_FORMATS: readonly ExportFormat[] = [
  {
    extension: 'csv',
    type: 'text/csv; charset=utf-8',
    async *bytes(register, filter, publicUrl) {
      yield* csvOf(exportRanges(register, filter), await filesOf(register), publicUrl)
    },
  },
  {
    extension: 'xlsx',
    type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    async *bytes(register, filter, publicUrl) {
      yield* xlsxOf(exportRanges(register, filter), await filesOf(register), publicUrl)
    },
  },
  {
    extension: 'json',
    type: 'application/json; charset=utf-8',
    async *bytes(register, filter, publicUrl) {
      const imports = await finishedImports(register).execute()
      const files = imports.map(({ id, file, sha256, finished_at }) => ({
        import: id,
        file,
        sha256,
        importedAt: finished_at?.toISOString() ?? null,
      }))
      yield* jsonOf(exportRanges(register, filter), filter, { generation: register.at, files }, publicUrl)
    },
  },
]

/** Names of files by import number. Undone imports too: a contract that another file also holds keeps the number of the first. */
export async function filesOf({ db, at }: Register): Promise<Map<number, string>> {
  const rows = await db.selectFrom('import').select(['id', 'file']).where('id', '<=', at).execute()
  return new Map(rows.map(({ id, file }) => [id, file]))
}

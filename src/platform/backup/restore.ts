import { statSync } from 'node:fs'
import { join } from 'node:path'
import { type Connection, fillEmpty } from '#platform/db'
import { JOBS_SCHEMA } from '#platform/jobs'
import { address, quoted, setAside, type Table, tablesOf } from './catalogue.ts'
import { digestOf, filesOf, isOfFolder, putFile, settle } from './files.ts'
import { FORMAT, type Heading, type Manifest, type Piece, unpack } from './format.ts'
import { makeJobs } from './jobs.ts'
import { refuse } from './refusals.ts'
import { RowDigest, rowsOf } from './rows.ts'
import { openSealed } from './sealed.ts'

/** An empty place: a PostgreSQL database or, without one, the embedded database of the folder; the folder takes the files in both cases. */
export interface Place {
  url: string | null
  dataDir: string
}

/** What was restored. `at`: as of when (ISO 8601); `program`: which version of it wrote the backup. */
export interface Restored {
  at: string
  program: string
  tables: number
  rows: number
  files: number
}

type Pieces = AsyncGenerator<[Piece, Buffer], void, undefined>

/**
 * Restores a backup into an empty place, as of the backup's version of the schema, and reads all of it again: rows and files are counted and
 * their digests compared. All of it or nothing.
 * @throws Refusal `backup-missing`, `backup-damaged`, `backup-format`, and those of `fillEmpty`; Unavailable
 */
export async function restore(path: string, place: Place): Promise<Restored> {
  const { pieces, heading } = await openBackup(path)
  try {
    return await fillEmpty(place, heading.migrations, async connection => {
      const manifest = await fill(connection, place.dataDir, heading, pieces)
      await compare(connection, place.dataDir, heading, manifest)
      const rows = manifest.tables.reduce((sum, table) => sum + table.rows, 0)
      const { at, program, tables } = heading
      return { at, program, tables: tables.length, rows, files: manifest.files.length }
    })
  } finally {
    await pieces.return()
  }
}

async function openBackup(path: string): Promise<{ pieces: Pieces; heading: Heading }> {
  const stream = await openSealed(path).catch((error: NodeJS.ErrnoException) =>
    refuse('backup-missing', { path, why: error.code ?? error.message }),
  )
  if (stream === null) return refuse('backup-damaged', { path })
  const pieces = unpack(stream())
  const first = await pieces.next().catch(() => null)
  const heading = first?.value && 'heading' in first.value[0] ? first.value[0].heading : null
  return heading?.mieuxdisant === FORMAT ? { pieces, heading } : refuse('backup-format', { path })
}

/** Takes the pieces in; what the end says of them. */
async function fill(connection: Connection, dataDir: string, heading: Heading, pieces: Pieces): Promise<Manifest> {
  if (heading.tables.some(({ schema }) => schema === JOBS_SCHEMA)) await makeJobs(connection)
  const putBack = await setAside(connection)
  const targets = await targetsOf(connection, heading)
  let copying: Promise<unknown> = Promise.resolve()
  for await (const [piece, bytes] of pieces) {
    if ('table' in piece) {
      const target = targets[piece.table] ?? differs(`table ${piece.table}`)
      // The next piece is read meanwhile.
      await copying
      copying = connection.copy(address(target), target.columns.map(quoted), bytes)
      copying.catch(() => {})
    } else if ('file' in piece) putFile(dataDir, isOfFolder(piece.file) ? piece.file : differs(piece.file), bytes)
    else if ('end' in piece) {
      await copying
      for (const sequence of heading.sequences)
        await connection.query('select setval($1::text::regclass, $2::text::bigint, $3::text::boolean)', [
          address(sequence),
          String(sequence.last),
          String(sequence.called),
        ])
      await putBack()
      return piece.end
    }
  }
  return differs('fin')
}

/** The tables of the place, as the backup names them: it may not have columns, or tables, that its migrations did not make. */
async function targetsOf(connection: Connection, { tables }: Heading): Promise<Table[]> {
  const here = new Map((await tablesOf(connection)).map(table => [address(table), table]))
  for (const table of tables) {
    const known = here.get(address(table)) ?? differs(address(table))
    for (const column of table.columns) if (!known.columns.includes(column)) differs(`${address(table)}.${column}`)
  }
  return tables
}

/** Reads what is there now, and compares. */
async function compare(
  connection: Connection,
  dataDir: string,
  { tables }: Heading,
  manifest: Manifest,
): Promise<void> {
  const here = new Map((await tablesOf(connection)).map(table => [address(table), table]))
  for (const [rank, { schema, name, columns }] of tables.entries()) {
    const digest = new RowDigest()
    const blocks = here.get(address({ schema, name }))?.blocks ?? 0
    for await (const bytes of rowsOf(connection, { schema, name, columns, blocks })) digest.add(bytes)
    const { rows, sha256 } = manifest.tables[rank] ?? differs(name)
    if (digest.rows !== rows || digest.sha256 !== sha256) differs(`${name} : ${digest.rows} / ${rows}`)
  }
  if (filesOf(dataDir).files.length !== manifest.files.length) differs('fichiers')
  for (const { path, bytes, sha256, mode } of manifest.files) {
    const file = join(dataDir, path)
    if (statSync(file).size !== bytes || (await digestOf(file)) !== sha256) differs(path)
    settle(file, mode)
  }
}

const differs = (what: string) => refuse('backup-differs', { what })

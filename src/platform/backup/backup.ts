import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { isAbsolute, join, relative, resolve, sep } from 'node:path'
import type { Connection, Database, Migration } from '#platform/db'
import { sequencesOf, tablesOf } from './catalogue.ts'
import { filesOf } from './files.ts'
import { FORMAT, type Manifest, pack } from './format.ts'
import { refuse } from './refusals.ts'
import { RowDigest, rowsOf } from './rows.ts'
import { writeSealed } from './sealed.ts'

/** What is backed up, and where to. */
export interface BackupRequest {
  /** Where it goes. */
  path: string
  /** The folder whose files belong to it. */
  dataDir: string
  /** Of this program, for whoever reads the backup later. */
  program: string
  /** Whether a file of that name is replaced. */
  overwrite: boolean
  signal?: AbortSignal
  /** Called after each piece. What it throws ends the backup. */
  onProgress?: (rows: number) => void
}

/** What a backup holds. `leftOut`: what is in the folder and is no file, such as links. */
export interface Done {
  bytes: number
  sha256: string
  tables: number
  rows: number
  files: number
  leftOut: string[]
}

/** What of a file is read at a time, in bytes. */
const PIECE = 1024 * 1024

/**
 * Writes all that an installation holds into one file, as of one moment, while others go on: see docs/decisions/0018-backup-format.md.
 * @throws Refusal `backup-exists`, `backup-inside`, `backup-running`, `backup-interrupted`, `backup-unwritable`; Unavailable
 */
export async function backUp(db: Database, request: BackupRequest): Promise<Done> {
  const { path, dataDir, overwrite, signal } = request
  const way = relative(resolve(dataDir), resolve(path))
  if (!way.startsWith(`..${sep}`) && !isAbsolute(way)) refuse('backup-inside', { path })
  if (!overwrite && existsSync(path)) refuse('backup-exists', { path })
  try {
    const done = await db.exclusively('backup', () => db.snapshot(connection => write(connection, db.engine, request)))
    return done ?? refuse('backup-running')
  } catch (error) {
    if (signal?.aborted) return refuse('backup-interrupted', { path })
    const { code, path: about, message } = error as NodeJS.ErrnoException
    if (about?.startsWith(path) && code !== 'ENOSPC') return refuse('backup-unwritable', { path, why: code ?? message })
    throw error
  }
}

async function write(connection: Connection, engine: string, request: BackupRequest): Promise<Done> {
  const { path, dataDir, program, signal, onProgress } = request
  const tables = await tablesOf(connection)
  const { rows: migrations } = await connection.query('select name, hash from migration order by name', [])
  const { files, others } = filesOf(dataDir)
  const manifest: Manifest = { tables: [], files: [] }
  let rows = 0

  async function* pieces() {
    const heading = {
      mieuxdisant: FORMAT,
      program,
      engine,
      at: new Date().toISOString(),
      migrations: migrations as unknown as Migration[],
      tables: tables.map(({ schema, name, columns }) => ({ schema, name, columns })),
      sequences: await sequencesOf(connection),
    }
    yield pack({ heading, bytes: 0 })
    for (const [rank, table] of tables.entries()) {
      const digest = new RowDigest()
      for await (const bytes of rowsOf(connection, table)) {
        signal?.throwIfAborted()
        digest.add(bytes)
        onProgress?.(rows + digest.rows)
        yield pack({ table: rank, bytes: bytes.length }, bytes)
      }
      rows += digest.rows
      manifest.tables.push({ rows: digest.rows, sha256: digest.sha256 })
    }
    // After the rows' moment: a file that a row speaks of was there before the row.
    for (const file of files) yield* piecesOf(file)
    yield pack({ end: manifest, bytes: 0 })
  }

  async function* piecesOf(file: string) {
    const handle = await open(join(dataDir, file)).catch((error: NodeJS.ErrnoException) => {
      // Removed since it was listed: an import that is undone takes its file away.
      if (error.code === 'ENOENT') return null
      throw error
    })
    if (handle === null) return
    try {
      const digest = createHash('sha256')
      const { mode } = await handle.stat()
      let bytes = 0
      for (;;) {
        signal?.throwIfAborted()
        const { buffer, bytesRead } = await handle.read(Buffer.alloc(PIECE), 0, PIECE, bytes)
        // One at least, for an empty file.
        if (bytesRead === 0 && bytes > 0) break
        const chunk = buffer.subarray(0, bytesRead)
        digest.update(chunk)
        bytes += bytesRead
        yield pack({ file, bytes: bytesRead }, chunk)
        if (bytesRead === 0) break
      }
      manifest.files.push({ path: file, bytes, sha256: digest.digest('hex'), mode: mode & 0o777 })
    } finally {
      await handle.close()
    }
  }

  const written = await writeSealed(path, pieces())
  return { ...written, tables: tables.length, rows, files: manifest.files.length, leftOut: others }
}

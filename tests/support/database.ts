import { randomBytes } from 'node:crypto'
import { cpSync, readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { afterAll, inject } from 'vitest'
import { type Database, type DatabaseAddress, openDatabase } from '#platform/db'
import { administer, databaseAt } from './postgres-databases.ts'

/** Of the machine; the types of Node do not know it yet. */
declare const WebAssembly: { compile(bytes: Uint8Array): Promise<object> }

const wasm = () => join(dirname(createRequire(import.meta.url).resolve('@electric-sql/pglite')), 'pglite.wasm')

/**
 * The embedded engine as V8 compiled it. Held as long as this process lives, for all the files that it tests: who opens a database finds it
 * there, with what is busy in it compiled at its best, where each opening would begin again (half of the processor’s time of a short file).
 */
export const engine = process.env['TEST_ENGINE'] === 'pglite' ? await WebAssembly.compile(readFileSync(wasm())) : null

/** What a test file holds when its engine is missing: the runner skips its tests, so nothing is ever asked of it. */
const nothing = (): never =>
  new Proxy((() => {}) as never, { get: (_, key) => (key === 'then' ? undefined : nothing()) })

/**
 * A database of this test file's own, empty and migrated, on the engine of the project that runs it; removed after the file.
 * For programs that open it by themselves. Call at the top of the file: `const address = await testAddress()`.
 */
export async function testAddress(): Promise<DatabaseAddress> {
  if (inject('absent') !== null) return nothing()
  if (process.env['TEST_ENGINE'] === 'pglite') {
    let dataDir = ''
    afterAll(() => rm(dataDir, { recursive: true, force: true }))
    dataDir = await mkdtemp(join(inject('scratch'), 'file-'))
    cpSync(inject('template'), dataDir, { recursive: true })
    return { dataDir }
  }
  const [server, template] = [inject('server'), inject('template')]
  const name = `${template}_${randomBytes(4).toString('hex')}`
  afterAll(() => administer(server, client => client.query(`drop database if exists ${name} with (force)`)))
  await administer(server, client => client.query(`create database ${name} template ${template}`))
  return { url: databaseAt(server, name) }
}

/**
 * The same, open. Call at the top of the file: `const database = await testDatabase()`; it is closed and removed after the file.
 */
export async function testDatabase(): Promise<Database> {
  if (inject('absent') !== null) return nothing()
  let database: Database | undefined
  // The hooks of a file run last declared first: the address declares its own before ours, so what is removed is closed.
  const address = testAddress()
  afterAll(() => database?.close())
  database = await openDatabase(await address)
  return database
}

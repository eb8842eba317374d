import { randomBytes, randomUUID } from 'node:crypto'
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { backUp, type Place, restore } from '#platform/backup'
import { readConfig } from '#platform/config'
import { type Database, openDatabase } from '#platform/db'
import { openLog } from '#platform/log'
import { servicesOf } from '../../src/site.ts'
import { startCli } from '../support/cli.ts'
import { testAddress } from '../support/database.ts'
import { generatedFile } from '../support/generated.ts'
import { smallDisk } from '../support/small-disk.ts'
import { contentOf, filesOf, nowhere, pagesOf } from './backup.test-support.ts'
import { importWhole } from './register.test-support.ts'

const address = await testAddress()
const folder = mkdtempSync(join(tmpdir(), 'mieuxdisant-sauvegarde-'))
const source: Place =
  'url' in address ? { url: address.url, dataDir: join(folder, 'source') } : { url: null, ...address }
const backup = join(folder, 'tout.bak')

const open = ({ url, dataDir }: Place) => openDatabase(url === null ? { dataDir } : { url })
const own = () => nowhere(folder, source.url === null ? 'pglite' : 'postgres')
const save = (db: Database, path: string, more: object = {}) =>
  backUp(db, { path, dataDir: source.dataDir, program: 'essai', overwrite: false, ...more })

let content: Awaited<ReturnType<typeof contentOf>>
let pages: string[]
let waiting: Awaited<ReturnType<typeof jobsOf>>

/** The jobs that wait and their queues; a start says its queues again, and when. */
const jobsOf = async (db: Database) =>
  (
    await db.run(
      "select to_jsonb(j) as job, to_jsonb(q) - 'updated_on' as queue from jobs.job j join jobs.queue q using (name)",
    )
  ).rows

beforeAll(async () => {
  const file = join(folder, 'marchés.json')
  writeFileSync(file, generatedFile({ seed: 41, count: 1500 }))
  await importWhole(address, file)
  mkdirSync(join(source.dataDir, 'outbox/é'), { recursive: true })
  writeFileSync(join(source.dataDir, 'secret'), 's'.repeat(43), { mode: 0o600 })
  writeFileSync(join(source.dataDir, 'outbox/é/lettre « une ».eml'), randomBytes(1_500_000).toString('base64'))
  writeFileSync(join(source.dataDir, 'outbox/vide'), '', { mode: 0o640 })
  const pieces = join(source.dataDir, 'pieces', randomUUID())
  mkdirSync(pieces, { recursive: true })
  writeFileSync(join(pieces, 'a'.repeat(64)), randomBytes(300_000), { mode: 0o600 })
  const db = await open(source)
  try {
    await db.transaction(async trx => {
      // Rows that leave a trail by themselves, a column that the database computes, texts that COPY must escape.
      await sql`insert into person (id, name, email) values (gen_random_uuid(), ${'Ana\t\\N\n"é"'}, 'ana@exemple.fr')`.execute(
        trx,
      )
      await sql`insert into session (id, person_id, token, expires_at, created_at, updated_at)
        select gen_random_uuid(), id, 'jeton', now() + interval '1 day', now(), now() from person`.execute(trx)
      await sql`insert into organisation (id, siret, name, kind, territory)
        values (gen_random_uuid(), '22990099800019', 'Département', 'department', '99')`.execute(trx)
    })
    await db.run("insert into jobs.job (name, data) values ('mail', $1)", ['{"à":"é\\n"}'])
    waiting = await jobsOf(db)
    expect(waiting).toHaveLength(1)
    expect(await save(db, backup)).toMatchObject({ files: 4, rows: expect.toSatisfy(rows => rows > 3000), leftOut: [] })
    content = await contentOf(db)
    pages = await pagesOf(db)
    expect(pages.map(page => / \d+ /.exec(page)?.[0])).toEqual(pages.map(() => ' 200 '))
  } finally {
    await db.close()
  }
}, 120_000)

afterAll(() => rmSync(folder, { recursive: true }))

async function expectTheSame(place: Place) {
  const db = await open(place)
  try {
    expect(await contentOf(db)).toEqual(content)
    expect(await pagesOf(db)).toEqual(pages)
  } finally {
    await db.close()
  }
  expect(filesOf(place.dataDir)).toEqual(filesOf(source.dataDir))
}

test.skipIf(source.url === null)(
  'what is restored is what was saved: tables, schema, files, pages; from one engine to the other and back',
  async () => {
    expect(statSync(backup).mode & 0o777).toBe(0o600)
    const first = await nowhere(folder, 'pglite')
    await restore(backup, first)
    await expectTheSame(first)
    const again = join(folder, 'encore.bak')
    const db = await open(first)
    await save(db, again, { dataDir: first.dataDir }).finally(() => db.close())
    const second = await nowhere(folder, 'postgres')
    await restore(again, second)
    await expectTheSame(second)
  },
  120_000,
)

test('while somebody writes: what was restored is of one moment, and they have not waited for the end', async () => {
  const db = await open(source)
  const path = join(folder, 'pendant.bak')
  let [written, before] = [0, 0]
  const progress: number[] = []
  try {
    let going = true
    const writer = (async () => {
      while (going) {
        const code = String(10_000_000 + written)
        await db.transaction(async trx => {
          await sql`insert into cpv (code, label) values (${code}, 'x')`.execute(trx)
          await sql`insert into entity_name (siret, import_id, name, folded) values (${code}, 0, 'x', 'x')`.execute(trx)
        })
        written++
      }
    })()
    while (written < 5) await pause(5)
    before = written
    await save(db, path, { onProgress: () => progress.push(written) })
    going = false
    await writer
  } finally {
    await db.transaction(trx => sql`delete from cpv`.execute(trx))
    await db.transaction(trx => sql`delete from entity_name where import_id = 0`.execute(trx))
    await db.close()
  }
  expect(written).toBeGreaterThan(progress[0] ?? written)
  const place = await own()
  await restore(path, place)
  const restored = await open(place)
  const counted = await restored.transaction(trx =>
    sql<{ cpv: number; names: number }>`select (select count(*)::int from cpv) as cpv,
      (select count(*)::int from entity_name where import_id = 0) as names`.execute(trx),
  )
  await restored.close()
  const { cpv = 0, names } = counted.rows[0] ?? {}
  expect(cpv).toBe(names)
  expect(cpv).toBeGreaterThanOrEqual(before)
  expect(cpv).toBeLessThanOrEqual(written)
}, 120_000)

test('truncated, or altered by a byte: refused before anything is there', async () => {
  const place: Place = { url: source.url, dataDir: join(folder, 'rien') }
  const size = statSync(backup).size
  for (const damage of [
    (path: string) => truncateSync(path, size - 1),
    (path: string) => truncateSync(path, Math.floor(size / 2)),
    (path: string) => truncateSync(path, 0),
    ...[0, 4, 9, 1000, Math.floor(size / 3), size - 60, size - 1].map(at => (path: string) => {
      const bytes = readFileSync(path)
      bytes.writeUInt8(bytes.readUInt8(at) ^ 1, at)
      writeFileSync(path, bytes)
    }),
  ]) {
    const damaged = join(folder, 'abîmé.bak')
    copyFileSync(backup, damaged)
    damage(damaged)
    await expect(restore(damaged, place)).rejects.toMatchObject({ code: 'backup-damaged' })
    expect(existsSync(place.dataDir)).toBe(false)
  }
  await expect(restore(join(folder, 'absent.bak'), place)).rejects.toMatchObject({ code: 'backup-missing' })
})

test('where something is already, nothing is restored; what is there, a backup does not replace', async () => {
  const empty = { url: source.url, dataDir: join(folder, 'vide') }
  const full = { url: null, dataDir: join(folder, 'plein') }
  mkdirSync(full.dataDir)
  writeFileSync(join(full.dataDir, 'note.txt'), '')
  await expect(restore(backup, full)).rejects.toMatchObject({ code: 'place-not-empty' })
  expect(readdirSync(full.dataDir)).toEqual(['note.txt'])
  await expect(restore(backup, source.url === null ? source : empty)).rejects.toMatchObject({ code: 'place-not-empty' })
  const db = await open(source)
  try {
    await expect(save(db, backup)).rejects.toMatchObject({ code: 'backup-exists' })
    await expect(save(db, join(source.dataDir, 'x.bak'))).rejects.toMatchObject({ code: 'backup-inside' })
    await expect(save(db, join(folder, 'non/x.bak'))).rejects.toMatchObject({ code: 'backup-unwritable' })
    const stopped = { signal: AbortSignal.abort() }
    await expect(save(db, join(folder, 'x.bak'), stopped)).rejects.toMatchObject({ code: 'backup-interrupted' })
    const two = await Promise.allSettled([save(db, join(folder, 'y.bak')), save(db, join(folder, 'z.bak'))])
    expect(two.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(two.find(one => one.status === 'rejected')?.reason).toMatchObject({ code: 'backup-running' })
    expect(readdirSync(folder).filter(name => name.endsWith('.part') || name === 'x.bak')).toEqual([])
    expect(readdirSync(source.dataDir)).not.toContain('pg.copy')
  } finally {
    await db.close()
  }
}, 60_000)

test('killed in the middle of a restore: nothing opens; the next one begins again, and what it restores is what was saved', async () => {
  const place = await own()
  const env = { ...(place.url ? { DATABASE_URL: place.url } : {}), DATA_DIR: place.dataDir }
  const { child, ended } = startCli(null, ['restore', backup], env)
  while (!existsSync(join(place.dataDir, place.url ? 'restauration.incomplete' : 'pg/PG_VERSION'))) await pause(5)
  await pause(300)
  child.kill('SIGKILL')
  await ended
  const rates = await startCli(null, ['rates', '--json'], env).ended
  expect(rates).toMatchObject({ code: 3, stdout: '' })
  expect(rates.stderr).toMatch(/^La restauration du dossier « .* » ne s’est pas terminée : relancez [^\n]+\n$/)
  const { code, stdout, stderr } = await startCli(null, ['restore', backup, '--json'], env).ended
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  expect(JSON.parse(stdout)).toMatchObject({ files: 4 })
  await expectTheSame(place)
  // Whoever does the jobs that waited finds them where they were.
  const db = await open(place)
  try {
    const { jobs } = servicesOf(db, readConfig({}, place.dataDir), openLog('silent'))
    await jobs.open().finally(() => jobs.stop())
    expect(await jobsOf(db)).toEqual(waiting)
  } finally {
    await db.close()
  }
}, 120_000)

const disk = smallDisk()
test.skipIf(typeof disk === 'string')(
  'a disk that fills up: one line, exit 3, no file',
  async () => {
    if (typeof disk === 'string') return
    disk.mount()
    try {
      const env = { ...(source.url ? { DATABASE_URL: source.url } : {}), DATA_DIR: source.dataDir }
      const { code, stdout, stderr } = await startCli(null, ['backup', join(disk.folder, 'x.bak')], env).ended
      expect(stderr).toMatch(/^Le disque qui porte les données est plein[^\n]+\n$/)
      expect({ code, stdout, left: readdirSync(disk.folder) }).toEqual({ code: 3, stdout: '', left: [] })
    } finally {
      disk.remove()
    }
  },
  60_000,
)

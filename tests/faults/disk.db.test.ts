import { cpSync, existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { importFile } from '#features/contracts'
import { openDatabase } from '#platform/db'
import { type Outcome, startCli } from '../support/cli.ts'
import { testAddress } from '../support/database.ts'
import { generatedFile } from '../support/generated.ts'
import { say } from '../support/resources.ts'
import { smallDisk } from '../support/small-disk.ts'
import { type Fingerprint, fingerprint, importWhole, ratesOfAll } from './register.test-support.ts'

const never = (await testAddress()) as { dataDir: string }
const mounted = process.env['TEST_ENGINE'] === 'pglite' ? smallDisk() : null
if (typeof mounted === 'string') say(`skipped “a full disk”: ${mounted}`)
const disk = typeof mounted === 'string' ? null : mounted

const FULL = /Le disque qui porte les données est plein : faites de la place, puis recommencez\. Détail : [^\n]+\n$/

/** Runs a command that must not hang: it is ended after half a minute, its code is then null. */
async function bounded(dataDir: string, ...args: string[]): Promise<Outcome> {
  const { child, ended } = startCli({ dataDir }, args)
  const patience = setTimeout(() => child.kill('SIGKILL'), 30_000)
  return ended.finally(() => clearTimeout(patience))
}

describe.skipIf(disk === null)('a full disk', () => {
  afterAll(() => disk?.remove())
  const folder = disk?.folder ?? ''
  const [dataDir, other] = [join(folder, 'data'), join(folder, 'nouveau')]
  const [first, second] = [join(folder, 'premier.json'), join(folder, 'second.json')]
  let before: Fingerprint
  let after: Fingerprint

  beforeAll(async () => {
    disk?.mount()
    disk?.leave(200)
    writeFileSync(first, generatedFile({ seed: 21, count: 800 }))
    writeFileSync(second, generatedFile({ seed: 22, count: 3000, from: 500 }))
    await importWhole(never, first)
    cpSync(never.dataDir, dataDir, { recursive: true })
    before = await fingerprint({ dataDir })
    await importWhole(never, second)
    after = await fingerprint(never)
    expect(before).toMatchObject({ contracts: expect.toSatisfy(n => n > 500), leftovers: 0 })
    expect(after.contracts).toBeGreaterThan(before.contracts + 1500)
  }, 60_000)

  test('an import stops before the engine lacks room: exit 3, one line, the register as before', async () => {
    // Less than the 64 MB that are kept free: it stores its first batch, then stops.
    disk?.leave(60)
    const { code, stdout, stderr } = await bounded(dataDir, 'import', second, '--json')
    expect(stderr).toMatch(FULL)
    expect(stderr).toMatch(/^Import de « [^\n]+ » arrêté, sans rien laisser à moitié dans le registre\. [^\n]+\n$/)
    expect({ code, stdout }).toEqual({ code: 3, stdout: '' })
    expect(await fingerprint({ dataDir })).toEqual(before)
  }, 60_000)

  test('the engine itself meets a full disk: the import is refused, then it stops, whoever asks is told, nobody waits', async () => {
    disk?.leave(72)
    const db = await openDatabase({ dataDir })
    const request = { path: second, file: 'second.json', author: 'essai', today: '2026-11-23' }
    const fill = (read: number) => read === 1500 && disk?.leave(0)
    await expect(importFile(db, { ...request, onProgress: fill })).rejects.toMatchObject({ code: 'disk-full' })
    const full = { code: 'disk-full', why: expect.stringMatching(/^PANIC: .*No space left on device/) }
    const nextPiece = () =>
      db.transaction(trx => sql`select pg_logical_emit_message(true, '', 'x'), pg_switch_wal()`.execute(trx))
    await expect(Promise.all([nextPiece(), nextPiece(), nextPiece()])).rejects.toMatchObject(full)
    expect(await db.stopped).toMatchObject(full)
    await expect(db.read.selectFrom('register').selectAll().execute()).rejects.toMatchObject(full)
    await db.close()
  }, 60_000)

  test('while the disk is full nothing opens, neither this register nor a new one: exit 3, one line', async () => {
    disk?.leave(1)
    for (const place of [dataDir, other]) {
      const { code, stdout, stderr } = await bounded(place, 'rates', '--json')
      expect(stderr).toMatch(FULL)
      expect(stderr).toMatch(/^[^\n]+\n$/)
      expect({ code, stdout }).toEqual({ code: 3, stdout: '' })
    }
  }, 60_000)

  test('once there is room the register is as before, the import is as on a disk that never was full', async () => {
    disk?.leave(300)
    const { leftovers: _, ...seen } = await fingerprint({ dataDir })
    expect(before).toMatchObject(seen)
    expect(await importWhole({ dataDir }, second)).toMatchObject({ read: 3000 })
    expect(await fingerprint({ dataDir })).toEqual(after)
  }, 60_000)

  test('once there is room the register whose creation was cut is made', async () => {
    expect(existsSync(join(other, 'pg.incomplete'))).toBe(true)
    // What a cut a little later would have left: PGlite takes the folder for a whole one by this file.
    mkdirSync(join(other, 'pg'), { recursive: true })
    writeFileSync(join(other, 'pg', 'PG_VERSION'), '17\n')
    expect(await ratesOfAll({ dataDir: other })).toMatchObject({ contracts: 0 })
    expect(existsSync(join(other, 'pg.incomplete'))).toBe(false)
  }, 60_000)
})

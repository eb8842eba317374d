import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openRegister, sumsOf, undoImport } from '#features/contracts'
import type { Database } from '#platform/db'
import { cli, startCli } from '../support/cli.ts'
import { testAddress } from '../support/database.ts'
import { generatedFile, numbers } from '../support/generated.ts'
import { between } from './killing.test-support.ts'
import { type Fingerprint, fingerprint, fingerprintOf, importWhole, ratesOfAll } from './register.test-support.ts'

/** `npm run drill` kills more often. */
const ROUNDS = Number(process.env['KILL_ROUNDS'] ?? 5)
/** Records of the file that is cut: the embedded engine takes five times as long for as many. */
const SIZE = ROUNDS > 5 ? 20_000 : process.env['TEST_ENGINE'] === 'pglite' ? 4000 : 10_000
const SEED = Number(process.env['KILL_SEED'] ?? Date.now() % 1_000_000)

const address = await testAddress()

const folder = mkdtempSync(join(tmpdir(), 'mieuxdisant-kill-'))
const [first, second] = [join(folder, 'premier.json'), join(folder, 'second.json')]
afterAll(() => rmSync(folder, { recursive: true }))

/** What readers see of the whole register, all of it, and the number of its latest import. */
interface Seen {
  sums: string
  register: Fingerprint
  latest: number
}

let before: Seen
let after: Seen & { rates: unknown }
/** How long the import of the second file takes here, in milliseconds, its process included. */
let duration: number

beforeAll(async () => {
  writeFileSync(first, generatedFile({ seed: 11, count: 4000 }))
  writeFileSync(second, generatedFile({ seed: 12, count: SIZE, from: 2000 }))
  await importWhole(address, first)
  before = await between(address, whatIsSeen)
  const start = Date.now()
  await importWhole(address, second)
  duration = Date.now() - start
  const rates = await ratesOfAll(address)
  after = { ...(await between(address, whatIsSeen)), rates }
  expect(await cli(address, 'undo', String(after.latest))).toMatchObject({ code: 0, stderr: '' })
  expect(await fingerprint(address)).toEqual(before.register)
  expect(before.register.contracts).toBeGreaterThan(3000)
  expect(after.register.contracts).toBeGreaterThan(before.register.contracts + SIZE / 3)
  expect(after.register.leftovers).toBe(0)
}, 240_000)

/** The number of the latest finished import. */
async function latestImport(db: Database): Promise<number> {
  return (await db.read.selectFrom('register').select('generation').executeTakeFirstOrThrow()).generation
}

async function whatIsSeen(db: Database): Promise<Seen> {
  return { sums: await sumsOfAll(db), register: await fingerprintOf(db), latest: await latestImport(db) }
}

async function sumsOfAll(db: Database): Promise<string> {
  return JSON.stringify(await sumsOf(await openRegister(db.read), { buyers: null, year: null }))
}

/** Ends an import by a signal after a delay; when it had finished, it is undone. Tells whether it was cut. */
async function cut(
  signal: 'SIGKILL' | 'SIGINT',
  delay: number,
): Promise<{ finished: boolean; stderr: string; code: number | null }> {
  const { child, ended } = startCli(address, ['import', second, '--json'])
  await Promise.race([pause(delay), ended])
  child.kill(signal)
  const { code, stderr } = await ended
  const finished = await between(address, async db => {
    const sums = await sumsOfAll(db)
    const whole = sums === after.sums
    expect(sums).toBe(whole ? after.sums : before.sums)
    if (code === 0) expect(whole).toBe(true)
    if (whole) await undoImport(db, await latestImport(db))
    return whole
  })
  return { finished, stderr, code }
}

test(
  `kill -9 at ${ROUNDS} random moments (KILL_SEED=${SEED}): the register is as before or after, never between`,
  async () => {
    const next = numbers(SEED)
    let cuts = 0
    // An import that was faster than the one measured is not cut: then the moments come sooner.
    let pace = 1
    for (let round = 0; round < ROUNDS || cuts === 0; round++) {
      // Half of the kills fall in the last third, where sums are made and the switch happens.
      const share = round % 2 === 0 ? 0.15 + next(850) / 1000 : 0.65 + next(350) / 1000
      const { finished } = await cut('SIGKILL', duration * share * pace)
      if (finished) pace *= 0.9
      else cuts++
    }
    const { leftovers: _, ...seen } = await fingerprint(address)
    expect(before.register).toMatchObject(seen)
  },
  ROUNDS * 60_000,
)

test('Ctrl-C during an import: one line, exit 3, the register as before', async () => {
  for (let share = 0.5; ; share *= 0.7) {
    const { finished, stderr, code } = await cut('SIGINT', duration * share)
    if (finished) continue
    expect(stderr).toBe(`Import de « ${second} » interrompu : le registre est resté comme avant ce fichier.\n`)
    expect(code).toBe(3)
    break
  }
  expect(await fingerprint(address)).toEqual(before.register)
}, 120_000)

test('after all that the next import is the same as a clean one', async () => {
  const counts = await importWhole(address, second)
  expect(counts['read']).toBe(SIZE)
  expect(await ratesOfAll(address)).toEqual(after.rates)
  expect(await fingerprint(address)).toEqual(after.register)
}, 60_000)

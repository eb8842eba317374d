import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import pino from 'pino'
import { afterAll, describe, expect, inject, test } from 'vitest'
import { undoImport } from '#features/contracts'
import { openDatabase } from '#platform/db'
import { openApp } from '../../src/app.tsx'
import { type Services, siteOf } from '../../src/site.ts'
import { startCli } from '../support/cli.ts'
import { testAddress } from '../support/database.ts'
import { generatedFile } from '../support/generated.ts'
import { freePort } from '../support/ports.ts'
import { administer } from '../support/postgres-databases.ts'
import { fingerprint } from './register.test-support.ts'

const address = await testAddress()
const engine = process.env['TEST_ENGINE']
const folder = mkdtempSync(join(tmpdir(), 'mieuxdisant-indisponible-'))
afterAll(() => rmSync(folder, { recursive: true }))

/** The site over this file's database, and the reasons that it logged. */
async function site() {
  const db = await openDatabase(address)
  const logged: { code?: string; why?: string }[] = []
  const log = pino({ level: 'error' }, { write: (line: string) => logged.push(JSON.parse(line)) })
  const app = openApp(siteOf({ db } as Services), log)
  const ask = async () => {
    const answer = await app.request('/')
    return { status: answer.status, retry: answer.headers.get('retry-after'), html: await answer.text() }
  }
  return { db, ask, logged }
}

const AWAY = { status: 503, retry: '30', html: expect.stringContaining('momentanément indisponible') }

describe.skipIf(engine !== 'pglite')('an embedded engine that ends', () => {
  test('the statement that ended it and all that follow are refused; pages are unavailable', async () => {
    const { db, ask, logged } = await site()
    try {
      expect((await ask()).status).toBe(200)
      // PGlite has no processes: what would start one is a trap, after which the engine cannot be used.
      const trap = db.transaction(trx => sql`copy (select 1) to program 'true'`.execute(trx))
      await expect(trap).rejects.toMatchObject({ code: 'database-stopped' })
      expect(await db.stopped).toMatchObject({ code: 'database-stopped' })
      expect(await ask()).toEqual(AWAY)
      expect(logged).toMatchObject([{ code: 'database-stopped', why: expect.stringMatching(/./) }])
    } finally {
      await db.close()
    }
    const again = await site()
    expect((await again.ask()).status).toBe(200)
    await again.db.close()
  })

  test('“serve” says so in its log, and ends with 3', async () => {
    const [end, preload] = [join(folder, 'end'), join(folder, 'preload.mjs')]
    writeFileSync(
      preload,
      `import { existsSync } from 'node:fs'
import { isMainThread } from 'node:worker_threads'
if (!isMainThread) setInterval(() => existsSync(${JSON.stringify(end)}) && process.exit(9), 50).unref()`,
    )
    const env = { PORT: String(await freePort()), NODE_OPTIONS: `--import=${preload}` }
    const { child, ended } = startCli(address, ['serve'], env)
    const patience = setTimeout(() => child.kill('SIGKILL'), 25_000)
    child.stdout?.once('data', () => writeFileSync(end, ''))
    const { code, stderr } = await ended.finally(() => clearTimeout(patience))
    const last = {
      level: 60,
      code: 'database-stopped',
      why: 'exit 9',
      msg: expect.stringMatching(/^La base embarquée s’est arrêtée/),
    }
    // What was being asked of it fails too, and may say so after.
    expect(
      stderr
        .trim()
        .split('\n')
        .map(line => JSON.parse(line)),
    ).toContainEqual(expect.objectContaining(last))
    expect(code).toBe(3)
  })
})

describe.skipIf(engine !== 'postgres')('a PostgreSQL server', () => {
  /** Asks the server about the connections to this file's database; afresh, since one transaction always sees the same. */
  const connections = async (what: string, where = 'true') => {
    const query = `select ${what} as n from pg_stat_activity where pid <> pg_backend_pid() and datname = $1 and ${where}`
    const name = 'url' in address ? new URL(address.url).pathname.slice(1) : ''
    const { rows } = await administer(inject('server'), client => client.query(query, [name]))
    return rows[0]?.n
  }
  const cut = (where?: string) => connections('pg_terminate_backend(pid)', where)
  const waiting = () => connections('count(*)::int', "wait_event_type = 'Lock'")

  /** Holds up every page while something is done; what is done may cut it too. */
  const whileLocked = (work: () => Promise<void>, table = 'register') =>
    administer('url' in address ? address.url : '', async client => {
      client.on('error', () => {})
      await client.query(`begin; lock table ${table} in access exclusive mode`)
      await work()
    })

  test('that cuts a connection makes its page unavailable, and no other', async () => {
    const { db, ask, logged } = await site()
    await whileLocked(async () => {
      const answer = ask()
      await expect.poll(waiting).toBe(1)
      await cut()
      expect(await answer).toEqual(AWAY)
    })
    expect(logged).toMatchObject([{ code: 'database-lost', why: expect.stringMatching(/terminat/) }])
    expect((await ask()).status).toBe(200)
    await db.close()
  })

  test('whose connections are all in use is busy, not stopped', async () => {
    const { db, ask, logged } = await site()
    let held: ReturnType<typeof ask>[] = []
    // What the register is, pages that come together ask once; the latest import, each asks.
    await whileLocked(async () => {
      held = Array.from({ length: 10 }, ask)
      await expect.poll(waiting, { timeout: 5000 }).toBe(10)
      expect(await ask()).toEqual(AWAY)
    }, 'import')
    expect(logged).toMatchObject([{ code: 'database-busy' }])
    for (const page of held) expect((await page).status).toBe(200)
    await db.close()
  })

  test('that cuts an import: exit 3, one line, nothing is left half-way', async () => {
    const before = await fingerprint(address)
    const file = join(folder, 'gros.json')
    writeFileSync(file, generatedFile({ seed: 31, count: 20_000 }))
    let importing: ReturnType<typeof startCli> | undefined
    // Its first batch waits in mid-copy.
    await whileLocked(async () => {
      importing = startCli(address, ['import', file, '--json'])
      await expect.poll(waiting, { timeout: 20_000 }).toBeGreaterThan(0)
      await cut()
    }, 'contract_raw')
    expect(await stopped(importing)).toMatch(/La base PostgreSQL ne répond plus : [^\n]+ Détail : [^\n]+\n$/)
    const { leftovers: _, ...seen } = await fingerprint(address)
    expect(before).toMatchObject(seen)
  })

  test('that cuts only what kept the place of an import: it stops once another has begun', async () => {
    const before = await fingerprint(address)
    const file = join(folder, 'doublé.json')
    writeFileSync(file, generatedFile({ seed: 32, count: 40_000 }))
    const other = await openDatabase(address)
    let importing: ReturnType<typeof startCli> | undefined
    let begun: Promise<string | null> = Promise.resolve(null)
    await whileLocked(async () => {
      importing = startCli(address, ['import', file, '--json'])
      await expect.poll(waiting, { timeout: 20_000 }).toBeGreaterThan(0)
      await cut("pid in (select pid from pg_locks where locktype = 'advisory')")
      begun = other.exclusively('import', async () => {
        await importing?.ended
        return 'begun'
      })
      // It waits for what the first is writing.
      await expect.poll(waiting).toBeGreaterThan(1)
    }, 'contract_raw')
    expect(await stopped(importing)).toMatch(/réservait la base à ce travail a été coupée[^\n]+\n$/)
    expect(await begun).toBe('begun')
    // Whoever comes next removes what it left.
    await expect(undoImport(other, 999_999)).rejects.toMatchObject({ code: 'import-unknown' })
    await other.close()
    expect(await fingerprint(address)).toEqual({ ...before, leftovers: 0 })
  })

  /** What an import that stopped half-way says, in one line. */
  async function stopped(importing: ReturnType<typeof startCli> | undefined): Promise<string> {
    if (!importing) throw new Error('not started')
    const { child, ended } = importing
    const patience = setTimeout(() => child.kill('SIGKILL'), 25_000)
    const { code, stdout, stderr } = await ended.finally(() => clearTimeout(patience))
    expect(stderr).toMatch(/^Import de « [^\n]+ » arrêté, sans rien laisser à moitié dans le registre\. /)
    expect({ code, stdout }).toEqual({ code: 3, stdout: '' })
    return stderr
  }
})

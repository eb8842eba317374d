import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { cli, type Outcome, startCli } from '../support/cli.ts'
import { testAddress } from '../support/database.ts'
import { generatedFile } from '../support/generated.ts'
import { type RunningServer, startServer } from '../support/server.ts'
import { fingerprint, importWhole } from './register.test-support.ts'

const address = await testAddress()
const folder = mkdtempSync(join(tmpdir(), 'mieuxdisant-serveur-'))
const [small, large] = [join(folder, 'petit.json'), join(folder, 'grand.json')]

// On PostgreSQL every command has connections of its own: there is nothing to carry out for others.
describe.skipIf(process.env['TEST_ENGINE'] !== 'pglite')('commands while a server holds the embedded database', () => {
  let server: RunningServer
  const ask = (...args: string[]) => cli(address, ...args)

  beforeAll(async () => {
    writeFileSync(small, generatedFile({ seed: 31, count: 300 }))
    writeFileSync(large, generatedFile({ seed: 32, count: 6000, from: 1000 }))
    server = await startServer(address)
  }, 60_000)
  afterAll(async () => {
    await server.stop()
    rmSync(folder, { recursive: true })
  })

  test('an account is opened: its link leads to the server; a refusal is the same sentence', async () => {
    const create = ['user', 'create', 'ada@exemple.fr', '--name', 'Ada', '--json']
    const { code, stdout, stderr } = await ask(...create)
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    const { link } = JSON.parse(stdout)
    expect(link).toMatch(new RegExp(`^${server.url}/mot-de-passe`))
    expect((await fetch(link)).status).toBe(200)
    const again = await ask(...create)
    expect(again).toMatchObject({
      code: 3,
      stdout: '',
      stderr: expect.stringMatching(/^[^\n]*ada@exemple\.fr[^\n]*\n$/),
    })
    expect(await ask('rates', '--year', '24')).toMatchObject({
      code: 3,
      stderr: expect.stringMatching(/^--year attend/),
    })
  })

  test('an import, and questions at the same time: each terminal has its own answer', async () => {
    const year = (n: number) => ask('rates', '--json', '--year', String(n))
    const [imported, ...rates] = await Promise.all([ask('import', small, '--json'), year(2018), year(2019), year(2020)])
    expect(imported).toMatchObject({ code: 0, stderr: '' })
    expect(JSON.parse(imported.stdout)).toMatchObject({ read: 300 })
    expect(rates.map(({ stdout }) => JSON.parse(stdout).year)).toEqual(['2018', '2019', '2020'])
    const { code, stdout } = await ask('export', 'decp')
    expect(code).toBe(0)
    expect(JSON.parse(stdout).marches).toBeTypeOf('object')
    expect((await fetch(`${server.url}/taux`)).status).toBe(200)
  }, 60_000)

  test('two imports at once: one is done, the other refused as between two processes', async () => {
    const both = await Promise.all([ask('import', large), ask('import', large)])
    const refused = both.find(({ code }) => code !== 0)
    expect(both.map(({ code }) => code).sort()).toEqual([0, 3])
    expect(refused?.stderr).toMatch(/^Un autre import est en cours[^\n]+\n$/)
    const undone = await ask('undo', '2', '--json')
    expect(undone).toMatchObject({ code: 0, stderr: '' })
  }, 60_000)

  test('what a server does not carry out is refused as before', async () => {
    for (const args of [['migrate'], ['serve'], ['restore', small]]) {
      const { code, stdout, stderr } = await ask(...args)
      expect({ code, stdout }).toEqual({ code: 3, stdout: '' })
      expect(stderr).toMatch(args[0] === 'restore' ? /^« .* » n’est pas une sauvegarde/ : /déjà ouvert par/)
    }
  })

  /** Begins an import and waits until the server is at it. */
  async function begun(): Promise<ReturnType<typeof startCli>> {
    const running = startCli(address, ['import', large])
    for (;;) {
      const page = await (await fetch(`${server.url}/imports`)).text()
      if (page.includes('En cours')) return running
      await pause(20)
    }
  }

  test('Ctrl-C in the terminal interrupts the import in the server', async () => {
    const { child, ended } = await begun()
    child.kill('SIGINT')
    const stderr = `Import de « ${large} » interrompu : le registre est resté comme avant ce fichier.\n`
    expect(await ended).toEqual<Outcome>({ code: 3, stdout: '', stderr })
  }, 60_000)

  test('a terminal that is killed interrupts its import too', async () => {
    const { child, ended } = await begun()
    child.kill('SIGKILL')
    await ended
    for (;;) {
      const page = await (await fetch(`${server.url}/imports`)).text()
      if (!page.includes('En cours')) break
      await pause(50)
    }
    expect((await ask('import', small, '--json')).code).toBe(0)
  }, 60_000)

  test('the server is killed in the middle: a sentence, exit 3; the next one takes its place, and commands', async () => {
    const { ended } = await begun()
    await server.stop('SIGKILL')
    const { code, stdout, stderr } = await ended
    expect({ code, stdout }).toEqual({ code: 3, stdout: '' })
    expect(stderr).toMatch(/^Le serveur qui tient ce dossier s’est arrêté avant la fin de la commande[^\n]+\n$/)
    // Nobody is there: the command runs by itself.
    expect((await ask('rates', '--json')).code).toBe(0)
    server = await startServer(address)
    expect(await ask('rates', '--json')).toMatchObject({ code: 0, stderr: '' })
    await server.stop()
    await importWhole(address, small)
    expect(await fingerprint(address)).toMatchObject({ leftovers: 0 })
    server = await startServer(address)
  }, 120_000)

  test('a folder whose name is too long for a socket', async () => {
    const dataDir = join(folder, 'dossier-de-données'.repeat(6))
    mkdirSync(dataDir)
    cpSync(inject('template'), dataDir, { recursive: true })
    const far = await startServer({ dataDir })
    try {
      expect(await cli({ dataDir }, 'rates', '--json')).toMatchObject({ code: 0, stderr: '' })
    } finally {
      await far.stop()
    }
  }, 60_000)
})

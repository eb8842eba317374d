import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { cli, startCli } from '../support/cli.ts'
import { testAddress } from '../support/database.ts'
import { generatedFile } from '../support/generated.ts'
import { root } from '../support/root.ts'
import { startServer } from '../support/server.ts'
import { fingerprint, importWhole, ratesOfAll } from './register.test-support.ts'

const address = await testAddress()
const engine = process.env['TEST_ENGINE']
const folder = mkdtempSync(join(tmpdir(), 'mieuxdisant-commandes-'))
const file = join(folder, 'marchés.json')
const large = join(folder, 'gros.json')
/** Records whose import outlives the start of another: the embedded engine is the slower of the two. */
const LARGE = engine === 'pglite' ? 1500 : 6000
afterAll(() => rmSync(folder, { recursive: true }))

beforeAll(async () => {
  writeFileSync(file, generatedFile({ seed: 3, count: 200 }))
  writeFileSync(large, generatedFile({ seed: 4, count: LARGE, from: 1000 }))
  await importWhole(address, file)
}, 60_000)

const USAGE: [args: string[], says: RegExp][] = [
  [['zorglub'], /^La commande « zorglub » n’existe pas/],
  [['import'], /^Il manque le ou les fichiers/],
  [['import', 'a.json', '--force'], /^L’option --force n’existe pas/],
  [['import', 'a.json', '--json=oui'], /^L’option --json n’attend pas de valeur/],
  [['rates', '2024'], /^« 2024 » n’est pas attendu ici/],
  [['rates', '--year', '24'], /^--year attend une année/],
  [['rates', '--year', '0000'], /^--year attend une année/],
  [['rates', '--buyer', "1' or '1'='1"], /^--buyer attend un SIREN/],
  [['rates', '--buyer'], /^L’option --buyer attend une valeur/],
  [['undo'], /^Il faut le numéro d’un import/],
  [['undo', '1;drop table import'], /^Il faut le numéro d’un import/],
  [['validate'], /^Il faut un fichier/],
  [['export', 'xml'], /^Il faut dire le format/],
  [['reference', 'load', 'names'], /^Il faut « load »/],
  [['migrate', 'vite'], /^« vite » n’est pas attendu ici/],
]

test.skipIf(engine !== 'pglite').each(USAGE)('usage: %j is refused in one line, exit 3', async (args, says) => {
  const { code, stdout, stderr } = await startCli(null, args).ended
  expect(stderr).toMatch(says)
  expect(stderr).toMatch(/^[^\n]+\n$/)
  expect({ code, stdout }).toEqual({ code: 3, stdout: '' })
})

const UNREACHABLE: [what: string, env: Record<string, string>, says: RegExp][] = [
  [
    'a server that is not there',
    { DATABASE_URL: 'postgres://u:secret@127.0.0.1:1/x' },
    /^La base PostgreSQL 127\.0\.0\.1:1\/x ne répond pas/,
  ],
  [
    'another kind of address',
    { DATABASE_URL: 'mysql://u:secret@h/x' },
    /^La variable DATABASE_URL vaut « mysql:\/\/…@h\/x »/,
  ],
  ['a file in the place of the folder', { DATA_DIR: file }, /^Le dossier « .* » ne peut pas être ouvert/],
]

test.skipIf(engine !== 'pglite').each(UNREACHABLE)('%s: exit 3, one line, no password', async (_what, env, says) => {
  const { code, stdout, stderr } = await startCli(null, ['rates', '--json'], env).ended
  expect(stderr).toMatch(says)
  expect(stderr).toMatch(/^[^\n]+\n$/)
  expect(stderr).not.toContain('secret')
  expect({ code, stdout }).toEqual({ code: 3, stdout: '' })
})

test('--data wins over DATABASE_URL', async () => {
  if (!('dataDir' in address)) return
  const nowhere = { DATABASE_URL: 'postgres://u:secret@127.0.0.1:1/x' }
  const { code, stdout } = await startCli(address, ['rates', '--json'], nowhere).ended
  expect(code).toBe(0)
  expect(objectIn(stdout)['contracts']).toBeGreaterThan(100)
})

/** What `--json` gives: one JSON object on one line, and nothing else. */
function objectIn(stdout: string): Record<string, unknown> {
  expect(stdout).toMatch(/^\{.*\}\n$/)
  return JSON.parse(stdout)
}

test.each(['import', 'validate'])('%s --json: one JSON object on one line, and nothing else', async name => {
  objectIn((await cli(address, name, file, '--json')).stdout)
})

test('migrate --json: what it applied, which is nothing the second time, and where the schema is', async () => {
  const names = readdirSync(root('migrations')).sort()
  const { stdout } = await cli(address, 'migrate', '--json')
  expect(objectIn(stdout)).toEqual({ engine, version: names.at(-1), applied: [] })
  if (engine !== 'pglite') return
  const fresh = await cli({ dataDir: join(folder, 'neuf') }, 'migrate', '--json')
  expect(objectIn(fresh.stdout)).toEqual({ engine, version: names.at(-1), applied: names })
}, 60_000)

test.each([
  ['an unknown buyer', ['--buyer', '123456789'], /^L’acheteur 123456789 n’est pas dans le registre/],
  ['a year without data', ['--year', '1901'], /^$/],
])('%s: zeros and nulls, exit 0', async (_what, options, says) => {
  const { code, stdout, stderr } = await cli(address, 'rates', '--json', ...options)
  expect(code).toBe(0)
  expect(stderr).toMatch(says)
  const { contracts, social } = objectIn(stdout)
  expect({ contracts, ...(social as object) }).toMatchObject({
    contracts: 0,
    filled: 0,
    yes: 0,
    rate: null,
    rateOfNotified: null,
    amount: { filled: 0, rate: null },
  })
})

test('a result that cannot be written: exit 3, one line', async () => {
  if (process.platform !== 'linux') return
  const { stderr, code } = await startCli(address, ['rates', '--json'], {}, '/dev/full').ended
  expect(stderr).toMatch(/^Le résultat ne peut pas être écrit [^\n]+\n$/)
  expect(code).toBe(3)
})

test('two imports at once: one is done, the other refused, the register is that of one', async () => {
  const [one, two] = await Promise.all([
    cli(address, 'import', large, '--json'),
    cli(address, 'import', large, '--json'),
  ])
  const [done, refused] = one.code === 0 ? [one, two] : [two, one]
  expect([done.code, refused.code]).toEqual([0, 3])
  expect(refused.stdout).toBe('')
  expect(refused.stderr).toMatch(
    engine === 'pglite' ? /déjà ouvert par[^\n]*\n$/ : /^Un autre import est en cours[^\n]+\n$/,
  )
  const counts = JSON.parse(done.stdout)
  expect(counts.read).toBe(LARGE)
  const { leftovers, ...register } = await fingerprint(address)
  expect(leftovers).toBe(0)
  expect(await importWhole(address, large)).toMatchObject({ created: 0, rejected: counts.rejected })
  expect(await fingerprint(address)).toMatchObject(register)
}, 60_000)

// On the embedded engine the server carries them out: while-serving.db.test.ts.
test.skipIf(engine === 'pglite')(
  'while a server holds the data it answers, and commands are carried out',
  async () => {
    const before = await ratesOfAll(address)
    const server = await startServer(address)
    try {
      expect(await cli(address, 'import', file, '--json')).toMatchObject({ code: 0, stderr: '' })
      expect((await fetch(`${server.url}/taux`)).status).toBe(200)
    } finally {
      await server.stop()
    }
    expect(await ratesOfAll(address)).toEqual(before)
  },
  60_000,
)

test.each([
  ['where the server listens', {}, null],
  ['PUBLIC_URL', { PUBLIC_URL: 'https://achats.exemple.fr/' }, 'https://achats.exemple.fr'],
])(
  'what leaves the site leads back to %s',
  async (_where, env, expected) => {
    const server = await startServer(address, env)
    try {
      const { url } = (await (await fetch(`${server.url}/taux.json`)).json()) as { url: string }
      expect(url).toBe(`${expected ?? server.url}/taux`)
    } finally {
      await server.stop()
    }
  },
  60_000,
)

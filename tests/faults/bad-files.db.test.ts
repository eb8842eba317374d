import { createWriteStream, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { setTimeout as pause } from 'node:timers/promises'
import { createGzip, gzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Outcome, startCli } from '../support/cli.ts'
import { testAddress } from '../support/database.ts'
import { generatedFile } from '../support/generated.ts'
import { type Fingerprint, fingerprint, importWhole } from './register.test-support.ts'

/** `npm run drill` takes a whole gigabyte. */
const DRILL = process.env['LONG_STRING_MB']
const MEGABYTES = Number(DRILL ?? 300)

const address = await testAddress()
const folder = mkdtempSync(join(tmpdir(), 'mieuxdisant-mauvais-'))
afterAll(() => rmSync(folder, { recursive: true }))

function write(name: string, content: string | Uint8Array): string {
  const path = join(folder, name)
  writeFileSync(path, content)
  return path
}

const good = generatedFile({ seed: 5, count: 300 })
const deep = (open: string, close: string, inside = '') => open.repeat(10_000) + inside + close.repeat(10_000)
const xml = (inside: string, doctype = '') =>
  `<?xml version="1.0"?>${doctype}<marches><marche><id>A1</id><acheteur><id>22990099800019</id></acheteur><objet>${inside}</objet></marche></marches>`

/** Name of the file, its content (null: streamed below), what the command says of it. */
const REFUSED: [what: string, name: string, content: string | Uint8Array | null, says: RegExp][] = [
  ['an empty file', 'vide.json', '', /Le fichier est vide/],
  ['nothing but spaces', 'blanc.json', ' \n\t '.repeat(100), /Le fichier est vide/],
  ...[1, 40, 20_000, good.length - 1].map((bytes): (typeof REFUSED)[number] => [
    `JSON cut after ${bytes} bytes`,
    `coupé-${bytes}.json`,
    Buffer.from(good).subarray(0, bytes),
    /Le JSON s’arrête avant sa fin/,
  ]),
  [
    'JSON with an error near its end',
    'fautif.json',
    good.replace(/\]\}\}$/, '},]}}'),
    /Le JSON est mal formé à l’octet \d+/,
  ],
  ['10 000 brackets never closed', 'crochets.json', '['.repeat(10_000), /Le JSON s’arrête avant sa fin/],
  ['10 000 objects one in another', 'objets.json', deep('{"a":', '}', '1'), /ne contient pas de liste « marches »/],
  ['10 000 XML elements one in another', 'profond.xml', xml(deep('<a>', '</a>')), /plus de 64 niveaux/],
  ['a web page', 'page.json', '<!DOCTYPE html><html><body>404</body></html>', /Le fichier contient une page web/],
  ['a PDF named .json', 'rapport.json', '%PDF-1.7\n1 0 obj', /Le contenu n’est ni du JSON/],
  ['zeros', 'zéros.csv', Buffer.alloc(5000), /Le contenu n’est ni du JSON|UTF-16|vide/],
  [
    'XML with an external entity',
    'entité.xml',
    xml('&x;', '<!DOCTYPE m [<!ENTITY x SYSTEM "file:///etc/passwd">]>'),
    /DOCTYPE/,
  ],
  ['XML with an unknown entity', 'inconnue.xml', xml('&x;'), /Le XML est mal formé/],
  ['XML cut', 'coupé.xml', xml('Objet').slice(0, -20), /Le XML est mal formé/],
  ['another JSON', 'autre.json', '{"type":"FeatureCollection","features":[]}', /ne contient pas de liste « marches »/],
  ['another table', 'autre.csv', 'nom;ville\nA;B\n', /Le contenu n’est ni du JSON|Il manque au tableau/],
  ['a gzip cut', 'coupé.json.gz', gzipSync(good).subarray(0, -100), /L’archive est abîmée/],
  ['a gzip bomb', 'bombe.json.gz', null, /L’archive grossit plus de 200 fois/],
  ['no file', 'absent.json', null, /est introuvable/],
  ['a folder', '.', null, /c’est un dossier/],
]

const GOOD: [what: string, name: string, content: string | Uint8Array][] = [
  ['JSON named .xml', 'marchés.xml', good],
  [
    '10 000 brackets inside a contract',
    'profond.json',
    `{"marches":[{"id":"P1","acheteur":{"id":"22990099800019"},"titulaires":${deep('[', ']')},"objet":${deep('{"a":', '}', '1')}}]}`,
  ],
  ['gzip named .json', 'zippé.json', gzipSync(good)],
]

let outcome: Outcome
let before: Fingerprint

beforeAll(async () => {
  for (const [, name, content] of [...REFUSED, ...GOOD]) if (content !== null) write(name, content)
  const spaces = Buffer.alloc(1 << 20, ' ')
  async function* bomb() {
    yield '{"marches":{"marche":['
    for (let i = 0; i < 200; i++) yield spaces
    yield ']}}'
  }
  await pipeline(Readable.from(bomb()), createGzip({ level: 9 }), createWriteStream(join(folder, 'bombe.json.gz')))
  await importWhole(address, write('avant.json', generatedFile({ seed: 6, count: 100, from: 5000 })))
  before = await fingerprint(address)
  const refused = REFUSED.map(([, name]) => join(folder, name))
  outcome = await startCli(address, ['import', ...refused, '--json']).ended
}, 120_000)

test.each(REFUSED)('%s is refused in one French sentence', (_what, name, _content, says) => {
  const lines = outcome.stderr.split('\n').filter(line => line.startsWith(`${join(folder, name)} : `))
  expect(lines).toHaveLength(1)
  expect(lines[0]).toMatch(says)
  expect(lines[0]).not.toMatch(/Error|at .*:\d+|undefined|root:/)
})

test('files that cannot be read: exit 2, one line each, one JSON object, the register as before', async () => {
  expect(outcome.code).toBe(2)
  expect(outcome.stderr.trimEnd().split('\n')).toHaveLength(REFUSED.length)
  expect(JSON.parse(outcome.stdout)).toMatchObject({
    files: REFUSED.length,
    read: 0,
    created: 0,
    warnings: {},
    rejectsFile: null,
  })
  expect(await fingerprint(address)).toEqual(before)
}, 60_000)

test.each(GOOD)('%s is imported', async (_what, name) => {
  const counts = await importWhole(address, join(folder, name))
  expect(counts).toMatchObject({ read: name === 'profond.json' ? 1 : 300 })
  if (name === 'zippé.json') expect(counts).toMatchObject({ created: 0, updated: 0 })
})

/** The most memory that a process has held, in megabytes; 0 when it has ended, or when the system does not say. */
function peakOf(pid: number | undefined): number {
  try {
    return Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024
  } catch {
    return 0
  }
}

// None of its records reaches an engine; beside PostgreSQL the memory is that of reading alone.
test.skipIf(process.env['TEST_ENGINE'] === 'pglite' && !DRILL)(
  `one text of ${MEGABYTES} MB is refused in constant memory`,
  async () => {
    const piece = Buffer.alloc(1 << 20, 'a')
    async function* long() {
      yield '{"marches":{"marche":[{"id":"A1","acheteur":{"id":"22990099800019"},"objet":"'
      for (let i = 0; i < MEGABYTES; i++) yield piece
      yield '"}]}}'
    }
    const path = join(folder, 'long.json')
    await pipeline(Readable.from(long()), createWriteStream(path))
    const start = await fingerprint(address)
    const peak = async (file: string) => {
      const { child, ended } = startCli(address, ['import', file, '--json'])
      let most = 0
      let running = true
      void ended.then(() => {
        running = false
      })
      while (running) {
        most = Math.max(most, peakOf(child.pid))
        await pause(20)
      }
      return { ...(await ended), most }
    }
    const small = await peak(join(folder, 'vide.json'))
    const { code, stderr, most } = await peak(path)
    expect(code).toBe(2)
    expect(stderr).toBe(
      `${path} : Un seul enregistrement dépasse 32 Mo : le fichier est abîmé. Redemandez-le à sa source.\n`,
    )
    // The embedded engine has some 400 MB of its own from the start: what counts is what the file adds.
    expect(most - small.most).toBeLessThan(200)
    if ('url' in address) expect(most).toBeLessThan(400)
    expect(await fingerprint(address)).toEqual(start)
  },
  180_000,
)

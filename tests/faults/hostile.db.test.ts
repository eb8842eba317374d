import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { routesOf } from '../../src/app.tsx'
import { siteOf } from '../../src/site.ts'
import { testAddress } from '../support/database.ts'
import { type RunningServer, startServer } from '../support/server.ts'
import { importWhole, ratesOfAll } from './register.test-support.ts'

const address = await testAddress()
const folder = mkdtempSync(join(tmpdir(), 'mieuxdisant-hostile-'))
let server: RunningServer
afterAll(async () => {
  await server?.stop()
  rmSync(folder, { recursive: true })
})

const BUYER = '22990099800019'
const SCRIPT = '<script>alert(1)</script><img src=x onerror=alert(2)>"\'&'
const SUBJECTS = {
  script: SCRIPT,
  formula: '=HYPERLINK("http://x";"y")',
  tag: '</title></textarea></style><svg onload=alert(3)>',
  emoji: 'Mobilier 🪑👩‍👩‍👧‍👦 et drapeaux 🏴󠁧󠁢󠁥󠁮󠁧󠁿',
  rightToLeft: 'شراء أثاث \u202eكراسي\u202c לבית ספר',
  controls: 'Nul\u0000 et cloche\u0007 et \ud800 seul',
}
const LONG = 'Réfection de toiture '.repeat(150_000)

/** A file with a contract for each subject, named after its identifier. */
function fileOf(name: string, subjects: Record<string, string>): string {
  const records = Object.entries(subjects).map(([id, objet], i) => ({
    id,
    acheteur: { id: BUYER, nom: `Commune ${SCRIPT}` },
    objet,
    nature: SCRIPT,
    procedure: SCRIPT,
    codeCPV: '45000000',
    dateNotification: `2024-01-0${i + 1}`,
    datePublicationDonnees: '2024-02-01',
    montant: 1000,
    titulaires: [{ typeIdentifiant: SCRIPT, id: '90990001100018', denominationSociale: '=1+1 <b>gras</b>' }],
    considerationsSociales: [SCRIPT],
    considerationsEnvironnementales: ['Clause environnementale'],
  }))
  const file = join(folder, name)
  writeFileSync(file, JSON.stringify({ marches: records }))
  return file
}

beforeAll(async () => {
  const file = fileOf('<script>alert(4)</script>.json'.replaceAll('/', '∕'), SUBJECTS)
  expect(await importWhole(address, file)).toMatchObject({ read: 6, created: 6 })
  expect(await ratesOfAll(address)).toMatchObject({
    contracts: 6,
    social: { unreadable: 6 },
    environmental: { yes: 6 },
  })
  server = await startServer(address, { PROXIES: '1' })
}, 60_000)

let places = 0
/** Asks for an address as it is written, without the client mending it; each time from somewhere else, since heavy answers are counted. */
async function ask(path: string): Promise<{ status: number; type: string; text: string }> {
  const answer = await fetch(server.url + path, { headers: { 'x-forwarded-for': `place ${places++}` } })
  return { status: answer.status, type: answer.headers.get('content-type') ?? '', text: await answer.text() }
}

/** Every address that a stranger may read, known without a database: only handlers touch it. */
const ROUTES = routesOf(siteOf({} as never))
  .filter(({ method, access }) => method === 'get' && access === 'everyone')
  .map(({ path }) => path.replaceAll(/(:\w+)\{[^/]*\}/g, '$1'))

async function identities(): Promise<string[]> {
  const { text } = await ask(`/marches.json?acheteurs=${BUYER}`)
  return (JSON.parse(text) as { contracts: { identity: string }[] }).contracts.map(({ identity }) => identity)
}

const noScript = (html: string) => {
  expect(html).not.toMatch(/<script>alert|<img src=x|<svg onload|<b>gras/)
  expect(html).not.toMatch(/\s at .+:\d+:\d+|[a-z]+Error:/)
}

test('script in subjects, names, types and file names is shown, never run', async () => {
  const ids = await identities()
  expect(ids).toHaveLength(6)
  // Mails are shown in the example only; nothing is published here, no scheme is public, no survey asked.
  const pages = ROUTES.filter(
    path => !/json|csv|xlsx|brut|^\/agendas|^\/courriels|^\/publications|^\/enquetes|^\/schemas\/:code/.test(path),
  ).flatMap(path =>
    path.includes(':identity')
      ? ids.map(id => path.replace(':identity', id))
      : [path.replace('/acheteurs/:id', `/acheteurs/${BUYER}`).replace('/imports/:id', '/imports/1')],
  )
  expect(pages.length).toBeGreaterThan(14)
  for (const page of [
    ...pages,
    '/taux/calcul?marches=renseignes',
    `/acheteurs?q=${encodeURIComponent(SCRIPT)}`,
    `/marches?q=${encodeURIComponent(SCRIPT)}`,
  ]) {
    const { status, text, type } = await ask(page)
    expect({ page, status, type }).toEqual({ page, status: 200, type: 'text/html; charset=UTF-8' })
    noScript(text)
  }
  expect((await ask('/marches')).text).toContain('&lt;script&gt;alert(1)')
})

test('the raw record is text, and what was published', async () => {
  const raws = await Promise.all((await identities()).map(id => ask(`/marches/${id}/brut`)))
  expect(raws.map(({ type }) => type)).toEqual(Array(6).fill('text/plain; charset=utf-8'))
  expect(raws.map(({ text }) => (JSON.parse(text) as { id: string }).id).sort()).toEqual(Object.keys(SUBJECTS).sort())
})

test('emoji and right-to-left text come out as they went in', async () => {
  const { text } = await ask(`/marches.json?acheteurs=${BUYER}`)
  const subjects = (JSON.parse(text) as { contracts: { subject: string }[] }).contracts.map(({ subject }) => subject)
  expect(subjects).toContain(SUBJECTS.emoji)
  expect(subjects).toContain(SUBJECTS.rightToLeft)
})

test('formulas in exported cells are neutralised', async () => {
  const { text } = await ask('/marches.csv')
  expect(text).not.toMatch(/(^|[;"\n])[=@]/)
  expect(text).toContain(`'=HYPERLINK(""http://x""`)
})

const FORGED = [
  "' or 1=1 --", '%00', '%ff%fe', '%u0041', '../../etc/passwd', '-1', '0', '1e309', 'NaN', '99999999999999999999', '٣', '0000', '9999',
  '__proto__', 'constructor', '[]', '{}', '%', '\\', '*', '%25', '😀', 'a'.repeat(500), ',,,', `${BUYER},`, '229900998,x;y', ' ', '\t\r\nX: y',
] // biome-ignore format: one glance

test.each(ROUTES)(
  'forged parameters of %s: an answer for people, never a fault',
  async route => {
    const names = [
      'acheteurs',
      'annee',
      'cpv',
      'procedure',
      'tranche',
      'sociale',
      'environnementale',
      'valeur',
      'montant',
      'defaut',
      'nature',
      'q',
      'tri',
      'page',
      'par',
      'pilier',
      'mesure',
      'marches',
      '__proto__',
    ]
    const encoded = (value: string) => (/^%[0-9a-f]{2}/i.test(value) ? value : encodeURIComponent(value))
    const place = (value: string) => route.replace(/:\w+/, value).replaceAll(/:\w+/g, '1')
    const valid = route.includes(':identity')
      ? ((await identities()).at(-1) ?? '')
      : route.startsWith('/imports')
        ? '1'
        : BUYER
    const addresses = FORGED.flatMap(value => [
      `${place(valid)}?${names.map(name => `${name}=${encoded(value)}`).join('&')}`,
      ...(route.includes(':') ? [place(encoded(value))] : []),
    ])
    addresses.push(
      `${place(valid)}?annee=2024&annee=x&q=a&q=b`,
      `${place(valid)}?=&&==&?`,
      `${place(valid)}?${'a=1&'.repeat(2500)}`,
    )
    for (const one of addresses) {
      const { status, text, type } = await ask(one)
      if (![200, 404].includes(status)) expect({ one: one.slice(0, 300), status }).toBe('200 or 404')
      if (type.startsWith('text/html')) noScript(text)
    }
  },
  60_000,
)

// After the forged addresses: each list would have carried it.
test('a subject of 3 MB: imported, whole in its record and in exports, its page and the lists stay small', async () => {
  expect(await importWhole(address, fileOf('long.json', { long: LONG }))).toMatchObject({ read: 1, created: 1 })
  for (const page of ['/marches', `/acheteurs/${BUYER}`, '/qualite', '/taux/calcul?pilier=environnementale']) {
    const { status, text } = await ask(page)
    expect({ page, status }).toEqual({ page, status: 200 })
    expect(text.length).toBeLessThan(400_000)
  }
  const { contracts } = JSON.parse((await ask(`/marches.json?acheteurs=${BUYER}`)).text) as {
    contracts: { identity: string; id: string; subject: string }[]
  }
  const long = contracts.find(({ subject }) => subject.length > 1_000_000)
  expect(long?.subject).toBe(LONG.trim())
  const page = await ask(`/marches/${long?.identity}`)
  expect(page.status).toBe(200)
  const raw = await ask(`/marches/${long?.identity}/brut`)
  expect((JSON.parse(raw.text) as { objet: string }).objet).toBe(LONG)
  for (const file of ['/marches.csv', '/marches.xlsx']) expect((await ask(file)).status).toBe(200)
})

test('the server has written no fault, and says so', () => {
  expect(server.output()).not.toMatch(/"level":(50|60)|fault/)
})

test('a year and a buyer without data: a page that says what to do', async () => {
  expect((await ask('/acheteurs/123456789')).status).toBe(404)
  for (const page of [
    '/taux?annee=1901',
    '/marches?annee=1901',
    '/taux/calcul?annee=1901',
    '/qualite?annee=1901',
    '/taux?annee=0000',
  ]) {
    const { status, text } = await ask(page)
    expect({ page, status }).toEqual({ page, status: 200 })
    expect(text).not.toMatch(/NaN|undefined|>null</)
  }
  const { text } = await ask('/taux.json?annee=1901')
  expect(JSON.parse(text)).toMatchObject({ rates: { contracts: 0, social: { rate: null, amount: { rate: null } } } })
})

import ExcelJS from 'exceljs'
import { beforeAll, expect, test } from 'vitest'
import { scopeOf } from '#features/organisations'
import { openDoor, organisationOf, type Someone } from '../../../../tests/support/actors.ts'
import { testDatabase } from '../../../../tests/support/database.ts'
import { plainSite } from '../../../../tests/support/plain-site.ts'
import { type DocumentValue, FORMAT } from '../document/document.ts'
import { fingerprintOf } from '../exporting.ts'
import { read, SMALL } from '../scheme.test-support.ts'
import { bringIn, type ValueKeeper } from './exchanging.ts'
import { FORMATS, type FormatName } from './formats.ts'
import { readSchemeFile } from './reading.ts'
import { exchangeRoutes } from './routes.tsx'

const db = await testDatabase()
const door = openDoor()
/** Keeps values in this process, as another feature will in tables of its own. */
const kept = new Map<string, readonly DocumentValue[]>()
const keeper: ValueKeeper = {
  read: async (_, __, { id }) => [...(kept.get(id) ?? [])],
  write: async (_, __, { id }, values) => {
    kept.set(id, values)
  },
}
const app = plainSite(exchangeRoutes({ db, keeper }), door)
const FILE = '/nouveau/fichier'
let mine: Record<'scheme-lead' | 'pilot', Someone>
let theirs: Record<'scheme-lead', Someone>

beforeAll(async () => {
  mine = await organisationOf(db, '22990099800019', 'Vallonne', 'scheme-lead', 'pilot')
  theirs = await organisationOf(db, '21990001600011', 'Aubrelieu', 'scheme-lead')
}, 60_000)

async function ask(path: string, someone: Someone, body?: FormData | URLSearchParams) {
  const base = `/organisations/${someone.membership.organisation.siren}/schemas`
  const sent = body ? { method: 'POST', body } : {}
  const answer = await app.request(base + path, { headers: door.as(someone), ...sent })
  const bytes = new Uint8Array(await answer.arrayBuffer())
  const text = Buffer.from(bytes)
    .toString()
    .replace(/[\u00a0\u202f]/g, ' ')
  return {
    status: answer.status,
    to: answer.headers.get('location')?.replace(base, '') ?? '',
    text,
    bytes,
    headers: answer.headers,
  }
}
function send(someone: Someone, name: string, bytes: Uint8Array | string) {
  const form = new FormData()
  form.append('fichier', new File([bytes as Uint8Array<ArrayBuffer>], name))
  return ask(FILE, someone, form)
}
const exported = (someone: Someone, code: string) => ask(`/${code}/export/json`, someone)

async function spreadsheet(): Promise<Uint8Array> {
  const book = new ExcelJS.Workbook()
  const sheet = book.addWorksheet('Plan')
  sheet.addRow(['SPASER'])
  sheet.addRow(['Volet', 'Intitulé de l’action', 'Budget', 'Indicateur', 'Cible 2028', '2024'])
  sheet.addRow(['Écologie', 'Moins de papier', '10 k€', 'Part de recyclé', 0.5, '12,5 %']).getCell(5).numFmt = '0 %'
  sheet.addRow([null, 'Moins d’eau', { formula: 'A9', result: { error: '#REF!' } }, 'Volume', '1.234'])
  sheet.mergeCells('A3:A4')
  book.addWorksheet('Brouillon', { state: 'hidden' }).addRow(['Action', 'Pilote'])
  return new Uint8Array(await book.xlsx.writeBuffer())
}

test('a spreadsheet of another shape: looked at, read otherwise, opened once; its columns are remembered', async () => {
  const lead = mine['scheme-lead']
  const sent = await send(lead, 'SPASER 2026-2029.xlsx', await spreadsheet())
  expect(sent).toMatchObject({ status: 303, to: expect.stringMatching(/^\/nouveau\/fichier\/[0-9a-f-]{36}$/) })
  const first = await ask(sent.to, lead)
  expect(first.text).toContain('1 axe, 0 objectif, 2 actions, 2 indicateurs, 1 valeur.')
  expect(first.text).toContain('Plan!E4')
  expect(first.text).toContain('se lit de deux façons')
  expect(first.text).toContain('value="spaser-2026-2029"')
  expect(first.text).toContain('value="2029-12-31"')
  expect(first.text).toContain('Cette feuille est masquée')
  expect(first.text).toContain('colonnes qui ne sont pas lues : Budget.')
  expect(first.text).not.toContain('Plan!C4')

  // The column « Budget » was not read.
  const choice = { 'titres-0': '2', 'titres-vus-0': '2', 'colonne-0-2': 'remark', title: 'SPASER', code: 'Faux Code' }
  const again = await ask(sent.to, lead, new URLSearchParams({ ...choice, faire: 'relire' }))
  expect(again.text).toContain('Plan!C4')
  const open = (fields: object) => ask(sent.to, lead, new URLSearchParams({ ...choice, ...fields, faire: 'ouvrir' }))
  expect(await open({})).toMatchObject({ status: 422, text: expect.stringContaining('en minuscules sans accent') })
  expect(await open({ code: 'spaser' })).toMatchObject({ status: 303, to: '/spaser?fait=importe' })
  expect(JSON.parse((await exported(lead, 'spaser')).text)).toMatchObject({
    format: FORMAT,
    title: 'SPASER',
    from: '2026-01-01',
    axes: [{ title: 'Écologie' }],
    actions: [{ title: 'Moins de papier', remark: '10 k€' }, { title: 'Moins d’eau' }],
    indicators: [{ targets: [{ period: '2028', value: '50' }] }, { label: 'Volume' }],
    values: [{ period: '2024', value: '12.5', state: 'draft' }],
  })
  expect((await ask(sent.to, lead)).status).toBe(404)

  const next = await send(lead, 'suite.xlsx', await spreadsheet())
  expect((await ask(next.to, lead)).text).toContain('Plan!C4')
  const other = await send(theirs['scheme-lead'], 'suite.xlsx', await spreadsheet())
  expect((await ask(other.to, theirs['scheme-lead'])).text).not.toContain('Plan!C4')
})

test.each(Object.keys(FORMATS) as FormatName[])(
  '%s: exported, sent back, the scheme is the same but for its address',
  async format => {
    const lead = mine['scheme-lead']
    const document = read({ ...SMALL, code: `essai-${format}`, adoption: { on: '2026-02-27', deliberation: '2026-12', vote: 'unanimité' }, values: [{ indicator: 'tonnage', period: '2025', row: 'fsc', value: '3.5', state: 'published' }] }) // biome-ignore format: a document
    await db.as(scopeOf(lead), trx => bringIn(trx, lead, document, keeper))
    const file = await ask(`/${document.code}/export/${format}`, mine.pilot)
    expect(file.headers.get('content-disposition')).toBe(`attachment; filename="essai-${format}.${FORMATS[format].extension}"`) // biome-ignore format: short
    expect(await readSchemeFile(file.bytes)).toEqual({ document })

    const sent = await send(lead, 'rendu.bin', file.bytes)
    const open = (code: string) => ask(sent.to, lead, new URLSearchParams({ code, faire: 'ouvrir' }))
    expect((await open(document.code)).text).toContain('est déjà prise par un autre schéma')
    expect(await open(`copie-${format}`)).toMatchObject({ status: 303, to: `/copie-${format}?fait=importe` })
    expect((await exported(lead, `copie-${format}`)).text).toBe(fingerprintOf({ ...document, code: `copie-${format}` }).json) // biome-ignore format: short
  },
)

test('who does not lead sends nothing; another organisation finds nothing', async () => {
  const sent = await send(mine['scheme-lead'], 'a.csv', 'Action;Pilote\nPapier;Achats\n')
  const { to } = sent
  expect(await ask(FILE, mine.pilot)).toMatchObject({ status: 403 })
  expect(await send(mine.pilot, 'a.csv', 'Action;Pilote\nA;B\n')).toMatchObject({ status: 403 })
  expect((await ask(to, theirs['scheme-lead'])).status).toBe(404)
  expect((await ask(to, theirs['scheme-lead'], new URLSearchParams({ faire: 'ouvrir' }))).status).toBe(404)
  expect((await exported(theirs['scheme-lead'], 'spaser')).status).toBe(404)
  expect((await ask('/spaser/export/pdf', mine.pilot)).status).toBe(404)
  expect((await ask('/nouveau/fichier/pas-un-numero', mine['scheme-lead'])).status).toBe(404)
})

test('what cannot be read is refused with its reason, and kept nowhere', async () => {
  const lead = mine['scheme-lead']
  const files = () => db.transaction(trx => trx.selectFrom('scheme_file').select('name').execute())
  const before = (await files()).length
  expect(await send(lead, 'vide.xlsx', '')).toMatchObject({ status: 422, text: expect.stringContaining('est vide') })
  expect((await send(lead, 'schema.pdf', '%PDF-1.7')).text).toContain('contient un PDF')
  expect((await send(lead, 'gros.csv', 'a'.repeat(20 * 1024 * 1024 + 1))).text).toContain('plus de 20 Mo')
  expect((await ask(FILE, lead, new FormData())).text).toContain('Aucun fichier n’a été choisi')
  expect((await files()).length).toBe(before)

  for (const [refused, more] of [
    ['à venir', { on: '2199-01-01' }],
    ['aucune action', { on: '2026-01-01' }],
  ] as const) {
    const early = await send(lead, 'a.json', JSON.stringify({ ...SMALL, code: 'trop-tot', objectives: [], actions: [], indicators: [], adoption: more })) // biome-ignore format: short
    expect((await ask(early.to, lead, new URLSearchParams({ faire: 'ouvrir' }))).text).toContain(refused)
  }
  const broken = await send(lead, 'faux.json', JSON.stringify({ ...SMALL, actions: [{ key: 'a', parent: 'nul', title: 'A' }] })) // biome-ignore format: short
  expect((await ask(broken.to, lead)).text).toContain('actions[0].parent')
  expect((await ask(broken.to, lead, new URLSearchParams({ faire: 'ouvrir' }))).status).toBe(422)
})

test('each statement keeps to its organisation by itself, where row-level security is off', async () => {
  await db.run('alter table scheme_file disable row level security; alter table scheme_head disable row level security')
  const sent = await send(mine['scheme-lead'], 'a.csv', 'Volet;Action;Budget\nÉcologie;Papier;5\n')
  const other = theirs['scheme-lead']
  expect((await ask(sent.to, other)).status).toBe(404)
  const own = await send(other, 'a.csv', 'Volet;Action;Budget\nÉcologie;Papier;5\n')
  expect((await ask(own.to, other)).text).toContain('<option value="no">Ne pas lire</option>')
  const choice = new URLSearchParams({ faire: 'ouvrir', code: 'leur', 'titres-0': '1', 'titres-vus-0': '1', 'colonne-0-2': 'legal' }) // biome-ignore format: short
  expect((await ask(own.to, other, choice)).status).toBe(303)
  // What they said of « Budget » is theirs.
  expect((await ask(sent.to, mine['scheme-lead'])).text).toMatch(/<option value="remark" selected/)
  await db.run('alter table scheme_file enable row level security; alter table scheme_head enable row level security')
})

test('the preview says how many values are of other buyers, which are left out', async () => {
  const buyers = [...SMALL.buyers, { siren: '219900016', name: 'Aubrelieu' }]
  const values = ['229900998', '219900016', '219900016'].map((buyer, rank) => ({
    indicator: 'part-sociale',
    period: `${2023 + rank}`,
    buyer,
    value: '1',
  }))
  const sent = await send(mine['scheme-lead'], 'commun.json', JSON.stringify({ ...SMALL, buyers, values }))
  expect((await ask(sent.to, mine['scheme-lead'])).text).toContain('2 valeurs d’autres acheteurs ne sont pas reprises')
  const other = await send(theirs['scheme-lead'], 'commun.json', JSON.stringify({ ...SMALL, buyers, values }))
  expect((await ask(other.to, theirs['scheme-lead'])).text).toContain('1 valeur d’autres acheteurs n’est pas reprise')
})

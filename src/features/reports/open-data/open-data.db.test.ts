import { execFileSync, spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { unzipSync } from 'fflate'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { contractMeasures, exampleFiles, importFile } from '#features/contracts'
import { computeAll, judgeExample, valueKeeper } from '#features/indicators'
import { publicationRoutes } from '#features/publications'
import { importForOrganisation, openExampleSchemes, trustedDocument } from '#features/scheme'
import { organisationOf, type Someone } from '../../../../tests/support/actors.ts'
import { testDatabase } from '../../../../tests/support/database.ts'
import { plainSite } from '../../../../tests/support/plain-site.ts'
import { root } from '../../../../tests/support/root.ts'
import { AUBRELIEU, PIERREFONTE, VALLONNE } from '../../../../tests/support/vallonne.ts'
import { SCHEME } from '../bilan/bilan.test-support.ts'
import { bilanKind } from '../bilan/kind.tsx'
import { publishBilan, readDraft } from '../bilan/publishing.ts'
import { FORMATS } from '../formats.ts'
import { reportFor } from '../operating.ts'

const PYTHON = spawnSync('python3', ['--version']).status === 0
const db = await testDatabase()
const folder = mkdtempSync(join(tmpdir(), 'mieuxdisant-donnees-'))
let admin: Someone
let department: Someone
let municipality: Someone

/** A scheme that says 39 % of what makes 38.48 %, and whose names and levels would be formulas in a spreadsheet. */
const doubtful = () => {
  const changed = SCHEME.values.map(one =>
    one.indicator === 'recycle' && one.period === '2024' ? { ...one, value: '39' } : one,
  )
  const scale = {
    ...SCHEME.indicators[4],
    key: 'niveau',
    label: '=SOMME(A1)',
    kind: 'scale',
    levels: ['-faible', '@fort'],
  }
  return trustedDocument({
    ...SCHEME,
    code: 'doutes-2023',
    indicators: [...SCHEME.indicators, scale],
    values: [...changed, { indicator: 'niveau', period: '2024', words: '@fort', state: 'validated' }],
  })
}

/** Opens an archive in a folder of its own. */
function opened(name: string, archive: Uint8Array): { at: string; names: string[]; read: (file: string) => string } {
  const at = join(folder, name)
  mkdirSync(at)
  const files = unzipSync(archive)
  for (const [file, bytes] of Object.entries(files)) writeFileSync(join(at, file), bytes)
  return { at, names: Object.keys(files).sort(), read: file => readFileSync(join(at, file), 'utf8') }
}
/** Runs the script of a folder, as a stranger does. */
function recomputed(at: string) {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['recalcul.mjs'], { cwd: at, env: {} })
  return { status, said: `${stdout}${stderr}` }
}
/** Writes another text in a file. */
function spoil(at: string, file: string, is: string | RegExp, becomes: string) {
  const text = readFileSync(join(at, file), 'utf8')
  const other = text.replace(is, becomes)
  expect(other).not.toBe(text)
  writeFileSync(join(at, file), other)
}

beforeAll(async () => {
  const own = async (siret: string, name: string) =>
    (await organisationOf(db, siret, name, 'administrator')).administrator
  admin = await own('80000000100010', 'Commune d’essai')
  department = await own(`${VALLONNE}00019`, 'Département de la Vallonne')
  municipality = await own(`${AUBRELIEU}00011`, 'Commune d’Aubrelieu')
  const village = await own(`${PIERREFONTE}00015`, 'Commune de Pierrefonte')
  for (const { name, text } of exampleFiles()) {
    const path = join(folder, name)
    writeFileSync(path, text)
    await importFile(db, { path, file: name, author: 'essai', today: '2026-11-23' })
  }
  await openExampleSchemes(db, department, [municipality, village], valueKeeper)
  await computeAll({ db, measures: contractMeasures(db.read) })
  for (const buyer of [department, municipality, village]) await judgeExample(db, buyer)
  for (const scheme of [SCHEME, doubtful()])
    await importForOrganisation(db, admin.membership.organisation.siren, scheme, valueKeeper)
}, 60_000)
afterAll(() => rmSync(folder, { recursive: true }))

test('the joint bilan of the example is computed again, together and buyer by buyer', async () => {
  const archive = await reportFor(db, 'vallonne-2022', 2024, 'zip')
  const { at, read } = opened('vallonne', archive)
  expect(recomputed(at)).toEqual({
    status: 0,
    said: expect.stringMatching(/55 calculs, 52 indicateurs, 6 taux\.\n\nidentique\n$/),
  })
  const { voices, buyers } = JSON.parse(read('chiffres.json'))
  expect(voices.map(({ buyer }: { buyer: string | null }) => buyer)).toEqual([
    null,
    ...buyers.map(({ siren }: { siren: string }) => siren),
  ])
  // What a measure left out is told, and where its rows are.
  expect(read('valeurs.csv')).toContain(
    ';mesurée;66;77;85,714285714286;%;;Concessions, qui ont leur propre ligne : 1;/marches?acheteurs=229900998&annee=2024',
  )
  expect(await reportFor(db, 'vallonne-2022', 2024, 'zip')).toEqual(archive)
})

test.skipIf(!PYTHON)('Python adds up the same figures', () => {
  const out = execFileSync('python3', [root('tests/independent/bilan.py'), join(folder, 'vallonne')])
  const { compared, different } = JSON.parse(out.toString()) as { compared: number; different: string[] }
  expect(different).toEqual([])
  expect(compared).toBeGreaterThan(100)
})

test.skipIf(!PYTHON)('the rates of the year are those that another program counts in the official files', () => {
  const files = exampleFiles().map(({ name }) => join(folder, name))
  const out = execFileSync('python3', [root('tests/independent/bilan.py'), join(folder, 'vallonne'), ...files])
  const { different, rates } = JSON.parse(out.toString()) as { different: string[]; rates: number }
  expect([rates, different]).toEqual([6, []])
})

test('each buyer of a joint scheme publishes its own figures, that are computed again', async () => {
  const draft = await readDraft(db, municipality, 'vallonne-2022', 2024)
  if (draft === null) return expect.unreachable()
  const { at, read } = opened('aubrelieu', await FORMATS.zip.write(draft.content, draft.bilan))
  expect(recomputed(at).status).toBe(0)
  expect(JSON.parse(read('chiffres.json')).voices).toHaveLength(1)
  expect(read('valeurs.csv')).not.toContain(VALLONNE)
})

test.each([
  ['a value', 'valeurs.csv', /;33000;/, ';33001;', 'DIFFÈRE'],
  ['a row that is taken away', 'valeurs.csv', /\r\npapier;2024;vierge;[^\r]*/, '', 'DIFFÈRE'],
  ['a figure', 'chiffres.json', '"value":"67"', '"value":"68"', 'part-papier-recycle'],
  ['a standing', 'chiffres.json', '"standing":"on-track"', '"standing":"reached"', 'position'],
  ['a change', 'chiffres.json', '"unit":"points","value":"9"', '"unit":"points","value":"19"', 'évolution'],
  ['a key figure', 'chiffres.json', '"text":"67', '"text":"76', 'chiffre clé part-papier-recycle'],
  ['what a rate is made of', 'taux.csv', /;social;officielle;77;/, ';social;officielle;78;', 'Part renseignée'],
  ['a rate as the page writes it', 'chiffres.json', '"text":"21,2', '"text":"22,1', 'Taux en nombre'],
  ['a formula', 'calculs.json', '"sign":"÷"', '"sign":"×"', 'remarques'],
  ['a file that is no table', 'valeurs.csv', /;67;/, ';beaucoup;', 'n’a pas pu se faire'],
])('%s that was changed is found', (name, file, is, becomes, word) => {
  const at = join(folder, name)
  cpSync(join(folder, 'vallonne'), at, { recursive: true })
  spoil(at, file, is, becomes)
  expect(recomputed(at)).toEqual({ status: 1, said: expect.stringContaining(word) })
})

test('what is published holds its data file by file and in one, with its address', async () => {
  const draft = await readDraft(db, admin, 'essai-2023', 2024)
  const asked = { year: 2024, fingerprint: draft?.fingerprint ?? '', correction: null }
  await publishBilan(db, admin, 'essai-2023', asked, 'https://exemple.test')
  const site = plainSite(publicationRoutes(db, [bilanKind], 'https://exemple.test'))
  const get = async (file: string) =>
    Buffer.from(await (await site.request(`/publications/800000001/1/${file}`)).arrayBuffer())
  const { at, names, read } = opened('essai', await get('donnees.zip'))
  for (const name of names) expect(String(await get(name)), name).toBe(read(name))
  expect(recomputed(at)).toEqual({ status: 0, said: expect.stringContaining('identique') })
  expect(read('lisezmoi.txt')).toContain('https://exemple.test/publications/800000001/1')
  expect(read('valeurs.csv')).toContain('recycle;2024;;;800000001;saisie;46748;121492;38,478253712179;%')
  expect(read('valeurs.csv')).not.toContain('bio')
})

test('what contradicts itself is published with a remark that says it; no cell is a formula', async () => {
  const { at, read } = opened('doutes', await reportFor(db, 'doutes-2023', 2024, 'zip'))
  const remark = { about: 'terms', indicator: 'recycle', period: '2024', row: '', buyer: '800000001' }
  expect(JSON.parse(read('chiffres.json')).remarks).toEqual([remark])
  expect(read('lisezmoi.txt')).toContain('recycle, 2024, 800000001 : la valeur dite n’est pas son numérateur divisé')
  expect(recomputed(at).status).toBe(0)
  for (const file of ['indicateurs.csv', 'valeurs.csv', 'actions.csv'])
    expect(read(file)).not.toMatch(/(?:^|;)"?[=@+](?!$)/m)
  expect(read('valeurs.csv')).toContain(`;'@fort;`)
  spoil(at, 'chiffres.json', JSON.stringify([remark]).replace(/^.*$/, '"remarks":[{'), '"remarks":[],"x":[{')
  expect(recomputed(at)).toEqual({ status: 1, said: expect.stringContaining('remarques') })
})

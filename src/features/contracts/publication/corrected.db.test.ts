import { execFileSync, spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { organisationOf, type Someone } from '../../../../tests/support/actors.ts'
import { testDatabase } from '../../../../tests/support/database.ts'
import { correct, withdrawCorrection } from '../corrections/correcting.ts'
import { contractsIn } from '../corrections/corrections.test-support.ts'
import { officialOf, type Value } from '../corrections/corrections.ts'
import { contract, VALLONNE, workshop } from '../list-routes.test-support.tsx'
import { openRegister } from '../register/register.ts'
import type { RatesFigures } from './figures.ts'
import { ratesKind } from './kind.tsx'
import { newsroom, space } from './publishing.test-support.ts'

const db = await testDatabase()
const files = workshop(db)
const { folder, get, post, seen, publishYear, recomputed, close } = newsroom(db)
afterAll(() => {
  close()
  files.close()
})

let administrator: Someone
const SIREN = VALLONNE.slice(0, 9)
const FRAMEWORK = { objet: 'Un accord-cadre', techniques: { technique: ['Accord-cadre'] }, montant: 90_000 }
const silent = { considerationsSociales: { considerationSociale: ['NC'] } }

beforeAll(async () => {
  await files.import('premier.json', [
    contract('F1', { ...FRAMEWORK, ...silent }),
    contract('F2', { ...FRAMEWORK, ...silent }),
    contract('F3', { ...FRAMEWORK, ...silent, montant: 9 }),
    contract('M1', silent),
    contract('M2'),
    contract('M3', { montant: null }),
  ])
  ;({ administrator } = await organisationOf(db, VALLONNE, 'Vallonne', 'administrator'))
}, 60_000)

async function say(number: string, field: 'amount' | 'social' | 'environmental', corrected: Value) {
  const row = (await contractsIn(await openRegister(db.read))).find(({ source_id }) => source_id === number)
  if (!row) throw new Error(`no contract ${number}`)
  const reason = `Vérifié au dossier ; "${number}"`
  const official = officialOf(row, field)
  return correct(db, administrator, { identity: row.identity, field, corrected, reason, official, former: null })
}

/** The social rate with corrections, in number and in value, by a few lines that share nothing with ours. */
const INDEPENDENT = `
import csv, json, sys
rows = [r for r in csv.DictReader(open(sys.argv[1], encoding='utf-8-sig'), delimiter=';') if r['Type'] == 'Marché']
state = lambda r: (r['Considération sociale corrigée'] or r['Considération sociale']).split(' :')[0]
amount = lambda r: float((r['Montant corrigé HT (€)'] or r['Montant initial HT (€)'] or '0').replace(',', '.'))
ceiling = lambda i, r: (r['Plafond partagé corrigé'] if r['Montant corrigé HT (€)'] else r['Plafond partagé']) or i
groups = {}
for i, r in enumerate(rows):
    if 1 <= amount(r) <= 3e9: groups.setdefault(ceiling(i, r), []).append(r)
cents = lambda wanted: sum(round(100 * amount(g[0])) for g in groups.values() if wanted & {state(r) for r in g})
yes, filled = sum(state(r) == 'Oui' for r in rows), sum(state(r) in ('Oui', 'Non, déclaré') for r in rows)
print(json.dumps([yes, filled, cents({'Oui'}), cents({'Oui', 'Non, déclaré'})]))
`
const withoutPython = spawnSync('python3', ['--version']).status !== 0

test('a publication without corrections says so, and is recomputed', async () => {
  expect(await publishYear(administrator, 2025)).toMatchObject({ status: 303 })
  const { status, stdout, figures } = await recomputed(`/publications/${SIREN}/1`, 'without-')
  expect({ status, stdout }).toMatchObject({ status: 0, stdout: expect.not.stringContaining('correction') })
  expect(figures).toMatchObject({ version: 2, corrections: null })
  expect((await get(`/publications/${SIREN}/1`)).text).not.toMatch(/avec la correction|Deux taux/i)
})

test('what is corrected since it was looked at is not published unseen', async () => {
  const fields = { ...(await seen(administrator, 2025)), remplace: '1', changements: 'Des corrections.' }
  const id = await say('M2', 'social', 'yes+reserved')
  expect((await post(space(administrator), fields, administrator)).status).toBe(422)
  await withdrawCorrection(db, administrator, id, 'Saisie sur le mauvais marché.')
  expect((await seen(administrator, 2025)).empreinte).toBe(fields.empreinte)
})

test('both rates are published, shown, and computed again from the rows', async () => {
  await say('F2', 'social', 'yes+clause+criterion')
  // A typing mistake: once corrected, the line repeats the ceiling of the two others.
  await say('F3', 'amount', '9000000')
  await say('M1', 'social', 'none')
  await say('M3', 'amount', '123450')
  const changes = { remplace: '1', changements: 'Des corrections.' }
  expect(await publishYear(administrator, 2025, changes)).toMatchObject({ status: 303 })
  const { status, stdout, figures, csv } = await recomputed(`/publications/${SIREN}/2`, 'with-')
  expect({ status, stdout }).toMatchObject({ status: 0, stdout: expect.stringContaining('Avec 4 correction(s)') })
  expect(figures.rates).toMatchObject({
    social: { yes: 0, filled: 2 },
    excludedAmounts: { missing: 1, frameworkRepeat: 1 },
  })
  expect(figures.corrections).toMatchObject({
    corrections: 4,
    contracts: 4,
    rates: {
      excludedAmounts: { missing: 0, frameworkRepeat: 2 },
      social: { yes: 1, filled: 4, rate: 0.25, amount: { yes: 9_000_000, filled: 9_370_350 } },
    },
  })
  expect(csv).toContain('Oui : clause, critère')
  const page = (await get(`/publications/${SIREN}/2`)).text.replace(/[\u00a0\u202f]/g, ' ')
  expect(page).toContain('Deux taux, et pourquoi')
  expect(page).toMatch(/les 4 corrections de l’acheteur<\/a> : <b>25,0 %/)
  if (withoutPython) return
  const path = join(folder, 'corriges.csv')
  writeFileSync(path, csv)
  const computed = JSON.parse(execFileSync('python3', ['-c', INDEPENDENT, path]).toString()) as number[]
  const { social } = figures.corrections?.rates ?? figures.rates
  expect(computed).toEqual([social.yes, social.filled, social.amount.yes, social.amount.filled])
})

test.each<[string, (csv: string) => string]>([
  ['a correction taken away', csv => csv.replace('Oui : clause, critère', '')],
  ['a correction changed', csv => csv.replace('Oui : clause, critère', 'Oui : clause')],
  ['a corrected amount changed', csv => csv.replace('1234,50;;', '1234,51;;')],
])('the script sees %s', async (_, change) => {
  const { status, stdout } = await recomputed(`/publications/${SIREN}/2`, 'tampered-', change)
  expect(stdout).toContain('DIFFÈRE corrections')
  expect(status).toBe(1)
})

test('a publication made before there were corrections is drawn as it was', async () => {
  const { corrections: _, ...figures } = JSON.parse(
    (await get(`/publications/${SIREN}/1/taux.json`)).text,
  ) as RatesFigures
  const published = { content: { ...figures, version: 1 } } as Parameters<typeof ratesKind.body>[0]
  const html = String(ratesKind.body(published))
  expect(html).toContain('Considérations sociales')
  expect(html).not.toContain('Deux taux')
})

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import type { Config } from '#platform/config'
import { organisationOf } from '../../tests/support/actors.ts'
import { testDatabase } from '../../tests/support/database.ts'
import { campaignCommand } from './campaign.ts'
import type { Command } from './command.ts'
import { lintCommand } from './lint.ts'
import { carryOut } from './outcome.ts'
import { schemeCommand } from './scheme.ts'

/** As a document is written: plainly, keys in their order. */
const ESSAY = {
  actions: [{ key: 'papier', parent: 'ecologie', pilots: ['Achats', 'Numérique'], title: '= Moins de papier' }],
  adoption: { deliberation: '2026-12', on: '2026-02-27' },
  axes: [{ key: 'ecologie', pillar: 'environmental', title: 'Écologie' }],
  code: 'essai-2026',
  format: 'mieuxdisant-scheme/1',
  from: '2026-01-01',
  indicators: [
    {
      baseline: { none: 'Aucune mesure' },
      direction: 'down',
      key: 'tonnage',
      kind: 'amount',
      label: 'Papier',
      parent: 'papier',
      rhythm: 'year',
      source: { kind: 'entered' },
      unit: 'kg',
    },
  ],
  title: 'Essai',
  to: '2028-12-31',
}
const json = JSON.stringify(ESSAY)

const db = await testDatabase()
const folder = mkdtempSync(join(tmpdir(), 'mieuxdisant-echange-'))
afterAll(() => rmSync(folder, { recursive: true }))

/** Runs `mieuxdisant scheme …` where a server lends its database. */
const scheme = (...args: string[]) => run(schemeCommand, args)

async function run(command: Command, args: string[]) {
  const said = { out: '', notes: '' }
  const code = await carryOut(command, args, {
    write: async text => {
      said.out += text
      return true
    },
    note: text => {
      said.notes += text
    },
    watched: false,
    path: file => join(folder, file),
    interrupted: new AbortController().signal,
    lent: { db, config: {} as Config },
  })
  return { code, ...said }
}

test('the command line opens a scheme from a file, and writes it back to the byte', async () => {
  await organisationOf(db, '22990099800019', 'Vallonne')
  writeFileSync(join(folder, 'essai.json'), `\ufeff${JSON.stringify(ESSAY, null, 2)}`)
  expect(await scheme('import', 'essai.json', '--organisation', '229900998', '--json')).toEqual({
    code: 0,
    out: '{"code":"essai-2026","actions":1,"indicators":1}\n',
    notes: '',
  })
  expect(await scheme('export', '--scheme', 'essai-2026')).toMatchObject({ code: 0, out: json })

  expect((await scheme('export', '--scheme', 'essai-2026', '--output', 'copie.json')).code).toBe(0)
  expect(readFileSync(join(folder, 'copie.json'), 'utf8')).toBe(json)
  expect((await scheme('import', 'copie.json', '--organisation', '229900998', '--code', 'copie')).code).toBe(0)
  expect((await scheme('export', '--scheme', 'copie')).out).toBe(json.replace('"essai-2026"', '"copie"'))
})

test('a scheme is read over, for people and for machines; whatever is found, that is no failure', async () => {
  const { code, out } = await run(lintCommand, ['--scheme', 'essai-2026', '--json'])
  expect(code).toBe(0)
  const { findings } = JSON.parse(out)
  expect(findings[0]).toEqual({
    code: 'no-person',
    level: 'to-know',
    action: 'papier',
    indicator: null,
    message: 'L’action «\u00a0= Moins de papier\u00a0» n’est confiée à personne.',
  })
  expect(findings).toContainEqual(
    expect.objectContaining({ code: 'no-target', action: 'papier', indicator: 'tonnage' }),
  )
  expect(await run(lintCommand, ['--scheme', 'essai-2026'])).toMatchObject({
    code: 0,
    out: expect.stringMatching(/^À corriger \(2.constats\)\n {2}L’action[\s\S]*\nÀ savoir \(10/),
  })
  expect(await run(lintCommand, ['--scheme', 'rien', '--json'])).toMatchObject({
    code: 2,
    out: '',
    notes: expect.stringContaining('« rien »'),
  })
  expect(await run(lintCommand, [])).toMatchObject({ code: 3, notes: expect.stringContaining('--scheme') })
})

test('without an organisation, a copy goes to who leads the scheme; a file that is no text has a name of its own', async () => {
  expect((await scheme('import', 'copie.json', '--code', 'copie-2')).code).toBe(0)
  expect(await scheme('export', '--scheme', 'copie-2', '--format', 'xlsx')).toEqual({
    code: 0,
    out: '',
    notes: 'Schéma écrit dans « copie-2.xlsx ».\n',
  })
  expect((await scheme('import', 'copie-2.xlsx', '--code', 'copie-3')).code).toBe(0)
  expect((await scheme('export', '--scheme', 'copie-3')).out).toBe(json.replace('"essai-2026"', '"copie-3"'))
  await organisationOf(db, '21990001600011', 'Aubrelieu')
  writeFileSync(join(folder, 'autre.json'), JSON.stringify({ ...ESSAY, code: 'autre' }))
  expect((await scheme('import', 'autre.json')).notes).toContain('Dites le SIREN de l’organisation')
  const named = { ...ESSAY, code: 'nomme', buyers: [{ siren: '219900016', name: 'Aubrelieu' }] }
  writeFileSync(join(folder, 'nomme.json'), JSON.stringify(named))
  expect((await scheme('import', 'nomme.json')).code).toBe(0)
})

test.each([
  [['export', '--scheme', 'rien-de-tel'], 3, 'Aucun schéma n’a l’adresse « rien-de-tel »'],
  [['export'], 3, 'Il manque l’adresse du schéma'],
  [['export', '--scheme', 'a', '--format', 'pdf'], 3, 'Le format « pdf » n’existe pas'],
  [['import', 'absent.json', '--organisation', '229900998'], 2, 'absent.json est introuvable'],
  [['import', 'essai.json', '--organisation', '999999999'], 3, 'Aucune organisation n’a le SIREN 999999999'],
  [['import', 'essai.json', '--organisation', '229900998'], 3, 'est déjà prise par un autre schéma'],
  [['import', 'faux.json', '--organisation', '229900998'], 2, 'actions[0].parent : La clé « nulle-part »'],
  [['import', 'vide.xlsx', '--organisation', '229900998'], 2, 'vide.xlsx : Ce fichier est vide'],
  [['import', 'coupe.json', '--organisation', '229900998'], 2, 'Le JSON est mal formé'],
  [['publier'], 3, 'Dites export, import ou format'],
])('scheme %s: %i, %s', async (args, code, sentence) => {
  writeFileSync(
    join(folder, 'faux.json'),
    JSON.stringify({ ...ESSAY, actions: [{ key: 'a', parent: 'nulle-part', title: 'A' }] }),
  )
  writeFileSync(join(folder, 'vide.xlsx'), '')
  writeFileSync(join(folder, 'coupe.json'), '{"format":"mieuxdisant-scheme/1",')
  const said = await scheme(...args)
  expect(said.notes).toContain(sentence)
  expect(said.code).toBe(code)
})

test('the campaign of a year is told, for people and for machines, even where none was opened', async () => {
  const asked = ['--scheme', 'essai-2026', '--year', '2026']
  const { code, out } = await run(campaignCommand, [...asked, '--json'])
  expect([code, JSON.parse(out)]).toEqual([0, { actions: [], coverage: { evaluated: 0, actions: 1 } }])
  expect((await run(campaignCommand, asked)).out).toContain('Aucune campagne n’est ouverte pour 2026')
  expect((await run(campaignCommand, ['--scheme', 'rien', '--year', '2026'])).code).toBe(2)
  expect(await run(campaignCommand, ['--scheme', 'essai-2026', '--year', '26'])).toMatchObject({
    code: 3,
    notes: expect.stringContaining('--year 2024'),
  })
})

import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, describe, expect, test } from 'vitest'
import { sampleConcession, sampleFile, sampleMarket } from './samples.test-support.ts'
import { sharedFolder } from './shared.test-support.ts'
import { LISTED, validateFile } from './validate.ts'

const folder = mkdtempSync(join(tmpdir(), 'validate-'))
afterAll(() => rmSync(folder, { recursive: true }))

function validate(content: unknown) {
  const path = join(folder, 'file')
  writeFileSync(
    path,
    typeof content === 'string' || Buffer.isBuffer(content) ? content : JSON.stringify(content, null, 2),
  )
  return validateFile(path)
}

test('a valid file, plain, with a byte order mark, or compressed', async () => {
  const file = sampleFile([sampleMarket(), sampleMarket()], [sampleConcession()])
  const valid = { valid: true, errors: [], count: 0 }
  expect(await validate(file)).toEqual(valid)
  expect(await validate(`\ufeff${JSON.stringify(file)}`)).toEqual(valid)
  expect(await validate(gzipSync(JSON.stringify(file)))).toEqual(valid)
  expect(await validate({ marches: { marche: [] }, source: 'x' })).toEqual(valid)
})

test.each<[string, object, string, string]>([
  ['an absent field', { codeCPV: undefined }, '.codeCPV', 'Ce champ est obligatoire et n’est pas rempli.'],
  ['a field outside the schema', { uid: 1 }, '.uid', 'Ce champ n’existe pas dans le format 2.0.4 : retirez-le.'],
  ['null', { origineUE: null }, '.origineUE', 'La valeur est null : un nombre est attendu.'],
  ['a number in a text', { montant: '1200' }, '.montant', 'La valeur est le texte « 1200 » : un nombre est attendu.'],
  ['an amount below 1', { montant: 0 }, '.montant', 'La valeur est 0 : une valeur au moins égale à 1 est attendue.'],
  [
    'a share above 1',
    { tauxAvance: 30 },
    '.tauxAvance',
    'La valeur est 30 : une valeur au plus égale à 1 est attendue.',
  ],
  [
    'a drift of a list',
    { nature: 'marche' },
    '.nature',
    'La valeur est le texte « marche », qui n’est pas dans la liste officielle : écrivez exactement « Marché ».',
  ],
  [
    'an unknown word',
    { formePrix: 'X' },
    '.formePrix',
    'La valeur est le texte « X », qui n’est pas dans la liste officielle : les valeurs admises sont « Unitaire », « Forfaitaire », « Mixte ».',
  ],
  [
    'a SIRET of nine digits',
    { acheteur: { id: '217500016' } },
    '.acheteur.id',
    'La valeur est le texte « 217500016 » : un SIRET de 14 chiffres est attendu.',
  ],
  [
    'a date in words',
    { dateNotification: 'mars 2025' },
    '.dateNotification',
    'La valeur est le texte « mars 2025 » : une date au format AAAA-MM-JJ est attendue.',
  ],
  [
    'an empty list',
    { titulaires: [] },
    '.titulaires',
    'Cette liste est vide : un élément au moins est attendu, ou bien retirez la liste si elle est facultative.',
  ],
  [
    'a repeated value',
    { typesPrix: { typePrix: ['Provisoire', 'Provisoire'] } },
    '.typesPrix.typePrix',
    'Cette liste répète deux fois la même chose (rangs 0 et 1, à partir de 0) : retirez la répétition.',
  ],
  [
    'a subject too long',
    { objet: 'é'.repeat(1500) },
    '.objet',
    'Ce texte a 1 500 caractères : 1 000 au plus sont admis.',
  ],
  ['an empty id', { id: '' }, '.id', 'Ce texte est vide : remplissez-le.'],
  [
    'a list in place of an object',
    { techniques: ['Concours'] },
    '.techniques',
    'La valeur est une liste : un objet { … } est attendu.',
  ],
])('%s', async (_name, changes, path, message) => {
  const { errors, ...rest } = await validate(
    sampleFile([sampleMarket(), sampleMarket(changes as Record<string, unknown>)]),
  )
  expect(rest).toEqual({ valid: false, count: 1 })
  expect(errors.map(error => [error.path, error.message.replace(/[\u00a0\u202f]/g, ' ')])).toEqual([
    [`$.marches.marche[1]${path}`, message],
  ])
})

test.each<[string, unknown, string]>([
  ['a root list, which 2.0.3 lets pass', [sampleMarket()], '$'],
  ['the flat list of v1', { marches: [sampleMarket()] }, '$.marches'],
  ['no list', { marches: {} }, '$.marches'],
  ['an object in place of a list', { marches: { marche: sampleMarket() } }, '$.marches.marche'],
  ['an object in place of both lists', { marches: sampleMarket() }, '$.marches'],
  ['null among the contracts (trap 8)', sampleFile([null]), '$.marches.marche[0]'],
  ['a bare NaN (trap 8)', JSON.stringify(sampleFile([sampleMarket()])).replace('240000', 'NaN'), '$.marches.marche[0]'],
  [
    'a concession with an error',
    sampleFile([], [sampleConcession({ valeurGlobale: 0 })]),
    "$.marches['contrat-concession'][0].valeurGlobale",
  ],
])('%s', async (_name, content, path) => {
  expect(await validate(content)).toMatchObject({ valid: false, count: 1, errors: [{ path }] })
})

test('counts every error, lists the first ones', async () => {
  const { valid, errors, count } = await validate(sampleFile(Array(700).fill({ ...sampleMarket(), id: 3, uid: 1 })))
  expect([valid, errors.length, count]).toEqual([false, LISTED, 1400])
})

test.each([
  ['<marches><marche/></marches>', 'validate-json-only'],
  ['id,acheteur_id,objet\n1,2,3\n', 'validate-json-only'],
  ['{"marches":{"marche":[', 'json-truncated'],
  ['', 'file-empty'],
])('refuses %s', async (content, code) => {
  await expect(validate(content)).rejects.toMatchObject({ name: 'Refusal', code })
})

const shared = sharedFolder('data/decp')
describe.skipIf(!shared)('official examples', () => {
  test('are all valid', async () => {
    const directory = join(shared ?? '', 'official-examples')
    for (const name of readdirSync(directory).filter(name => name.endsWith('.json'))) {
      expect((await validateFile(join(directory, name))).valid, name).toBe(true)
    }
  })
})

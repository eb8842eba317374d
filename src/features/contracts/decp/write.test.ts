import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv } from 'ajv'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { jsonRecords } from './json.ts'
import { sampleConcession, sampleMarket } from './samples.test-support.ts'
import { fileSchema } from './schema.ts'
import { sharedFolder } from './shared.test-support.ts'
import { collect, cut } from './streams.test-support.ts'
import { officialFile, type Parsed, toOfficial } from './write.ts'

const valid = new Ajv({ strict: false }).compile(fileSchema)
const market = (changes: object = {}, dialect: Parsed['dialect'] = 'v2'): Parsed => ({
  value: sampleMarket(changes as Record<string, unknown>),
  dialect,
  concession: false,
})
const concession = (changes: object = {}): Parsed => ({
  value: sampleConcession(changes as Record<string, unknown>),
  dialect: 'v2',
  concession: true,
})
const write = async (records: Parsed[], leftOut: string[][] = []) =>
  JSON.parse((await collect(officialFile(records, (_record, missing) => leftOut.push(missing)))).join(''))

test('what is already in the strict form comes out unchanged', async () => {
  expect(await write([concession(), market()])).toEqual({
    marches: { marche: [sampleMarket()], 'contrat-concession': [sampleConcession()] },
  })
  expect(await write([])).toEqual({ marches: { marche: [], 'contrat-concession': [] } })
})

const holder = { typeIdentifiant: 'SIRET', id: '55210055400013' }
test.each<[string, object, object, Parsed['dialect']?]>([
  [
    'fields outside the schema go (trap 9)',
    { uid: 'x', _type: 'Marché', source: 's', autoriteConcedante: '', db_id: 1 },
    {},
  ],
  [
    'names of organisations go',
    { acheteur: { id: '21750001600019', nom: 'Ville' } },
    { acheteur: { id: '21750001600019' } },
  ],
  [
    'booleans in every writing (trap 10)',
    { marcheInnovant: 'Oui', attributionAvance: 0, sousTraitanceDeclaree: '1' },
    { marcheInnovant: true, attributionAvance: false, sousTraitanceDeclaree: true },
  ],
  [
    'numbers in texts (trap 10)',
    { montant: '1 234,50 €', dureeMois: ' 36 ', offresRecues: '4', tauxAvance: '0.3' },
    { montant: 1234.5, dureeMois: 36, offresRecues: 4, tauxAvance: 0.3 },
  ],
  ['spaces in a SIRET', { acheteur: { id: ' 217 500 016 00019' } }, { acheteur: { id: '21750001600019' } }],
  [
    'dates keep their first ten characters',
    { dateNotification: '2025-03-14+01:00' },
    { dateNotification: '2025-03-14' },
  ],
  [
    'curly apostrophes of 2.0.1',
    { procedure: 'Appel d’offres ouvert', techniques: { technique: ['Système d’acquisition dynamique'] } },
    { procedure: "Appel d'offres ouvert", techniques: { technique: ["Système d'acquisition dynamique"] } },
  ],
  ['case and accents', { nature: 'marche', ccag: "MAÎTRISE D'OEUVRE" }, { nature: 'Marché', ccag: "Maitrise d'œuvre" }],
  [
    'bare lists and names of 2.0.0',
    {
      modalitesExecution: undefined,
      modaliteExecution: ['Bon de commande', 'Marché à tranches', 'Marché subséquent'],
      considerationsSociales: ['Clause sociale'],
    },
    {
      modalitesExecution: { modaliteExecution: ['Bons de commande', 'Tranches', 'Marchés subséquents'] },
      considerationsSociales: { considerationSociale: ['Clause sociale'] },
    },
  ],
  [
    'one text for a list (trap 7)',
    { considerationsSociales: { considerationSociale: 'Clause sociale ; critère social' } },
    { considerationsSociales: { considerationSociale: ['Clause sociale', 'Critère social'] } },
  ],
  [
    'words that mean nothing beside a value of the list',
    { considerationsSociales: { considerationSociale: ['NC', 'Clause sociale', 'Clause sociale', 'INX'] } },
    { considerationsSociales: { considerationSociale: ['Clause sociale'] } },
  ],
  [
    '“Sans objet” in the national table (trap 7)',
    { considerationsSociales: { considerationSociale: ['Sans objet'] } },
    { considerationsSociales: { considerationSociale: ['Pas de considération sociale'] } },
    'tabular',
  ],
  [
    'kinds of identifiers (trap 13)',
    {
      titulaires: [
        { titulaire: { typeIdentifiant: 'FRW', id: '1' } },
        { titulaire: { typeIdentifiant: 'HORS_UE', id: 2 } },
        { titulaire: { typeIdentifiant: 'TVA_INTRACOMMUNAUTAIRE', id: '3' } },
        { titulaire: { typeIdentifiant: 'UE', id: '4' } },
        { titulaire: { typeIdentifiant: '', id: '552 100 554 00013' } },
      ],
    },
    {
      titulaires: [
        { titulaire: { typeIdentifiant: 'FRWF', id: '1' } },
        { titulaire: { typeIdentifiant: 'HORS-UE', id: '2' } },
        { titulaire: { typeIdentifiant: 'TVA', id: '3' } },
        { titulaire: { typeIdentifiant: 'TVA', id: '4' } },
        { titulaire: { typeIdentifiant: 'SIRET', id: '552 100 554 00013' } },
      ],
    },
  ],
  [
    'holders in another nesting, twice the same',
    { titulaires: [holder, [{ titulaire: { ...holder, denominationSociale: 'X' } }], null] },
    { titulaires: [{ titulaire: holder }] },
  ],
  [
    'kinds of places (trap 29)',
    { lieuExecution: { code: 62000, typeCode: 'CODE DEPARTEMENT', nom: 'x' } },
    { lieuExecution: { code: '62000', typeCode: 'Code département' } },
  ],
  [
    'empty conditional fields go (trap 26)',
    {
      idAccordCadre: 'CDL',
      tauxAvance: '',
      modifications: [],
      actesSousTraitance: [null],
      modificationsActesSousTraitance: '',
      origineUE: null,
    },
    {
      idAccordCadre: undefined,
      tauxAvance: undefined,
      modifications: undefined,
      actesSousTraitance: undefined,
      modificationsActesSousTraitance: undefined,
      origineUE: undefined,
    },
  ],
  [
    'the origin of products is never required (trap 27)',
    { codeCPV: '33600000', origineUE: undefined, origineFrance: undefined },
    { codeCPV: '33600000', origineUE: undefined, origineFrance: undefined },
  ],
])('%s', async (_name, changes, expected, dialect) => {
  const file = await write([market(changes, dialect)])
  expect(file.marches.marche[0]).toEqual(JSON.parse(JSON.stringify(sampleMarket(expected as Record<string, unknown>))))
  expect(valid(file)).toBe(true)
})

test.each([
  ['a required field that is absent', { codeCPV: undefined }, ['codeCPV : absent']],
  ['a sentinel', { montant: 'MQ' }, ['montant : absent']],
  [
    'an empty list of considerations: nothing is invented',
    { considerationsSociales: [] },
    ['considerationsSociales : absent'],
  ],
  [
    'a word outside the list',
    { nature: 'Contrat' },
    ['nature : une valeur de la liste officielle est attendue : « Marché »'],
  ],
  [
    'a subject too long is not cut',
    { objet: 'é'.repeat(1001) },
    ['objet : un texte de 1 000 caractères au plus est attendu'],
  ],
  ['an amount below 1', { montant: 0 }, ['montant : un nombre au moins égal à 1 est attendu']],
  ['months with decimals', { dureeMois: 3.5 }, ['dureeMois : un nombre entier au moins égal à 1 est attendu']],
  ['a SIREN for a buyer', { acheteur: { id: '217500016' } }, ['acheteur.id : un SIRET de 14 chiffres est attendu']],
  [
    'an amendment that cannot be said',
    { modifications: [{ modification: { id: 0, montant: 3 } }] },
    ['modifications[0].id : un nombre entier', 'modifications[0].dateNotificationModification : absent'],
  ],
])('cannot be exported: %s', async (_name, changes, reasons) => {
  const leftOut: string[][] = []
  expect((await write([market(changes)], leftOut)).marches.marche).toEqual([])
  const flat = leftOut.flat().map(reason => reason.replace(/[\u00a0\u202f]/g, ' '))
  for (const reason of reasons) expect(flat).toContainEqual(expect.stringContaining(reason))
})

test('says which optional fields could not be kept', () => {
  expect(toOfficial(market({ tauxAvance: 30, idAccordCadre: 'x'.repeat(17), origineUE: 'CDL' }))).toMatchObject({
    dropped: ['idAccordCadre', 'tauxAvance'],
  })
})

test('a v1 record never becomes a 2.0.4 one: it says nothing of considerations', () => {
  const { considerationsSociales, considerationsEnvironnementales, ...rest } = sampleMarket()
  const missing = ['considerationsSociales\u00a0: absent', 'considerationsEnvironnementales\u00a0: absent']
  expect(toOfficial({ value: rest, dialect: 'v1', concession: false })).toEqual({ missing })
})

test('whatever a record holds, the file is valid', async () => {
  const names = Object.keys({ ...sampleMarket(), ...sampleConcession() })
  const change = fc.dictionary(fc.constantFrom(...names), fc.jsonValue({ maxDepth: 3 }), { maxKeys: 3 })
  await fc.assert(
    fc.asyncProperty(change, fc.boolean(), async (changes, isConcession) => {
      expect(valid(await write([isConcession ? concession(changes) : market(changes)]))).toBe(true)
    }),
    { numRuns: 500 },
  )
})

const folder = sharedFolder('data/decp')
describe.skipIf(!folder)('real files', () => {
  test('what is exported of them is valid for the official schema', async () => {
    const official = new Ajv({ strict: false }).compile(
      JSON.parse(readFileSync(join(folder ?? '', 'schema/schema_decp_v2.0.4.json'), 'utf8')),
    )
    for (const directory of ['v2', 'dirty', 'official-examples']) {
      for (const name of readdirSync(join(folder ?? '', directory)).filter(name => name.endsWith('.json'))) {
        const source = readFileSync(join(folder ?? '', directory, name))
        const records = (await collect(jsonRecords(cut(source)))).flat()
        const leftOut: string[][] = []
        const file = await write(records, leftOut)
        expect(official(file), name).toBe(true)
        expect(file.marches.marche.length + file.marches['contrat-concession'].length + leftOut.length).toBe(
          records.length,
        )
        // A file that is already valid loses nothing.
        if (official(JSON.parse(source.toString()))) expect(leftOut, name).toEqual([])
      }
    }
  })
})

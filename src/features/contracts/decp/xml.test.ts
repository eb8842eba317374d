import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { SourceRecord } from './records.ts'
import { sharedFolder } from './shared.test-support.ts'
import { collect, cut } from './streams.test-support.ts'
import { xmlRecords } from './xml.ts'

async function read(text: string | Buffer, size?: number): Promise<SourceRecord[]> {
  return (await collect(xmlRecords(cut(text, size)))).flat()
}

const MARKET = `<marche>
    <id>2025-1</id><acheteur><id>21750001600019</id></acheteur>
    <objet>Été &amp; hiver &#233; <![CDATA[<lots>]]></objet>
    <marcheInnovant>oui</marcheInnovant><attributionAvance>1</attributionAvance>
    <considerationsSociales><considerationSociale>Clause sociale</considerationSociale></considerationsSociales>
    <techniques><technique>Concours</technique><technique>Accord-cadre</technique></techniques>
    <titulaires><titulaire><typeIdentifiant>SIRET</typeIdentifiant><id>55210055400013</id></titulaire></titulaires>
    <modificationsActesSousTraitance><modificationActesSousTraitance><id>1</id></modificationActesSousTraitance></modificationsActesSousTraitance>
    <modifications/><montant></montant>
  </marche>`
const FILE = `<?xml version="1.0" encoding="UTF-8"?>\r\n<!-- export --><marches>\n  ${MARKET}\n  <contrat-concession><id>C1</id>
  <autoriteConcedante><id>21750001600019</id></autoriteConcedante><offresRecues>1</offresRecues>
  <donneesExecution><donneesAnnuelles><tarifs><tarif><intituleTarif>Entrée</intituleTarif><tarif>4</tarif></tarif></tarifs></donneesAnnuelles></donneesExecution>
  </contrat-concession></marches>\n`

test('format 2 comes out in the nesting of the JSON, texts left as texts, the exact text kept (trap 7: one child is a list)', async () => {
  const [market, concession] = await read(FILE)
  expect(market).toEqual({
    position: 1,
    raw: MARKET,
    dialect: 'v2',
    concession: false,
    value: {
      id: '2025-1',
      acheteur: { id: '21750001600019' },
      objet: 'Été & hiver é <lots>',
      marcheInnovant: 'oui',
      attributionAvance: '1',
      considerationsSociales: { considerationSociale: ['Clause sociale'] },
      techniques: { technique: ['Concours', 'Accord-cadre'] },
      titulaires: [{ titulaire: { typeIdentifiant: 'SIRET', id: '55210055400013' } }],
      modificationsActesSousTraitance: [{ modificationActeSousTraitance: { id: '1' } }],
      modifications: [],
      montant: '',
    },
  })
  expect(concession).toMatchObject({
    position: 2,
    concession: true,
    value: {
      donneesExecution: [{ donneesAnnuelles: { tarifs: [{ tarif: { intituleTarif: 'Entrée', tarif: '4' } }] } }],
    },
  })
})

test('the same wherever the chunks are cut', async () => {
  const whole = await read(FILE)
  for (const size of [1, 2, 3, 7, 64, 333]) expect(await read(FILE, size)).toEqual(whole)
})

test('format 1: flat lists, names kept', async () => {
  const [record] =
    await read(`<m:marches xmlns:m="urn:x"><m:marche><m:id>20190100</m:id><m:acheteur><m:id>1</m:id><m:nom>Ville</m:nom></m:acheteur>
    <m:titulaires><m:titulaire><m:id>2</m:id><m:denominationSociale>SARL</m:denominationSociale></m:titulaire></m:titulaires>
    <m:modifications><m:modification><m:objetModification>Avenant</m:objetModification></m:modification></m:modifications></m:marche></m:marches>`)
  expect(record).toMatchObject({
    dialect: 'v1',
    value: {
      acheteur: { id: '1', nom: 'Ville' },
      titulaires: [{ id: '2', denominationSociale: 'SARL' }],
      modifications: [{ objetModification: 'Avenant' }],
    },
  })
})

test.each([
  [
    'the fields straight in their container',
    '<titulaires><id>7</id></titulaires><ccag>Travaux</ccag>',
    { titulaires: [{ titulaire: { id: '7' } }] },
  ],
  ['a text where a list is expected', '<techniques>Concours</techniques>', { techniques: 'Concours' }],
  ['a repeated element', '<id>1</id><id>2</id>', { id: ['1', '2'] }],
  ['a name of JavaScript', '<__proto__><id>1</id></__proto__><constructor>c</constructor>', { constructor: 'c' }],
])('keeps %s', async (_name, inside, value) => {
  const [record] = await read(`<marches><marche>${inside}</marche></marches>`)
  expect(record?.value).toMatchObject(value)
})

test('drops the characters that XML forbids, in the record that has them only (trap 8)', async () => {
  const records = await read(
    '<marches><marche><id>1</id></marche>\u0000<marche><objet>Rou\u0008te\u000b et &#x1F;pont&#0;</objet></marche><marche><objet>&amp;#38;</objet></marche></marches>',
    5,
  )
  expect(records.map(({ repaired }) => repaired)).toEqual([undefined, 'value', undefined])
  expect(records[1]).toMatchObject({
    value: { objet: 'Route et pont' },
    raw: '<marche><objet>Route et &#x1F;pont&#0;</objet></marche>',
  })
})

test.each([
  [
    'an external entity',
    '<!DOCTYPE marches [<!ENTITY x SYSTEM "file:///etc/hostname">]><marches><marche><id>&x;</id></marche></marches>',
    'xml-doctype',
  ],
  ['entities that multiply', '<!DOCTYPE m [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]><marches/>', 'xml-doctype'],
  ['an unknown entity', '<marches><marche><id>&eacute;</id></marche></marches>', 'xml-syntax'],
  [
    'an entity named as a JavaScript property',
    '<marches><marche><id>&constructor;</id></marche></marches>',
    'xml-syntax',
  ],
  ['a bare ampersand', '<marches><marche><id>a & b</id></marche></marches>', 'xml-syntax'],
  ['a tag that is not closed', '<marches><marche><id>1</marche></marches>', 'xml-syntax'],
  ['another root', '<rss><channel/></rss>', 'xml-no-contracts'],
  ['too many levels', `<marches><marche>${'<a>'.repeat(10_000)}`, 'xml-syntax'],
])('refuses %s', async (_name, text, code) => {
  await expect(read(text)).rejects.toMatchObject({ name: 'Refusal', code })
})

test('refuses a file cut at any byte, and tells the place', async () => {
  for (let length = FILE.indexOf('<marches') + 1; length < FILE.trimEnd().length; length += 3) {
    await expect(read(FILE.slice(0, length))).rejects.toMatchObject({ code: 'xml-syntax' })
  }
  await expect(read('<marches>\n<marche><id>&x;</id>')).rejects.toThrow('ligne 2, colonne')
})

test('refuses a text without end instead of filling the memory', async () => {
  async function* endless() {
    yield Buffer.from('<marches><marche><objet>')
    for (let i = 0; i < 40; i++) yield Buffer.alloc(1 << 20, 'a')
  }
  await expect(collect(xmlRecords(endless()))).rejects.toMatchObject({ code: 'record-too-long' })
})

const folder = sharedFolder('data/decp/official-examples')
describe.skipIf(!folder)('official examples', () => {
  test.each([
    ['Marche.xml', 2, false],
    ['Contrat-concession.xml', 2, true],
    ['Contrat-concession-modification.xml', 2, true],
  ])('%s', async (name, count, concession) => {
    const bytes = readFileSync(join(folder ?? '', name))
    const records = await read(bytes)
    expect(records.map(record => [record.dialect, record.concession])).toEqual(Array(count).fill(['v2', concession]))
    for (const { raw } of records) expect(bytes.toString()).toContain(raw)
  })
})

import { expect, test } from 'vitest'
import { jsonRecords } from './json.ts'
import { readRecord } from './read.ts'
import { sampleFile, sampleMarket } from './samples.test-support.ts'
import { collect, cut } from './streams.test-support.ts'
import { tabularRecords } from './tabular.ts'
import { xmlRecords } from './xml.ts'

/** The same contract, without what only some formats can say. */
const market = () => {
  const { actesSousTraitance, modificationsActesSousTraitance, modifications, ...rest } = sampleMarket({
    objet: 'Écoles & crèches',
  })
  return rest
}

function xmlOf(value: unknown): string {
  if (Array.isArray(value)) return value.map(xmlOf).join('')
  if (typeof value !== 'object' || value === null) return String(value).replaceAll('&', '&amp;')
  return Object.entries(value)
    .map(([name, inner]) => {
      const texts = Array.isArray(inner) && typeof inner[0] === 'string' ? inner : [inner]
      return texts.map(text => `<${name}>${xmlOf(text)}</${name}>`).join('')
    })
    .join('')
}

const TABLE = `uid;id;acheteur_id;titulaire_id;titulaire_typeIdentifiant;objet;montant;codeCPV;nature;procedure;dureeMois;dateNotification;datePublicationDonnees;considerationsSociales;considerationsEnvironnementales;techniques;modalitesExecution;typesPrix;formePrix;lieuExecution_code;lieuExecution_typeCode;offresRecues;marcheInnovant;attributionAvance;tauxAvance;sousTraitanceDeclaree;ccag;typeGroupementOperateurs;idAccordCadre;origineUE;origineFrance
217500016000192025-041L2;2025-041L2;21750001600019;55210055400013;SIRET;Écoles & crèches;240000.0;77310000-6;Marché;Appel d'offres ouvert;48;2025-03-14;2025-04-01;Clause sociale, Critère social;Critère environnemental;Accord-cadre;Bons de commande, Tranches;Définitif révisable;Unitaire;62000;Code postal;3;false;true;0.1;true;Fournitures courantes et services;Pas de groupement;2024-007;0.4;0.2
`

test('the same contract in JSON, XML and the national table is read as the same contract', async () => {
  const [json] = (await collect(jsonRecords(cut(JSON.stringify(sampleFile([market()])))))).flat()
  const [xml] = (await collect(xmlRecords(cut(`<marches><marche>${xmlOf(market())}</marche></marches>`)))).flat()
  const [table] = (await collect(tabularRecords(() => cut(TABLE)))).flat()
  const [fromJson, fromXml, fromTable] = [json, xml, table].map(record => {
    const reading = record && readRecord(record, '2026-01-01')
    return reading && 'contract' in reading ? reading.contract : null
  })
  expect(fromJson).toMatchObject({
    sourceId: '2025-041L2',
    amount: 24_000_000,
    social: { state: 'yes', clause: true, criterion: true },
  })
  expect(fromXml).toEqual(fromJson)
  expect(fromTable).toEqual(fromJson)
})

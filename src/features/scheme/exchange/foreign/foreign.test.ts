import { describe, expect, test } from 'vitest'
import { plainDocument } from '../../document/reading.ts'
import type { Cell, Table } from '../tables.ts'
import { guessMapping, headOf } from './mapping.ts'
import { wordOf } from './meanings.ts'
import { understand } from './understanding.ts'
import { coded, items, stepIn } from './wording.ts'

const COVER = { format: 'mieuxdisant-scheme/1', code: 'repris', title: 'Repris', from: '2026-01-01', to: '2029-12-31' }
const table = (name: string, rows: Cell[][], more: Partial<Table> = {}): Table => ({ name, rows, ...more })

function understood(...tables: Table[]) {
  const mappings = tables.map(one => guessMapping(one))
  const { document, problems, assumed } = understand(tables, mappings, COVER)
  return { mappings, problems, assumed, document, plain: document ? plainDocument(document) : null }
}
const meanings = (one: Table) => guessMapping(one).columns.map(meaning => (meaning ? wordOf(meaning) : null))

describe('heads', () => {
  test.each([
    ['Direction(s) pilote(s)', 'pilots'],
    ['Piilote', 'pilots'],
    ['N° de l’action', 'code'],
    ['Fiche action', 'action'],
    ['INTITULÉ DE L’ACTION', 'action'],
    ['Indicateur(s) de suivi', 'indicator'],
    ['T0 (2023)', 'baseline:2023'],
    ['Valeur de référence 2022', 'baseline:2022'],
    ['Cible 2026', 'target:2026'],
    ['Objectif 2028', 'target:2028'],
    ['Objectif opérationnel', 'objective'],
    ['Réalisé 2024', 'value:2024'],
    ['2025', 'value:2025'],
    ['Échéance', 'to'],
    ['Échéances prévisionnelles', 'to'],
    ['Observations éventuelles', 'remark'],
    ['Budget', null],
    ['Avancement', null],
  ])('« %s » is %s', (head, meaning) => {
    expect(meanings(table('A', [['Action', 'Pilote', head]]))[2] ?? meanings(table('A', [['Axe', 'Unité', head]]))[2] ?? null).toBe(meaning) // biome-ignore format: one of two companies
  })

  test('are found under a title, and a bare year under what covers it', () => {
    const found = guessMapping(
      table('Suivi', [
        ['Plan d’actions du SPASER'],
        [],
        [null, null, 'Cible', null, 'Réalisé'],
        ['N°', 'Libellé', '2026', '2028', '2024'],
        ['1', 'Part du papier recyclé', '30 %'],
      ]),
    )
    expect(found.head).toBe(3)
    expect(found.columns.map(one => one && wordOf(one)).slice(2)).toEqual(['target:2026', 'target:2028', 'value:2024'])
  })

  test('what an organisation said before comes first', () => {
    const remembered = new Map([['budget', 'remark'], ['action', 'no']]) // biome-ignore format: pairs
    const found = guessMapping(table('A', [['Action', 'Titre', 'Budget', 'Pilote']]), remembered)
    expect(found.columns.map(one => one && wordOf(one))).toEqual([null, 'action', 'remark', 'pilots'])
    expect(headOf(' Cible  (2026) *')).toBe('cible')
  })
})

test.each([
  ['Axe 1 : Écologie', '1', 'Écologie'],
  ['AXE N°2 – Social', '2', 'Social'],
  ['Axe 3', '3', 'Axe 3'],
  ['1-1.3 Diminuer le papier', '1-1.3', 'Diminuer le papier'],
  ['II. Acheter local', 'II', 'Acheter local'],
  ['A - Gouvernance', 'A', 'Gouvernance'],
  ['3 Réduire les déchets', '3', 'Réduire les déchets'],
  ['30 marchés réservés par an', '', '30 marchés réservés par an'],
  ['A maintenir', '', 'A maintenir'],
  ['2026 : lancement', '', '2026 : lancement'],
  ['Fiche action 12 : Sourcer', '12', 'Sourcer'],
  ['Action : Sourcer', '', 'Sourcer'],
  ['Actions de formation', '', 'Actions de formation'],
])('« %s » has the code « %s »', (text, code, title) => {
  expect(coded(text)).toMatchObject({ code, title })
})

test.each([
  ['2026 : dématérialiser', '2026-01-01', '2026-12-31'],
  ['Former les acheteurs (2e trimestre 2027)', '2027-04-01', '2027-06-30'],
  ['De mars 2026 à juin 2026', '2026-03-01', '2026-06-30'],
  ['Bilan, le 31/12/2028', null, null],
  ['Bilan, 31/12/2028', '2028-12-31', '2028-12-31'],
  ['2026-2028', '2026-01-01', '2028-12-31'],
  ['S1 2027', '2027-01-01', '2027-06-30'],
  ['En continu', null, null],
])('« %s » is from %s to %s', (title, from, to) => {
  expect(stepIn(title)).toEqual({ title, from, to })
})

test('items are lines, bullets, or what semicolons separate', () => {
  expect(items('- DSI\n• Achats ;\n\n2. Routes')).toEqual(['DSI', 'Achats', 'Routes'])
  expect(items('DSI ; Achats')).toEqual(['DSI', 'Achats'])
  expect(items('2.5 tonnes')).toEqual(['2.5 tonnes'])
})

test('a row an action: axes and objectives in columns, indicators in a cell, dates and numbers as people write them', () => {
  const { plain, problems } = understood(
    table('Actions', [
      ['SPASER 2026-2029 : plan d’actions'],
      ['Axe', 'Objectif', 'N°', 'Intitulé', 'Direction pilote', 'Partenaires', 'Indicateur(s)', 'T0 (2024)', 'Cible 2028', 'Échéance', 'Budget'],
      ['Axe 1 : Écologie', '1.1 Ressources', { is: 'number', text: '1' }, 'Diminuer le papier', 'DSI ; Achats', '- ADEME', '• Papier consommé\n• Part de papier recyclé', '121 492 kg\n38,5 %', '90 000 kg\n50 %', { is: 'day', text: '2028-12-31' }, '10 k€'],
      ['', '', { is: 'number', text: '2' }, 'Rouler propre', 'Garage', '', 'Nombre de véhicules', 'Pas de référence', 'à définir', 'fin 2027'],
      ['Axe 2 : Social', '', '3', 'Insérer', '', '', 'Part d’heures', { is: 'percent', text: '3.5' }, 'au moins 5 % en 2027', 'dès que possible'],
      ['Total', '', '', ''],
    ]), // biome-ignore format: a spreadsheet
  )
  expect(plain).toMatchObject({
    axes: [
      { key: 'ecologie', code: '1', title: 'Écologie' },
      { key: 'social', code: '2' },
    ],
    objectives: [{ key: 'ressources', parent: 'ecologie', code: '1.1' }],
    actions: [
      { parent: 'ressources', code: '1', title: 'Diminuer le papier', pilots: ['DSI', 'Achats'], partners: ['ADEME'], calendar: [{ title: 'Échéance', to: '2028-12-31' }] },
      { parent: 'ressources', code: '2', calendar: [{ to: '2027-12-31' }] },
      { parent: 'social', code: '3', calendar: [{ title: 'Échéance : dès que possible' }] },
    ],
    indicators: [
      { label: 'Papier consommé', kind: 'amount', unit: 'kg', baseline: { period: '2024', value: '121492' }, targets: [{ period: '2028', value: '90000' }] },
      { kind: 'ratio', unit: '%', baseline: { value: '38.5' }, targets: [{ value: '50' }] },
      { kind: 'count', baseline: { none: 'Pas de référence' }, targets: { none: 'à définir' } },
      { kind: 'ratio', baseline: { value: '3.5' }, targets: [{ period: '2027', value: '5', source: 'au moins 5 % en 2027' }] },
    ],
  }) // biome-ignore format: what was understood
  expect(problems).toEqual([])
})

test('axes and objectives as rows of their own, indicators on several rows of one action', () => {
  const { plain, problems, mappings } = understood(
    table(
      'Plan',
      [
        ['Action', 'Pilote', 'Indicateur', 'Unité', 'Valeur de référence', 'Cible'],
        ['AXE 1 - ÉCOLOGIE'],
        ['Objectif 1.1 : Ressources'],
        ['1.1.1 Papier', 'DSI', 'Consommation', 'kg', '10'],
        ['', '', 'Part de recyclé', '%', '', '30'],
        ['Rouler propre', 'Garage', 'Véhicules électriques', '', 'n.d.', 'le plus possible'],
        ['AXE 2 - Insertion'],
        ['Clauser', 'Achats'],
      ],
      { wide: new Set([1, 2, 6]) },
    ),
  )
  expect(mappings[0]?.use).toBe('actions')
  expect(plain).toMatchObject({
    axes: [{ code: '1', title: 'ÉCOLOGIE' }, { title: 'Insertion' }],
    objectives: [{ code: '1.1', title: 'Ressources' }],
    actions: [{ code: '1.1.1', title: 'Papier', parent: 'ressources' }, { title: 'Rouler propre' }, { title: 'Clauser', parent: 'insertion' }],
    indicators: [
      { parent: 'papier', unit: 'kg', baseline: { period: '2025', value: '10' } },
      { parent: 'papier', targets: [{ value: '30' }] },
      { parent: 'rouler-propre', remark: 'Cible : le plus possible' },
    ],
  }) // biome-ignore format: what was understood
  expect(problems).toEqual([])
})

test('a sheet of indicators beside the sheet of actions, with values by year', () => {
  const { plain, problems } = understood(
    table('Indicateurs', [
      ['N° action', 'Indicateur', 'Unité', '2023', '2024', 'Cible 2028', 'Source des données'],
      ['1', 'Repas bio', '%', '12,5', '1.234', '50', 'Cuisine'],
      ['2', 'Heures', 'h', '1 200', '', '', ''],
      ['9', 'Ailleurs', '', '3', '', '', ''],
    ]),
    table('Fiches', [
      ['N°', 'Titre', 'Pilotes'],
      [{ is: 'number', text: '1' }, 'Manger mieux', 'Cuisine'],
      ['2', 'Insérer', 'Achats'],
    ]),
  )
  expect(plain).toMatchObject({
    axes: [{ key: 'actions', title: 'Actions' }],
    indicators: [{ parent: 'manger-mieux', collected: 'Cuisine' }, { parent: 'inserer' }, { label: 'Ailleurs' }],
    values: [{ indicator: 'repas-bio', period: '2023', value: '12.5' }, { value: '1200' }, { value: '3' }],
  })
  expect(problems.map(({ at, message }) => [at, message.slice(0, 40)])).toEqual([
    ['Indicateurs!E2', '« 1.234 » se lit de deux façons : 1234 o'],
    ['Indicateurs!A4', 'L’action « 9 » n’est dans aucune feuille'],
  ])
})

test('what cannot be read is told with its place, and the rest is understood', () => {
  const { plain, problems, assumed } = understood(
    table('A', [
      ['Action', 'Description', 'Indicateur', 'T0', 'Cible'],
      [
        'Acheter local',
        { is: 'error', text: '#REF!' },
        'Part locale',
        { is: 'day', text: '2026-02-01' },
        'de 30 à 40 %',
      ],
      [null, 'Sans titre', null, null, null],
      [null, null, null, '5', null],
    ]),
  )
  expect(plain).toMatchObject({ actions: [{ title: 'Acheter local', description: 'Sans titre' }] })
  expect(problems.map(({ at }) => at)).toEqual(['A!B2', 'A!D2', 'A!E2'])
  expect(assumed.map(({ at }) => at)).toEqual(['A!A2', 'A!D4'])
})

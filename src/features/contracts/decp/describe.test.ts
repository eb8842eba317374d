import { describe as about, expect, test } from 'vitest'
import { describe } from './describe.ts'
import { SOUND } from './read.test-support.ts'
import { sampleConcession, sampleMarket } from './samples.test-support.ts'

const S1 = { id: '55210055400013', type: 'SIRET', name: null }

test('a market with every field', () => {
  expect(describe({ value: sampleMarket(), dialect: 'v2', concession: false })).toEqual({
    id: '2025-041L2',
    buyer: { id: '21750001600019', type: 'SIRET', name: null },
    nature: 'Marché',
    subject: 'Entretien des espaces verts',
    cpv: '77310000-6',
    procedure: "Appel d'offres ouvert",
    place: { code: '62000', kind: 'Code postal', name: null },
    frameworkId: '2024-007',
    ccag: 'Fournitures courantes et services',
    techniques: ['Accord-cadre'],
    executionModes: ['Bons de commande', 'Tranches'],
    priceForm: 'Unitaire',
    priceTypes: ['Définitif révisable'],
    offers: 3,
    innovative: false,
    advance: true,
    advanceRate: 0.1,
    subcontracting: true,
    grouping: 'Pas de groupement',
    originEuropeanUnion: 0.4,
    originFrance: 0.2,
    months: 48,
    notified: '2025-03-14',
    published: '2025-04-01',
    amount: 24_000_000,
    holders: [S1],
    social: ['Clause sociale', 'Critère social'],
    environmental: ['Critère environnemental'],
    modifications: [
      {
        id: '1',
        notified: '2025-06-02',
        published: '2025-06-20',
        amount: 25_000_000,
        amountDoubtful: false,
        months: 50,
        holders: [{ id: 'FR32552100554', type: 'TVA', name: null }],
        reason: null,
      },
    ],
    subcontracts: [
      {
        id: '1',
        subcontractor: S1,
        notified: '2025-04-02',
        published: '2025-04-10',
        amount: 150_050,
        months: 6,
        priceVariation: 'Ferme',
      },
    ],
    subcontractChanges: [
      {
        id: '1',
        subcontractor: null,
        notified: '2025-05-02',
        published: '2025-05-20',
        amount: 170_000,
        months: 8,
        priceVariation: null,
      },
    ],
    concession: null,
    others: [],
  })
})

test('a concession with every field', () => {
  expect(describe({ value: sampleConcession(), dialect: 'v2', concession: true })).toMatchObject({
    buyer: { id: '21750001600019' },
    nature: 'Concession de service',
    procedure: 'Procédure négociée ouverte',
    amount: 90_000_000,
    notified: '2025-01-20',
    holders: [S1],
    social: ['Concession réservée'],
    modifications: [{ id: '1', notified: '2025-09-01', published: '2025-09-15', months: 132, amount: 95_000_000 }],
    concession: {
      started: '2025-03-01',
      subsidy: 0,
      execution: [{ published: '2026-02-01', investment: 1_200_000, prices: [{ label: 'Nuitée', amount: 1450 }] }],
    },
    others: [],
  })
})

test('v1: names, reasons, places, fields of its own', () => {
  const value = {
    ...SOUND,
    acheteur: { id: '21590350100017', nom: 'Ville de Lille' },
    titulaires: [
      { typeIdentifiant: 'siret', id: '552 100 554 00013', denominationSociale: 'A' },
      { denominationSociale: 'B' },
    ],
    lieuExecution: { code: '59', typeCode: 'CODE DEPARTEMENT', 'nom ': 'Nord' },
    formePrix: 'Révisable',
    modifications: [
      { objetModification: 'Avenant 1', dateNotificationModification: '2024-05-01+01:00', montant: '1000' },
    ],
    source: 'x',
    _type: 'Marché',
  }
  expect(describe({ value, dialect: 'v1', concession: false })).toMatchObject({
    buyer: { name: 'Ville de Lille' },
    holders: [
      { ...S1, name: 'A' },
      { id: null, type: null, name: 'B' },
    ],
    place: { code: '59', kind: 'Code département', name: 'Nord' },
    priceForm: 'Révisable',
    modifications: [
      { reason: 'Avenant 1', notified: '2024-05-01', amount: 100_000, amountDoubtful: true, holders: [] },
    ],
    others: [
      { field: 'source', text: 'x' },
      { field: '_type', text: 'Marché' },
    ],
  })
})

about('traps', () => {
  test('10: yes and no, and numbers, in every writing', () => {
    const value = {
      marcheInnovant: 'non',
      attributionAvance: '1',
      sousTraitanceDeclaree: 'oui',
      offresRecues: '4',
      tauxAvance: '0,05',
      dureeMois: 'NC',
    }
    expect(describe({ value, dialect: 'v2', concession: false })).toMatchObject({
      innovative: false,
      advance: true,
      subcontracting: true,
      offers: 4,
      advanceRate: 0.05,
      months: null,
    })
  })

  test('2.0.0: singular names, bare lists, old words', () => {
    const value = {
      technique: ['Accord-cadre'],
      modaliteExecution: ['Bon de commande', 'Marché subséquent'],
      typePrix: 'Définitif ferme',
      considerationsSociales: ['Clause sociale'],
    }
    expect(describe({ value, dialect: 'v2', concession: false })).toMatchObject({
      techniques: ['Accord-cadre'],
      executionModes: ['Bons de commande', 'Marchés subséquents'],
      priceTypes: ['Définitif ferme'],
      social: ['Clause sociale'],
    })
  })

  test('21: modifications by date, whatever their ranks; undated ones last', () => {
    const modifications = [
      { modification: { id: 1 } },
      { modification: { id: 3, dateNotificationModification: '2024-07-01' } },
      { modification: { id: 1, dateNotificationModification: '2024-05-01' } },
      { modification: { id: 1, datePublicationDonneesModification: '2024-06-01' } },
    ]
    const { modifications: sorted } = describe({ value: { modifications }, dialect: 'v2', concession: false })
    expect(sorted.map(({ notified, published }) => notified ?? published)).toEqual([
      '2024-05-01',
      '2024-06-01',
      '2024-07-01',
      null,
    ])
  })

  test('29: a place in words, or none', () => {
    const placeOf = (lieuExecution: unknown) =>
      describe({ value: { lieuExecution }, dialect: 'v2', concession: false }).place
    expect(placeOf('62000')).toEqual({ code: '62000', kind: null, name: null })
    expect(placeOf({ code: 'NC', typeCode: 'Code Postal' })).toBeNull()
    expect(placeOf(null)).toBeNull()
  })
})

test('nothing is too strange', () => {
  const shapes: unknown[] = [
    null,
    1,
    'x',
    [],
    [1],
    {},
    true,
    { id: {} },
    [[[]]],
    Number.NaN,
    { titulaire: null },
    [{ titulaire: [null] }],
  ]
  for (const shape of shapes) {
    const value = Object.fromEntries(
      Object.keys({ ...sampleMarket(), ...sampleConcession() }).map(field => [field, shape]),
    )
    for (const concession of [false, true]) {
      expect(describe({ value, dialect: 'v2', concession })).toHaveProperty('holders')
      expect(describe({ value: shape, dialect: 'v1', concession })).toHaveProperty('holders')
    }
  }
})

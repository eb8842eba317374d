import { describe, expect, test } from 'vitest'
import { contractOf, type Options, reading, SOUND } from './read.test-support.ts'

const warningsOf = (changes: Record<string, unknown>, options?: Options) => contractOf(changes, options).warnings
const S1 = '55210055400013'
const S2 = '44306184100047'

test('a sound record, whole', () => {
  const { identity, ...contract } = contractOf()
  expect(identity).toMatch(/^[0-9a-f]{32}$/)
  expect(contract).toEqual({
    kind: 'contract',
    sourceId: '2024-017L3',
    buyer: '21590350100017',
    subject: 'Entretien des espaces verts',
    nature: 'Marché',
    cpv: '77310000',
    procedure: 'adapted',
    amount: 9_000_000,
    amountState: 'counted',
    framework: false,
    months: 12,
    notified: '2024-03-01',
    published: '2024-03-15',
    modified: null,
    modifications: 0,
    social: { state: 'yes', clause: true, criterion: false, reserved: false },
    environmental: { state: 'none', clause: false, criterion: false, reserved: false },
    holders: [S1],
    warnings: [],
  })
})

test('a concession, whole', () => {
  const { titulaires: _t, montant: _m, acheteur, codeCPV: _c, dateNotification: _d, ...rest } = SOUND
  const value = {
    ...rest,
    autoriteConcedante: acheteur,
    nature: 'Concession de service',
    procedure: 'Procédure négociée ouverte',
    dateSignature: '2024-03-01',
    valeurGlobale: 10.3,
    concessionnaires: [{ concessionnaire: { typeIdentifiant: 'SIRET', id: S2 } }],
    considerationsSociales: { considerationSociale: ['Concession réservée'] },
    modifications: [
      {
        modification: {
          id: 1,
          dateSignatureModification: '2024-04-19',
          datePublicationDonneesModification: '2024-04-20',
          valeurGlobale: 25,
        },
      },
    ],
  }
  const read = reading(value, { concession: true })
  expect(read).toMatchObject({
    contract: {
      kind: 'concession',
      buyer: '21590350100017',
      cpv: null,
      amount: 1030,
      notified: '2024-03-01',
      holders: [S2],
      modified: '2024-04-20',
      modifications: 1,
      social: { state: 'yes', reserved: true },
      procedure: 'other',
      warnings: [],
    },
  })
})

describe('rejects: only what is no object or names no buyer', () => {
  test.each([[null], [1], ['x'], [[SOUND]], [true], [undefined]])('%j is not an object', value => {
    expect(reading(value)).toEqual({ position: 1, raw: '{}', reject: 'not-an-object' })
  })

  test.each([
    [undefined],
    [null],
    [''],
    [{}],
    [{ id: '' }],
    [{ id: '  ' }],
    [{ id: 'NC' }],
    [{ nom: 'Ville' }],
    [[]],
    [{ id: null }],
    [true],
  ])('acheteur %j names nobody', acheteur =>
    expect(reading({ ...SOUND, acheteur })).toMatchObject({ reject: 'no-buyer' }),
  )

  test.each([
    [{ acheteur: '21590350100017' }],
    [{ acheteur: 21590350100017 }],
    [{ acheteur: [{ id: '21590350100017' }] }],
    [{ acheteur: { 'id ': '215 903 501 00017' } }],
    [{ acheteur_id: '21590350100017' }],
    [{ 'acheteur.id': '21590350100017' }],
    [{ acheteur: '', autoriteConcedante: { id: '21590350100017' } }],
  ])('%j names its buyer', changes => {
    const { acheteur: _, ...rest } = SOUND
    expect(reading({ ...rest, ...changes })).toMatchObject({ contract: { buyer: '21590350100017', warnings: [] } })
  })

  test('a record that has a buyer and nothing else is kept, with its warnings', () => {
    expect(reading({ acheteur: { id: '1' } })).toMatchObject({
      contract: {
        warnings: [
          'amount-missing',
          'buyer-siret',
          'cpv-missing',
          'holder-missing',
          'id-missing',
          'notified-missing',
          'published-missing',
          'subject-missing',
        ],
        social: { state: 'not-filled' },
      },
    })
  })
})

describe('traps 6, 20 and 21: modifications', () => {
  const m = (notified: string, published: string, montant?: unknown) => ({
    dateNotificationModification: notified,
    datePublicationDonneesModification: published,
    montant,
  })
  test.each<[string, unknown, [number, string | null, string[]]]>([
    ['wrapped', [{ modification: m('2024-05-01', '2024-05-02') }], [1, '2024-05-02', []]],
    ['flat', [m('2024-05-01', '2024-05-02')], [1, '2024-05-02', []]],
    ['an object alone', m('2024-05-01', '2024-05-02'), [1, '2024-05-02', []]],
    ['a wrapped object alone', { modification: m('2024-05-01', '2024-05-02') }, [1, '2024-05-02', []]],
    [
      'a list inside the wrapper',
      { modification: [m('2024-05-01', '2024-05-02'), m('2024-06-01', '2024-06-02')] },
      [2, '2024-06-02', []],
    ],
    ['a text', 'CDL', [0, null, []]],
    ['another text', 'avenant 1', [0, null, ['modification-unreadable']]],
    ['null', null, [0, null, []]],
    ['[]', [], [0, null, []]],
    [
      'empty holders inside',
      [{ modification: { ...m('2024-05-01', '2024-05-02'), titulaires: [] } }],
      [1, '2024-05-02', []],
    ],
    [
      '21: the latest publication, whatever the order',
      [m('2024-06-01', '2024-06-02'), m('2024-05-01', '2024-05-02')],
      [2, '2024-06-02', ['modification-order']],
    ],
    [
      '21: ranks are not looked at',
      [
        { id: 1, ...m('2024-05-01', '2024-05-02') },
        { id: 1, ...m('2024-06-01', '2024-06-02') },
      ],
      [2, '2024-06-02', []],
    ],
    ['a date that does not exist', [m('2024-13-01', '2024-05-02')], [1, '2024-05-02', ['modification-unreadable']]],
    [
      '20: less than half of the initial amount',
      [m('2024-05-01', '2024-05-02', 44_999)],
      [1, '2024-05-02', ['modification-amount']],
    ],
    ['20: half of it', [m('2024-05-01', '2024-05-02', '45000')], [1, '2024-05-02', []]],
  ])('%s', (_, modifications, expected) => {
    const contract = contractOf({ modifications })
    expect([contract.modifications, contract.modified, contract.warnings]).toEqual(expected)
    // Trap 20: the initial amount stays, whatever the modification says.
    expect(contract.amount).toBe(9_000_000)
  })
})

describe('frameworks and natures', () => {
  test.each([
    [{ technique: ['Accord-cadre'] }, true],
    [['accord-cadre'], true],
    ['Accord-cadre, Concours', true],
    [{ technique: 'ACCORD-CADRE' }, true],
    [{ technique: ['Sans objet'] }, false],
    [undefined, false],
  ])('techniques %j', (techniques, framework) => expect(contractOf({ techniques }).framework).toBe(framework))

  test('the nature of v1 is no technique', () =>
    expect(contractOf({ nature: 'Accord-cadre' }, { dialect: 'v1' }).framework).toBe(false))

  test.each([
    ['marché', 'Marché'],
    ['MARCHE DE PARTENARIAT', 'Marché de partenariat'],
    ['accord-cadre', 'Accord-cadre'],
    ['Autre', 'Autre'],
    ['', null],
    [3, '3'],
    [{}, null],
  ])('nature %j', (nature, expected) => expect(contractOf({ nature }).nature).toBe(expected))
})

test('trap 9: fields outside the format are tolerated', () => {
  expect(warningsOf({ _type: 'Marché', source: 'x', uid: 'x', uuid: 'x', db_id: 'x', autoriteConcedante: '' })).toEqual(
    [],
  )
})

test('repairs of the text are told', () => {
  expect(warningsOf({}, { repaired: 'encoding' })).toEqual(['encoding-repaired'])
  expect(warningsOf({ objet: 'GROS \u008cUVRE' }, { repaired: 'encoding' })).toEqual(['encoding-repaired'])
  expect(warningsOf({}, { repaired: 'value' })).toEqual(['value-repaired'])
})

import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { normalId, normalSubject, normalSubjectPlainly } from './identity.ts'
import { contractOf } from './read.test-support.ts'

const identity = (...args: Parameters<typeof contractOf>) => contractOf(...args).identity
const holders = (...ids: string[]) => ({ titulaires: ids.map(id => ({ titulaire: { typeIdentifiant: 'SIRET', id } })) })

test('the identity is the hash that the rule says', () => {
  const parts = [
    '21590350100017',
    '2024-017L3',
    '2024-03-01',
    '44306184100047\u001e55210055400013',
    'entretiendesespacesverts',
  ]
  const expected = createHash('sha256').update(parts.join('\u001f')).digest('hex').slice(0, 32)
  expect(identity(holders('552 100 554 00013', '44306184100047', '55210055400013'))).toBe(expected)
})

test('a contract with nothing but a buyer has an identity', () => {
  const nothing = { id: '', objet: null, dateNotification: undefined, titulaires: [] }
  const expected = createHash('sha256').update('21590350100017\u001f\u001f\u001f\u001f').digest('hex').slice(0, 32)
  expect(identity(nothing)).toBe(expected)
})

describe('trap 1: what tells two contracts apart', () => {
  const base = identity()
  test.each([
    ['buyer', { acheteur: { id: '22620012900012' } }],
    ['id', { id: '2024-017L4' }],
    ['date', { dateNotification: '2024-03-02' }],
    ['holder', holders('44306184100047')],
    ['one more holder', holders('55210055400013', '44306184100047')],
    ['subject', { objet: 'Entretien des espaces verts, lot 2' }],
  ])('%s', (_, changes) => expect(identity(changes)).not.toBe(base))

  test.each([
    ['spaces in the buyer', { acheteur: { id: ' 215 903 501 00017' } }],
    ['case and spaces of the id', { id: ' 2024-017l3 ' }],
    ['time zone', { dateNotification: '2024-03-01+01:00' }],
    ['order and repetition of holders', holders('55210055400013', '55210055400013')],
    ['nesting of holders', { titulaires: { typeIdentifiant: 'SIRET', id: '55210055400013' } }],
    ['case, accents and punctuation of the subject', { objet: 'ENTRETIEN — des « espaces » vérts !' }],
    ['amount', { montant: 12 }],
    ['procedure', { procedure: 'x' }],
  ])('not: %s', (_, changes) => expect(identity(changes)).toBe(base))

  test('47 lots under one id are 47 contracts', () => {
    const lots = Array.from({ length: 47 }, (_, i) => identity({ objet: `Restauration : lot ${i + 1}` }))
    expect(new Set(lots).size).toBe(47)
  })

  test('parts do not run into one another', () => {
    expect(identity({ id: 'A1', objet: 'b', dateNotification: '' })).not.toBe(
      identity({ id: 'A', objet: '1b', dateNotification: '' }),
    )
  })
})

describe('traps 2 and 3: ids', () => {
  test.each([
    ['2018MC1804600', 'v1', '2018MC18046'],
    ['2018mc1804601', 'v1', '2018MC18046'],
    ['2018MC18046A1', 'v1', '2018MC18046A1'],
    ['7', 'v1', '7'],
    ['00', 'v1', ''],
    ['2018MC1804600', 'v2', '2018MC1804600'],
    ['2018MC1804600', 'tabular', '2018MC1804600'],
    [20180012, 'v1', '201800'],
    [' ab ', 'v2', 'AB'],
    ['', 'v1', ''],
    [null, 'v2', ''],
    [{}, 'v2', ''],
  ] as const)('%j in %s', (id, dialect, expected) => expect(normalId(id, dialect)).toBe(expected))

  test('in v1 an amendment keeps the identity of its contract', () => {
    expect(identity({ id: '2018MC1804600' }, { dialect: 'v1' })).toBe(
      identity({ id: '2018MC1804602' }, { dialect: 'v1' }),
    )
    expect(identity({ id: '2018MC1804600' })).not.toBe(identity({ id: '2018MC1804602' }))
  })

  test.each([
    ['', null, ['id-missing']],
    ['   ', null, ['id-missing']],
    [null, null, ['id-missing']],
    ['NC', 'NC', ['id-missing']],
    ['000000000000', '000000000000', ['id-malformed']],
    ['2024/017.A_1#', '2024/017.A_1#', []],
    ['12345678901234567', '12345678901234567', ['id-malformed']],
    ['lot n°2', 'lot n°2', ['id-malformed']],
    [2024017, '2024017', []],
  ])('%j is kept, and flagged when it identifies nothing', (id, sourceId, warnings) => {
    const contract = contractOf({ id })
    expect([contract.sourceId, contract.warnings]).toEqual([sourceId, warnings])
  })
})

describe('normalised subject', () => {
  test.each([
    ['Été à l’École : n° 2 – œuvre', 'etealecolen2uvre'],
    ['ﬁn ½ ² …', 'fin122'],
    ['İstanbul K', 'istanbulk'],
    ['𝐀b 😀', 'b'],
    ['', ''],
    [null, ''],
    [12, '12'],
  ])('%j', (subject, expected) => expect(normalSubject(subject)).toBe(expected))

  test('property: the fast writing is the plain one', () => {
    const units = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.string({ unit: 'grapheme' }),
      fc.string({ unit: fc.integer({ min: 0, max: 0x2100 }).map(unit => String.fromCharCode(unit)), maxLength: 200 }),
    )
    fc.assert(
      fc.property(units, text => {
        expect(normalSubject(text)).toBe(normalSubjectPlainly(text))
      }),
      { numRuns: 5000 },
    )
    for (let unit = 0; unit < 0xd800; unit++) {
      const text = `a${String.fromCharCode(unit)}B`
      if (normalSubject(text) !== normalSubjectPlainly(text)) throw new Error(`U+${unit.toString(16)}`)
    }
    expect(normalSubject('é'.repeat(3_000_000))).toHaveLength(3_000_000)
  })
})

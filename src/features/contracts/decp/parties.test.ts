import { describe, expect, test } from 'vitest'
import { contractOf, type Options, reading, SOUND } from './read.test-support.ts'

const warningsOf = (changes: Record<string, unknown>, options?: Options) => contractOf(changes, options).warnings
const S1 = '55210055400013'
const S2 = '44306184100047'

describe('trap 5: holders', () => {
  const t = (id: unknown, typeIdentifiant: unknown = 'SIRET') => ({ typeIdentifiant, id })
  test.each<[string, unknown, string[], string[]]>([
    ['wrapped', [{ titulaire: t(S1) }, { titulaire: t(S2) }], [S2, S1], []],
    ['flat', [t(S1)], [S1], []],
    ['both mixed', [{ titulaire: t(S1) }, t(S2)], [S2, S1], ['structure-repaired']],
    ['a list of lists', [[t(S1)]], [S1], ['structure-repaired']],
    ['lists of lists of lists', [[[[t(S1)], t(S2)]]], [S2, S1], ['structure-repaired']],
    ['an object alone', t(S1), [S1], ['structure-repaired']],
    ['a wrapped object alone', { titulaire: t(S1) }, [S1], ['structure-repaired']],
    ['a list inside the wrapper', { titulaire: [t(S1), t(S2)] }, [S2, S1], ['structure-repaired']],
    [
      'keys taken for values',
      [{ titulaire: 'typeIdentifiant' }, { titulaire: 'id' }],
      [],
      ['holder-missing', 'structure-repaired'],
    ],
    ['a bare SIRET', [{ titulaire: S1 }], [S1], ['structure-repaired']],
    ['[null]', [null], [], ['holder-missing', 'structure-repaired']],
    ['[]', [], [], ['holder-missing']],
    ['null', null, [], ['holder-missing']],
    ['an empty object', [{}], [], ['holder-missing']],
    ['no id', [{ titulaire: { typeIdentifiant: 'SIRET', id: '' } }], [], ['holder-missing']],
    ['NC', [{ titulaire: t('NC') }], [], ['holder-missing', 'holder-siret']],
    ['a number', [{ titulaire: t(55210055400013) }], [S1], []],
  ])('%s', (_, titulaires, holders, warnings) => {
    const contract = contractOf({ titulaires })
    expect([contract.holders, contract.warnings]).toEqual([holders, warnings])
  })

  test('"NC" names nobody, but still tells two contracts apart', () => {
    expect(contractOf({ titulaires: [t('NC')] }).identity).not.toBe(contractOf({ titulaires: [] }).identity)
  })

  test('ten thousand levels', () => {
    let deep: unknown = t(S1)
    for (let i = 0; i < 10_000; i++) deep = i % 2 ? [deep] : { titulaire: deep }
    expect(contractOf({ titulaires: deep }).holders).toEqual([S1])
    expect(
      reading({ ...SOUND, acheteur: deep, modifications: deep, techniques: deep, considerationsSociales: deep }),
    ).toMatchObject({ reject: 'no-buyer' })
  })

  test('trap 28: several holders say nothing of a grouping', () => {
    const contract = contractOf({ typeGroupementOperateurs: 'Pas de groupement', titulaires: [t(S1), t(S2)] })
    expect([contract.holders.length, contract.warnings]).toEqual([2, []])
  })
})

describe('traps 12 and 13: identifiers', () => {
  const holder = (id: unknown, typeIdentifiant?: unknown) => ({ titulaires: [{ titulaire: { id, typeIdentifiant } }] })
  test.each<[string, Record<string, unknown>, string[]]>([
    ['spaces around a SIRET', holder(' 44306184100047 ', 'SIRET'), []],
    ['a SIREN', holder('443061841', 'SIRET'), ['holder-siret']],
    ['thirteen digits', holder('4430618410004', 'SIRET'), ['holder-siret']],
    ['a wrong key', holder('44306184100048', 'SIRET'), ['holder-siret']],
    ['La Poste', holder('35600000000048', 'SIRET'), []],
    ['a foreign number', holder('FR32552100554', 'TVA'), []],
    ['no type, fourteen digits', holder(S2, ''), ['holder-type']],
    ['no type, another id', holder('ABC', ''), ['holder-type']],
    ['siret', holder(S2, 'siret'), ['holder-type']],
    ['FRW', holder('1', 'FRW'), ['holder-type']],
    ['HORS_UE', holder('1', 'HORS_UE'), ['holder-type']],
    ['TVA_INTRACOMMUNAUTAIRE', holder('1', 'TVA_INTRACOMMUNAUTAIRE'), ['holder-type']],
    ['UE, which is of v1', holder('1', 'UE'), ['holder-type']],
    ['an unknown type', holder('1', 'DUNS'), ['holder-type']],
    ['buyer and holder', holder('21590350100017', 'SIRET'), ['buyer-is-holder']],
    ['the buyer’s SIREN', { acheteur: { id: '215903501' } }, ['buyer-siret']],
    ['a wrong key of the buyer', { acheteur: { id: '21590350100018' } }, ['buyer-siret']],
  ])('%s', (_, changes, warnings) => {
    expect(warningsOf(changes)).toEqual(warnings)
  })

  test('UE is official in v1', () => expect(warningsOf(holder('1', 'UE'), { dialect: 'v1' })).toEqual([]))

  test('identifiers longer than any are shortened in the register, not in the identity', () => {
    const long = contractOf({ acheteur: { id: '1'.repeat(3_000_000) }, ...holder('x'.repeat(100), 'TVA') })
    expect([long.buyer.length, long.holders[0]?.length]).toEqual([64, 64])
    expect(long.identity).not.toBe(
      contractOf({ acheteur: { id: '1'.repeat(64) }, ...holder('x'.repeat(100), 'TVA') }).identity,
    )
  })
})

describe('names, which only v1 has', () => {
  test.each([
    [
      { acheteur: { id: '21590350100017', nom: 'Lille' }, titulaires: [{ id: S1, denominationSociale: ' A ' }] },
      { '21590350100017': 'Lille', [S1]: 'A' },
    ],
    [{ acheteur: { id: '215 903 501 00017', 'nom ': 'Lille' } }, { '21590350100017': 'Lille' }],
    [
      {
        titulaires: [
          { id: S1, denominationSociale: 'NC' },
          { id: S2, denominationSociale: '' },
        ],
      },
      null,
    ],
    [{}, null],
  ])('%j', (changes, names) => {
    expect(reading({ ...SOUND, ...changes }, { dialect: 'v1' })).toMatchObject({ names })
  })
})

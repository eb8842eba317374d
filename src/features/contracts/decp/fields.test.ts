import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { WarningCode } from '../contracts.ts'
import { readAmount } from './amounts.ts'
import { readCpv } from './cpv.ts'
import { isLate, readDate, readNotified, readPublished } from './dates.ts'
import { readMonths } from './months.ts'
import { readProcedure } from './procedures.ts'
import { booleanOf } from './scalars.ts'
import { readSubject } from './subjects.ts'

/** What a reader says of a value: its result, then its warnings. */
function said<T>(read: (warnings: WarningCode[]) => T): [T, ...WarningCode[]] {
  const warnings: WarningCode[] = []
  return [read(warnings), ...warnings]
}

describe('trap 10: booleans and numbers in every writing', () => {
  test.each([
    [true, true],
    ['true', true],
    ['Oui', true],
    ['1', true],
    [1, true],
    [false, false],
    ['non', false],
    [0, false],
    ['FALSE', false],
    ['NC', null],
    ['', null],
    [null, null],
    [[true], null],
  ])('boolean %j', (value, expected) => expect(booleanOf(value)).toBe(expected))

  test.each([
    [12, [12]],
    ['36', [36]],
    [' 36 mois', [36]],
    ['1 200', [1200, 'months-implausible']],
    [11.2, [12]],
    ['11,2', [12]],
    ['NC', [null]],
    ['', [null]],
    [undefined, [null]],
    [0, [0, 'months-implausible']],
    [-3, [-3, 'months-implausible']],
    [181, [181, 'months-implausible']],
    [1e12, [null, 'months-implausible']],
    ['un an', [null, 'months-unreadable']],
    [[12], [null, 'months-unreadable']],
  ])('months %j', (value, expected) => expect(said(warnings => readMonths(value, warnings))).toEqual(expected))
})

describe('trap 11: dates', () => {
  test.each([
    ['2024-02-29', '2024-02-29', null],
    ['2023-02-29', null, 'unreadable'],
    ['1900-02-29', null, 'unreadable'],
    ['2000-02-29', '2000-02-29', null],
    ['2018-11-27+01:00', '2018-11-27', null],
    ['2018-12-31T23:30:00-05:00', '2018-12-31', null],
    [' 2024-01-02 ', '2024-01-02', null],
    ['0218-10-29', '0218-10-29', null],
    ['0000-10-29', null, 'unreadable'],
    ['1899-12-31', null, 'missing'],
    ['1899-12-31T00:00:00', null, 'missing'],
    ['2024-99-99', null, 'unreadable'],
    ['2024-04-31', null, 'unreadable'],
    ['2024-1-02', null, 'unreadable'],
    ['02/01/2024', null, 'unreadable'],
    ['September, 16 2021 00:00:00', null, 'unreadable'],
    [20240102, null, 'unreadable'],
    [{}, null, 'unreadable'],
    ['NC', null, 'missing'],
    ['CDL', null, 'missing'],
    ['', null, 'missing'],
    [null, null, 'missing'],
    [undefined, null, 'missing'],
  ])('%j', (value, date, defect) => expect(readDate(value)).toEqual({ date, defect }))

  test.each([
    ['2026-11-22', ['2026-11-22']],
    ['2026-11-23', ['2026-11-23', 'notified-implausible']],
    ['1990-01-01', ['1990-01-01']],
    ['1989-12-31', ['1989-12-31', 'notified-implausible']],
    ['5021-02-18', ['5021-02-18', 'notified-implausible']],
    ['', [null, 'notified-missing']],
    ['x', [null, 'notified-unreadable']],
  ])('notified %s, read on 2026-11-22', (value, expected) => {
    expect(said(warnings => readNotified(value, '2026-11-22', warnings))).toEqual(expected)
  })

  test.each([
    ['2024-01-15', '2024-03-15', ['2024-03-15']],
    ['2024-01-15', '2024-03-16', ['2024-03-16', 'published-late']],
    ['2023-12-31', '2024-02-29', ['2024-02-29']],
    ['2023-12-31', '2024-03-01', ['2024-03-01', 'published-late']],
    ['2023-11-30', '2024-01-30', ['2024-01-30']],
    ['2023-11-30', '2024-01-31', ['2024-01-31', 'published-late']],
    ['2024-01-15', '2024-01-14', ['2024-01-14', 'published-early']],
    ['2024-01-15', '2024-01-15', ['2024-01-15']],
    [null, '2024-01-15', ['2024-01-15']],
    ['2024-01-15', 'soon', [null, 'published-missing']],
  ])('notified %s, published %s', (notified, published, expected) => {
    expect(said(warnings => readPublished(published, notified, warnings))).toEqual(expected)
  })

  test('property: late is past the same day two months later, or the last day of that month', () => {
    const day = fc.date({ min: new Date('1990-01-01'), max: new Date('2099-12-31'), noInvalidDate: true })
    fc.assert(
      fc.property(day, fc.integer({ min: -5, max: 130 }), (notified, after) => {
        const [year, month] = [notified.getUTCFullYear(), notified.getUTCMonth() + 2]
        const last = new Date(Date.UTC(year, month + 1, 0)).getUTCDate()
        const limit = Date.UTC(year, month, Math.min(notified.getUTCDate(), last))
        const published = new Date(notified.getTime() + after * 86_400_000)
        const iso = (date: Date) => date.toISOString().slice(0, 10)
        expect(isLate(iso(published), iso(notified))).toBe(iso(published) > iso(new Date(limit)))
      }),
      { numRuns: 2000 },
    )
  })
})

describe('trap 14: CPV', () => {
  test.each([
    ['45421000', ['45421000']],
    ['45421000-4', ['45421000']],
    ['71315400-3 ', ['71315400']],
    ['66516 000', ['66516000']],
    [45421000, ['45421000']],
    ['9310000', ['09310000', 'cpv-repaired']],
    ['9310000-5', ['09310000', 'cpv-repaired']],
    [3100000, ['03100000', 'cpv-repaired']],
    // Seven digits that no leading zero explains: never completed on the right.
    ['4542100', [null, 'cpv-unreadable']],
    ['454210', [null, 'cpv-unreadable']],
    ['45', [null, 'cpv-unreadable']],
    ['INX', [null, 'cpv-unreadable']],
    ['45421000 45421100', [null, 'cpv-unreadable']],
    ['99000000', ['99000000', 'cpv-unknown']],
    ['00000000', ['00000000', 'cpv-unknown']],
    ['', [null, 'cpv-missing']],
    ['NC', [null, 'cpv-missing']],
    [undefined, [null, 'cpv-missing']],
    [['45421000'], [null, 'cpv-unreadable']],
  ])('%j', (value, expected) => expect(said(warnings => readCpv(value, warnings))).toEqual(expected))
})

describe('traps 16 to 18: amounts', () => {
  test.each([
    [55600, [5_560_000, 'counted']],
    ['30000.00', [3_000_000, 'counted']],
    ['1 234,56 €', [123_456, 'counted']],
    [1, [100, 'counted']],
    [0.99, [99, 'below1', 'amount-below-1']],
    [0, [0, 'below1', 'amount-below-1']],
    [-0, [0, 'below1', 'amount-below-1']],
    [-12, [-1200, 'below1', 'amount-below-1']],
    [3_000_000_000, [300_000_000_000, 'counted']],
    [3_000_000_000.01, [300_000_000_001, 'above3e9', 'amount-above-3e9']],
    [12_311_111_111, [1_231_111_111_100, 'sentinel', 'amount-sentinel']],
    ['12311111111.00', [1_231_111_111_100, 'sentinel', 'amount-sentinel']],
    [1e30, [null, 'above3e9', 'amount-above-3e9']],
    [111_111, [11_111_100, 'counted', 'amount-doubtful']],
    [99_999, [9_999_900, 'counted']],
    [999_999_999, [99_999_999_900, 'counted', 'amount-doubtful']],
    [999_999.99, [99_999_999, 'counted', 'amount-doubtful']],
    [1_111_110, [111_111_000, 'counted']],
    [123_456_789, [12_345_678_900, 'counted', 'amount-doubtful']],
    [1_234_567_890, [123_456_789_000, 'counted', 'amount-doubtful']],
    [12_345_678, [1_234_567_800, 'counted']],
    ['NC', [null, 'missing', 'amount-missing']],
    ['', [null, 'missing', 'amount-missing']],
    [undefined, [null, 'missing', 'amount-missing']],
    ['selon bordereau', [null, 'missing', 'amount-unreadable']],
    [{}, [null, 'missing', 'amount-unreadable']],
    [true, [null, 'missing', 'amount-unreadable']],
  ])('%j', (value, expected) => {
    const [{ amount, state }, ...warnings] = said(warnings => readAmount(value, warnings))
    expect([amount, state, ...warnings]).toEqual(expected)
  })
})

describe('procedures', () => {
  test.each([
    ['Procédure adaptée', ['adapted']],
    ["Appel d'offres ouvert", ['open']],
    ['Appel d’offres ouvert', ['open']],
    ['Appel d offres ouvert', ['open']],
    ["APPEL D'OFFRES RESTREINT", ['restricted']],
    ['Procédure avec négociation', ['negotiated']],
    ['Procédure concurrentielle avec négociation', ['negotiated']],
    ['Procédure négociée avec mise en concurrence préalable', ['negotiated']],
    ['Marché négocié sans publicité ni mise en concurrence préalable', ['without-notice']],
    ['Marché passé sans publicité ni mise en concurrence préalable', ['without-notice']],
    ['Dialogue compétitif', ['dialogue']],
    ['Procédure non négociée ouverte', ['other']],
    ['Gré à gré', ['other', 'procedure-unknown']],
    [{}, ['other', 'procedure-unknown']],
    ['', [null]],
    ['NC', [null]],
    [undefined, [null]],
  ])('%j', (value, expected) => expect(said(warnings => readProcedure(value, warnings))).toEqual(expected))
})

describe('trap 15: subjects', () => {
  test.each([
    ['  Travaux  ', ['Travaux']],
    ['R\ufffdnovation', ['R\ufffdnovation', 'subject-damaged']],
    ['l¿école', ['l¿école', 'subject-damaged']],
    ['¿Qué tal?', ['¿Qué tal?']],
    ['GROS \u008cUVRE', ['GROS ŒUVRE', 'encoding-repaired']],
    ['a\u0000b', ['ab', 'encoding-repaired']],
    ['😀 مرحبا', ['😀 مرحبا']],
    ['', [null, 'subject-missing']],
    [null, [null, 'subject-missing']],
    [['x'], [null, 'subject-missing']],
    [12, ['12']],
  ])('%j', (value, expected) => expect(said(warnings => readSubject(value, warnings))).toEqual(expected))
})

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Cents } from '#kernel'
import { count, day, decimal, euros, eurosShort, fileSize, moment, nb, percent, points } from './format.ts'

const cents = (value: number) => value as Cents

describe('numbers, to the code point', () => {
  test.each([
    [nb(0), '0'],
    [nb(-0), '0'],
    [nb(-0.04, 1), '0,0'],
    [nb(1234567), '1\u202f234\u202f567'],
    [decimal('1234567890123456789.995'), '1\u202f234\u202f567\u202f890\u202f123\u202f456\u202f790'],
    [decimal('-38.50'), '\u221238,5'],
    [decimal('0.00456'), '0,0046'],
    [decimal('0'), '0'],
    [nb(-1234.5, 1), '\u22121\u202f234,5'],
    [nb(0.125, 2), '0,13'],
    [percent(null), 'non calculable'],
    [percent(null, 'pas de donnée'), 'pas de donnée'],
    [percent(0), '0\u202f%'],
    [percent(1), '100\u202f%'],
    [percent(0.385), '38,5\u202f%'],
    [percent(0.3845), '38,5\u202f%'],
    [percent(0.00049), '<\u202f0,1\u202f%'],
    [percent(0.0005), '0,1\u202f%'],
    [percent(0.99949), '99,9\u202f%'],
    [percent(0.9999), '>\u202f99,9\u202f%'],
    [points(0.119), '+11,9\u00a0points'],
    [points(-0.024), '\u22122,4\u00a0points'],
    [points(0.0199), '+2,0\u00a0points'],
    [points(0.015), '+1,5\u00a0point'],
    [points(0.0004), 'stable'],
    [points(null), 'pas de donnée'],
    [euros(cents(68450000)), '684\u202f500\u00a0€'],
    [euros(cents(68450050)), '684\u202f500,50\u00a0€'],
    [euros(null), 'non renseigné'],
    [eurosShort(cents(99_999_949)), '999\u202f999\u00a0€'],
    [eurosShort(cents(99_999_950)), '1,0\u00a0M€'],
    [eurosShort(cents(1_840_000_000)), '18,4\u00a0M€'],
    [eurosShort(cents(99_994_999_900)), '999,9\u00a0M€'],
    [eurosShort(cents(99_995_000_000)), '1,0\u00a0Md€'],
    [count(0, 'marché'), '0\u00a0marché'],
    [count(1, 'marché'), '1\u00a0marché'],
    [count(1500, 'marché'), '1\u202f500\u00a0marchés'],
    [count(48, 'mois', 'mois'), '48\u00a0mois'],
    [fileSize(1), '1\u00a0octet'],
    [fileSize(999), '999\u00a0octets'],
    [fileSize(1000), '1\u00a0ko'],
    [fileSize(999_499), '999\u00a0ko'],
    [fileSize(999_500), '1,0\u00a0Mo'],
    [fileSize(1_234_567), '1,2\u00a0Mo'],
    [fileSize(734_000_000), '734\u00a0Mo'],
  ])('%s', (written, expected) => expect(written).toBe(expected))
})

describe('dates', () => {
  test.each([
    [day('2026-11-23'), '23\u00a0novembre 2026'],
    [day('2026-09-01'), '1er\u00a0septembre 2026'],
    [day('2026-02-28', 'short'), '28\u00a0févr. 2026'],
    [day(null), 'non renseigné'],
    [day('2026-13-01'), '2026-13-01'],
    [day('inconnue'), 'inconnue'],
    [moment(new Date('2026-06-30T22:05:00Z')), '1er\u00a0juillet 2026 à 0\u00a0h\u00a005'],
    [moment(new Date('2026-12-31T23:30:00Z'), 'short'), '1er\u00a0janv. 2027 à 0\u00a0h\u00a030'],
  ])('%s', (written, expected) => expect(written).toBe(expected))
})

test('a rate between 0 and 1 never reads as a bound that it is not', () => {
  fc.assert(
    fc.property(fc.double({ min: 0, max: 1, noNaN: true }), rate => {
      const text = percent(rate)
      expect(text === '0\u202f%').toBe(rate === 0)
      expect(text === '100\u202f%').toBe(rate === 1)
      expect(text).toMatch(/^[<>]?\u202f?\d{1,3}(,\d)?\u202f%$/)
      expect(['0,0\u202f%', '100,0\u202f%']).not.toContain(text)
    }),
  )
})

test('an amount can be read back', () => {
  fc.assert(
    fc.property(fc.integer({ min: -1e12, max: 1e12 }), amount => {
      const plain = euros(cents(amount))
        .replace(/[\u202f\u00a0€]/g, '')
        .replace('\u2212', '-')
        .replace(',', '.')
      expect(Math.round(Number(plain) * 100)).toBe(amount)
    }),
  )
})

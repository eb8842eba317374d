import fc from 'fast-check'
import { expect, test } from 'vitest'
import { percent, points } from '#ui'
import { publishedRates, type Rates, ratesOf, shareOf } from './rates.ts'

const THIN = '\u202f'

/** part ÷ whole with some decimals, half up, by long division in whole numbers. */
function halfUp(part: number, whole: number, decimals: number): string {
  const scaled = (2n * BigInt(part) * 10n ** BigInt(decimals) + BigInt(whole)) / (2n * BigInt(whole))
  const digits = String(scaled).padStart(decimals + 1, '0')
  return `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`
}

const NOTHING = {
  yes: 0, none: 0, unreadable: 0, clause: 0, criterion: 0, reserved: 0, amountFilled: 0, amountYes: 0,
} // biome-ignore format: one glance

function published(part: number, whole: number): Rates['social'] {
  const social = { ...NOTHING, amountYes: part, amountFilled: whole }
  const excludedAmounts = { missing: 0, below1: 0, above3e9: 0, sentinel: 0, frameworkRepeat: 0 }
  return publishedRates(ratesOf({ contracts: 0, excludedAmounts, amount: 0, social, environmental: NOTHING })).social
}

test.each<[number, number, string, number]>([
  // 0.114496 is 0.1145 with four decimals: rounded again, it would read 11,5 %.
  [114_496, 1_000_000, `11,4${THIN}%`, 0.1145],
  [1145, 10_000, `11,5${THIN}%`, 0.1145],
  [11_445, 100_000, `11,4${THIN}%`, 0.1145],
  [1, 3, `33,3${THIN}%`, 0.3333],
  [1, 1_000_000, `<${THIN}0,1${THIN}%`, 0],
  [999_999, 1_000_000, `>${THIN}99,9${THIN}%`, 1],
  [0, 7, `0${THIN}%`, 0],
  [7, 7, `100${THIN}%`, 1],
])('%i ÷ %i reads %s on pages, %d in files', (part, whole, page, file) => {
  expect(percent(shareOf(part, whole))).toBe(page)
  expect(published(part, whole).amount.rate).toBe(file)
})

test('without denominator there is no rate', () => {
  expect(shareOf(0, 0)).toBeNull()
  expect(published(0, 0)).toMatchObject({ rate: null, rateOfNotified: null, shareFilled: null, amount: { rate: null } })
})

const fraction = fc
  .oneof(fc.integer({ min: 1, max: 100_000 }), fc.integer({ min: 1, max: 1_000_000_000_000_000 }))
  .chain(whole => fc.tuple(fc.integer({ min: 0, max: whole }), fc.constant(whole)))
/** Halves of a tenth of a percent, and their neighbours: where a second rounding shows. */
const nearHalf = fc
  .tuple(
    fc.integer({ min: 0, max: 999 }),
    fc.integer({ min: 1, max: 100_000_000_000 }),
    fc.integer({ min: -1, max: 1 }),
  )
  .map(([tenths, scale, off]): [number, number] => [(2 * tenths + 1) * scale + off, 2000 * scale])

test('pages and files round once, half up, from the exact fraction', () => {
  fc.assert(
    fc.property(fc.oneof(fraction, nearHalf), ([part, whole]) => {
      expect(published(part, whole).amount.rate).toBe(Number(halfUp(part, whole, 4)))
      const text = percent(shareOf(part, whole))
      // The words for what is nearly nothing, or nearly all, are tested with the format itself.
      if (/^\d+,\d/.test(text)) {
        const [units = '', tenths = ''] = text.replace(`${THIN}%`, '').split(',')
        expect(Number(`${units}${tenths}`)).toBe(Math.round(Number(halfUp(part, whole, 3)) * 1000))
      }
    }),
  )
})

test('a change is rounded from the two fractions, not from two rounded rates', () => {
  const change = (a: [number, number], b: [number, number]) => points((shareOf(...a) ?? 0) - (shareOf(...b) ?? 0))
  expect(change([239, 2000], [200, 2000])).toBe('+2,0\u00a0points')
  expect(change([200, 2000], [239, 2000])).toBe('\u22122,0\u00a0points')
  expect(change([114_496, 1_000_000], [0, 1])).toBe('+11,4\u00a0points')
})

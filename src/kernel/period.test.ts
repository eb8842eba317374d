import fc from 'fast-check'
import { expect, test } from 'vitest'
import { boundsOf, type Period, parsePeriod, periodOf, periodsBetween, RHYTHMS, rhythmOf, shift } from './period.ts'

test.each([
  ['2025', '2025-01-01', '2025-12-31'],
  ['2025-S1', '2025-01-01', '2025-06-30'],
  ['2025-S2', '2025-07-01', '2025-12-31'],
  ['2024-T1', '2024-01-01', '2024-03-31'],
  ['2025-T4', '2025-10-01', '2025-12-31'],
])('%s goes from %s to %s', (text, from, to) => {
  expect(boundsOf(parsePeriod(text) as Period)).toEqual({ from, to })
})

test.each(['', '25', '2025-S3', '2025-T5', '2025-T0', '2025-s1', '2125', '2025-01', ' 2025'])('%j is none', text => {
  expect(parsePeriod(text)).toBeNull()
})

test.each([
  ['2025', -1, '2024'],
  ['2025-S1', -1, '2024-S2'],
  ['2025-T4', 1, '2026-T1'],
  ['2025-T1', -8, '2023-T1'],
])('%s moved by %i is %s', (text, by, then) => {
  expect(shift(text as Period, by)).toBe(then)
})

test('a day is within the bounds of its period, and periods follow one another without a gap', () => {
  const days = fc.date({ min: new Date('1950-01-01'), max: new Date('2080-01-01'), noInvalidDate: true })
  fc.assert(
    fc.property(days, fc.constantFrom(...RHYTHMS), (date, rhythm) => {
      const day = date.toISOString().slice(0, 10)
      const period = periodOf(day, rhythm)
      expect(parsePeriod(period)).toBe(period)
      expect(rhythmOf(period)).toBe(rhythm)
      const { from, to } = boundsOf(period)
      expect(from <= day && day <= to).toBe(true)
      const next = new Date(`${to}T00:00:00Z`)
      next.setUTCDate(next.getUTCDate() + 1)
      expect(boundsOf(shift(period, 1)).from).toBe(next.toISOString().slice(0, 10))
      expect(shift(shift(period, 7), -7)).toBe(period)
    }),
  )
  expect(periodsBetween('2024-05-02', '2025-01-01', 'quarter')).toEqual(['2024-T2', '2024-T3', '2024-T4', '2025-T1'])
})

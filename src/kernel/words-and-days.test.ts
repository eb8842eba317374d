import { expect, test } from 'vitest'
import { lineOf } from './tidy.ts'
import { addDays, mondayOf, parisClock, parisDay, parisInstant } from './today.ts'

test('a line holds no sign that breaks or turns it', () => {
  expect(lineOf(' a\r\nBcc: b\u202ecod.exe\u200b ', 100)).toBe('a Bcc: b cod.exe')
})

test.each([
  ['a winter morning', '2026-01-15', '09:30', '2026-01-15T08:30:00.000Z'],
  ['a summer morning', '2026-07-15', '09:30', '2026-07-15T07:30:00.000Z'],
  ['after midnight', '2026-07-15', '00:30', '2026-07-14T22:30:00.000Z'],
  ['the first of two', '2026-10-25', '02:30', '2026-10-25T00:30:00.000Z'],
])('%s in Paris is one instant', (_, day, time, instant) => {
  expect(parisInstant(day, time).toISOString()).toBe(instant)
  expect(parisClock(new Date(instant))).toEqual({ day, time })
  expect(parisDay(new Date(instant))).toBe(day)
})

test('what the clock jumps over is an hour later', () => {
  expect(parisClock(parisInstant('2026-03-29', '02:30'))).toEqual({ day: '2026-03-29', time: '03:30' })
})

test.each([
  ['2024-02-28', 2, '2024-03-01', '2024-02-26'],
  ['2026-03-29', -30, '2026-02-27', '2026-03-23'],
  ['2026-11-23', 0, '2026-11-23', '2026-11-23'],
])('%s and %i days is %s; its week began on %s', (day, days, then, monday) => {
  expect([addDays(day, days), mondayOf(day)]).toEqual([then, monday])
})

import { expect, test, vi } from 'vitest'
import { stopClock } from '../../../../tests/support/clock.ts'
import type { RatesOverview } from '../rates/overview.ts'
import { currentYear, isPlausibleYear, whose, YearTabs } from './RatesScope.tsx'

stopClock()

const names = new Map([
  ['1', 'Aubrelieu'],
  ['2', 'Pierrefonte'],
])

test.each([
  [null, 'Tous les acheteurs'],
  [['1'], 'Aubrelieu'],
  [['1', '2'], 'Aubrelieu et Pierrefonte'],
  [['1', '2', '22990099800019'], 'Aubrelieu, Pierrefonte et Acheteur 229\u202f900\u202f998\u202f00019'],
  [['1', '2', '3', '4'], '4\u00a0acheteurs réunis'],
])('the buyers %j are “%s”', (buyers, words) => {
  expect(whose(buyers, names)).toBe(words)
})

test('a year of the Middle Ages or of the next century is a mistyped date', () => {
  expect([218, 1989, 1990, 2026, 2027, 2106].map(isPlausibleYear)).toEqual([false, false, true, true, false, false])
})

test.each([
  ['2026-12-31T22:59:59Z', 2026],
  ['2026-12-31T23:00:00Z', 2027],
])('at %s the year in course, in Paris, is %i', (instant, year) => {
  vi.setSystemTime(new Date(instant))
  expect(currentYear()).toBe(year)
  expect(isPlausibleYear(2027)).toBe(year === 2027)
})

const tabs = (year: number | null, years: number[]) => {
  const html = String(<YearTabs overview={{ scope: { buyers: null, year }, years } as unknown as RatesOverview} />)
  return [...html.matchAll(/(aria-current)?[^<>]*>([^<]+)<\/a>/g)].map(([all, , label]) =>
    all.includes('aria-current') ? `[${label}]` : label,
  )
}

test.each<[number | null, number[], string[]]>([
  [2024, [2106, 2024, 2023, 218, 0], ['[2024]', '2023', 'Toutes']],
  [null, [2024], ['2024', '[Toutes]']],
  [0, [2024, 0], ['2024', '[Sans date]', 'Toutes']],
  // A year that has nothing, or that was left out of the latest six, stays in view when it is the chosen one
  [2019, [2024, 2023], ['2024', '2023', '[2019]', 'Toutes']],
  [
    2014,
    [2024, 2023, 2022, 2021, 2020, 2019, 2014],
    ['2024', '2023', '2022', '2021', '2020', '2019', '[2014]', 'Toutes'],
  ],
])('%s among %j: %j', (year, years, shown) => {
  expect(tabs(year, years)).toEqual(shown)
})

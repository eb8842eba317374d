import { expect, test } from 'vitest'
import { around, asked, partOf, shownIn } from './spans.ts'

test.each([
  [{ month: '2026-02' }, '2026-02-01', '2026-02-28', 'mois=2026-01', 'mois=2026-03'],
  [{ month: '2024-12' }, '2024-12-01', '2024-12-31', 'mois=2024-11', 'mois=2025-01'],
  [{ year: '2025' }, '2025-01-01', '2025-12-31', 'annee=2024', 'annee=2026'],
  [{}, '2026-11-01', '2026-11-30', 'mois=2026-10', 'mois=2026-12'],
  [{ month: '2026-13' }, '2026-11-01', '2026-11-30', 'mois=2026-10', 'mois=2026-12'],
  [{ month: "2026-1';--", year: '0000' }, '2026-11-01', '2026-11-30', 'mois=2026-10', 'mois=2026-12'],
  [{ year: '2100' }, '2100-01-01', '2100-12-31', 'annee=2099', null],
  [{ month: '1990-01' }, '1990-01-01', '1990-01-31', null, 'mois=1990-02'],
])('%j goes from %s to %s', (sent, from, to, before, after) => {
  const shown = shownIn(sent, '2026-11-23')
  expect([shown.from, shown.to]).toEqual([from, to])
  const near = around(shown)
  expect([near.before && asked(near.before), near.after && asked(near.after)]).toEqual([before, after])
})

test.each([
  ['2026-01-01', '2026-12-31', 'year'],
  ['2025-01-01', '2027-12-31', 'year'],
  ['2026-01-01', '2026-06-30', 's1'],
  ['2026-07-01', '2027-02-01', 's2'],
  ['2026-02-01', '2026-02-28', 2],
  ['2025-11-15', '2026-03-10', 3],
  ['2026-12-31', '2026-12-31', 12],
] as const)('from %s to %s is of %s', (from, to, part) => {
  expect(partOf({ from, to }, 2026)).toBe(part)
})

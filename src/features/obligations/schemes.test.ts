import { expect, test } from 'vitest'
import { SCHEME_LAW, schemeLawOn } from './schemes.ts'

test.each([
  ['2015-01-31', null],
  ['2015-02-01', 'SP1'],
  ['2015-08-17', 'SP1'],
  ['2015-08-18', 'SP2'],
  ['2022-12-31', 'SP2'],
  ['2023-01-01', 'SP3'],
  ['2023-10-24', 'SP3'],
  ['2023-10-25', 'SP4'],
])('the law on schemes of %s', (day, id) => {
  expect(schemeLawOn(day)?.id ?? null).toBe(id)
})

test('each edition says its text, follows the one before, and asks for more', () => {
  for (const [rank, law] of SCHEME_LAW.entries()) {
    const before = SCHEME_LAW[rank - 1]
    const dayAfter = before?.to && new Date(Date.parse(before.to) + 86_400_000).toISOString().slice(0, 10)
    expect(law.source).toMatch(/[Ll]oi n° \d{4}-\d+/)
    expect(dayAfter ?? law.from).toBe(law.from)
    expect(law.items).toEqual(expect.arrayContaining([...(before?.items ?? [])]))
  }
  expect(
    [schemeLawOn('2022-12-31')?.items, schemeLawOn('2023-01-01')?.items].map(one => one?.includes('esus')),
  ).toEqual([false, true])
})

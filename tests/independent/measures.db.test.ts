import { execFileSync, spawnSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { contractMeasures, importFile } from '#features/contracts'
import type { Period } from '#kernel'
import { testDatabase } from '../support/database.ts'
import { root } from '../support/root.ts'
import { shared } from '../support/shared.ts'

const db = await testDatabase()

const withoutPython = spawnSync('python3', ['--version']).status !== 0
if (withoutPython) process.stderr.write('check: skipped the independent computation of measures: python3 is absent\n')

type Computed = Record<string, Record<Period, Record<string, [number, number]>>>

test.skipIf(withoutPython)('real files: measures of every buyer, year and half-year', { timeout: 60_000 }, async () => {
  const folder = shared('data/decp/v2')
  const paths = readdirSync(folder)
    .sort()
    .map(name => join(folder, name))
  const expected: Computed = JSON.parse(
    execFileSync('python3', [root('tests/independent/measures.py'), ...paths]).toString(),
  )
  for (const path of paths) await importFile(db, { path, file: path, author: 'essai', today: '2026-11-23' })
  const asked = Object.entries(expected).flatMap(([siren, periods]) =>
    Object.entries(periods).flatMap(([period, sums]) =>
      Object.entries(sums).map(([name, sum]) => {
        const [measure = '', works] = name.split(':').reverse()
        const filters: Record<string, string> = works ? { kind: 'works' } : {}
        return { siren, periods: [period as Period], code: `contracts.${measure}`, filters, sum }
      }),
    ),
  )
  expect(asked.length).toBeGreaterThan(1000)
  const found = await contractMeasures(db.read).compute(asked)
  const different = asked.flatMap(({ siren, periods: [period], code, filters, sum }, i) => {
    const text = (n: number) => (code.includes('-value-') ? (n / 100).toFixed(2) : String(n))
    const [numerator, denominator] = [sum[1] === 0 ? null : text(sum[0]), text(sum[1])]
    const one = found[i]?.[0]
    return one?.numerator === numerator && one.denominator === denominator
      ? []
      : [
          `${siren} ${period} ${code} ${JSON.stringify(filters)}: ${one?.numerator} ÷ ${one?.denominator}, not ${numerator} ÷ ${denominator}`,
        ]
  })
  expect(different).toEqual([])
  // What makes the comparison worth something is there.
  for (const name of ['offers-average', 'framework-value-share', 'innovative-share', 'works:social-share'])
    expect(
      Object.values(expected)
        .flatMap(Object.values)
        .filter(sums => sums[name]?.[0] > 0).length,
      name,
    ).toBeGreaterThan(2)
})

import { expect, test } from 'vitest'
import { read, SMALL } from '../scheme.test-support.ts'
import { compare } from './compare.ts'

test('500 actions and 2 000 indicators are compared in well under 100 ms', () => {
  const big = (shift: number) =>
    read({
      ...SMALL,
      actions: Array.from({ length: 500 }, (_, i) => ({
        key: `a-${i}`,
        parent: i % 3 ? 'ressources' : 'social',
        code: `${i + shift}`,
        title: `Action ${i}`,
        description: 'Un texte. '.repeat(50) + (i % 10 ? '' : shift),
      })),
      indicators: Array.from({ length: 2000 }, (_, i) => ({
        key: `i-${i}`,
        parent: `a-${(i + (i % 50 ? 0 : shift)) % 500}`,
        label: `Indicateur ${i}`,
        kind: 'amount',
        unit: 'kg',
        targets: [{ period: '2028', value: String(i + (i % 20 ? 0 : shift)) }],
      })),
    })
  const [before, after] = [big(0), big(1)]
  // Its own time on a processor: others may be at work on the machine.
  const took = Array.from({ length: 5 }, () => {
    const start = process.cpuUsage()
    expect(compare(before, after).parts.length).toBeGreaterThan(500)
    return process.cpuUsage(start).user / 1000
  })
  expect(Math.min(...took)).toBeLessThan(100)
})

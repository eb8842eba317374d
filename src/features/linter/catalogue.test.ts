import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { CHECKS, CODES } from './catalogue.ts'

test('the guide lists every check as the program knows it', () => {
  const words = { blocking: 'bloque l’adoption', 'to-fix': 'à corriger', 'to-know': 'à savoir' }
  const guide = readFileSync(new URL('../../../docs/guide/relecture.md', import.meta.url), 'utf8')
  const listed = guide.split('\n').filter(line => line.startsWith('| `'))
  expect(listed).toEqual(
    Object.entries(CHECKS).map(
      ([code, { title, level, remedy }]) => `| \`${code}\` | ${title} | ${words[level]} | ${remedy} |`,
    ),
  )
})

test('every check says what is found, why it matters and what to do', () => {
  expect(CODES.length).toBeGreaterThan(25)
  for (const { title, why, remedy } of Object.values(CHECKS)) {
    expect(title).not.toMatch(/[.!]$/)
    expect(`${why} ${remedy}`).toMatch(/^[A-ZÀÉÎ].*\. [A-ZÀÉÎ].*\.$/)
  }
})

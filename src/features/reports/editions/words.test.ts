import { expect, test } from 'vitest'
import { told } from '../bilan/facts.test-support.ts'
import { saying } from './choosing.ts'
import { gapWords } from './comparison-paper.ts'

const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ')
const aiming = (value: string | null) => {
  const one = told('recycle')
  const targets = value === null ? null : [{ period: '2025', row: null, value, tentative: false, source: '' }]
  return { ...one, marks: { ...one.marks, targets } }
}

test.each([
  ['45', '50', [], '+5 points'],
  ['45', '44.2', [], '−0,8 point'],
  ['45', '45', [], 'inchangée'],
  ['45', null, [], '–'],
  [null, '45', [], '–'],
  ['45', '50', ['Unité', 'Ce qui est compté'], 'Non comparable : unité, ce qui est compté'],
  ['45', '45', ['Unité'], 'Non comparable : unité'],
])('a target of %s then of %s, %j: %s', (was, is, obstacles, expected) => {
  const gap = gapWords({ before: aiming(was), after: aiming(is), way: 'key', obstacles }, 2025, 2025)
  expect(plain(gap).replace('-', '−')).toBe(expected)
})

test.each([
  [{}, { action: 'a', sequel: 'x' }, { a: 'x' }],
  [{ a: 'x' }, { action: 'a', sequel: null }, { a: null }],
  [{ a: 'x', b: null }, { action: 'a', forget: true as const }, { b: null }],
  [{ a: 'x' }, { action: 'b', sequel: 'x' }, { b: 'x' }],
  [{ a: null }, { action: 'b', sequel: null }, { a: null, b: null }],
])('%j, then %j', (chosen, said, expected) => {
  expect(saying(chosen, said)).toEqual(expected)
})

import { expect, test } from 'vitest'
import { DIVISIONS } from './divisions.ts'
import { divisionsOf, PURCHASE_KINDS, purchaseKindOf } from './kinds.ts'

test.each([
  ['45', 'works'],
  ['03', 'supplies'],
  ['44', 'supplies'],
  ['48', 'supplies'],
  ['50', 'services'],
  ['98', 'services'],
  ['99', null],
  ['', null],
  ['toString', null],
])('division %j: %s', (division, kind) => expect(purchaseKindOf(division)).toBe(kind))

test('every division is of one kind', () => {
  expect(PURCHASE_KINDS.flatMap(divisionsOf).sort()).toEqual(Object.keys(DIVISIONS).sort())
})

import { expect, test } from 'vitest'
import { Recent } from './recent.ts'

test('what was made from something else is not given, and the one asked for the longest ago goes', () => {
  const recent = new Recent<number>(2)
  recent.set('a', '1', 10)
  recent.set('b', '1', 20)
  expect([recent.get('a', '1'), recent.get('a', '2'), recent.get('c', '1')]).toEqual([10, undefined, undefined])
  recent.set('c', '1', 30)
  expect([recent.get('a', '1'), recent.get('b', '1'), recent.get('c', '1')]).toEqual([10, undefined, 30])
  recent.set('a', '2', 11)
  expect([recent.get('a', '1'), recent.get('a', '2'), recent.get('c', '1')]).toEqual([undefined, 11, 30])
})

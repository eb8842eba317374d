import { expect, test } from 'vitest'
import { readDecimal } from './decimal.ts'

test.each([
  ['38,5', '38.5'],
  ['1 234 567,80', '1234567.8'],
  ['121\u202f492', '121492'],
  ['−12', '-12'],
  ['-0,0', '0'],
  ['007', '7'],
  ['0.125', '0.125'],
  ['12.5', '12.5'],
  ['1.234', null],
  ['1,2,3', null],
  ['env. 47', null],
  ['', null],
  ['1e5', null],
])('%j is %j', (text, value) => {
  expect(readDecimal(text)).toBe(value)
})

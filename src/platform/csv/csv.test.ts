import { expect, test } from 'vitest'
import { csvLines, neutralised } from './index.ts'

test('a cell of several lines is quoted, whatever ends them', () => {
  expect(csvLines([['a\nb', 'c\rd', 'e;f', 'g"h', 'i']])).toBe('"a\nb";"c\rd";"e;f";"g""h";i\r\n')
})

test('what would start a formula gets an apostrophe', () => {
  expect(['=1', '+1', '-1', '@A', '\t=1', '1=1', ''].map(neutralised)).toEqual(["'=1", "'+1", "'-1", "'@A", "'\t=1", '1=1', '']) // biome-ignore format: pairs
})

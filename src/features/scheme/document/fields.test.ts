import { expect, test } from 'vitest'
import { line, paragraph } from './fields.ts'

test.each([
  [' un \r\n  deux\t\n', 'un\n  deux'],
  ['a\u0000b\u001f\u007fc\ud800d\uffff', 'abcd'],
  ['\ud83c\udf33', '🌳'],
  ['e\u0301\u00a0:', 'é\u00a0:'],
])('%j is kept as %j', (sent, kept) => {
  expect(paragraph(50).parse(sent)).toBe(kept)
})

test('a line is one line, and says something', () => {
  expect(line(50).parse('un \n deux')).toBe('un deux')
  expect(line(50).safeParse('\u0000').success).toBe(false)
})

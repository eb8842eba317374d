import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readPaste } from './paste.ts'

test.each([
  ['', []],
  ['12', [['12']]],
  [
    'a\tb\r\nc\td\r\n',
    [
      ['a', 'b'],
      ['c', 'd'],
    ],
  ],
  ['a\tb\nc', [['a', 'b'], ['c']]],
  ['a\rb\r', [['a'], ['b']]],
  ['\t\n', [['', '']]],
  ['a\t', [['a', '']]],
  ['a\n\nb\n', [['a'], [''], ['b']]],
  ['"deux\r\nlignes"\tb\r\n', [['deux\r\nlignes', 'b']]],
  ['"une ""citation"""\t"a\tb"\n', [['une "citation"', 'a\tb']]],
  ['écran 12"\t"12" neuf"\n', [['écran 12"', '"12" neuf"']]],
  ['"jamais fermé\tb\n', [['"jamais fermé', 'b']]],
  ['""\t"\n', [['', '"']]],
])('%j', (text, rows) => {
  expect(readPaste(text)).toEqual(rows)
})

test('what a spreadsheet copies is read back as it was', () => {
  const cell = fc.string({ unit: fc.constantFrom('a', '1', ' ', ',', '"', '\t', '\n', '\r') })
  const written = (text: string) => (/["\t\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)
  const block = fc.array(fc.array(cell, { minLength: 1, maxLength: 5 }), { minLength: 1, maxLength: 5 })
  fc.assert(
    fc.property(block, fc.constantFrom('\n', '\r\n'), (rows, end) => {
      expect(readPaste(rows.map(row => row.map(written).join('\t') + end).join(''))).toEqual(rows)
    }),
  )
})

test('no text loses a character but tabs, line ends and quotes; bad quotes take no longer', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom('a', '"', '\t', '\n', '\r') }), text => {
      const kept = (of: string) => of.replace(/[^a]/g, '')
      expect(kept(readPaste(text).flat().join(''))).toBe(kept(text))
    }),
  )
  const from = performance.now()
  for (const text of ['"'.repeat(200_001), '"a\t'.repeat(50_000), '"""\t""\t'.repeat(50_000)]) readPaste(text)
  expect(performance.now() - from).toBeLessThan(2_000)
})

test('10 000 cells in less than 50 ms', () => {
  const text = Array.from({ length: 1_000 }, (_, i) => `${`${i} 234,5\t`.repeat(9)}"a ""b"""\r\n`).join('')
  const times = Array.from({ length: 20 }, () => {
    const from = performance.now()
    expect(readPaste(text)).toHaveLength(1_000)
    return performance.now() - from
  })
  expect(Math.min(...times)).toBeLessThan(50)
})

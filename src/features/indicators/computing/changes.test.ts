import { expect, test } from 'vitest'
import type { Period } from '#kernel'
import { changesOf, type Made, type Names } from './changes.ts'
import { ofFormula, ofMeasure } from './lineage.ts'

const names: Names = {
  ...{ numerator: 'Marchés sociaux', denominator: 'Marchés renseignés', unit: '%' },
  input: ({ key }) => ({ label: key, unit: 't' }),
}
const measured = (numerator: string, denominator: string, excluded: number, filters = {}) => ({
  ...{ value: '25', numerator, denominator },
  lineage: ofMeasure('m', filters, { excluded: [{ reason: 'Non renseigné', count: excluded }], rows: '' }, ''),
})
const computed = (value: string | null, formula: string, ...papers: (string | null)[]) => ({
  ...{ value, numerator: null, denominator: null },
  lineage: ofFormula(
    formula,
    papers.map((value, i) => ({
      key: 'papier',
      row: null,
      period: String(2024 + i) as Period,
      part: 'value' as const,
      value,
    })),
    '',
  ),
})
const plain = (lines: string[]) => lines.map(line => line.replace(/\s/g, ' '))

test.each<[string, Made, Made, string[]]>([
  [
    'what is counted, and what is not any more',
    measured('12', '48', 3),
    measured('14', '50', 1),
    ['Marchés sociaux : 12 → 14', 'Marchés renseignés : 48 → 50', 'Laissés de côté (Non renseigné) : 3 → 1'],
  ],
  [
    'a reason that goes',
    measured('1', '2', 3),
    { ...measured('1', '2', 0), lineage: ofMeasure('m', {}, null, '') },
    ['Laissés de côté (Non renseigné) : 3 → 0'],
  ],
  ['a filter', measured('1', '2', 0), measured('1', '2', 0, { kind: 'works' }), ['Ce qui est mesuré a changé.']],
  [
    'a figure that was read',
    computed('2', 'f', '1234.5', '2'),
    computed('3', 'f', '1300', '2'),
    ['papier, 2024 : 1 234,5 t → 1 300 t'],
  ],
  ['one that was not there', computed(null, 'f', null), computed('3', 'f', '3'), ['papier, 2024 : rien → 3 t']],
  [
    'the formula',
    computed('2', '[papier]', '2'),
    computed('4', '2 × [papier]', '2'),
    ['La formule a changé : [papier] → 2 × [papier]'],
  ],
  ['how it is made', measured('1', '2', 0), computed('2', 'f', '1'), ['La façon de le calculer a changé.']],
  ['nothing', measured('1', '2', 0), measured('1', '2', 0), []],
])('%s', (_, was, now, expected) => {
  expect(plain(changesOf(was, now, names))).toEqual(expected)
})

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readCell } from './cell.ts'
import { exact } from './decimals.ts'

const inUnit = (unit: string) => (text: string) => {
  const cell = readCell(text, { kind: 'amount', unit })
  return cell.state === 'refused' ? cell.message.replace(/\s/g, ' ') : cell.state === 'value' ? cell.value : null
}

test.each([
  ['1234', 't', '1234'],
  ['1 234,50', 't', '1234.5'],
  ['1\u202f234\u00a0567,891', 't', '1234567.891'],
  ['1234.5', 't', '1234.5'],
  ['0.125', 't', '0.125'],
  ['1234.567', 't', '1234.567'],
  ['1.234,5', 't', '1234.5'],
  ['1.234.567', 't', '1234567'],
  ['1,234.5', 't', '1234.5'],
  ['1,234', 't', '1.234'],
  ['007', 't', '7'],
  ['+4', 't', '4'],
  ['-4', 't', '-4'],
  ['− 4,5', 't', '-4.5'],
  ['(1 234)', '€', '-1234'],
  ['(12 k€)', '€', '-12000'],
  ['-0', 't', '0'],
  ['38,5 %', '%', '38.5'],
  ['38,50%', '%', '38.5'],
  ['38,5 %', 'index (1 = stable)', '0.385'],
  ['12 €', '€', '12'],
  ['12 k€', '€ HT', '12000'],
  ['1,2 M€', 'k€', '1200'],
  ['500 €', 'k€', '0.5'],
  ['12 h', 'heures', '12'],
  ['47 tonnes', 't de papier', '47'],
  ['47 kg de papier', 't de papier', '0.047'],
  ['6,2 L/100 km', 'L/100 km', '6.2'],
  ['3 heures par agent', 'heures/agents', '3'],
  [' \n12\t', 't', '12'],
])('« %s » in %s is %s', (text, unit, value) => {
  expect(inUnit(unit)(text)).toBe(value)
})

test.each(['', '  ', '-', '–', '—', 'n.d.', 'ND', 'nc', 'N.C.', 'n/d', '…', 'Non renseigné'])(
  '« %s » says nothing',
  text => {
    for (const kind of ['amount', 'deliverable', 'scale'] as const)
      expect(readCell(text, { kind, unit: 't' })).toEqual({ state: 'empty' })
  },
)

test.each([
  ['1.234', 't', 'se lit de deux façons : écrivez « 1234 » ou « 1,234 ».'],
  ['-1.234 €', '€', 'se lit de deux façons'],
  ['env. 47 tonnes', 't', 'n’est pas un nombre : écrivez-le seul, par exemple « 47 », et le reste en commentaire.'],
  ['> 40', 't', 'par exemple « 40 »'],
  ['12 000 (estimation)', 't', 'par exemple « 12 000 »'],
  ['12/05/2024', 't', 'n’est pas un nombre'],
  ['1 23', 't', 'n’est pas un nombre'],
  ['1 2,3,4', 't', 'n’est pas un nombre'],
  ['--5', 't', 'n’est pas un nombre'],
  ['(-5)', 't', 'n’est pas un nombre'],
  ['beaucoup', 't', 'n’est pas un nombre'],
  ['12 €', 'heures', 'est en « € », et cet indicateur en « heures » : donnez le nombre dans cette unité.'],
  ['12 %', '€', 'est en « % »'],
  ['6 L', 'L/100 km', 'est en « L », et cet indicateur en « L/100 km »'],
  ['12 h', '', 'cet indicateur en « sans unité »'],
  ['#REF!', 't', 'est une erreur du tableur'],
  ['#N/A', 't', 'est une erreur du tableur'],
  ['#DIV/0!', 't', 'est une erreur du tableur'],
  ['######', 't', 'est une erreur du tableur'],
  ['1,23E+05', 't', 'le tableur a raccourci'],
  ['1 000 000 000 000 000 000', 't', 'trop de chiffres'],
  ['0,0000000000001', 't', 'trop de chiffres'],
  ['x'.repeat(150), 't', 'x… » n’est pas un nombre'],
  ['x'.repeat(201), 't', 'est trop long pour une case'],
])('« %s » in %s is refused', (text, unit, words) => {
  expect(inUnit(unit)(text)).toContain(words)
})

test.each([
  ['Oui', '1'],
  ['FAIT', '1'],
  ['réalisé', '1'],
  ['x', '1'],
  ['Non fait', '0'],
  ['non', '0'],
  ['0', '0'],
  ['en cours', null],
  ['2', null],
])('a deliverable: « %s »', (text, value) => {
  const cell = readCell(text, { kind: 'deliverable', unit: '' })
  if (value) expect(cell).toEqual({ state: 'value', value })
  else
    expect(cell).toMatchObject({ state: 'refused', message: expect.stringMatching(/écrivez «\soui\s» ou «\snon\s»/) })
})

test('a level by its label or its value; another one names them all', () => {
  const levels = ['Émergent', 'Confirmé'].map((label, i) => ({ value: String(i + 1), label }))
  const read = (text: string) => readCell(text, { kind: 'scale', unit: '', levels })
  expect(read('emergent')).toEqual({ state: 'value', value: '1' })
  expect(read('2')).toEqual({ state: 'value', value: '2' })
  expect(read('expert')).toMatchObject({ message: expect.stringMatching(/« Émergent », « Confirmé »/) })
})

test('what French spreadsheets show of a number is read back exactly, whatever its spaces, sign and unit', () => {
  const grouped = (digits: string, space: string) => digits.replace(/\B(?=(\d{3})+$)/g, space)
  fc.assert(
    fc.property(
      fc.bigInt({ min: 0n, max: 10n ** 15n - 1n }),
      fc.stringMatching(/^\d{0,6}$/),
      fc.constantFrom('', ' ', '\u00a0', '\u202f'),
      fc.constantFrom('', '-', '−'),
      fc.constantFrom('', '€', ' €', '\u00a0k€'),
      (whole, decimals, space, sign, unit) => {
        const text = `${sign}${grouped(String(whole), space)}${decimals && ','}${decimals}${unit}`
        const value = exact(`${whole}.${decimals || 0}`).mul(unit.includes('k') ? 1000 : 1)
        const read = inUnit('€')(text)
        expect(exact(read ?? 'x').equals(sign ? value.neg() : value)).toBe(true)
        expect(read).toMatch(/^-?(?:0|[1-9]\d*)(?:\.\d*[1-9])?$/)
      },
    ),
  )
})

/** Marks, spaces and letters that make readers stumble. */
const STRANGE = fc.constantFrom('\u00a0', '\u202f', '−', '€', '%', '\ud800', '😀', '\u0301', '\0', '\n', '١', '½', 'ﬁ')

test('no text makes it throw, long ones are refused quickly', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.oneof(fc.stringMatching(/^[ -~]$/), STRANGE) }), text => {
      expect(['empty', 'value', 'refused']).toContain(readCell(text, { kind: 'ratio', unit: 'heures/personne' }).state)
    }),
  )
  const from = performance.now()
  for (const text of [
    '1 '.repeat(50_000),
    `${' '.repeat(50_000)}x`,
    `1${'x'.repeat(50_000)}`,
    `(${'1,'.repeat(50_000)}`,
  ])
    expect(readCell(text, { kind: 'amount', unit: '€' }).state).toBe('refused')
  expect(performance.now() - from).toBeLessThan(2_000)
})

import { readFileSync } from 'node:fs'
import Ajv from 'ajv/dist/2020.js'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { root } from '../../../../tests/support/root.ts'
import { plainDocument, readDocument } from '../document/reading.ts'
import { SMALL } from '../scheme.test-support.ts'
import { documents } from './documents.test-support.ts'
import { documentSchema } from './json-schema.ts'

const validate = new Ajv({ strict: false, validateFormats: false }).compile(documentSchema())

test('docs/scheme.schema.json is what the code reads: `bin/mieuxdisant scheme format` writes it', () => {
  const kept = readFileSync(root('docs/scheme.schema.json'), 'utf8')
  expect(JSON.parse(kept)).toEqual(documentSchema())
})

test('what is a document is one for the schema, written plainly or in full', () => {
  expect([validate(SMALL), validate.errors]).toEqual([true, null])
  fc.assert(
    fc.property(documents, document => validate(document) && validate(plainDocument(document))),
    { numRuns: 50 },
  )
})

const [axis] = SMALL.axes
test.each([
  ['another format', { ...SMALL, format: 'mieuxdisant-scheme/2' }],
  ['an unknown field', { ...SMALL, author: 'X' }],
  ['no title', { ...SMALL, title: '' }],
  ['a code with capitals', { ...SMALL, code: 'Essai' }],
  ['a number that is not a text', { ...SMALL, indicators: [{ key: 'a', label: 'A', kind: 'count', baseline: { period: '2025', value: 3 } }] }], // biome-ignore format: a case a line
  ['a period of five quarters', { ...SMALL, indicators: [{ key: 'a', label: 'A', kind: 'count', baseline: { period: '2025-T5', value: '3' } }] }], // biome-ignore format: a case a line
  ['a SIREN of eight digits', { ...SMALL, buyers: [{ siren: '22990099', name: 'X' }] }],
  ['a key with spaces', { ...SMALL, axes: [{ ...axis, key: 'un axe' }] }],
])('%s is refused by the schema as by the program', (_, sent) => {
  expect(validate(sent)).toBe(false)
  expect(readDocument(sent)).toHaveProperty('problems')
})

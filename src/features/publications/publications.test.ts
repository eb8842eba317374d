import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { SaxesParser } from 'saxes'
import { expect, test } from 'vitest'
import type { Refusal } from '#kernel'
import { datasetOf } from './catalogue.ts'
import { atomOf, xmlText } from './feed.ts'
import { canonicalJson, manifestOf } from './fingerprint.ts'
import type { Publication } from './publications.ts'
import { checkDraft, type Known, standingOf } from './rules.ts'

test.each([
  [{ b: 1, a: { d: null, c: [3, { z: 0, y: 'é' }] } }, '{"a":{"c":[3,{"y":"é","z":0}],"d":null},"b":1}'],
  // The order of RFC 8785 is that of UTF-16 units: an emoji comes before U+FB33, and 10 before 9.
  [
    { '\ufb33': 1e30, '😂': 4.5, '\u20ac': 2e-3, 9: 1e21, 10: -0 },
    '{"10":0,"9":1e+21,"€":0.002,"😂":4.5,"\ufb33":1e+30}',
  ],
])('%j is written in one way', (value, text) => {
  expect(canonicalJson(value)).toBe(text)
})

test('the same value is the same text, in whatever order its keys came; and it is read back', () => {
  fc.assert(
    fc.property(fc.jsonValue(), value => {
      const text = canonicalJson(value)
      expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)))
      expect(canonicalJson(JSON.parse(text))).toBe(text)
    }),
  )
})

test('a manifest is what sha256sum writes, by name', () => {
  const of = (name: string) => ({ name, sha256: createHash('sha256').update(name).digest('hex') })
  expect(manifestOf([of('b.txt'), of('a.txt')])).toBe(`${of('a.txt').sha256}  a.txt\n${of('b.txt').sha256}  b.txt\n`)
})

const history = (...lines: [number: number, replaces: number | null, withdrawn?: boolean][]): Known[] =>
  lines.map(([number, replaces, withdrawn = false]) => ({ number, replaces, withdrawn: withdrawn || null }))

test.each<[string, Known[], { number: number; changes: string } | null, string | null]>([
  ['a first one', [], null, null],
  ['a second one beside it', history([1, null]), null, 'already-published'],
  ['again after a withdrawal', history([1, null, true]), null, null],
  ['again after the withdrawal of a correction', history([1, null], [2, 1, true]), null, null],
  ['a correction', history([1, null]), { number: 1, changes: 'x' }, null],
  ['a correction without words', history([1, null]), { number: 1, changes: '' }, 'changes-missing'],
  ['a correction of another period', history([1, null]), { number: 9, changes: 'x' }, 'corrected-unknown'],
  ['a correction of what is withdrawn', history([1, null, true]), { number: 1, changes: 'x' }, 'corrected-withdrawn'],
  ['a second correction of the same', history([1, null], [2, 1]), { number: 1, changes: 'x' }, 'already-corrected'],
  ['a correction of the correction', history([1, null], [2, 1]), { number: 2, changes: 'x' }, null],
])('%s', (_, known, correction, refusal) => {
  let code: string | null = null
  try {
    checkDraft(known, correction)
  } catch (error) {
    code = (error as Refusal).code
  }
  expect(code).toBe(refusal)
})

test('what stands is the last that is neither withdrawn nor corrected', () => {
  expect(standingOf(history([1, null], [3, 1], [4, null, true]))?.number).toBe(3)
  expect(standingOf(history([1, null], [2, 1, true]))).toBeUndefined()
})

const publication = (number: number, more: Partial<Publication> = {}): Publication => ({
  number,
  siren: '229900998',
  name: 'Département & <Vallonne>',
  kind: 'rates',
  title: 'Achats « responsables » en 2024',
  period: '2024',
  example: false,
  publishedAt: new Date(`2026-01-0${number}T10:00:00Z`),
  replaces: null,
  changes: null,
  replacedBy: null,
  withdrawn: null,
  sha256: '',
  ...more,
})

/** The elements of a document, by name; throws when it is not well formed. */
function elementsOf(xml: string) {
  const found: { name: string; attributes: Record<string, string>; text: string }[] = []
  const open: typeof found = []
  const parser = new SaxesParser()
  parser.on('error', error => {
    throw error
  })
  parser.on('opentag', ({ name, attributes }) => {
    const element = { name, attributes: attributes as Record<string, string>, text: '' }
    found.push(element)
    open.push(element)
  })
  parser.on('text', text => {
    const inside = open.at(-1)
    if (inside) inside.text += text
  })
  parser.on('closetag', () => void open.pop())
  parser.write(xml).close()
  return found
}

test('the feed is well-formed Atom, latest first, whatever people wrote', () => {
  const all = [
    publication(1, { replacedBy: 2 }),
    publication(2, { replaces: 1, changes: '<script>alert("x")</script> & \u0000\u000b\ud800 fin' }),
    publication(3, { period: '2025', withdrawn: { at: new Date('2026-02-01T00:00:00Z'), reason: 'Erreur' } }),
  ]
  const elements = elementsOf(atomOf(all, 'https://achats.vallonne.test'))
  const texts = (name: string) => elements.filter(one => one.name === name).map(({ text }) => text)
  const here = 'https://achats.vallonne.test/publications/229900998'
  expect(elements[0]).toMatchObject({ name: 'feed', attributes: { xmlns: 'http://www.w3.org/2005/Atom' } })
  expect(texts('id')).toEqual([here, `${here}/3`, `${here}/2`, `${here}/1`])
  // Of the feed, then of each entry: a withdrawal and a correction are news of what they touch.
  expect(texts('updated')).toEqual([
    '2026-02-01T00:00:00.000Z',
    '2026-02-01T00:00:00.000Z',
    '2026-01-02T10:00:00.000Z',
    '2026-01-02T10:00:00.000Z',
  ])
  expect(texts('name')).toEqual(['Département & <Vallonne>'])
  expect(texts('summary')).toEqual([
    'Retirée : Erreur',
    'Correction : <script>alert("x")</script> & \ufffd\ufffd\ufffd fin',
    'Corrigée par le n° 2.',
  ])
  const links = elements.filter(({ name, attributes }) => name === 'link' && attributes['rel'] === 'self')
  expect(links).toMatchObject([{ attributes: { href: `${here}/flux.atom`, type: 'application/atom+xml' } }])
})

test('an image is no data that a portal may offer', () => {
  const file = (name: string, type: string) => ({ name, type, bytes: 1, sha256: 'ab' })
  const files = [file('logo.png', 'image/png'), file('taux.csv', 'text/csv; charset=utf-8')]
  const dataset = JSON.parse(datasetOf(publication(1, {}), files, 'https://achats.vallonne.test'))
  expect(dataset['dcat:distribution']).toMatchObject([{ 'dct:title': 'taux.csv' }])
})

test('any text can be said in XML', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), text => {
      elementsOf(`<a b="${xmlText(text)}">${xmlText(text)}</a>`)
    }),
    { numRuns: 40 },
  )
})

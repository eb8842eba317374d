import { expect, test } from 'vitest'
import { FORMAT, readQuestionnaire, trustedQuestionnaire } from '../questionnaire/questionnaire.ts'
import { readAnswers } from './answers.ts'
import { pagesOf, walk } from './walking.ts'

const options = [
  { key: 'a', label: 'A' },
  { key: 'b', label: 'B' },
  { key: 'c', label: 'C' },
]
const ALL = trustedQuestionnaire({
  format: FORMAT,
  sections: [
    {
      key: 's',
      questions: [
        { kind: 'single', key: 'un', label: 'Un', required: true, options },
        { kind: 'multiple', key: 'deux', label: 'Deux', options, least: 1, most: 2 },
        { kind: 'scale', key: 'note', label: 'Note', from: 0, to: 10 },
        { kind: 'matrix', key: 'lignes', label: 'Lignes', rows: options.slice(0, 2) },
        { kind: 'number', key: 'nombre', label: 'Nombre', min: -5, max: 100 },
        { kind: 'text', key: 'mots', label: 'Mots' },
        { kind: 'text', key: 'court', label: 'Court', long: false },
        { kind: 'text', key: 'si-a', label: 'Si A', required: true, shownIf: { question: 'un', is: ['a'] } },
        { kind: 'text', key: 'si-grand', label: 'Si grand', shownIf: { question: 'nombre', from: 10, to: null } },
      ],
    },
  ],
})
const typed = (fields: Record<string, string | string[]>) =>
  new Map(Object.entries({ un: 'b', ...fields }).map(([name, sent]) => [`r-${name}`, [sent].flat()]))
const read = (fields: Record<string, string | string[]>) => readAnswers(ALL, typed(fields))

test.each([
  [{ nombre: '12,5' }, { nombre: '12.5' }],
  [{ nombre: '−4' }, { nombre: '-4' }],
  [{ nombre: ' ' }, {}],
  [{ deux: ['c', 'a'] }, { deux: ['a', 'c'] }],
  [{ deux: 'a' }, { deux: ['a'] }],
  [{ note: '10' }, { note: 10 }],
  [{ 'lignes.a': '2', 'lignes.b': '' }, { lignes: { a: 2 } }],
  [{ mots: ' Un\u0000 mot\u200b\r\nde plus  ' }, { mots: 'Un mot\u200b\nde plus' }],
  [{ court: 'Une\nligne' }, { court: 'Une ligne' }],
  [
    { nombre: '10', 'si-grand': 'oui' },
    { nombre: '10', 'si-grand': 'oui' },
  ],
  [{ nombre: '9,9', 'si-grand': 'oui' }, { nombre: '9.9' }],
  [{ constructor: 'x', 'lignes.constructor': '3' }, {}],
])('%j is %j; what is not asked is dropped', (fields, answers) => {
  const { answers: found, faults } = read(fields)
  expect(Object.fromEntries(found)).toEqual({ un: 'b', ...answers })
  expect([...faults]).toEqual([])
})

test.each([
  [{ un: '' }, 'un', { code: 'missing' }],
  [{ un: 'z' }, 'un', { code: 'option-unknown' }],
  [{ un: ['a', 'b'] }, 'un', { code: 'option-unknown' }],
  [{ un: 'a' }, 'si-a', { code: 'missing' }],
  [{ deux: ['a', 'b', 'c'] }, 'deux', { code: 'too-many', limit: 2 }],
  [{ deux: ['a', 'z'] }, 'deux', { code: 'option-unknown' }],
  [{ note: '11' }, 'note', { code: 'option-unknown' }],
  [{ note: '1e0' }, 'note', { code: 'option-unknown' }],
  [{ 'lignes.a': '9' }, 'lignes', { code: 'option-unknown' }],
  [{ nombre: 'douze' }, 'nombre', { code: 'not-number' }],
  [{ nombre: '-6' }, 'nombre', { code: 'below', limit: -5 }],
  [{ nombre: '100,001' }, 'nombre', { code: 'above', limit: 100 }],
  [{ nombre: '0,1234' }, 'nombre', { code: 'decimals' }],
  [{ mots: 'é'.repeat(100_000) }, 'mots', { code: 'too-long', limit: 5000, given: 100_000 }],
  [{ court: 'x'.repeat(201) }, 'court', { code: 'too-long', limit: 200, given: 201 }],
])('%j: %s is refused', (fields, key, fault) => {
  expect(read(fields as Record<string, string | string[]>).faults.get(key)).toEqual(fault)
})

const scale = { from: 1, to: 5, low: '', high: '' }
test.each([
  [
    'a condition on a later question',
    [
      { kind: 'text', key: 'x', label: 'X', shownIf: { question: 'y', is: ['a'] } },
      { kind: 'single', key: 'y', label: 'Y', options },
    ],
    'condition-later',
  ],
  [
    'a condition on itself',
    [{ kind: 'single', key: 'y', label: 'Y', options, shownIf: { question: 'y', is: ['a'] } }],
    'condition-later',
  ],
  [
    'an option that is not there',
    [
      { kind: 'single', key: 'y', label: 'Y', options },
      { kind: 'text', key: 'x', label: 'X', shownIf: { question: 'y', is: ['z'] } },
    ],
    'condition-unfit',
  ],
  [
    'a number of a choice',
    [
      { kind: 'single', key: 'y', label: 'Y', options },
      { kind: 'text', key: 'x', label: 'X', shownIf: { question: 'y', from: 1, to: 2 } },
    ],
    'condition-unfit',
  ],
  [
    'a key twice',
    [
      { kind: 'text', key: 'x', label: 'X' },
      { kind: 'text', key: 'x', label: 'X' },
    ],
    'key-twice',
  ],
  ['a scale upside down', [{ kind: 'scale', key: 'x', label: 'X', ...scale, from: 5 }], 'bounds'],
  ['more than there are', [{ kind: 'multiple', key: 'x', label: 'X', options, most: 4 }], 'counts'],
  [
    'a profile that may be skipped',
    [{ kind: 'single', key: 'x', label: 'X', options, profile: true }],
    'profile-unfit',
  ],
  ['one option', [{ kind: 'single', key: 'x', label: 'X', options: options.slice(1, 2) }], 'shape'],
  ['a field that is not ours', [{ kind: 'text', key: 'x', label: 'X', script: '1' }], 'shape'],
])('no questionnaire: %s', (_, questions, code) => {
  expect(readQuestionnaire({ format: FORMAT, sections: [{ key: 's', questions }] })).toMatchObject({
    problem: { code },
  })
})
test('a page that was sent leads to itself for what its answers call for, then on; going back loses nothing', () => {
  const seen = (...keys: string[]) => new Set(keys)
  const fields = typed({ un: 'a' })
  const more = walk(ALL, fields, { page: 0, seen: seen('un', 'deux'), goes: 'on' })
  expect(more).toMatchObject({ page: 0, more: 6, last: true })
  const asked = 'end' in more ? [] : more.sections.flatMap(({ questions }) => questions.map(({ key }) => key))
  expect(asked).toContain('si-a')
  expect(walk(ALL, fields, { page: 0, seen: seen(...asked), goes: 'on' })).toMatchObject({
    faults: new Map([['si-a', { code: 'missing' }]]),
  })
  expect(walk(ALL, typed({ un: 'a', 'si-a': 'oui' }), { page: 0, seen: seen(...asked), goes: 'on' })).toHaveProperty(
    'end',
  )
  // Of one's own making: nothing was seen, nothing is skipped.
  expect(walk(ALL, new Map(), { page: 9, seen: seen(), goes: 'on' })).toMatchObject({ page: 0, more: 7 })
})

test('a thousand questions, each asked by what the one before was answered, are read at once, a section a page', () => {
  const many = trustedQuestionnaire({
    format: FORMAT,
    sections: Array.from({ length: 50 }, (_, s) => ({
      key: `s-${s}`,
      questions: Array.from({ length: 20 }, (_, q) => {
        const rank = s * 20 + q
        const shownIf = rank === 0 ? null : { question: `q-${rank - 1}`, is: ['a'] }
        return { kind: 'single', key: `q-${rank}`, label: `Q ${rank}`, required: true, options, shownIf }
      }),
    })),
  })
  const chain = (upTo: number) =>
    new Map(Array.from({ length: upTo }, (_, rank) => [`r-q-${rank}`, [rank < upTo - 1 ? 'a' : 'b']]))
  expect(pagesOf(many)).toHaveLength(50)
  const start = performance.now()
  for (const upTo of [1, 500, 1000]) expect(readAnswers(many, chain(upTo))).toMatchObject({ faults: new Map() })
  expect(walk(many, chain(501), { page: 25, seen: new Set(['q-500']), goes: 'on' })).toHaveProperty('end')
  expect(performance.now() - start).toBeLessThan(200)
})

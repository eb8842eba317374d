import { expect, test } from 'vitest'
import { LONGEST, MOST_MENTIONS, readText, typedOf } from './rules.ts'

const id = (rank: number) => `00000000-0000-4000-8000-${String(rank).padStart(12, '0')}`
const person = (rank: number, name: string) => ({ id: id(rank), name, email: `p${rank}@vallonne.fr` })
const ana = person(1, 'Ana Ortiz-Le Goff')
const leo = person(2, 'Léo N’Diaye')
const twins = [person(3, 'Jean Roy'), person(4, 'jean ROY')]
const readers = [ana, leo, ...twins]
const read = (text: string) => readText(text, readers)

test.each([
  ['sans personne', 'sans personne', []],
  ['@"Ana Ortiz-Le Goff" ?', `@{${id(1)}} ?`, [id(1)]],
  ['@« Ana Ortiz Le Goff », vu', `@{${id(1)}}, vu`, [id(1)]],
  ['voir @ana.ortiz-le.goff.', `voir @{${id(1)}}.`, [id(1)]],
  ['(@Leo.N.Diaye)', `(@{${id(2)}})`, [id(2)]],
  ['@léo.n’diaye @leo.n.diaye', `@{${id(2)}} @{${id(2)}}`, [id(2)]],
  ['@"p4@vallonne.fr"', `@{${id(4)}}`, [id(4)]],
  [`@{${id(3)}}`, `@{${id(3)}}`, [id(3)]],
  ['écrire à p9@ailleurs.fr, https://a.fr/@x', 'écrire à p9@ailleurs.fr, https://a.fr/@x', []],
  ['\\@personne @ 3 h', '\\@personne @ 3 h', []],
  ['a\r\nb', 'a\nb', []],
])('%s', (typed, body, mentions) => expect(read(typed)).toEqual({ body, mentions }))

test.each([
  ['@inconnu', 'mention-unknown', '« @inconnu »'],
  ['@{00000000-0000-4000-8000-000000000009}', 'mention-unknown', '@{0'],
  ['@{pas un identifiant}', 'mention-unknown', '@{pas'],
  ['@"jean roy"', 'mention-ambiguous', 'p3@vallonne.fr'],
  ['   ', 'text-length', '5 000'],
  ['x'.repeat(LONGEST + 1), 'text-length', '5 000'],
])('%j is refused', (typed, code, said) => {
  expect(() => read(typed)).toThrow(expect.objectContaining({ code, message: expect.stringContaining(said) }))
})

test('nobody is told by the hundred', () => {
  const many = Array.from({ length: MOST_MENTIONS + 1 }, (_, rank) => person(rank, `Nom${rank}`))
  const typed = many.map(({ name }) => `@${name}`).join(' ')
  expect(() => readText(typed, many)).toThrow(expect.objectContaining({ code: 'mentions-many' }))
})

test('what is typed again means the same, whoever shares a name', () => {
  const odd = [person(7, 'A "B" @c'), person(8, '🙂')]
  const body = [...readers, ...odd].map(one => `@{${one.id}}`).join(' ')
  const typed = typedOf(body, [...readers, ...odd])
  expect(typed).toBe(
    '@"Ana Ortiz-Le Goff" @"Léo N’Diaye" @"p3@vallonne.fr" @"p4@vallonne.fr" @"p7@vallonne.fr" @"p8@vallonne.fr"',
  )
  expect(readText(typed, [...readers, ...odd]).body).toBe(body)
})

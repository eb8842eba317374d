import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fold } from '#kernel'
import { EMPTY_WORDS, editsFor } from '#platform/french'
import { Dictionary } from './dictionary.ts'
import { excerptOf, piecesOf } from './excerpt.ts'
import { typedWords, understand } from './query.ts'
import { rank } from './ranking.ts'
import { type Searchable, Segment } from './segment.ts'
import { readsSegment, textsIn } from './source.ts'

const TEXTS: Record<string, readonly [title: string, body: string, code?: string]> = {
  insertion: ['Développer les clauses d’insertion', 'Réserver des heures de travail aux publics éloignés de l’emploi.', '1-1.3'],
  clauses: ['Marchés clausés', 'Part des marchés qui ont une clause sociale.'],
  cantines: ['Restauration scolaire', 'Des denrées de qualité et durables dans les cantines des collèges.', '2-1'],
  papier: ['Réduire la consommation de papier', 'Papier recyclé, impressions en moins, numérique sobre.'],
  formation: ['Former les acheteuses et acheteurs', 'Chaque direction suit une formation aux achats responsables. Œuvrer ensemble.'],
  chantier: ['Chantiers à faibles nuisances', 'Environnement, énergie, déchets de chantier : clauses types et suivi.'],
} // biome-ignore format: a table

const dictionary = new Dictionary()
const things: Searchable[] = Object.entries(TEXTS).map(([id, [title, body, code = '']]) => ({ id, title, body, code }))
const segment = new Segment(dictionary, things)
const search = (query: string, segments = [segment]) => {
  const asked = understand(query, dictionary, segments)
  const { hits, partial } = rank(asked, segments.map(one => ({ kind: 'action', segment: one }))) // biome-ignore format: one line
  return { asked, partial, ids: hits.map(({ id }) => id) }
}

describe('what is typed, and what is found first', () => {
  test.each([
    ['insertion', 'insertion'],
    ['INSERTIONS', 'insertion'],
    ['insersion', 'insertion'],
    ['insetrion', 'insertion'],
    ['l’insertion', 'insertion'],
    ['inser', 'insertion'],
    ['1-1.3', 'insertion'],
    ['marche clausé', 'clauses'],
    ['marchés clausé', 'clauses'],
    ['mrachés clausés', 'clauses'],
    ['restaurasion', 'cantines'],
    ['restoration scolair', 'cantines'],
    ['college', 'cantines'],
    ['papiers recyclés', 'papier'],
    ['numerique', 'papier'],
    ['numrique', 'papier'],
    ['acheteuse', 'formation'],
    ['formassion', 'formation'],
    ['oeuvre', 'formation'],
    ['envirronement', 'chantier'],
    ['énergies', 'chantier'],
    ['dechets de chantiers', 'chantier'],
  ])('%s', (query, first) => {
    expect(search(query).ids[0]).toBe(first)
  })

  test('all the words, or else the most of them, which is said', () => {
    expect(search('clause sociale')).toMatchObject({ ids: ['clauses'], partial: false })
    expect(search('papier scolaire collège')).toMatchObject({ ids: ['cantines'], partial: true })
  })

  test('a word in the title, then a shorter text, come first', () => {
    expect(search('clauses').ids).toEqual(['clauses', 'insertion', 'chantier'])
  })

  test('says how each word was understood', () => {
    const told = (query: string) => search(query).asked.map(({ by, shown, meant }) => [by, shown, meant])
    expect(told('insersion durables')).toEqual([
      ['spelling', 'insertion', null],
      ['itself', 'durables', null],
    ])
    expect(told('denr')).toEqual([['beginning', 'denrées', null]])
    // Too far to be taken for it, near enough to be proposed.
    expect(told('canttiine')).toEqual([['nothing', 'canttiine', 'cantines']])
    expect(told('xylophone')).toEqual([['nothing', 'xylophone', null]])
  })

  test('a rare word that is near a frequent one is taken as it is, and the other proposed', () => {
    const many = Array.from({ length: 30 }, (_, n) => ({ id: `${n}`, title: 'Marge', body: '', code: '' }))
    const known = new Dictionary()
    const both = new Segment(known, [...many, { id: 'barge', title: 'Barge', body: '', code: '' }])
    expect(understand('barge', known, [both])).toMatchObject([{ by: 'itself', meant: 'marge' }])
    expect(understand('marge', known, [both])).toMatchObject([{ by: 'itself', meant: null }])
  })
})

describe('what is not there', () => {
  test.each(['', ' ', '?!…', '%_\\', '\0', 'le la les', "'; drop table scheme; --", '('.repeat(10_000)])('%j finds nothing, and ends', query => {
    expect(search(query).ids).toEqual([])
  }) // biome-ignore format: a table

  test('other scripts are looked for as they are', () => {
    const known = new Dictionary()
    const greek = new Segment(known, [{ id: 'g', title: 'Σχέδιο δράσης', body: '', code: '' }])
    expect(understand('σχέδιο', known, [greek])).toMatchObject([{ by: 'itself' }])
  })

  test('10 000 signs are twelve words at most', () => {
    expect(typedWords('mot'.repeat(3000))).toEqual([])
    expect(typedWords(Array.from({ length: 3000 }, (_, n) => `mot${n}`).join(' ')).length).toBe(12)
  })

  test('a word of texts that one may not read is neither found nor told', () => {
    const known = new Dictionary()
    const mine = new Segment(known, [{ id: 'a', title: 'Papier', body: '', code: '' }])
    new Segment(known, [{ id: 'b', title: 'Licenciement', body: '', code: '' }])
    for (const typed of ['licenciement', 'licenciment', 'licen', 'liicenciiement'])
      expect(understand(typed, known, [mine])).toEqual([{ typed, by: 'nothing', words: [], shown: typed, meant: null }])
  })
})

test('a word of a text is found with one letter added, left out, changed or swapped', () => {
  const words = [...new Set(things.flatMap(({ title, body }) => `${title} ${body}`.match(/\p{L}{4,}/gu) ?? []))].filter(
    word => !EMPTY_WORDS.has(word),
  )
  const edit = fc.record({ word: fc.constantFrom(...words), at: fc.nat(30), kind: fc.nat(3), letter: fc.constantFrom(...'abcdefghijklmnopqrstuvwxyz') }) // biome-ignore format: one line
  fc.assert(
    fc.property(edit, ({ word, at, kind, letter }) => {
      const [before, after] = [fold(word).slice(0, at % word.length), fold(word).slice(at % word.length)]
      const [a = '', b = '', ...rest] = after
      const typed = [
        before + letter + after,
        before + after.slice(1),
        before + letter + after.slice(1),
        before + b + a + rest.join(''),
      ][kind] as string
      fc.pre(editsFor(typed.length) > 0 && !EMPTY_WORDS.has(typed))
      const [asked] = understand(typed, dictionary, [segment])
      const found = asked?.words.map(id => dictionary.words[id])
      // What is another word of the texts is taken for it.
      expect(asked?.by === 'itself' || found?.includes(fold(word)), `${word} ${typed} ${found}`).toBe(true)
    }),
  )
})

describe('the words that were found, in their text', () => {
  const stems = new Set(['insert', 'claus'])
  test('are set apart, and nothing is lost', () => {
    const text = 'Clauses d’INSERTION : <b>insérer</b>'
    const pieces = piecesOf(text, stems)
    expect(pieces.filter(({ found }) => found).map(one => one.text)).toEqual(['Clauses', 'INSERTION'])
    expect(pieces.map(one => one.text).join('')).toBe(text)
  })

  test('are shown where there are most of them', () => {
    const text = `Une clause. ${'Autre chose. '.repeat(60)}La clause d’insertion est là. ${'Encore. '.repeat(60)}`
    const { pieces, before, after } = excerptOf(text, stems)
    expect(pieces.map(one => one.text).join('')).toContain('La clause d’insertion est là')
    expect([before, after]).toEqual([true, true])
    expect(excerptOf('Une clause.', stems)).toMatchObject({ before: false, after: false })
  })

  test('whatever the text, it is a part of it', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('clause', 'insertion', ' ', 'é', 'x'), maxLength: 200 }), text => {
        const said = excerptOf(text, stems).pieces.map(one => one.text).join('') // biome-ignore format: one line
        expect(text).toContain(said)
        expect(said.length).toBeLessThanOrEqual(Math.max(300, text.length === said.length ? 2000 : 0))
      }),
    )
  })
})

test('a segment is read by the roles that it names, or else those of its source', () => {
  const source = { roles: ['buyer'] }
  expect(readsSegment(source, '3:', ['buyer'])).toBe(true)
  expect(readsSegment(source, '3:', ['supplier'])).toBe(false)
  expect(readsSegment(source, '3:elected,supplier', ['supplier'])).toBe(true)
  expect(readsSegment(source, '3:elected,supplier', ['buyer'])).toBe(false)
  expect(readsSegment({ roles: 'any' }, '3:', ['supplier'])).toBe(true)
})

test('all the texts of JSON are searched', () => {
  expect(textsIn({ a: ['un', { b: 'deux' }], c: null, d: 3, e: '' })).toBe('un · deux')
})

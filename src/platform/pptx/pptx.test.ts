import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Block } from '#platform/paper'
import { HARD, partsOf, READ, textsIn } from '../office/office.test-support.ts'
import { BLOCKS, DECK } from '../paper/paper.test-support.ts'
import { pptxOf } from './index.ts'
import { pagesOf, SLIDE } from './layout.ts'

const file = await pptxOf(DECK)
const parts = partsOf(file)
const slide = (number: number) => parts[`ppt/slides/slide${number}.xml`] ?? ''
const text = (words: string): Block => ({ as: 'text', runs: [{ text: words }] })
const table = (rows: number): Block => ({
  as: 'table',
  id: 't',
  caption: 'T',
  columns: [{ head: 'A' }],
  rows: Array.from({ length: rows }, (_, at) => [{ text: `rang ${at + 1}.` }]),
})

test('every slide has a title that outlines see', () => {
  const titles = [1, 2, 3, 4, 5].map(number => {
    const shape = slide(number).split('<p:sp>').find(each => /<p:ph\s[^>]*type="title"/.test(each)) ?? '' // biome-ignore format: short
    return textsIn({ shape }, /./, 'a:t').join('')
  })
  expect(titles).toEqual(['Bilan 2025', 'L’essentiel', 'Le papier', 'Le papier (suite)', 'Ce qui suit'])
  expect(slide(6)).toBe('')
})

test('figures, a table with its head, a drawing with its alternative text', () => {
  expect(textsIn(parts, /slide2\.xml$/, 'a:t')).toContain('131\u202f800\u00a0h')
  expect(slide(3)).toContain('<a:tblPr firstRow="1"/>')
  expect(textsIn({ slide: slide(3) }, /./, 'a:t')).toContain('=cmd|calc')
  expect(slide(4)).toContain('descr="De 31,3\u202f% en 2024 à 38,5\u202f% en 2025."')
})

test('who speaks, what is shown and which slide it is, in French', () => {
  const layouts = Object.entries(parts).filter(([path]) => path.startsWith('ppt/slideLayouts/')).map(([, xml]) => xml) // biome-ignore format: short
  expect(layouts.join('')).toContain('Ville de Pierrefonte, Bilan 2025')
  expect(slide(2)).toContain('type="slidenum"')
  expect(slide(2)).toContain('lang="fr-FR"')
  expect(parts['docProps/core.xml']).toContain('<dc:title>Bilan 2025</dc:title>')
  expect(textsIn({ slide: slide(1) }, /./, 'a:t')).toContain('Données fictives.')
})

test('one deck is one file', async () => {
  expect(Buffer.from(await pptxOf(DECK)).equals(file)).toBe(true)
})

test('what a slide has no room for goes on on the next', () => {
  const items = Array.from({ length: 40 }, (_, at) => [text(`Point ${at + 1}`)])
  const pages = pagesOf('Liste', [{ as: 'list', ordered: true, items }])
  expect(pages.length).toBeGreaterThan(2)
  expect(new Set(pages.slice(1).map(({ title }) => title))).toEqual(new Set(['Liste (suite)']))
  const lines = pages.flatMap(({ pieces }) => pieces.flatMap(piece => (piece.as === 'lines' ? piece.lines : [])))
  expect(lines.map(({ number }) => number)).toEqual(items.map((_, at) => at + 1))
})

test('a long table is shown in part, and says so', () => {
  const pages = pagesOf('T', [table(100)])
  const rows = pages.flatMap(({ pieces }) => pieces.flatMap(piece => (piece.as === 'table' ? piece.table.rows : [])))
  expect(rows).toHaveLength(30)
  expect(JSON.stringify(pages.at(-1))).toContain('… et 70 autres lignes')
})

test('one table or one drawing a slide; a slide without blocks is one', () => {
  const drawn = BLOCKS.filter(({ as }) => as === 'chart' || as === 'table')
  expect(pagesOf('A', [...drawn, ...drawn]).map(({ pieces }) => pieces.length)).toEqual([1, 1, 1, 1])
  expect(pagesOf('A', [])).toEqual([{ title: 'A', pieces: [] }])
})

test('nothing goes under the edge, and no word is lost', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.nat(3000), fc.constantFrom('x', 'mot ', 'ligne\n')), { maxLength: 8 }), texts => {
      const blocks = texts.map(([size, unit]) => text(unit.repeat(Math.ceil(size / unit.length))))
      const pages = pagesOf('A', [...blocks, ...BLOCKS])
      for (const { pieces } of pages)
        expect(pieces.reduce((sum, { height }) => sum + height, 0)).toBeLessThan(SLIDE.room + 0.21)
      const said = pages.flatMap(({ pieces }) => pieces.flatMap(piece => (piece.as === 'lines' ? piece.lines : []))) // biome-ignore format: short
      const words = said.map(({ runs }) => runs.map(run => run.text).join('')).join('')
      expect(words.startsWith(blocks.map(block => (block.as === 'text' ? (block.runs[0]?.text ?? '') : '')).join(''))).toBe(true) // biome-ignore format: short
    }),
  )
})

test('any words are words', async () => {
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 40 }), async any => {
      const said = `${any}${HARD}`
      const slides = [{ title: said, blocks: [text(said), { ...table(1), caption: said } as Block] }]
      const read = textsIn(partsOf(await pptxOf({ ...DECK, title: said, author: said, slides })), /slides\/slide\d/, 'a:t') // biome-ignore format: short
      expect(read.join('').split(READ).length).toBeGreaterThan(5)
    }),
    { numRuns: 6 },
  )
})

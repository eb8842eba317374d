import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Block } from '#platform/paper'
import { cutOf, idsIn, MOST, type Part, WHOLE, weightOf } from './cutting.ts'

const heading = (level: 1 | 2 | 3 | 4, id: string): Block => ({ as: 'heading', level, id, text: `Titre ${id}` })
const text = (length: number): Block => ({ as: 'text', runs: [{ text: 'a'.repeat(length) }] })
const table = (id: string, rows: number): Block => ({
  as: 'table',
  id,
  caption: id,
  columns: [{ head: 'Nom' }],
  rows: Array.from({ length: rows }, (_, row) => [{ text: `${id} ${row} ${'mot '.repeat(20)}` }]),
  note: 'Une note.',
})
const list = (items: number): Block => ({
  as: 'list',
  ordered: false,
  items: Array.from({ length: items }, (_, item) => [{ as: 'text', runs: [{ text: `${item} ${'mot '.repeat(40)}` }] }]),
})

const all = ({ named, blocks }: Part) => [...named, ...blocks]
/** Every piece in its order, a table or a list as its rows: whether or not it is cut. */
const pieces = (blocks: readonly Block[]): unknown[] =>
  blocks.flatMap((block): unknown[] => {
    if (block.as === 'table') return [...block.rows]
    return block.as === 'list' ? [...block.items] : [block]
  })

/** A document as they are composed: headings one level deeper at most, with anything under them. */
const documents = fc
  .array(
    fc.record({
      up: fc.integer({ min: -3, max: 1 }),
      under: fc.array(
        fc.oneof(
          fc.integer({ min: 0, max: 60_000 }).map(text),
          fc.integer({ min: 1, max: 3000 }).map(rows => table('', rows)),
          fc.integer({ min: 1, max: 1500 }).map(list),
        ),
        { maxLength: 3 },
      ),
    }),
    { maxLength: 25 },
  )
  .map(sections => {
    let level = 0
    return sections.flatMap(({ up, under }, at): Block[] => {
      level = Math.min(4, Math.max(1, level + up))
      const named = under.map((block, rank) => ('id' in block ? { ...block, id: `tableau-${at}-${rank}` } : block))
      return [heading(level as 1, `titre-${at}`), ...named]
    })
  })

test('every piece is on exactly one page, in order; no name is twice, none is lost, no page is much too large', () => {
  fc.assert(
    fc.property(documents, blocks => {
      const { front, parts } = cutOf(blocks)
      expect(pieces([...front, ...parts.flatMap(all)])).toEqual(pieces(blocks))
      expect(new Set(parts.map(({ name }) => name)).size).toBe(parts.length)
      const ids = [front, ...parts.map(all)].flatMap(idsIn)
      expect(ids.filter(id => !id.includes('.'))).toEqual(idsIn(blocks))
      for (const part of parts) {
        expect(part.name).toMatch(/^[a-z0-9][a-z0-9.-]*$/)
        expect(all(part).reduce((sum, block) => sum + weightOf(block), 0)).toBeLessThan(MOST * 1.1)
        // Its title is the first level; none is left out after it.
        let level = part.depth
        for (const block of [...part.under, ...part.blocks])
          if (block.as === 'heading') {
            expect(block.level).toBeGreaterThan(part.depth)
            expect(block.level).toBeLessThanOrEqual(level + 1)
            level = block.level
          }
      }
    }),
    { numRuns: 50 },
  )
})

test('what one page holds is one page', () => {
  const blocks = [heading(1, 'a'), text(WHOLE / 2), heading(1, 'b'), text(WHOLE / 2 - 500)]
  expect(cutOf(blocks)).toEqual({ front: blocks, parts: [] })
})

test('the first sections stay on the first page; each of the others begins a page that its headings name', () => {
  const axis = (id: string, actions: number): Block[] => [
    heading(2, `axe-${id}`),
    ...Array.from({ length: actions }, (_, n) => [heading(3, `action-${id}-${n}`), text(30_000)]).flat(),
  ]
  const { front, parts } = cutOf([
    ...[heading(1, 'essentiel'), text(1000), heading(1, 'axes'), ...axis('un', 5), ...axis('deux', 1)],
    ...[heading(1, 'annexes'), table('tous', 4000)],
  ])
  expect(idsIn(front)).toEqual(['essentiel'])
  expect(parts.map(({ name, title }) => [name, title.replace(/\u00a0/g, ' ')])).toEqual([
    ['axes', 'Titre axes : Titre axe-un (1 sur 2)'],
    ['action-un-3', 'Titre axes : Titre axe-un (2 sur 2)'],
    ['axe-deux', 'Titre axes : Titre axe-deux'],
    ['annexes', 'Titre annexes (1 sur 4)'],
    ['tous.2', 'Titre annexes (2 sur 4)'],
    ['tous.3', 'Titre annexes (3 sur 4)'],
    ['tous.4', 'Titre annexes (4 sur 4)'],
  ])
})

test('what goes on says under what', () => {
  const { parts } = cutOf([heading(1, 'a'), heading(2, 'b'), heading(3, 'c'), text(90_000), text(90_000), text(90_000)])
  expect(parts.map(({ name, under }) => [name, idsIn(under)])).toEqual([
    ['a', []],
    ['c.2', ['c']],
    ['c.3', ['c']],
  ])
})

import { expect, test } from 'vitest'
import { markdownBlocks } from './markdown.ts'

const blocks = (text: string) => markdownBlocks(text, 2, 'mot')
const text = (words: string) => ({ as: 'text', runs: [{ text: words }] })

test('words, what is said of them, and where they lead', () => {
  expect(blocks('Un **mot** *dit* [là](https://exemple.fr)\nici')).toEqual([
    {
      as: 'text',
      runs: [
        { text: 'Un ' },
        { text: 'mot', strong: true },
        { text: ' ' },
        { text: 'dit', emphasis: true },
        { text: ' ' },
        { text: 'là', link: 'https://exemple.fr' },
        { text: '\n' },
        { text: 'ici' },
      ],
    },
  ])
})

test('headings come one under the other from the level that is asked for', () => {
  expect(blocks('# Un\n\n### Deux\n\n# Trois\n\n##### Quatre')).toMatchObject([
    { level: 2, text: 'Un', id: 'mot-1' },
    { level: 3, text: 'Deux', id: 'mot-2' },
    { level: 2, text: 'Trois', id: 'mot-3' },
    { level: 3, text: 'Quatre', id: 'mot-4' },
  ])
})

test('lists in lists, paragraphs of an item, what is quoted', () => {
  expect(blocks('- un\n\n  suite\n  1. a\n  2. b\n- deux\n\n> dit\n\nfin')).toEqual([
    {
      as: 'list',
      ordered: false,
      items: [
        [text('un'), text('suite'), { as: 'list', ordered: true, items: [[text('a')], [text('b')]] }],
        [text('deux')],
      ],
    },
    { as: 'aside', title: '', blocks: [text('dit')] },
    text('fin'),
  ])
})

test('a table, with its columns of numbers and the cells that its writer left out', () => {
  expect(blocks('| a | b |\n|---|--:|\n| x | 1 |\n| y |')).toEqual([
    {
      as: 'table',
      id: 'mot-1',
      caption: 'Tableau 1',
      columns: [{ head: 'a' }, { head: 'b', numeric: true }],
      rows: [
        [{ text: 'x' }, { text: '1' }],
        [{ text: 'y' }, { text: '' }],
      ],
    },
  ])
})

test.each([
  ['<script>alert(1)</script>', '<script>alert(1)</script>'],
  ['[x](javascript:alert(1))', '[x](javascript:alert(1))'],
  ['![x](https://exemple.fr/x.png)', '!x'],
  ['a\u0000b\u001f', 'ab'],
  ['🌳 مرحبا', '🌳 مرحبا'],
])('%s stays words', (written, words) => {
  const [block] = blocks(written)
  expect(block?.as === 'text' && block.runs.map(run => run.text).join('')).toBe(words)
})

test('what is nested past all reading, or very long, is kept', () => {
  expect(blocks(`${'> '.repeat(50)}x`)).toEqual([text(`${'> '.repeat(50)}x`)])
  expect(JSON.stringify(blocks('mot '.repeat(25_000))).length).toBeGreaterThan(99_000)
})

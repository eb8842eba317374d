import { expect, test } from 'vitest'
import { PAPER } from './paper.test-support.ts'
import { printed, textOf } from './reading.ts'

const table = (rows: number) => ({
  as: 'table' as const,
  id: 'tout',
  caption: 'Tous les indicateurs',
  columns: [{ head: 'Indicateur' }],
  rows: Array.from({ length: rows }, (_, n) => [{ text: `Ligne ${n}` }]),
})

test('a table that nobody would print is left to the workbook, and said to be there; the others stay', () => {
  const { blocks } = printed({ ...PAPER, address: 'https://exemple.test/p/1', blocks: [table(600), table(1601)] })
  expect(blocks[0]).toEqual(table(600))
  const said = blocks[1]?.as === 'text' ? blocks[1].runs : []
  expect(textOf(said).replaceAll('\u202f', ' ').replaceAll('\u00a0', ' ')).toBe(
    'Tous les indicateurs : 1 601 lignes, trop pour être imprimées. Elles sont dans le classeur (Excel) de ce document, et à l’adresse https://exemple.test/p/1.',
  )
  expect(said.find(({ link }) => link)?.link).toBe('https://exemple.test/p/1')
})

import fc from 'fast-check'
import { getDocumentProxy } from 'unpdf'
import { expect, test } from 'vitest'
import type { Block, Paper } from '#platform/paper'
import { PAPER } from '../paper/paper.test-support.ts'
import { pdfOf } from './index.ts'

interface Tag {
  role?: string
  alt?: string
  children?: Tag[]
}

async function read(bytes: Uint8Array) {
  const pdf = await getDocumentProxy(bytes.slice())
  const page = (number: number) => pdf.getPage(number < 0 ? pdf.numPages + 1 + number : number)
  const items = async (number: number) =>
    (await (await page(number)).getTextContent()).items.flatMap(item => ('str' in item ? [item] : []))
  const words = async (number: number) => (await items(number)).map(({ str }) => str).join('')
  return { pdf, page, items, words }
}

const rolesIn = (tag: Tag): string[] =>
  [tag.role ?? '', ...(tag.children ?? []).flatMap(rolesIn)].filter(role => role !== '')
const found = (tag: Tag, role: string): Tag[] => [
  ...(tag.role === role ? [tag] : []),
  ...(tag.children ?? []).flatMap(child => found(child, role)),
]
const flat = (text: string) => text.replace(/\s/g, '')
const paperOf = (...blocks: Block[]): Paper => ({ ...PAPER, blocks })
const text = (words: string): Block => ({ as: 'text', runs: [{ text: words }] })
const chart = PAPER.blocks.find(block => block.as === 'chart') as Extract<Block, { as: 'chart' }>
const made = pdfOf(PAPER)

test('what readers of all sorts are told of the document', async () => {
  const bytes = await made
  const { pdf } = await read(bytes)
  expect(Buffer.from(bytes).toString('latin1')).toMatch(/<pdfuaid:part>1<\/pdfuaid:part>/)
  expect(await pdf.getMarkInfo()).toMatchObject({ Marked: true })
  expect((await pdf.getMetadata()).info).toMatchObject({
    Title: PAPER.title,
    Author: PAPER.author,
    Subject: PAPER.description,
    Language: 'fr-FR',
    CreationDate: 'D:20260331000000Z',
  })
  const [contents, first] = await pdf.getOutline()
  expect(contents).toMatchObject({ title: 'Sommaire' })
  expect(first).toMatchObject({
    title: 'L’essentiel',
    items: [{ title: 'Papier # consommé * <b>par label</b> @ [x] $ \\ _ `', items: [{ title: 'Ce qui suit' }] }],
  })
})

test('what is short begins under its title, without a table of contents', async () => {
  const { pdf, words } = await read(await pdfOf({ ...PAPER, short: true }))
  expect((await pdf.getOutline()).map(({ title }) => title)).toEqual(['L’essentiel'])
  const first = flat(await words(1))
  expect(first.indexOf(flat('38,48% en 2025'))).toBeGreaterThan(first.indexOf(flat(PAPER.notice)))
})

test('everything is said, in order, with its tags and where it leads', async () => {
  const { page, words } = await read(await made)
  const [cover = '', contents = '', body = ''] = (await Promise.all([1, 2, 3].map(words))).map(flat)
  expect(cover).toBe(
    flat(
      `${PAPER.author}${PAPER.title}${PAPER.subtitle}Période : 2025Publication : n° 3${PAPER.notice}En ligne : ${PAPER.address}`,
    ),
  )
  expect(contents).toContain('Sommaire')
  const order = ['38,48%en2025', 'Heuresd’insertion131800h', '<b>parlabel</b>@[x]$\\_`', 'FSC95261kg73190kg', '=cmd|calc', 'Sous-point', '□etمرحبا', 'page3/3'] // biome-ignore format: a list to read
  const places = order.map(part => body.indexOf(part))
  expect(places).not.toContain(-1)
  expect(places).toEqual([...places].sort((a, b) => a - b))
  const tag = (await (await page(3)).getStructTree()) as Tag
  expect(rolesIn(tag).filter(role => /^(H\d|Table|TH|TD|L|Link|Figure)$/.test(role))).toEqual(
    ['H1', 'Link', 'Link', 'H2', 'Table', 'TH', 'TH', 'TH', 'TD', 'TD', 'TD', 'TD', 'TD', 'TD', 'Figure', 'H3', 'L', 'L', 'L'], // biome-ignore format: a list to read
  )
  expect(found(tag, 'Figure').map(({ alt }) => alt)).toEqual([chart.alt])
  const links = await (await page(3)).getAnnotations()
  expect(links.map(({ url, dest }) => url ?? dest)).toEqual(['papier', 'https://exemple.fr/?a=1&b=2'])
})

test('the same document is the same file, whoever asks at the same time', async () => {
  const [again, other] = await Promise.all([pdfOf(PAPER), pdfOf({ ...PAPER, title: 'Autre' })])
  expect(Buffer.compare(again, await made)).toBe(0)
  expect(Buffer.compare(again, other)).not.toBe(0)
})

test.each<[string, Paper, RegExp]>([
  ['a chart without words', paperOf({ as: 'aside', title: '', blocks: [{ ...chart, alt: ' ' }] }), /papier-graphique/],
  ['what is no drawing', paperOf({ ...chart, svg: '<svg' }), /SVG/],
  ['no title', { ...PAPER, title: '' }, /title/],
  ['a heading too deep', paperOf({ as: 'heading', level: 3, id: 'a', text: 'A' }), /heading/],
  ['no date', { ...PAPER, day: '' }, /./],
])('%s is a fault, and the next document is written', async (_, paper, reason) => {
  await expect(pdfOf(paper)).rejects.toThrow(reason)
  await expect(pdfOf(paper)).rejects.toThrow('no PDF')
  expect((await pdfOf(PAPER)).length).toBeGreaterThan(10_000)
})

test('blocks that hold nothing, links to what is not there', async () => {
  const paper = paperOf(
    { as: 'text', runs: [] },
    text(''),
    { as: 'list', ordered: true, items: [] },
    { as: 'list', ordered: false, items: [[], [text('')]] },
    { as: 'aside', title: '', blocks: [] },
    { as: 'facts', items: [] },
    { as: 'facts', items: [{ label: '', runs: [] }] },
    { as: 'figures', id: 'a', caption: '', items: [] },
    { as: 'table', id: 'b', caption: '', columns: [], rows: [] },
    { as: 'table', id: 'c', caption: 'C', columns: [{ head: '' }, { head: 'd' }], rows: [[], [{ text: 'court' }]] },
    { as: 'text', runs: [{ text: 'mot', link: '#ailleurs' }] },
  )
  const { words, page } = await read(await pdfOf(paper))
  expect(flat(await words(-1))).toContain('courtmot')
  expect(await (await page(-1)).getAnnotations()).toEqual([])
  expect((await pdfOf(paperOf())).length).toBeGreaterThan(1000)
})

test('words are words, whatever they hold', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.string({ unit: fc.constantFrom(...'#$*_`\\@[]<>"=-~/{}()&|a1 é\u202f'), minLength: 1 }), { minLength: 1, maxLength: 5 }), // biome-ignore format: short
      async parts => {
        const said = parts.map(part => `x${part}x`)
        const { words } = await read(await pdfOf(paperOf(...said.map(text))))
        expect(flat(await words(-1))).toContain(flat(said.join('')))
      },
    ),
    { numRuns: 10 },
  )
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 200 }), async any => {
      const cell = { text: any }
      const paper = paperOf(
        { as: 'heading', level: 1, id: 'a', text: `a${any}` },
        { as: 'table', id: 'b', caption: any, columns: [{ head: any }], rows: [[cell]], note: any },
        { as: 'figures', id: 'c', caption: any, items: [{ label: any, figure: cell, notes: [any] }] },
        { ...chart, title: any, alt: `a${any}` },
      )
      expect((await pdfOf({ ...paper, subtitle: any, notice: any })).length).toBeGreaterThan(1000)
    }),
    { numRuns: 10 },
  )
})

test('no word leaves the page, however long; what is long ends', async () => {
  const cells = Array.from({ length: 12 }, () => ({ text: 'a'.repeat(64) }))
  const rows = Array.from({ length: 10_000 }, (_, row) => [{ text: `Ligne ${row}` }, { text: String(row) }])
  const bytes = await pdfOf(
    paperOf(
      { as: 'heading', level: 1, id: 'a', text: 'A' },
      { as: 'table', id: 'c', caption: 'C', columns: cells.map(() => ({ head: 'D' })), rows: [cells] },
      text(`${'b'.repeat(300)} ${'mot '.repeat(25_000)}`),
      { as: 'table', id: 'e', caption: 'E', columns: [{ head: 'F' }, { head: 'G', numeric: true }], rows },
    ),
  )
  const { page, items, words } = await read(bytes)
  expect(await words(-1)).toContain('Ligne 9999')
  // Cover, then a page in landscape with the heading that leads to it: one heading makes no contents.
  expect((await page(2)).view[2]).toBeCloseTo(841.9, 0)
  expect(flat(await words(2))).toMatch(/AC(D)+a/)
  expect((await words(3)).replace(/[^b]/g, '').length).toBeGreaterThanOrEqual(300)
  for (const number of [2, 3]) {
    const width = (await page(number)).view[2] ?? 0
    for (const item of await items(number)) expect(item.transform[4] + item.width).toBeLessThan(width - 40)
  }
})

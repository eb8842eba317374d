import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Block, Paper } from '#platform/paper'
import { HARD, partsOf, READ, textsIn } from '../office/office.test-support.ts'
import { PAPER } from '../paper/paper.test-support.ts'
import { docxOf } from './index.ts'

const file = await docxOf(PAPER)
const parts = partsOf(file)
const body = parts['word/document.xml'] ?? ''
const paragraphs = body.match(/<w:p>.*?<\/w:p>/gs) ?? []
const styled = (style: string) =>
  paragraphs
    .filter(paragraph => paragraph.includes(`<w:pStyle w:val="${style}"/>`))
    .map(paragraph => textsIn({ paragraph }, /./, 'w:t').join(''))
const of = (blocks: readonly Block[], more: Partial<Paper> = {}) => docxOf({ ...PAPER, ...more, blocks })

test('every piece has a style that word processors know or that has a name', () => {
  expect(styled('Title')).toEqual(['Bilan 2025'])
  expect(styled('Subtitle')).toEqual(['Schéma des achats responsables de la Vallonne'])
  expect(styled('Avertissement')).toEqual(['Données fictives.'])
  expect(styled('Heading1')).toEqual(['L’essentiel'])
  expect(styled('Heading2')).toEqual(['Papier # consommé * <b>par label</b> @ [x] $ \\ _ `'])
  expect(styled('Caption')).toEqual(['Chiffres clés', 'Papier consommé, par label', 'En 2025, 38,5\u202f% du papier est recyclé']) // biome-ignore format: short
  expect(styled('ListParagraph')).toEqual(['Premier', 'Sous-point', 'Second, 🌳 et مرحبا'])
  expect(styled('EncadreTitre')).toEqual(['À savoir'])
  const used = new Set([...body.matchAll(/<w:(?:p|r|tbl)Style w:val="(\w+)"/g)].map(([, style]) => style))
  const known = [...(parts['word/styles.xml'] ?? '').matchAll(/w:styleId="(\w+)"/g)].map(([, style]) => style)
  expect([...used].filter(style => !known.includes(style))).toEqual([])
  expect(used.size).toBeGreaterThan(15)
  expect(parts['word/styles.xml']?.match(/<w:outlineLvl w:val="[0-3]"\/>/g)).toHaveLength(4)
})

test('the table of contents is filled, and nobody is asked whether to fill it', () => {
  expect(styled('TOC2').join('')).toContain('Papier # consommé')
  expect(styled('TOC3').join('')).toBe('Ce qui suit')
  expect(body).toContain('TOC \\h \\o &quot;1-3&quot;')
  expect(body + parts['word/settings.xml']).not.toMatch(/w:dirty="true"|updateFields/)
})

test('what is short begins under its title, without a table of contents', async () => {
  const short = partsOf(await of(PAPER.blocks, { short: true }))['word/document.xml'] ?? ''
  expect(body).toContain('Sommaire')
  expect(short).not.toContain('Sommaire')
  const sections = (xml: string) => xml.match(/<w:sectPr/g)?.length
  expect([sections(body), sections(short)]).toEqual([2, 1])
})

test('what links lead to is there, once', () => {
  const names = [...body.matchAll(/<w:bookmarkStart [^>]*w:name="(\w+)"/g)].map(([, name]) => name)
  const numbers = [...body.matchAll(/<w:bookmarkStart [^>]*w:id="(\d+)"/g)].map(([, number]) => number)
  const led = [...body.matchAll(/w:anchor="(\w+)"/g)].map(([, name]) => name)
  expect(led.filter(name => !names.includes(name))).toEqual([])
  expect([new Set(names).size, new Set(numbers).size]).toEqual([names.length, names.length])
  expect(led.filter(name => name?.startsWith('_Lieu'))).toHaveLength(1)
  expect(parts['word/_rels/document.xml.rels']).toContain('Target="https://exemple.fr/?a=1&amp;b=2" TargetMode="External"') // biome-ignore format: short
})

test('tables have a head on every page, rows in one piece, numbers at the right', () => {
  const [figures = '', paper = ''] = body.match(/<w:tbl>.*?<\/w:tbl>/gs) ?? []
  expect(textsIn({ figures }, /./, 'w:t').slice(0, 6)).toEqual(['Chiffre clé', 'Valeur', 'Repères', 'Papier recyclé', '38,48\u202f%', 'Cible 2026 : 30\u202f% ; T0 2015 : 0,5\u202f%']) // biome-ignore format: short
  expect(paper.match(/<w:tblHeader\/>/g)).toHaveLength(1)
  expect(paper.match(/<w:cantSplit\/>/g)).toHaveLength(3)
  expect(paper.match(/<w:jc w:val="right"\/>/g)).toHaveLength(6)
  expect(paper).toContain('<w:tblCaption w:val="Papier consommé, par label"/><w:tblDescription w:val="Magasin départemental."/>') // biome-ignore format: short
  const widths = [...paper.matchAll(/<w:gridCol w:w="(\d+)"/g)].map(([, width]) => Number(width))
  expect(widths).toEqual([4763, 2381, 2381])
})

test('a drawing has its alternative text, and its proportions', () => {
  expect(body).toContain('descr="De 31,3\u202f% en 2024 à 38,5\u202f% en 2025."')
  const [, wide, high] = /<wp:extent cx="(\d+)" cy="(\d+)"/.exec(body) ?? []
  expect(Number(wide) / Number(high)).toBeCloseTo(3, 1)
  expect(Object.keys(parts).filter(path => path.endsWith('.png'))).toHaveLength(1)
})

test('the file says what it is, in French, on the day of what it says', () => {
  expect(parts['docProps/core.xml']).toContain('<dc:title>Bilan 2025</dc:title>')
  expect(parts['docProps/core.xml']).toContain('<dc:creator>Ville de Pierrefonte</dc:creator>')
  expect(parts['docProps/core.xml']).toContain('2026-03-31T00:00:00Z</dcterms:created>')
  expect(parts['word/styles.xml']).toContain('<w:lang w:val="fr-FR"/>')
})

test('one document is one file', async () => {
  expect(Buffer.from(await docxOf(PAPER)).equals(file)).toBe(true)
})

test('a wide table lies on its side, with its heading, and what follows stands again', async () => {
  const columns = Array.from({ length: 8 }, (_, at) => ({ head: `C${at}` }))
  const text = partsOf(
    await of([
      { as: 'text', runs: [{ text: 'Avant' }] },
      { as: 'heading', level: 1, id: 'large', text: 'Large' },
      { as: 'table', id: 'large-valeurs', caption: 'Large', columns, rows: [[{ text: 'seule' }]] },
      { as: 'text', runs: [{ text: 'Après' }] },
    ]),
  )['word/document.xml'] as string
  const sections = text.split('<w:sectPr>').slice(1).map(section => /w:orient="(\w+)"/.exec(section)?.[1]) // biome-ignore format: short
  expect(sections).toEqual(['portrait', 'portrait', 'landscape', 'portrait'])
  expect(text.lastIndexOf('Large')).toBeGreaterThan(text.indexOf('Avant'))
  expect(text.indexOf('w:orient="landscape"')).toBeGreaterThan(text.indexOf('seule'))
  expect(text.split('<w:sectPr>')[1]).not.toContain('<w:pStyle w:val="Heading1"/>')
})

test('numbers begin again with each ordered list', async () => {
  const list: Block = { as: 'list', ordered: true, items: [[{ as: 'text', runs: [{ text: 'un' }] }]] }
  const text = partsOf(await of([list, list]))['word/document.xml'] as string
  expect(new Set(text.match(/<w:numId w:val="\d+"\/>/g)).size).toBe(2)
})

test('links of cells lead where they say, and nowhere else', async () => {
  const row = [{ text: 'ici', link: '#la' }, { text: 'nulle part', link: '#absent' }, { text: 'web', link: 'https://exemple.fr/"\\a' }] // biome-ignore format: short
  const columns = [{ head: 'A' }, { head: 'B' }, { head: 'C' }]
  const text = partsOf(await of([{ as: 'table', id: 'la', caption: 'Là', columns, rows: [row] }]))['word/document.xml'] // biome-ignore format: short
  expect(text).toContain('<w:hyperlink w:anchor="_Lieu1"')
  expect(text).toContain(' HYPERLINK &quot;https://exemple.fr/%22%5Ca&quot; '.replaceAll('&quot;', '"'))
  expect(text?.match(/<w:hyperlink w:anchor/g)).toHaveLength(1)
})

test('nothing at all is a document too', async () => {
  const empty = partsOf(await of([], { subtitle: '', notice: '', address: '', facts: [], description: '' }))
  expect(empty['word/document.xml']).not.toContain('TOC')
  const bare = partsOf(await of([{ as: 'table', id: 'a', caption: 'Vide', columns: [], rows: [] }]))
  expect(bare['word/document.xml']).not.toContain('<w:tbl>')
})

test('any words are words', async () => {
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 40 }), async any => {
      const text = `${any}${HARD}`
      const cell = { text }
      const read = textsIn(partsOf(await of([
        { as: 'heading', level: 1, id: 'a', text },
        { as: 'text', runs: [{ text }] },
        { as: 'table', id: 'b', caption: text, columns: [{ head: text }], rows: [[cell]], note: text },
      ], { title: text, subtitle: text, author: text })), /document/, 'w:t').join('') // biome-ignore format: short
      expect(read.split(READ).length).toBeGreaterThan(8)
    }),
    { numRuns: 8 },
  )
})

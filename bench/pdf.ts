// A bilan of 20 pages with 8 charts, and one of about 150 pages of tables, as PDF files, the first of each with the start of the thread; against
// LibreOffice that makes a PDF file of a Word file of similar content, in turn.
//   node bench/run.mjs pdf [FILE.docx] [RUNS=5]
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { Block, Paper } from '#platform/paper'
import { pdfOf } from '#platform/pdf'
import { PAPER } from '../src/platform/paper/paper.test-support.ts'
import { median, run } from './support.ts'

const [file = '', runs = '5'] = process.argv.slice(2)

const named = (block: Block, part: number): Block => ('id' in block ? { ...block, id: `${block.id}-${part}` } : block)
const words: Block = {
  as: 'text',
  runs: [{ text: 'La part des achats qui disent une considération sociale progresse. '.repeat(60) }],
}
const parts = (count: number, blocks: readonly Block[]) =>
  Array.from({ length: count }, (_, part) => blocks.map(block => named(block, part))).flat()

const rows = (count: number) =>
  Array.from({ length: count }, (_, row) => [
    { text: `Indicateur ${row} : part des marchés avec une clause` },
    ...[2023, 2024, 2025].map(year => ({
      text: `${row % 90},${year % 10}\u202f%`,
      value: `${row % 90}.${year % 10}`,
      unit: '%',
    })),
  ])
const action = (index: number): Block[] => [
  { as: 'heading', level: index % 100 === 0 ? 1 : 2, id: `action-${index}`, text: `Action ${index}` },
  { as: 'text', runs: [{ text: 'Former les acheteurs, accompagner les prescripteurs et suivre les clauses.' }] },
  {
    as: 'table',
    id: `indicateurs-${index}`,
    caption: `Indicateurs de l’action ${index}`,
    columns: [
      { head: 'Indicateur', weight: 3 },
      ...['2023', '2024', '2025'].map(head => ({ head, numeric: true as const })),
    ],
    rows: rows(4),
  },
]
const papers: [string, Paper][] = [
  ['20 pages, 8 charts', { ...PAPER, blocks: parts(8, [...PAPER.blocks, words, words]) }],
  [
    '500 actions, 2 000 indicators',
    { ...PAPER, blocks: Array.from({ length: 500 }, (_, index) => action(index)).flat() },
  ],
]

const secondsOf = async (work: () => Promise<unknown>) => {
  const start = performance.now()
  await work()
  return (performance.now() - start) / 1000
}

const folder = mkdtempSync(join(tmpdir(), 'mieuxdisant-bench-'))
const word = existsSync(file) && spawnSync('soffice', ['--version']).status === 0
if (!word) console.log('No comparison: give a Word file, with soffice on the PATH.')
const [[first, short], long] = papers as [[string, Paper], [string, Paper]]
console.log(`${first}: ${(await secondsOf(() => pdfOf(short))).toFixed(2)} s with the start of the thread`)
const ours: number[] = []
const theirs: number[] = []
for (let turn = 0; turn < Number(runs); turn++) {
  ours.push(await secondsOf(() => pdfOf(short)))
  const args = [
    `-env:UserInstallation=file://${folder}/profile`,
    '--headless',
    '--convert-to',
    'pdf',
    '--outdir',
    folder,
  ]
  if (word) theirs.push((await run('soffice', [...args, resolve(file)])).seconds)
}
const made = Buffer.from(await pdfOf(short))
const pages = (bytes: Buffer) =>
  Math.max(...[...bytes.toString('latin1').matchAll(/\/Count (\d+)/g)].map(([, n]) => Number(n)))
console.log(`${first}: ${median(ours).toFixed(2)} s, ${pages(made)} pages, ${Math.round(made.length / 1000)} kB`)
if (word)
  console.log(`LibreOffice: ${median(theirs).toFixed(2)} s, ${(median(theirs) / median(ours)).toFixed(1)} times ours`)
let bytes = Buffer.alloc(0)
const seconds = await secondsOf(async () => {
  bytes = Buffer.from(await pdfOf(long[1]))
})
console.log(`${long[0]}: ${seconds.toFixed(2)} s, ${pages(bytes)} pages, ${Math.round(bytes.length / 1000)} kB`)
rmSync(folder, { recursive: true })

// The bilan of a scheme of 500 actions and 2 000 indicators as DOCX and XLSX, after one that loads the libraries.
//   node bench/run.mjs documents [RUNS=5]
import { docxOf } from '#platform/docx'
import type { Block, Cell, Paper } from '#platform/paper'
import { xlsxOf } from '#platform/xlsx'
import { median } from './support.ts'

const [runs = '5'] = process.argv.slice(2)
const YEARS = ['2021', '2022', '2023', '2024', '2025']
const columns = [{ head: 'Indicateur', weight: 3 }, ...YEARS.map(head => ({ head, numeric: true as const }))]
const share = (at: number): Cell => ({
  text: `${at % 100},${at % 10}\u202f%`,
  value: `${at % 100}.${at % 10}4`,
  unit: '%',
})
const row = (at: number): Cell[] => [{ text: `Part des achats de la famille ${at}` }, ...YEARS.map((_, year) => share(at * 7 + year))] // biome-ignore format: short
const rows = (from: number, to: number) => Array.from({ length: to - from }, (_, at) => row(from + at))
const table = (id: string, caption: string, lines: Cell[][]): Block => ({ as: 'table', id, caption, columns, rows: lines }) // biome-ignore format: short

const action = (at: number): Block[] => [
  { as: 'heading', level: 3, id: `action-${at}`, text: `Action ${at} : acheter mieux` },
  { as: 'facts', items: [{ label: 'Pilote', runs: [{ text: 'Direction des achats' }] }, { label: 'Statut', runs: [{ text: 'En cours' }] }] }, // biome-ignore format: short
  { as: 'text', runs: [{ text: 'Ce que l’action a fait cette année. '.repeat(8) }] },
  table(`valeurs-${at}`, `Indicateurs de l’action ${at}`, rows(at * 4, at * 4 + 4)),
]
const paper = (actions: number): Paper => ({
  title: 'Bilan', subtitle: 'Schéma', author: 'Acheteur', description: 'Bilan', day: '2026-03-31', facts: [], notice: '', address: '',
  blocks: [
    ...Array.from({ length: actions }, (_, at) => action(at)).flat(),
    { as: 'heading', level: 1, id: 'annexe', text: 'Annexe' },
    table('tous', 'Tous les indicateurs', rows(0, actions * 4)),
  ],
}) // biome-ignore format: short

for (const [name, write] of [
  ['DOCX', docxOf],
  ['XLSX', xlsxOf],
] as const) {
  await write(paper(1))
  const large = paper(500)
  const seconds: number[] = []
  let bytes = 0
  for (let run = 0; run < Number(runs); run++) {
    const start = performance.now()
    bytes = (await write(large)).length
    seconds.push((performance.now() - start) / 1000)
  }
  console.log(`${name} of 500 actions and 2 000 indicators: ${median(seconds).toFixed(2)} s, ${(bytes / 1e6).toFixed(1)} MB`) // biome-ignore format: short
}

// How quick the register's pages stay while a file is imported on the embedded engine, in the same process.
//   node bench/run.mjs pages-during-import FILE [REGISTER_FILE]
// FILE is imported while pages are asked for; REGISTER_FILE, when given, fills the register first.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { importFile } from '#features/contracts'
import { parisDay } from '#kernel'
import { openDatabase } from '#platform/db'
import { openLog } from '#platform/log'
import { openApp } from '../src/app.tsx'
import { type Services, siteOf } from '../src/site.ts'
import { median, quantile } from './support.ts'

const [file, before] = process.argv.slice(2)
if (!file) throw new Error('Usage: bench/pages-during-import.ts FILE [REGISTER_FILE]')

const folder = mkdtempSync(join(tmpdir(), 'mieuxdisant-bench-'))
const db = await openDatabase({ dataDir: folder })
const today = parisDay(new Date())
const load = (path: string) => importFile(db, { path, file: 'bench.json', author: 'bench', today })
if (before) await load(before)
const app = openApp(siteOf({ db } as Services), openLog('silent'))

async function ask(path: string): Promise<number> {
  const start = performance.now()
  const response = await app.request(path)
  await response.arrayBuffer()
  if (response.status !== 200) throw new Error(`${path}: ${response.status}`)
  return performance.now() - start
}

const PATHS = [
  '/',
  '/acheteurs',
  '/taux?annee=2024',
  '/marches?annee=2024',
  '/marches?annee=2024&cpv=45&q=travaux',
  '/qualite?annee=2024',
  '/imports',
]
const quiet: number[] = []
for (let i = 0; i < 5; i++) for (const path of PATHS) quiet.push(await ask(path))

let importing = true
const start = performance.now()
const done = load(file).finally(() => {
  importing = false
})
const times: number[] = []
for (let i = 0; importing; i++) {
  times.push(await ask(PATHS[i % PATHS.length] ?? '/'))
  await new Promise(resolve => setTimeout(resolve, 50))
}
const { counts } = await done
const seconds = (performance.now() - start) / 1000
console.log(
  `pages during an import of ${counts.read} records (${seconds.toFixed(1)} s): ${times.length} pages, p50 ${median(times).toFixed(0)} ms, p95 ${quantile(times, 0.95).toFixed(0)} ms, slowest ${Math.max(...times).toFixed(0)} ms; without import p95 ${quantile(quiet, 0.95).toFixed(0)} ms`,
)
await db.close()
rmSync(folder, { recursive: true })

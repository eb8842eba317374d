// 1 000 published pages, 10 readers at a time, against a bare Hono page that gives the same HTML from memory, in turn.
//   BENCH_DATABASE_URL=postgres://… node bench/run.mjs publications [SECONDS=5]
import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { serve } from '@hono/node-server'
import autocannon from 'autocannon'
import { Hono } from 'hono'
import { compress } from 'hono/compress'
import { sql } from 'kysely'
import { exampleFiles, importFile, openRegister } from '#features/contracts'
import type { Actor } from '#features/organisations'
import { canonicalJson, publish } from '#features/publications'
import { openDatabase } from '#platform/db'
import { openLog } from '#platform/log'
import { openApp } from '../src/app.tsx'
import { figuresOf } from '../src/features/contracts/publication/figures.ts'
import { type Services, siteOf } from '../src/site.ts'
import { freshDatabase, median } from './support.ts'

const PAGES = 1000
const [seconds = '5'] = process.argv.slice(2)
const db = await openDatabase({ url: await freshDatabase('mieuxdisant_bench_publications') })
const folder = mkdtempSync(join(tmpdir(), 'mieuxdisant-bench-'))
for (const { name, text } of exampleFiles()) {
  writeFileSync(join(folder, name), text)
  await importFile(db, { path: join(folder, name), file: name, author: 'bench', today: '2026-11-23' })
}
rmSync(folder, { recursive: true })

const organisation = { id: randomUUID(), siren: '229900998', name: 'Département de la Vallonne' }
const membership = { id: randomUUID(), organisation, roles: ['administrator'] as const, suspended: false }
const actor: Actor = { person: { id: randomUUID(), name: '', email: '' }, membership }
await db.transaction(trx =>
  sql`insert into organisation (id, siret, name, kind, territory)
    values (${organisation.id}, '22990099800019', ${organisation.name}, 'department', '')`.execute(trx),
)
const figures = await figuresOf(await openRegister(db.read), organisation, 2025)
for (let i = 1; i <= PAGES; i++) {
  const file = { name: 'taux.json', type: 'application/json', body: Buffer.from(canonicalJson(figures)) }
  const draft = { kind: 'rates', title: 'Achats responsables', period: String(i), example: true, correction: null }
  await publish(db, actor, { ...draft, files: [file], content: file.name }, '')
}

async function rate(fetch: (request: Request) => Response | Promise<Response>, paths: readonly string[]) {
  const server = serve({ fetch, hostname: '127.0.0.1', port: 0 })
  await new Promise(resolve => server.on('listening', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  const result = await autocannon({
    url: `http://127.0.0.1:${address.port}`,
    connections: 10,
    duration: Number(seconds),
    headers: { 'accept-encoding': 'gzip' },
    requests: paths.map(path => ({ path })),
  })
  await new Promise(resolve => server.close(resolve))
  if (result.non2xx > 0) throw new Error(`${result.non2xx} answers are no pages`)
  return { perSecond: result.requests.average, slow: result.latency.p97_5 }
}

const addresses = Array.from({ length: PAGES }, (_, i) => `/publications/${organisation.siren}/${i + 1}`)
const app = openApp(siteOf({ db } as Services), openLog('silent'))
const html = await (await app.request(addresses[0] ?? '')).text()
const bare = new Hono().use(compress()).get('/', c => c.html(html))
const start = performance.now()
for (const address of addresses) await (await app.request(address)).arrayBuffer()
console.log(`each drawn once, one after the other: ${((performance.now() - start) / PAGES).toFixed(1)} ms`)
const ratios: number[] = []
for (let i = 0; i < 3; i++) {
  const memory = await rate(bare.fetch, ['/'])
  const pages = await rate(app.fetch, addresses)
  ratios.push(pages.perSecond / memory.perSecond)
  console.log(
    `run ${i + 1}: ${pages.perSecond.toFixed(0)} req/s, p97.5 ${pages.slow} ms; bare page ${memory.perSecond.toFixed(0)} req/s`,
  )
}
console.log(
  `${PAGES} published pages of ${html.length} characters: ${median(ratios).toFixed(2)} times a bare page’s requests per second`,
)
await db.close()

// A page of 200 contracts from the database, against a bare Hono page that draws the same rows from memory, in turn.
//   node bench/run.mjs page DATA_DIR|postgres://… [SECONDS=5]
import { serve } from '@hono/node-server'
import autocannon from 'autocannon'
import { Hono } from 'hono'
import { openRegister } from '#features/contracts'
import { openDatabase } from '#platform/db'
import { openLog } from '#platform/log'
import { openApp } from '../src/app.tsx'
import { ContractListPage } from '../src/features/contracts/pages/ContractListPage.tsx'
import { readOverview } from '../src/features/contracts/register/overview.ts'
import { type Services, siteOf } from '../src/site.ts'
import { median } from './support.ts'

const [address = '', seconds = '5'] = process.argv.slice(2)
const db = await openDatabase(address.startsWith('postgres') ? { url: address } : { dataDir: address })
const app = openApp(siteOf({ db } as Services), openLog('silent'))
const register = await openRegister(db.read)
const overview = await readOverview(register, { par: 200 })
const page = { overview, filter: { par: 200 }, ignored: [], demo: register.example }
const bare = new Hono().get('/', c => c.html(ContractListPage(page)))

async function rate(fetch: (request: Request) => Response | Promise<Response>, path: string): Promise<number> {
  const server = serve({ fetch, hostname: '127.0.0.1', port: 0 })
  await new Promise(resolve => server.on('listening', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  const result = await autocannon({
    url: `http://127.0.0.1:${address.port}${path}`,
    connections: 10,
    duration: Number(seconds),
  })
  await new Promise(resolve => server.close(resolve))
  return result.requests.average
}

const ratios: number[] = []
for (let i = 0; i < 3; i++) {
  const memory = await rate(bare.fetch, '/')
  const database = await rate(app.fetch, '/marches?par=200')
  ratios.push(database / memory)
  console.log(`run ${i + 1}: from the database ${database.toFixed(0)} req/s, bare page ${memory.toFixed(0)} req/s`)
}
console.log(
  `page of ${overview.list.lines.length} rows on ${db.engine}: ${(median(ratios) * 100).toFixed(0)} % of a bare page's requests per second`,
)
await db.close()

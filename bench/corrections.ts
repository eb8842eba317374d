// The rates of a large buyer and year with 1 000 corrections, against the official ones alone.
//   BENCH_DATABASE_URL=postgres://… node bench/run.mjs corrections FILE…
// FILES fill a register the first time. The corrections are made in a transaction that is rolled back.
import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { correctedRates, openRegister, type Register, type Scope, sumsOf } from '#features/contracts'
import { openDatabase } from '#platform/db'
import { filledRegister, median, quantile } from './support.ts'

const CORRECTIONS = 1000
const db = await openDatabase({ url: await filledRegister(process.argv.slice(2)) })
const now = await openRegister(db.read)
const { rows } = await sql<{ buyer: string; year: number; contracts: number }>`
  select buyer, year, contracts from rollup
  where part = 'all' and buyer ~ '^[0-9]{14}$' and year > 0 and valid_to > ${now.at} order by contracts desc limit 1`.execute(
  db.read,
)
const [largest] = rows
if (!largest) throw new Error('the register is empty')
const scope: Scope = { buyers: [largest.buyer], year: largest.year }
const siren = largest.buyer.slice(0, 9)

async function timed(name: string, work: () => Promise<unknown>) {
  const times: number[] = []
  for (let i = 0; i < 100; i++) {
    const start = performance.now()
    await work()
    times.push(performance.now() - start)
  }
  console.log(`${name}: p50 ${median(times).toFixed(1)} ms, p95 ${quantile(times, 0.95).toFixed(1)} ms`)
}

const undone = new Error('rolled back')
await db
  .transaction(async trx => {
    const register: Register = { ...now, db: trx }
    console.log(`${largest.contracts} contracts of a buyer and year`)
    await timed('official rates', () => sumsOf(register, scope))
    await timed('without a correction', () => correctedRates(register, scope))
    await sql`insert into organisation (id, siret, name, kind, territory)
      values (${randomUUID()}, ${largest.buyer}, 'Acheteur', 'department', '') on conflict do nothing`.execute(trx)
    const { numAffectedRows } = await sql`
      insert into correction (id, organisation_id, siren, name, identity, buyer, notified, field, official, corrected, reason, author_id)
      select gen_random_uuid(), o.id, o.siren, o.name, v.identity, v.buyer, v.notified, 'social', v.social, 'yes+clause', 'Mesure de la vitesse.', ${randomUUID()}
      from contract_version v, organisation o
      where o.siren = ${siren} and v.buyer = ${largest.buyer} and v.year = ${largest.year} and v.kind = 'contract'
        and v.social in ('none', 'not-filled') and v.valid_from <= ${now.at} and v.valid_to > ${now.at} limit ${CORRECTIONS}`.execute(
      trx,
    )
    await sql`analyze correction`.execute(trx)
    await timed(`with ${numAffectedRows} corrections`, () => correctedRates(register, scope))
    throw undone
  })
  .catch(error => {
    if (error !== undone) throw error
  })
await db.close()

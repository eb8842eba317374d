import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { organisationOf } from '../../../../tests/support/actors.ts'
import { testDatabase } from '../../../../tests/support/database.ts'
import { generatedFile } from '../../../../tests/support/generated.ts'
import { workshop } from '../list-routes.test-support.tsx'
import type { Scope } from '../rates/sums.ts'
import { openRegister, type Register } from '../register/register.ts'
import { correctedRates } from './corrected.ts'
import { contractsIn, type Put, plainRates, putCorrections, type Row, rewritten } from './corrections.test-support.ts'
import { officialOf, type Value } from './corrections.ts'

const db = await testDatabase()
const files = workshop(db)
afterAll(files.close)

const organisations = new Map<string, string>()
let register: Register
let rows: Row[]
let sharing: Row[]

beforeAll(async () => {
  // Twice: some contracts are of a version that the second file replaced.
  await files.importText('premier.json', generatedFile({ seed: 11, count: 700 }))
  await files.importText('second.json', generatedFile({ seed: 12, count: 200, from: 300 }))
  register = await openRegister(db.read)
  rows = await contractsIn(register)
  for (const siren of new Set(rows.map(({ buyer }) => buyer.slice(0, 9)).filter(siren => /^\d{9}$/.test(siren)))) {
    const { buyer } = await organisationOf(db, `${siren}00000`, `O ${siren}`, 'buyer')
    organisations.set(siren, buyer.membership.organisation.id)
  }
  rows = rows.filter(({ buyer }) => organisations.has(buyer.slice(0, 9)))
  sharing = rows.filter(({ ceiling }) => ceiling !== null)
}, 60_000)

const PILLAR: Record<'social' | 'environmental', readonly Value[]> = {
  social: ['none', 'yes+clause', 'yes+criterion+reserved', 'yes+reserved'],
  environmental: ['none', 'yes+clause', 'yes+clause+criterion'],
}

/** Corrections of any contracts, those that share a ceiling twice as often; an amount may join the ceiling of another line. */
const corrections = fc.array(
  fc.record({
    shared: fc.boolean(),
    rank: fc.nat(),
    field: fc.constantFrom('amount' as const, 'social' as const, 'environmental' as const),
    value: fc.nat(),
    joins: fc.boolean(),
  }),
  { minLength: 1, maxLength: 60 },
)

test('the rates with corrections are those of the contracts with their values replaced, ceilings included', async () => {
  expect(sharing.length).toBeGreaterThan(20)
  await fc.assert(
    fc.asyncProperty(corrections, fc.nat(), async (drawn, whose) => {
      const chosen = new Map<string, Put>()
      for (const { shared, rank, field, value, joins } of drawn) {
        const among = shared ? sharing : rows
        const row = among[rank % among.length] as Row
        const fellow = sharing.find(one => one.buyer === row.buyer && one.notified === row.notified)
        const joined = field === 'amount' && joins && fellow?.amount && fellow.amount >= 100 ? fellow : null
        const corrected =
          field === 'amount'
            ? String(joined?.amount ?? 100 + (value % 5_000_000))
            : (PILLAR[field][value % PILLAR[field].length] as Value)
        if (corrected !== officialOf(row, field))
          chosen.set(`${row.identity} ${field}`, { row, field, corrected, ceiling: joined?.ceiling ?? null })
      }
      const all = [...chosen.values()]
      await putCorrections(db, organisations, all)
      const replaced = rows.map(row =>
        all.filter(one => one.row.identity === row.identity).reduce((now, one) => rewritten(now, one), row),
      )
      const somebody = rows[whose % rows.length] as Row
      const scopes: Scope[] = [
        { buyers: [somebody.buyer], year: null },
        { buyers: [somebody.buyer.slice(0, 9)], year: somebody.year },
        { buyers: [...organisations.keys()], year: null },
        { buyers: [...organisations.keys()], year: somebody.year },
      ]
      for (const scope of scopes) {
        const within = ({ buyer, year }: Row) =>
          (scope.year === null || year === scope.year) && (scope.buyers ?? []).some(id => buyer.startsWith(id))
        const counted = all.filter(({ row }) => within(row))
        const found = await correctedRates(register, scope)
        if (counted.length === 0) expect(found).toBeNull()
        else
          expect(found).toMatchObject({
            corrections: counted.length,
            contracts: new Set(counted.map(({ row }) => row.identity)).size,
            rates: plainRates(replaced.filter(within)),
          })
      }
    }),
    { numRuns: 25 },
  )
}, 60_000)

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, expect, test } from 'vitest'
import { importFile, openRegister, sumsByYear, sumsOf, undoImport } from '#features/contracts'
import { Refusal } from '#kernel'
import { testDatabase } from '../support/database.ts'
import { fileOf, fold, type Small, sumsOfModel } from './model.test-support.ts'

const db = await testDatabase()
const folder = mkdtempSync(join(tmpdir(), 'mieuxdisant-rejeu-'))
afterAll(() => rmSync(folder, { recursive: true }))

const SEED = process.env['REPLAY_SEED'] ? { seed: Number(process.env['REPLAY_SEED']) } : {}
/** Sequences, others on each engine, and the seconds after which no other is begun; `npm run drill` takes more. */
const [RUNS, SECONDS] = [Number(process.env['REPLAY_RUNS'] ?? 40), Number(process.env['REPLAY_SECONDS'] ?? 12)]

const BUYERS = ['22990099800019', '21990001600011']
const one = fc.constantFrom

const USUAL = ['30000000000001']

/** What makes an identity is mostly the same: most faults need that a contract is met again, and again. */
const record: fc.Arbitrary<Small> = fc.record({
  buyer: one(...BUYERS),
  id: one('A', 'A', 'B'),
  notified: one('2024-05-02', '2024-05-02', '2024-05-02', '2025-01-15', null),
  holders: one(USUAL, USUAL, USUAL, ['30000000000002', ...USUAL]),
  published: one('2025-02-01', '2025-03-01'),
  modified: one(null, '2025-04-01'),
  amount: one(null, 0.5, 1000, 1000.25, 12_311_111_111, 4e9),
  framework: fc.boolean(),
  concession: fc.nat(9).map(n => n === 0),
  social: one(
    null,
    ['Clause sociale', 'Critère social'],
    ['Marché réservé'],
    ['Pas de considération sociale'],
    ['INX 1'],
  ),
  environmental: one(null, ['Critère environnemental'], ['Pas de considération environnementale'], ['NC']),
})

/** What is done to the register: a file comes in, the last one in force once more, a broken one is refused, an import in force is undone. */
const step = fc.oneof(
  { weight: 5, arbitrary: fc.record({ import: fc.nat(3) }) },
  { weight: 2, arbitrary: fc.record({ again: fc.constant(true) }) },
  { weight: 1, arbitrary: fc.record({ broken: fc.nat(3) }) },
  { weight: 3, arbitrary: fc.record({ undo: fc.nat(20) }) },
)

const files = fc.array(fc.array(record, { minLength: 1, maxLength: 6 }), { minLength: 4, maxLength: 4 })

async function empty() {
  await db.transaction(async trx => {
    await sql`truncate contract_version, contract_raw, sighting, rollup, entity_name, import restart identity`.execute(
      trx,
    )
    await sql`update register set generation = 0`.execute(trx)
  })
}

async function bring(text: string) {
  const path = join(folder, 'fichier.json')
  writeFileSync(path, text)
  try {
    return await importFile(db, { path, file: 'fichier.json', author: 'test', today: '2026-11-22' })
  } catch (error) {
    if (error instanceof Refusal) return null
    throw error
  }
}

/** The visible contracts, as sortable texts. */
async function visible(): Promise<string[]> {
  const { rows } = await sql<Record<string, unknown>>`
    select buyer, source_id, notified::text, holders, amount, kind, published::text, modified::text, raw
    from contract_version join contract_raw using (import_id, position), register
    where valid_from <= generation and valid_to > generation`.execute(db.read)
  return rows.map(row => JSON.stringify({ ...row, raw: JSON.parse(String(row['raw'])) })).sort()
}

/** Which versions are visible: where each contract comes from. */
async function origins() {
  const { rows } = await sql`
    select import_id, position, valid_from from contract_version, register
    where valid_from <= generation and valid_to > generation order by 1, 2`.execute(db.read)
  return rows
}

function expected(contracts: Small[]): string[] {
  return contracts
    .map(contract => {
      const { marches } = JSON.parse(fileOf([contract])) as { marches: Record<string, unknown[]> }
      const { buyer, id, notified, holders, amount, concession, published, modified } = contract
      return JSON.stringify({
        buyer,
        source_id: id,
        notified,
        holders: [...holders].sort(),
        amount: amount === null ? null : Math.round(amount * 100),
        kind: concession ? 'concession' : 'contract',
        published,
        modified,
        raw: Object.values(marches).flat()[0],
      })
    })
    .sort()
}

/** The register says what the files in force say, and its maintained sums are those of its contracts. */
async function check(inForce: Small[][]) {
  const contracts = fold(inForce)
  expect(await visible()).toEqual(expected(contracts))
  const register = await openRegister(db.read)
  const kind = (concession: boolean) => contracts.filter(contract => contract.concession === concession)
  for (const buyer of [null, ...BUYERS]) {
    const mine = (all: Small[]) => all.filter(contract => buyer === null || contract.buyer === buyer)
    const scope = { buyers: buyer === null ? null : [buyer], year: null }
    expect(await sumsOf(register, scope)).toEqual(sumsOfModel(mine(kind(false))))
    expect(await sumsOf(register, scope, 'concession')).toMatchObject({ contracts: mine(kind(true)).length })
    const byYear = (await sumsByYear(register, scope)).filter(({ sums }) => sums.contracts > 0)
    const yearOf = ({ notified }: Small) => Number(notified?.slice(0, 4) ?? 0)
    const contractsHere = mine(kind(false))
    const years = [...new Set(contractsHere.map(yearOf))].sort((a, b) => a - b)
    expect(byYear).toEqual(
      years.map(year => ({ year, sums: sumsOfModel(contractsHere.filter(contract => yearOf(contract) === year)) })),
    )
  }
}

test(
  'any sequence of imports, imports again, refusals and undos: the register is a fold of the files in force',
  async () => {
    let done = 0
    const property = fc.asyncProperty(files, fc.array(step, { minLength: 3, maxLength: 9 }), async (texts, steps) => {
      await empty()
      const inForce: { id: number; records: Small[] }[] = []
      for (const action of steps) {
        if ('undo' in action) {
          const target = inForce[action.undo % (inForce.length || 1)]
          if (!target) continue
          await undoImport(db, target.id)
          inForce.splice(inForce.indexOf(target), 1)
        } else if ('again' in action) {
          const last = inForce.at(-1)
          if (!last) continue
          const before = await origins()
          const imported = await bring(fileOf(last.records))
          const { read = 0, concessions = 0 } = imported?.counts ?? {}
          expect(imported?.counts).toMatchObject({ created: 0, updated: 0, unchanged: read - concessions, rejected: 0 })
          expect(await origins()).toEqual(before)
          if (imported) inForce.push({ id: imported.id, records: last.records })
        } else {
          const records = texts['import' in action ? action.import : action.broken] ?? []
          const imported = await bring(fileOf(records).slice(0, 'broken' in action ? -3 : undefined))
          expect(imported === null).toBe('broken' in action)
          if (imported) inForce.push({ id: imported.id, records })
        }
        await check(inForce.map(({ records }) => records))
      }
      done++
    })
    await fc.assert(property, { numRuns: RUNS, interruptAfterTimeLimit: SECONDS * 1000, ...SEED })
    expect(done).toBeGreaterThan(2)
  },
  (SECONDS + 70) * 1000,
)

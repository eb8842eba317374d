import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, expect, test } from 'vitest'
import { programFile } from '#platform/files'
import { testDatabase } from '../../../../tests/support/database.ts'
import { sumsBy, sumsByYear, warningsOf } from '../rates/sums.ts'
import { importFile } from './imports.ts'
import { openRegister } from './register.ts'
import { BREAKDOWNS_FROM, keepBreakdowns } from './rollup.ts'
import { undoImport } from './undo.ts'

const db = await testDatabase()
const folder = mkdtempSync(join(tmpdir(), 'mieuxdisant-sommes-'))
afterAll(() => rmSync(folder, { recursive: true }))

const [LARGE, SMALL] = ['22990099800019', '21990001600011']
const DIVISIONS = ['45', '71', '90', '09', '30']
const PROCEDURES = ['Procédure adaptée', "Appel d'offres ouvert", 'Procédure avec négociation']

interface Made {
  buyer: string
  id: string
  date: string | null
  cpv: string
  procedure: string
  amount: number
  social: boolean
  framework: boolean
  published: string
}

/** Contracts of one buyer; every tenth repeats, with the one before, the ceiling of a framework. */
function make(buyer: string, count: number, year: string | null, published = '2026-01-15'): Made[] {
  return Array.from({ length: count }, (_, i) => {
    const nth = i % 10 === 1 ? i - 1 : i
    return {
      buyer,
      id: `${year}-${i}`,
      date: year && `${year}-0${1 + (nth % 9)}-11`,
      cpv: `${DIVISIONS[nth % 5]}000000`,
      procedure: PROCEDURES[nth % 3] ?? '',
      amount: 50_000 + nth * 1000,
      social: i % 4 === 0,
      framework: i % 10 < 2,
      published,
    }
  })
}

async function bring(name: string, made: readonly Made[]): Promise<number> {
  const marche = made.map(one => ({
    id: one.id,
    acheteur: { id: one.buyer },
    objet: 'Entretien',
    codeCPV: one.cpv,
    procedure: one.procedure,
    techniques: { technique: [one.framework ? 'Accord-cadre' : 'Sans objet'] },
    ...(one.date ? { dateNotification: one.date } : {}),
    datePublicationDonnees: one.published,
    montant: one.amount,
    titulaires: [{ titulaire: { typeIdentifiant: 'SIRET', id: '30000000000007' } }],
    considerationsSociales: {
      considerationSociale: [one.social ? 'Clause sociale' : 'Pas de considération sociale'],
    },
  }))
  const path = join(folder, name)
  writeFileSync(path, JSON.stringify({ marches: { marche } }))
  return (await importFile(db, { path, file: name, author: 'test', today: '2026-11-22' })).id
}

/** Contracts, contracts that say yes, and euros (a ceiling once), by a key, added up here. */
function by(made: readonly Made[], keyOf: (one: Made) => string) {
  const groups = new Map<string, { contracts: number; yes: number; amount: number }>()
  const ceilings = new Set<string>()
  for (const one of made) {
    const sums = groups.get(keyOf(one)) ?? { contracts: 0, yes: 0, amount: 0 }
    const ceiling = JSON.stringify([one.buyer, one.date, one.cpv, one.amount])
    sums.contracts++
    if (one.social) sums.yes++
    if (!one.framework || !ceilings.has(ceiling)) sums.amount += one.amount * 100
    if (one.framework) ceilings.add(ceiling)
    groups.set(keyOf(one), sums)
  }
  return Object.fromEntries(groups)
}

async function check(made: readonly Made[]) {
  const register = await openRegister(db.read)
  for (const buyers of [null, [LARGE], [SMALL], [SMALL, LARGE], [LARGE.slice(0, 9)]]) {
    for (const year of [null, 0, 2023, 2024]) {
      const mine = made.filter(
        one =>
          (buyers === null || buyers.some(id => one.buyer.startsWith(id))) &&
          (year === null || Number(one.date?.slice(0, 4) ?? 0) === year),
      )
      const said = async (part: 'division' | 'procedure') =>
        Object.fromEntries(
          (await sumsBy(register, { buyers, year }, part)).map(({ key, sums }) => [
            key,
            { contracts: sums.contracts, yes: sums.social.yes, amount: sums.amount },
          ]),
        )
      expect(await said('division')).toEqual(by(mine, one => one.cpv.slice(0, 2)))
      expect(Object.values(await said('procedure'))).toEqual(
        Object.values(by(mine, one => one.procedure)).sort((a, b) => b.contracts - a.contracts),
      )
    }
    const years = await sumsByYear(register, { buyers, year: null })
    const expected = by(
      made.filter(one => buyers === null || buyers.some(id => one.buyer.startsWith(id))),
      one => one.date?.slice(0, 4) ?? '0',
    )
    expect(Object.fromEntries(years.map(({ year, sums }) => [year, sums.contracts]))).toEqual(
      Object.fromEntries(Object.entries(expected).map(([year, { contracts }]) => [Number(year), contracts])),
    )
  }
  const years = [...new Set(made.map(one => Number(one.date?.slice(0, 4) ?? 0)))].sort((a, b) => b - a)
  expect(register.years).toEqual(years)
  return register
}

async function visibleSums() {
  const { rows } = await sql<Record<string, unknown>>`
    select rollup.* from rollup, register where valid_from <= generation and valid_to > generation
    order by buyer, year, part, key`.execute(db.read)
  return rows.map(({ valid_from, ...row }) => row)
}

/** What migration 2 makes of the sums as they were kept before it: breakdowns of every buyer, nothing for everybody. */
async function rebuiltByMigration() {
  const migration = readFileSync(programFile('migrations/0002_sums_of_everybody.sql'), 'utf8')
  const rebuilt: Record<string, unknown>[] = []
  await db
    .transaction(async trx => {
      await sql`delete from rollup where buyer = ''`.execute(trx)
      const all = await trx.selectFrom('rollup').selectAll().where('part', '=', 'all').execute()
      const small = all.filter(({ contracts }) => contracts < BREAKDOWNS_FROM)
      await keepBreakdowns(trx, all[0]?.valid_from ?? 0, small, 0)
      await sql`create index rollup_by_year on rollup (part, year)`.execute(trx)
      for (const statement of migration.split(/;\n/).filter(text => text.trim() !== ''))
        await sql.raw(statement).execute(trx)
      const { rows } = await sql<Record<string, unknown>>`
        select rollup.* from rollup, register where valid_from <= generation and valid_to > generation
        order by buyer, year, part, key`.execute(trx)
      rebuilt.push(...rows.map(({ valid_from, ...row }) => row))
      throw new Error('back')
    })
    .catch((error: Error) => expect(error.message).toBe('back'))
  return rebuilt
}

test('breakdowns are the same whether kept or added up, as contracts come, change and go', async () => {
  const first = [
    ...make(LARGE, BREAKDOWNS_FROM + 30, '2024'),
    ...make(LARGE, 12, '2023'),
    ...make(SMALL, 40, '2024'),
    ...make(SMALL, 7, null),
  ]
  await bring('premier.json', first)
  const register = await check(first)
  const kept = await db.read.selectFrom('rollup').select('buyer').distinct().where('part', '=', 'division').execute()
  expect(kept.map(({ buyer }) => buyer).sort()).toEqual(['', LARGE])
  expect(await warningsOf(register, { buyers: null, year: null })).toContainEqual({
    code: 'published-late',
    contracts: 582,
  })

  expect(await rebuiltByMigration()).toEqual(await visibleSums())

  // Other procedures and answers for contracts that are there already, and more of the small buyer.
  const again = [...make(LARGE, 40, '2024', '2026-02-01'), ...make(SMALL, 60, '2024', '2026-02-01')].map(one => ({
    ...one,
    procedure: PROCEDURES[0] ?? '',
    social: !one.social,
  }))
  const id = await bring('second.json', again)
  const key = ({ buyer, id }: Made) => `${buyer} ${id}`
  const latest = new Map([...first, ...again].map(one => [key(one), one]))
  await check([...latest.values()])
  await undoImport(db, id)
  await check(first)
})

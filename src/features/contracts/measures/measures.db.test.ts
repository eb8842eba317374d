import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Measured, Period } from '#kernel'
import { count } from '#ui'
import { testDatabase } from '../../../../tests/support/database.ts'
import { contract, VALLONNE, workshop } from '../list-routes.test-support.tsx'
import type { Sums } from '../rates/rates.ts'
import { sumsBy, sumsByYear } from '../rates/sums.ts'
import { readAmong } from '../register/among.ts'
import { readFilter } from '../register/filter.ts'
import { listContracts } from '../register/list.ts'
import { matching } from '../register/matching.ts'
import { openRegister } from '../register/register.ts'
import { undoImport } from '../register/undo.ts'
import { euros, RATES, toldContracts } from './measures.test-support.ts'
import { contractMeasures } from './measures.ts'

const db = await testDatabase()
const site = workshop(db)
const measures = contractMeasures(db.read)
afterAll(() => site.close())

beforeAll(async () => {
  const { contracts, concessions } = toldContracts()
  await site.import('marches.json', contracts, concessions)
})

/** The legal persons with most contracts. */
async function sirens(): Promise<string[]> {
  const { rows } = await sql<{ siren: string }>`
    select left(buyer, 9) as siren from rollup where part = 'all' and buyer like '21%' group by 1 order by sum(contracts) desc, 1 limit 4`.execute(
    db.read,
  )
  return rows.map(({ siren }) => siren)
}

describe('the figures of the page of rates', () => {
  const same = async (siren: string, period: Period, filters: Record<string, string>, sums: Sums) => {
    const asked = Object.keys(RATES).map(code => ({ code: `contracts.${code}`, siren, periods: [period], filters }))
    const found = await measures.compute(asked)
    for (const [i, [code, of]] of Object.entries(RATES).entries()) {
      const [numerator, denominator] = of(sums)
      const one = found[i]?.[0]
      // A sum of nothing known is no zero.
      if (one?.numerator === null) expect(Number(denominator ?? numerator), code).toBe(0)
      else
        expect([one?.numerator, one?.denominator], `${code} ${period} ${JSON.stringify(filters)}`).toEqual([
          numerator,
          denominator,
        ])
    }
  }

  test('every year of some buyers, without filter', async () => {
    const register = await openRegister(db.read)
    for (const siren of await sirens())
      for (const { year, sums } of await sumsByYear(register, { buyers: [siren], year: null }))
        if (year > 0) await same(siren, String(year) as Period, {}, sums)
  })

  test('by family, procedure and band', async () => {
    const register = await openRegister(db.read)
    const [siren = ''] = await sirens()
    for (const [name, part] of [
      ['family', 'division'],
      ['procedure', 'procedure'],
      ['band', 'band'],
    ] as const) {
      const parts = await sumsBy(register, { buyers: [siren], year: 2020 }, part)
      expect(parts.length, name).toBeGreaterThan(2)
      for (const { key, sums } of parts)
        if (key !== '' && key !== 'none') await same(siren, '2020' as Period, { [name]: key }, sums)
    }
  })

  test('why contracts are left out of them', async () => {
    const register = await openRegister(db.read)
    const [siren = ''] = await sirens()
    const scope = { buyers: [siren], year: 2020 }
    const { html } = await site.page(`/taux/calcul?acheteurs=${siren}&annee=2020&pilier=sociale&mesure=valeur`)
    const [[one] = []] = await measures.compute([
      { code: 'contracts.social-value-share', siren, periods: ['2020' as Period], filters: {} },
    ])
    const year = (await sumsByYear(register, scope))[0]?.sums as Sums
    const { missing, below1, sentinel, above3e9, frameworkRepeat } = year.excludedAmounts
    const { yes, none, unreadable } = year.social
    const counts = new Map(one?.excluded.map(({ reason, count }) => [reason, count]))
    for (const reason of [...counts.keys()].slice(2)) expect(html).toContain(reason)
    counts.delete('Concessions, qui ont leur propre ligne')
    expect([...counts.values()]).toEqual([
      year.contracts - yes - none - unreadable,
      unreadable,
      ...[frameworkRepeat, missing, below1, sentinel, above3e9].filter(n => n > 0),
    ])
  })
})

const FILTERS: Record<string, string>[] = [
  {},
  { kind: 'works' },
  { family: '33' },
  { cpv: '4500' },
  { procedure: 'open' },
  { band: '0-40k' },
  { framework: 'yes' },
  { framework: 'no' },
  { family: '45', cpv: '33' },
]
const PERIODS = ['2020', '2021-S1', '2022-T3'] as Period[]

test('the list behind each figure holds the contracts of its denominator, whatever is measured, filtered and when', async () => {
  const register = await openRegister(db.read)
  const [siren = ''] = await sirens()
  const asked = measures.list.flatMap((measure, i) =>
    FILTERS.filter(filters => Object.keys(filters).every(name => measure.filters.some(one => one.name === name))).map(
      (filters, j) => ({ measure, code: measure.code, siren, periods: [PERIODS[(i + j) % 3] as Period], filters }),
    ),
  )
  const found = await measures.compute(asked)
  let some = 0
  for (const [i, { measure, filters }] of asked.entries()) {
    const [{ numerator, denominator, rows } = {} as Measured] = found[i] ?? []
    const { pathname, searchParams } = new URL(rows, 'https://site.test')
    const { filter, ignored } = readFilter(Object.fromEntries(searchParams))
    expect([pathname, ignored]).toEqual(['/marches', []])
    const listed = matching(register, filter, await readAmong(register, filter))
    const total =
      measure.unit === '€ HT' || measure.code.includes('-value-')
        ? await amountOf(listed)
        : String((await listed.select('identity').execute()).length)
    const expected = denominator ?? numerator ?? (total.includes('.') ? '0.00' : '0')
    expect(total, `${measure.code} ${JSON.stringify(filters)} ${rows}`).toBe(expected)
    if (Number(total) > 0) some++
  }
  expect(some).toBeGreaterThan(asked.length / 2)
})

/** The amounts of contracts, each ceiling once. */
async function amountOf(listed: ReturnType<typeof matching>): Promise<string> {
  const { rows } = await sql<{ cents: number }>`
    select coalesce(sum(amount), 0)::bigint as cents from (
      select distinct on (coalesce(ceiling, identity)) amount from (${listed.select(['ceiling', 'identity', 'amount'])}) as listed) as once`.execute(
    db.read,
  )
  return euros(rows[0]?.cents ?? 0)
}

test('the page of the list understands the address, and says its filters', async () => {
  const [siren = ''] = await sirens()
  const [[one] = []] = await measures.compute([
    {
      code: 'contracts.single-offer-share',
      siren,
      periods: ['2020-S1' as Period],
      filters: { kind: 'works', framework: 'no' },
    },
  ])
  const { text } = await site.page(one?.rows ?? '')
  const { total } = await listContracts(
    await openRegister(db.read),
    readFilter(Object.fromEntries(new URL(one?.rows ?? '', 'https://site.test').searchParams)).filter,
    null,
  )
  expect(String(total)).toBe(one?.denominator)
  for (const words of [
    count(total, 'marché').replace('\u00a0', ' '),
    'Depuis le 1er janvier 2020',
    'Jusqu’au 30 juin 2020',
    'Travaux',
    'Accord-cadre : non',
    'Nombre d’offres renseigné',
  ])
    expect(text).toContain(words)
})

describe('what is not known', () => {
  beforeAll(() =>
    site.import('silence.json', [
      ...[1, 2].map(i =>
        contract(`S${i}`, { considerationsSociales: null, codeCPV: i === 1 ? null : '45000000', offresRecues: 'NC' }),
      ),
      contract('Y', {
        dateNotification: '2024-02-02',
        considerationsSociales: { considerationSociale: ['Marché réservé'] },
        montant: 0,
      }),
    ]),
  )
  const ask = async (code: string, period: string, filters: Record<string, string> = {}) => {
    const [[one] = []] = await measures.compute([
      { code: `contracts.${code}`, siren: VALLONNE.slice(0, 9), periods: [period as Period], filters },
    ])
    return one
  }

  test('is no zero, and is told', async () => {
    expect(await ask('reserved-number', '2025')).toMatchObject({
      numerator: null,
      excluded: [{ reason: 'Considération sociale non renseignée', count: 2 }],
    })
    expect(await ask('reserved-share', '2025')).toMatchObject({ numerator: null, denominator: '0' })
    expect(await ask('amount', '2024')).toMatchObject({ numerator: null, excluded: [{ count: 1 }] })
    expect(await ask('reserved-number', '2024')).toMatchObject({ numerator: '1', excluded: [] })
    expect(await ask('offers-average', '2025')).toMatchObject({
      numerator: null,
      excluded: [{ reason: 'Nombre d’offres reçues non renseigné', count: 2 }],
    })
  })

  test('neither passes a filter nor is kept out of it without a word', async () => {
    expect(await ask('number', '2025', { kind: 'works' })).toMatchObject({
      numerator: '1',
      excluded: [{ reason: 'Code CPV absent ou illisible', count: 1 }],
    })
    expect(await ask('number', '2025', { kind: 'services' })).toMatchObject({
      numerator: '0',
      excluded: [{ count: 1 }],
    })
  })

  test('a year of which no contract is known is no zero, since its data may not have been imported', async () => {
    expect(await ask('number', '2015')).toMatchObject({ numerator: null, denominator: null, excluded: [] })
    expect(await ask('amount', '2015')).toMatchObject({ numerator: null })
    expect(await ask('social-share', '2015')).toMatchObject({ numerator: null, denominator: '0' })
  })

  test.each([
    ['unheard-of', {}],
    ['number', { colour: 'red' }],
    ['number', { kind: 'else' }],
    ['number', { cpv: '4a' }],
    ['framework-share', { framework: 'yes' }],
  ])('%s with %j is a fault', async (code, filters) => {
    await expect(ask(code, '2025', filters as never)).rejects.toThrow(/no (measure|filter|value)/)
  })
})

test('the stamp changes with an import, and when one is undone', async () => {
  const before = await measures.stamp()
  const id = await site.import('encore.json', [contract('E1')])
  const after = await measures.stamp()
  await undoImport(db, id)
  expect(new Set([before, after, await measures.stamp()]).size).toBe(3)
})

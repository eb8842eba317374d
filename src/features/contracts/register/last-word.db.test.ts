import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { testDatabase } from '../../../../tests/support/database.ts'
import { numbers } from '../../../../tests/support/generated.ts'
import { shared } from '../../../../tests/support/shared.ts'
import { sumsByYear, sumsOf, warningsOf } from '../rates/sums.ts'
import { contractOf } from './contract.ts'
import { importFile } from './imports.ts'
import { openRegister, visible } from './register.ts'
import { undoImport } from './undo.ts'

const db = await testDatabase()
const folder = mkdtempSync(join(tmpdir(), 'mieuxdisant-last-word-'))
afterAll(() => rmSync(folder, { recursive: true }))

beforeEach(async () => {
  await db.transaction(async trx => {
    await sql`truncate contract_version, contract_raw, sighting, rollup, entity_name, import restart identity`.execute(
      trx,
    )
    await sql`update register set generation = 0`.execute(trx)
  })
})

const bring = (path: string) =>
  importFile(db, { path, file: basename(path), author: 'test', today: '2026-11-22' }).then(({ id, counts }) => {
    const { warnings: _, ...numbers } = counts
    return { id, counts: numbers }
  })

function written(text: string): string {
  const path = join(folder, 'fichier.json')
  writeFileSync(path, text)
  return path
}

/** One publication of contract 1: what a letter says, in other words when it is a small one; `!` makes it a concession. */
function said(letter: string, id = 1, published = '2025-02-01'): string {
  const fields = Object.entries({
    id: `2024-${id}`,
    acheteur: { id: `2299009980001${id % 7}` },
    objet: 'Entretien',
    dateNotification: '2024-05-02',
    datePublicationDonnees: published,
    montant: letter.toUpperCase().charCodeAt(0) * 1000,
  })
  return JSON.stringify(Object.fromEntries(letter === letter.toUpperCase() ? fields : fields.reverse()))
}

const fileOf = (marche: string[], concessions: string[] = []) =>
  `{"marches":{"marche":[${marche.join()}],"contrat-concession":[${concessions.join()}]}}`

/** What the register shows: contracts, where each comes from, all sums, and the history of some twenty that have one. */
async function shown() {
  const register = await openRegister(db.read)
  const scope = { buyers: null, year: null }
  const contracts = await visible(register)
    .select(['identity', 'import_id', 'position', 'valid_from'])
    .orderBy('identity')
    .execute()
  const repeated = await db.read
    .selectFrom('contract_version')
    .select('identity')
    .groupBy('identity')
    .having(sql<boolean>`count(*) > 1`)
    .orderBy('identity')
    .execute()
  const histories = []
  for (const { identity } of repeated.filter((_, i) => i % Math.ceil(repeated.length / 20) === 0)) {
    const contract = await contractOf(register, identity)
    histories.push({ identity, raw: contract?.raw, others: contract?.others })
  }
  const sums = [await sumsByYear(register, scope), await sumsOf(register, scope, 'concession')]
  return { contracts, histories, sums, warnings: await warningsOf(register, scope) }
}

/** Imports a file again, and expects that nothing changes. */
async function again(path: string) {
  const before = await shown()
  const { id, counts } = await bring(path)
  const { read, rejected, concessions } = counts
  const unchanged = read - rejected - concessions
  expect({ path, ...counts }).toEqual({
    path,
    read,
    rejected,
    concessions,
    created: 0,
    updated: 0,
    unchanged,
    leftOut: 0,
  })
  expect(await shown()).toEqual(before)
  return id
}

describe('a file counts by its last word', () => {
  test.each([
    { first: 'AB', second: 'AB', updated: 0, shows: 'B', others: 'A' },
    { first: 'AB', second: 'BAB', updated: 0, shows: 'B', others: 'A' },
    { first: 'ABA', second: 'ABA', updated: 0, shows: 'A', others: 'B' },
    { first: 'AB', second: 'ABAB', updated: 0, shows: 'B', others: 'A' },
    { first: 'AB', second: 'ABB', updated: 0, shows: 'B', others: 'A' },
    { first: 'B', second: 'NB', updated: 0, shows: 'B', others: 'N' },
    { first: 'AB', second: 'Ab', updated: 0, shows: 'B', others: 'A' },
    { first: 'AB', second: 'BA', updated: 1, shows: 'A', others: 'B' },
    { first: 'AB', second: 'ABC', updated: 3, shows: 'C', others: 'BA' },
    { first: 'AB', second: 'ABAc', updated: 4, shows: 'C', others: 'BA' },
    { first: 'AB', second: 'A', updated: 1, shows: 'A', others: 'B' },
  ])('$first, then $second: $updated updated', async ({ first, second, updated, shows, others }) => {
    const read = second.length
    const told = (letters: string) => fileOf([...letters].map(letter => said(letter)))
    const letterOf = (amount: number | null | undefined) => String.fromCharCode((amount ?? 0) / 100_000)
    const contract = async () => {
      const register = await openRegister(db.read)
      const { identity } = await visible(register).select('identity').executeTakeFirstOrThrow()
      return contractOf(register, identity)
    }
    const one = await bring(written(told(first)))
    const two = await bring(written(told(second)))
    expect(two.counts).toMatchObject({ read, created: 0, updated, unchanged: read - updated })
    const found = await contract()
    expect(letterOf(found?.current.amount)).toBe(shows)
    expect(found?.others.map(({ amount }) => letterOf(amount)).join('')).toBe(others)
    // The other file is named whenever it says what is shown, whether it did so first, last or between.
    const holders = [one, two].filter((_, i) => [first, second][i]?.toUpperCase().includes(shows))
    expect([found?.current.import_id, ...(found?.sightings.map(({ id }) => id) ?? [])].sort()).toEqual(
      holders.map(({ id }) => id),
    )
    await again(written(told(second)))
    await undoImport(db, one.id)
    expect(letterOf((await contract())?.current.amount)).toBe(second.slice(-1).toUpperCase())
    await again(written(told(second)))
  })

  test('a later import undone gives back what was there, and the file is still counted once', async () => {
    const path = written(fileOf([said('A'), said('B')]))
    const [one, two] = [await bring(path), await again(path)]
    const three = await bring(written(fileOf([said('C'), said('B'), said('D')])))
    expect(three.counts).toMatchObject({ updated: 3, unchanged: 0 })
    const raw = async () => (await shown()).histories.map(history => history.raw)
    await undoImport(db, three.id)
    expect(await raw()).toEqual([said('B')])
    await undoImport(db, one.id)
    expect(await raw()).toEqual([said('B')])
    await undoImport(db, two)
    expect(await shown()).toMatchObject({ contracts: [], histories: [] })
  })

  test('thousands of contracts without date or with, published again with the same dates, before or after, and concessions', async () => {
    const next = numbers(7)
    const lists: [string[], string[]] = [[], []]
    for (let i = 0; i < 2600; i++) {
      const id = next(540)
      const text = said('ABCD'.charAt(next(4)), id, next(4) === 0 ? '2025-01-31' : '2025-02-01')
      lists[id % 50 === 0 ? 1 : 0].push(id % 3 === 0 ? text.replace(/"dateNotification":"[^"]*",?/, '') : text)
    }
    const path = written(fileOf(...lists).replaceAll(',}', '}'))
    const { id, counts } = await bring(path)
    expect(counts.updated).toBeGreaterThan(1000)
    const two = await again(path)
    await again(path)
    const raws = async () => (await shown()).histories.map(({ identity, raw }) => ({ identity, raw }))
    const before = await raws()
    await undoImport(db, id)
    expect(await raws()).toEqual(before)
    await undoImport(db, two)
    expect(await raws()).toEqual(before)
    await again(path)
  }, 120_000)
})

test('each real file, twice, on top of the others', async () => {
  for (const part of ['v1', 'dirty', 'v2', 'official-examples']) {
    const place = shared(`data/decp/${part}`)
    for (const name of readdirSync(place).sort()) {
      await bring(join(place, name))
      await again(join(place, name))
    }
  }
}, 120_000)

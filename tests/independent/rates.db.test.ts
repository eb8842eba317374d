import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { exampleFiles, importFile, openRegister, publishedRates, ratesOf, sumsOf } from '#features/contracts'
import { openDatabase } from '#platform/db'
import { cli } from '../support/cli.ts'
import { testAddress } from '../support/database.ts'
import { generatedFile } from '../support/generated.ts'
import { root } from '../support/root.ts'
import { shared } from '../support/shared.ts'

const folder = mkdtempSync(join(tmpdir(), 'mieuxdisant-independent-'))
afterAll(() => rmSync(folder, { recursive: true }))

interface RatesObject {
  buyer: string | null
  year: string | null
  contracts: number
}

interface Computed {
  files: { file: string }[]
  rates: RatesObject[]
}

const withoutPython = spawnSync('python3', ['--version']).status !== 0
if (withoutPython) process.stderr.write('check: skipped the independent computation of rates: python3 is absent\n')

function computed(paths: string[]): Computed {
  const out = execFileSync('python3', [root('tests/independent/rates.py'), ...paths], { maxBuffer: 1 << 28 })
  const { files, rates } = JSON.parse(out.toString()) as Computed
  return { files: files.map(one => ({ ...one, file: basename(one.file) })), rates }
}

const [real, alone, made] = [await testAddress(), await testAddress(), await testAddress()]

/** `npm run drill` takes more. */
const GENERATED = Number(process.env['GENERATED'] ?? 6000)

/** Questions asked at a time. */
const ABREAST = 20

/** Imports the files in order and compares every count, and every rate of every buyer and year. */
async function compare(address: typeof real, paths: string[]): Promise<Computed> {
  const expected = computed(paths)
  const db = await openDatabase(address)
  try {
    const files: unknown[] = []
    for (const path of paths) {
      const request = { path, file: basename(path), author: 'test', today: '2026-11-22' }
      const { warnings: _, leftOut, ...counts } = (await importFile(db, request)).counts
      expect(leftOut).toBe(0)
      files.push({ file: request.file, ...counts })
    }
    expect(files).toEqual(expected.files)
    const register = await openRegister(db.read)
    const rates: unknown[] = []
    const ratesFor = async ({ buyer, year }: RatesObject) => {
      const scope = { buyers: buyer === null ? null : [buyer], year: year === null ? null : Number(year) }
      const read = publishedRates(ratesOf(await sumsOf(register, scope)))
      const { contracts, excludedAmounts, social, environmental } = read
      const { shareFilled: _, ...withReserved } = environmental
      const { reserved: none, ...rest } = withReserved
      expect(none).toBe(0)
      const { shareFilled: __, ...ours } = social
      return { buyer, year, contracts, excludedAmounts, social: ours, environmental: rest }
    }
    for (let start = 0; start < expected.rates.length; start += ABREAST)
      rates.push(...(await Promise.all(expected.rates.slice(start, start + ABREAST).map(ratesFor))))
    expect(rates).toEqual(expected.rates)
  } finally {
    await db.close()
  }
  return expected
}

function filesOf(part: string): string[] {
  const place = shared(`data/decp/${part}`)
  return readdirSync(place)
    .sort()
    .map(name => join(place, name))
}

function written(files: { name: string; text: string }[]): string[] {
  return files.map(({ name, text }) => {
    const path = join(folder, name)
    writeFileSync(path, text)
    return path
  })
}

test.skipIf(withoutPython)(
  'the real files: every count, every rate of every buyer and year',
  async () => {
    // The last ones again: one of them publishes contracts several times with the same dates.
    const { rates, files } = await compare(real, ['v2', 'dirty', 'official-examples', 'v1', 'v1'].flatMap(filesOf))
    expect(files.at(-1)).toMatchObject({ created: 0, updated: 0 })
    expect(rates.length).toBeGreaterThan(1000)
    // The command says the same.
    const one = rates
      .filter(({ buyer, year }) => buyer?.length === 14 && year !== null)
      .sort((a, b) => b.contracts - a.contracts)[0]
    const { buyer, year } = one ?? {}
    if (!buyer || !year) throw new Error('no such buyer and year')
    const { code, stdout, stderr } = await cli(real, 'rates', '--json', '--buyer', buyer, '--year', year)
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    expect(JSON.parse(stdout)).toEqual(one)
  },
  120_000,
)

test('the 141 rows that share few ids are 141 contracts, and once more change nothing', async () => {
  const path = shared('data/decp/dirty/47-lots-same-id.json')
  const db = await openDatabase(alone)
  try {
    const request = { path, file: basename(path), author: 'test', today: '2026-11-22' }
    expect((await importFile(db, request)).counts).toMatchObject({ read: 141, created: 141 })
    expect((await importFile(db, request)).counts).toMatchObject({ read: 141, unchanged: 141 })
  } finally {
    await db.close()
  }
})

test.skipIf(withoutPython)(
  `the example, then ${GENERATED} generated contracts with frameworks, repetitions and all states`,
  async () => {
    const files = [
      ...exampleFiles(),
      { name: 'premier.json', text: generatedFile({ seed: 1, count: (GENERATED * 2) / 3 }) },
      { name: 'second.json', text: generatedFile({ seed: 5, count: GENERATED / 3, from: GENERATED / 2 }) },
    ]
    const paths = written(files)
    const { rates, files: counts } = await compare(made, [...paths, ...paths.slice(-1)])
    const all = rates.find(({ buyer, year }) => buyer === null && year === null)
    // What makes the comparison worth something is there.
    for (const reason of ['missing', 'below1', 'above3e9', 'sentinel', 'frameworkRepeat'])
      expect(all).toHaveProperty(
        `excludedAmounts.${reason}`,
        expect.toSatisfy((n: number) => n > 50),
      )
    for (const count of ['created', 'updated', 'unchanged', 'rejected', 'concessions'])
      expect(counts[3]).toHaveProperty(
        count,
        expect.toSatisfy((n: number) => n > 0),
      )
  },
  120_000,
)

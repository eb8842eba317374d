import { createReadStream, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, describe as group, test } from 'vitest'
import type { Contract, Reading } from '../contracts.ts'
import { describe } from './describe.ts'
import { jsonRecords } from './json.ts'
import { readRecord } from './read.ts'
import { sharedFolder } from './shared.test-support.ts'
import { parseRaw } from './text.ts'

const folder = sharedFolder('data/decp')

/** Records in each real file, counted apart from our code. */
const COUNTS: Record<string, number> = {
  'dirty/47-lots-same-id.json': 141,
  'dirty/anomalies-2019-03.json': 371,
  'dirty/croix-59-2019-2021.json': 159,
  'official-examples/concessions.json': 2,
  'official-examples/concessions_avec_modifications.json': 2,
  'official-examples/marches_avec_modifications.json': 2,
  'official-examples/marches_concessions.json': 4,
  'v1/e-marchespublics_2019-04.json': 470,
  'v2/dematis-2024-07-13.json': 137,
  'v2/dematis-2024-07-16.json': 143,
  'v2/dematis-2024-07-17.json': 159,
  'v2/dematis-2024-07-18.json': 74,
  'v2/dematis-2024-07-19.json': 87,
  'v2/dematis-2024-07-20.json': 45,
}

async function readingsOf(path: string): Promise<Reading[]> {
  const readings: Reading[] = []
  for await (const records of jsonRecords(createReadStream(path, { highWaterMark: 1000 }))) {
    for (const record of records) {
      expect(parseRaw(record.raw)).toEqual(record.value)
      expect(describe(record).buyer).toBeDefined()
      readings.push(readRecord(record, '2026-11-22'))
    }
  }
  return readings
}

const contractsOf = (readings: Reading[]): Contract[] =>
  readings.flatMap(read => ('contract' in read ? [read.contract] : []))

group.skipIf(folder === null)('the real files beside the project', () => {
  const file = (name: string) => join(folder ?? '', name)

  test('each of them is counted here', () => {
    const present = ['dirty', 'official-examples', 'v1', 'v2'].flatMap(part =>
      readdirSync(file(part))
        .filter(name => name.endsWith('.json'))
        .map(name => `${part}/${name}`),
    )
    expect(present.sort()).toEqual(Object.keys(COUNTS).sort())
  })

  test.each(Object.entries(COUNTS))('%s: %i records, none rejected, the same as JSON.parse', async (name, count) => {
    const readings = await readingsOf(file(name))
    expect(readings).toHaveLength(count)
    expect(contractsOf(readings)).toHaveLength(count)
    const { marches } = JSON.parse(readFileSync(file(name), 'utf8')) as {
      marches: unknown[] | Record<string, unknown[]>
    }
    const lists = Array.isArray(marches) ? [marches] : Object.values(marches)
    expect(readings.map(read => JSON.parse(read.raw))).toEqual(lists.flat())
  })

  test('the 141 rows that share few ids are 141 contracts', async () => {
    const contracts = contractsOf(await readingsOf(file('dirty/47-lots-same-id.json')))
    expect(new Set(contracts.map(contract => contract.identity)).size).toBe(141)
  })

  test('the daily files: considerations as counted apart', async () => {
    const names = Object.keys(COUNTS).filter(name => name.startsWith('v2/'))
    const contracts = (await Promise.all(names.map(name => readingsOf(file(name))))).flatMap(contractsOf)
    const tally = (pillar: 'social' | 'environmental') =>
      contracts
        .filter(contract => contract.kind === 'contract')
        .reduce<Record<string, number>>((counts, contract) => {
          const { state } = contract[pillar]
          counts[state] = (counts[state] ?? 0) + 1
          return counts
        }, {})
    expect(tally('social')).toEqual({ none: 577, yes: 67 })
    expect(tally('environmental')).toEqual({ none: 574, yes: 70 })
  })
})

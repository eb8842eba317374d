import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv } from 'ajv'
import { describe, expect, test } from 'vitest'
import { sampleConcession, sampleFile, sampleMarket } from './samples.test-support.ts'
import { fileSchema } from './schema.ts'
import { sharedFolder } from './shared.test-support.ts'

const ajv = new Ajv({ strict: false })
const ours = ajv.compile(fileSchema)

test('the samples are valid, with or without their optional fields', () => {
  expect(ours(sampleFile([sampleMarket()], [sampleConcession()]))).toBe(true)
  const { tauxAvance, modifications, actesSousTraitance, ...bare } = sampleMarket()
  expect(ours(sampleFile([bare]))).toBe(true)
})

test.each([
  ['a root array (2.0.3 lets it pass)', [sampleMarket()]],
  ['a flat list as in v1', { marches: [sampleMarket()] }],
  ['neither list', { marches: {} }],
  ['a field outside the schema', sampleFile([sampleMarket({ uid: 'x' })])],
  ['a null value', sampleFile([sampleMarket({ origineUE: null })])],
  ['a holder list that is empty', sampleFile([sampleMarket({ titulaires: [] })])],
  ['a curly apostrophe', sampleFile([sampleMarket({ procedure: 'Appel d’offres ouvert' })])],
  [
    '“Marché réservé” in a concession',
    sampleFile([], [sampleConcession({ considerationsSociales: { considerationSociale: ['Marché réservé'] } })]),
  ],
])('refuses %s', (_name, file) => {
  expect(ours(file)).toBe(false)
})

/** Every value that differs from `value` in one place. */
function* mutations(value: unknown): Generator<unknown> {
  for (const other of [null, '', 'x', '12', 0, -1, 0.5, 1.5, 1e6, true, {}, [], [null], ['x'], [{}]]) yield other
  if (Array.isArray(value)) {
    yield [...value, ...value]
    yield [...value, {}]
    for (const [i, item] of value.entries()) for (const other of mutations(item)) yield value.with(i, other)
  } else if (typeof value === 'object' && value !== null) {
    yield { ...value, outside: 1 }
    for (const [name, item] of Object.entries(value)) {
      const { [name]: _removed, ...rest } = value as Record<string, unknown>
      yield rest
      for (const other of mutations(item)) yield { ...value, [name]: other }
    }
  } else if (typeof value === 'string') {
    yield `${value} `
    yield value.toLowerCase()
    yield value.repeat(200)
    yield value.slice(1)
  }
}

const folder = sharedFolder('data/decp')
describe.skipIf(!folder)('same verdicts as the official schema', () => {
  const read = (path: string): unknown => JSON.parse(readFileSync(join(folder ?? '', path), 'utf8'))
  const official = new Ajv({ strict: false }).compile(folder ? (read('schema/schema_decp_v2.0.4.json') as object) : {})

  test('on real files and official examples', () => {
    const files = ['official-examples', 'v2', 'v1', 'dirty'].flatMap(directory =>
      readdirSync(join(folder ?? '', directory))
        .filter(name => name.endsWith('.json'))
        .map(name => join(directory, name)),
    )
    const verdicts = files.map(file => ours(read(file)))
    expect(verdicts).toEqual(files.map(file => official(read(file))))
    expect(new Set(verdicts).size).toBe(2)
    for (const file of files) {
      const lists = (read(file) as { marches?: Record<string, unknown[]> }).marches ?? {}
      for (const [name, list] of Object.entries(lists)) {
        for (const record of Array.isArray(list) ? list : []) {
          const alone = { marches: { [name]: [record] } }
          if (ours(alone) !== official(alone)) expect.fail(`${file}: ${JSON.stringify(record)}`)
        }
      }
    }
  })

  test('on thousands of mutations of valid records', () => {
    const seen = { true: 0, false: 0 }
    for (const file of mutations(sampleFile([sampleMarket()], [sampleConcession()]))) {
      const verdict = official(file)
      seen[`${verdict}`]++
      if (ours(file) !== verdict) expect.fail(`official says ${verdict}: ${JSON.stringify(file)}`)
    }
    expect(seen.true).toBeGreaterThan(100)
    expect(seen.false).toBeGreaterThan(1000)
  })
})

import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, expect, test } from 'vitest'
import { importFile } from '#features/contracts'
import { testDatabase } from '../support/database.ts'
import { generatedFile } from '../support/generated.ts'
import { root } from '../support/root.ts'
import { shared } from '../support/shared.ts'

const db = await testDatabase()
const folder = mkdtempSync(join(tmpdir(), 'mieuxdisant-un-acheteur-'))
afterAll(() => rmSync(folder, { recursive: true }))

const withoutPython = spawnSync('python3', ['--version']).status !== 0

/** A file, and a buyer of it. */
const FILES: [name: string, path: () => string, siren: string][] = [
  [
    'a generated file',
    () => {
      const path = join(folder, 'genere.json')
      writeFileSync(path, generatedFile({ seed: 12, count: 4000 }))
      return path
    },
    '210000007',
  ],
  ['a real file', () => shared('data/decp/v2/dematis-2024-07-16.json'), '216801662'],
]

test.skipIf(withoutPython).each(FILES)(
  '%s, restricted to one buyer: counted as another program does, and nobody else’s contracts enter',
  async (_, pathOf, siren) => {
    const path = pathOf()
    const expected = JSON.parse(
      execFileSync('python3', [root('tests/independent/one-buyer.py'), path, siren]).toString(),
    )
    const request = { path, file: 'f.json', author: 'essai', today: '2026-11-23' }
    const { id, counts } = await importFile(db, { ...request, only: siren })
    const { read, created, updated, unchanged, concessions, rejected, leftOut } = counts
    expect({ read, own: created + updated + unchanged + concessions, rejected, leftOut }).toEqual(expected)
    expect(expected.own).toBeGreaterThan(5)
    const stored = () =>
      sql<{ buyers: string[]; contracts: string }>`
        select array_agg(distinct left(buyer, 9)) as buyers, md5(string_agg(content::text, ' ' order by content)) as contracts
        from contract_version, register where import_id = ${id} and buyer like ${`${siren}%`}
          and valid_from <= generation and valid_to > generation`.execute(db.read)
    const before = (await stored()).rows
    const { rows } =
      await sql`select distinct left(buyer, 9) as buyer from contract_version where import_id = ${id}`.execute(db.read)
    expect(rows).toEqual([{ buyer: siren }])
    // The whole file brings nothing more of this buyer.
    const whole = await importFile(db, request)
    expect(whole.counts.leftOut).toBe(0)
    expect(whole.counts.created + whole.counts.concessions).toBeGreaterThan(leftOut / 2)
    expect((await stored()).rows).toEqual(before)
  },
  60_000,
)

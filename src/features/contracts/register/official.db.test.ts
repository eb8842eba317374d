import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test, vi } from 'vitest'
import { testDatabase } from '../../../../tests/support/database.ts'
import { validateFile } from '../decp/validate.ts'
import { exampleFiles } from '../example/files.ts'
import { importFile } from './imports.ts'
import { exportOfficial } from './official.ts'

const db = await testDatabase()
const folder = mkdtempSync(join(tmpdir(), 'mieuxdisant-official-'))
afterAll(() => rmSync(folder, { recursive: true }))

test('the example comes out as a valid official file, what cannot be is named, and nothing else is written', async () => {
  for (const { name, text } of exampleFiles()) {
    const path = join(folder, name)
    writeFileSync(path, text)
    await importFile(db, { path, file: name, author: 'test', today: '2026-11-22' })
  }
  const [log, warn] = [vi.spyOn(console, 'log'), vi.spyOn(console, 'warn')]
  const left: string[] = []
  let text = ''
  for await (const piece of exportOfficial(db.read, { buyers: null, year: null }, contract => left.push(contract)))
    text += piece
  // A library that talks on standard output would spoil the file.
  expect([...log.mock.calls, ...warn.mock.calls]).toEqual([])

  const { marches } = JSON.parse(text) as { marches: { marche: { id: string; dateNotification: string }[] } }
  const dates = marches.marche.map(({ dateNotification }) => dateNotification)
  expect(dates).toEqual([...dates].sort().reverse())
  const contracts = await db.read.selectFrom('contract_version').select('kind').where('kind', '=', 'contract').execute()
  expect(marches.marche.length + left.length).toBe(contracts.length)
  // The example has 40 contracts in the former format, which says nothing of considerations, and some silent ones.
  expect(left.length).toBeGreaterThan(40)

  const exported = join(folder, 'exported.json')
  writeFileSync(exported, text)
  expect(await validateFile(exported)).toEqual({ valid: true, errors: [], count: 0 })
})

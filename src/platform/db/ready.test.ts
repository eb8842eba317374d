import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { startFromReady } from './ready.ts'

const place = mkdtempSync(join(tmpdir(), 'mieuxdisant-ready-'))
afterAll(() => rmSync(place, { recursive: true }))

test('what does not exist is a copy of what the build made, the same whatever machine built it', () => {
  const folder = join(place, 'new/pg')
  startFromReady(folder)
  expect(existsSync(join(folder, 'global/pg_control'))).toBe(true)
  const settings = readFileSync(join(folder, 'postgresql.conf'), 'utf8')
  for (const line of [/^timezone = UTC$/m, /^lc_messages = C\t/m, /^lc_time = C\t/m]) expect(settings).toMatch(line)
})

test('what was installed read-only is written by its owner, and read by nobody else', () => {
  const [ready, folder] = [join(place, 'ready'), join(place, 'written')]
  mkdirSync(join(ready, 'base'), { recursive: true })
  for (const name of ['PG_VERSION', 'base/1']) writeFileSync(join(ready, name), '18', { mode: 0o444 })
  startFromReady(folder, ready)
  const modes = ['', 'base', 'PG_VERSION', 'base/1'].map(name => statSync(join(folder, name)).mode & 0o777)
  expect(modes).toEqual([0o700, 0o700, 0o600, 0o600])
})

test('what exists is left as it is, and nothing is made from what the build did not finish', () => {
  const [there, absent, cut] = [join(place, 'there'), join(place, 'absent'), join(place, 'cut')]
  mkdirSync(there)
  mkdirSync(cut)
  startFromReady(there)
  startFromReady(absent, join(place, 'nothing'))
  startFromReady(absent, cut)
  expect(readdirSync(there)).toEqual([])
  expect(existsSync(absent)).toBe(false)
})

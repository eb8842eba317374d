import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { readConfig, secretOf } from './index.ts'

const folder = mkdtempSync(join(tmpdir(), 'mieuxdisant-secret-'))
afterAll(() => rmSync(folder, { recursive: true }))

test('the secret of the environment, else one made once, that its owner alone reads', () => {
  const given = 'x'.repeat(32)
  expect(secretOf(readConfig({ SECRET: given }))).toBe(given)
  const dataDir = join(folder, 'made', 'for it')
  const made = secretOf({ secret: null, dataDir })
  expect(made.length).toBeGreaterThanOrEqual(43)
  expect(secretOf({ secret: null, dataDir })).toBe(made)
  expect(statSync(join(dataDir, 'secret')).mode & 0o777).toBe(0o600)
  expect(readFileSync(join(dataDir, 'secret'), 'utf8').trim()).toBe(made)
  expect(secretOf({ secret: null, dataDir: join(folder, 'other') })).not.toBe(made)
})

test('a secret that is too short is refused, and never shown', () => {
  expect(() => readConfig({ SECRET: 'courte et secrète' })).toThrow(
    /^La variable SECRET vaut « … » : il faut au moins 32/,
  )
  writeFileSync(join(folder, 'secret'), 'court')
  expect(() => secretOf({ secret: null, dataDir: folder })).toThrow(/moins de 32 signes.*SECRET/)
  writeFileSync(join(folder, 'file'), '')
  expect(() => secretOf({ secret: null, dataDir: join(folder, 'file') })).toThrow(/ne peut pas être lu.*SECRET/)
})

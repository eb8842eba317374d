import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { Refusal } from '#kernel'
import { type Config, readConfig } from '#platform/config'
import { type Check, examine, machineChecks, settingChecks, well } from './index.ts'

const dataDir = mkdtempSync(join(tmpdir(), 'mieuxdisant-doctor-'))
afterAll(() => rmSync(dataDir, { recursive: true }))
const config = (more: Partial<Config> = {}): Config => ({ ...readConfig({}), dataDir, ...more })

async function remedyOf(name: string, of: Config): Promise<string | null | undefined> {
  const findings = await examine([...machineChecks, ...settingChecks], of, null)
  return findings.find(one => one.name === name)?.remedy
}

test('a sound machine has nothing to mend; what needs the database is left out without it', async () => {
  writeFileSync(join(dataDir, 'secret'), 'x', { mode: 0o600 })
  const findings = await examine([...machineChecks, ...settingChecks], config(), null)
  expect(findings.filter(({ name, remedy }) => remedy !== null && name !== 'Place sur le disque')).toEqual([])
  expect(findings.map(({ name }) => name)).not.toContain('Schéma')
})

test('a folder and a secret that others may read', async () => {
  chmodSync(join(dataDir, 'secret'), 0o640)
  chmodSync(dataDir, 0o755)
  expect(await remedyOf('Secret des connexions', config())).toBe(`Lancez « chmod 600 ${join(dataDir, 'secret')} ».`)
  expect(await remedyOf('Secret des connexions', config({ secret: 'x'.repeat(32) }))).toBeNull()
  expect(await remedyOf('Dossier de données', config())).toBe(`Lancez « chmod 700 ${dataDir} ».`)
  chmodSync(dataDir, 0o700)
})

test.each<[Partial<Config>, RegExp | null]>([
  [{}, null],
  [{ host: '0.0.0.0' }, /^Placez un serveur mandataire/],
  [{ publicUrl: 'http://localhost:3000' }, null],
  [{ publicUrl: 'http://achats.exemple.fr' }, /PUBLIC_URL : les cookies/],
  [{ publicUrl: 'https://achats.exemple.fr' }, /^Donnez à PROXIES/],
  [{ publicUrl: 'https://achats.exemple.fr', proxies: 1, host: '0.0.0.0' }, null],
])('%j', async (settings, remedy) => {
  const found = await remedyOf('Adresse publique', config(settings))
  if (remedy === null) expect(found).toBeNull()
  else expect(found).toMatch(remedy)
})

test('a site that others reach says who publishes it', async () => {
  const publicUrl = 'https://achats.exemple.fr'
  const legal = { publisher: 'Vallonne', host: null, contact: 'achats@exemple.fr', dataContact: null }
  expect(await remedyOf('Mentions légales', config())).toBeNull()
  expect(await remedyOf('Mentions légales', config({ publicUrl: 'http://localhost:3000' }))).toBeNull()
  expect(await remedyOf('Mentions légales', config({ publicUrl, legal }))).toMatch(
    /^Donnez LEGAL_HOST, LEGAL_DATA_CONTACT :/,
  )
  const whole = { ...legal, host: 'Un hébergeur', dataContact: 'dpo@exemple.fr' }
  expect(await remedyOf('Mentions légales', config({ publicUrl, legal: whole }))).toBeNull()
})

test('a check that is refused says its sentence, one that fails its message', async () => {
  const checks: Check[] = [
    { name: 'un', look: () => well('ici') },
    {
      name: 'deux',
      look: () => {
        throw new Refusal('x', 'Il manque ceci : faites cela.')
      },
    },
    { name: 'trois', look: () => Promise.reject(new Error('hors de portée')) },
  ]
  const [one, two, three] = await examine(checks, config(), null)
  expect(one).toEqual({ name: 'un', found: 'ici', remedy: null })
  expect(two).toEqual({ name: 'deux', found: 'Il manque ceci : faites cela.', remedy: '' })
  expect(three).toMatchObject({ found: 'hors de portée', remedy: expect.stringContaining('LOG_LEVEL=debug') })
})

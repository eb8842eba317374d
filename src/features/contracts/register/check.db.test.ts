import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { readConfig } from '#platform/config'
import { examine, settingChecks } from '#platform/doctor'
import { testDatabase } from '../../../../tests/support/database.ts'
import { registerCheck } from './check.ts'

const db = await testDatabase()
const ask = () => examine([...settingChecks, registerCheck], readConfig({}), db)

test('a database as its migrations made it has nothing to mend', async () => {
  const findings = await ask()
  expect(findings.filter(({ remedy }) => remedy !== null)).toEqual([])
  expect(findings.map(({ name }) => name)).toEqual([
    'Adresse publique',
    'Mentions légales',
    'Base de données',
    'Schéma',
    'Rôles de la base',
    'Registre',
  ])
})

const roles = async () => (await ask()).find(({ name }) => name === 'Rôles de la base')

test('a role that may do more than it should', async () => {
  await db.transaction(trx => sql`grant insert on cpv to mieuxdisant_web`.execute(trx))
  expect((await roles())?.remedy).toMatch(/^Retirez à mieuxdisant_web/)
  await db.transaction(trx => sql`revoke insert on cpv from mieuxdisant_web`.execute(trx))
  expect((await roles())?.remedy).toBeNull()
})

test('an import that nobody ended, and one that somebody is at', async () => {
  await db.transaction(trx => sql`insert into import (file, author) values ('a.json', 'essai')`.execute(trx))
  const register = async () => (await ask()).at(-1)
  expect(await register()).toEqual({
    name: 'Registre',
    found: 'aucun import ; import n° 1 (a.json) interrompu',
    remedy: expect.stringMatching(/^Importez de nouveau/),
  })
  const meanwhile = await db.exclusively('import', register)
  expect(meanwhile).toMatchObject({ found: 'aucun import ; import n° 1 (a.json) en cours', remedy: null })
})

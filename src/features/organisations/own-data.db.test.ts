import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { testDatabase } from '../../../tests/support/database.ts'
import { organisationSite } from './organisations.test-support.ts'

const db = await testDatabase()
const { browser, members, organisation, member } = organisationSite(db)

test('a copy of one’s data: what names one, and one’s acts without what they changed', async () => {
  const here = await organisation('Copie')
  const admin = await member(here, ['administrator'], 'admin@copie.test')
  await members.openDirectorate(admin, 'Direction secrète')
  const visitor = browser()
  await visitor.signIn('admin@copie.test')
  const answer = await visitor.get('/mon-compte/donnees.json')
  const copy = JSON.parse(answer.html)
  expect(answer.headers.get('content-disposition')).toContain('mes-donnees.json')
  expect(answer.headers.get('cache-control')).toBe('no-store')
  expect(copy.person).toMatchObject({ email: 'admin@copie.test', name: 'Nom de admin@copie.test' })
  expect(copy.memberships).toMatchObject([{ siren: here.siren, roles: ['administrator'] }])
  expect(copy.sessions).toHaveLength(1)
  expect(copy.acts).toMatchObject([{ act: 'open-directorate', relation: 'directorate', operation: 'insert' }])
  expect(answer.html).not.toMatch(/secrète|password|token/)
})

test('erased: nothing names the person nor lets them in; the organisation and its trail stay', async () => {
  const here = await organisation('Oubli')
  const boss = await member(here, ['administrator'], 'boss@oubli.test')
  const leaver = await member(here, ['administrator', 'buyer'], 'parti@oubli.test')
  await members.openDirectorate(leaver, 'Achats')
  const visitor = browser()
  await visitor.signIn('parti@oubli.test')
  expect((await visitor.post('/mon-compte/effacement', { email: 'boss@oubli.test' })).html).toContain(
    'Ce n’est pas l’adresse',
  )
  expect((await visitor.post('/mon-compte/effacement', { email: ' Parti@Oubli.test ' })).to).toBe(
    '/connexion?fait=efface',
  )
  expect((await visitor.get('/mon-compte')).status).toBe(303)
  expect((await browser().signIn('parti@oubli.test')).status).toBe(422)
  const everything = await db.transaction(trx =>
    sql<{ all: string }>`
      select string_agg(each, '') as all from (
        select p::text from person p union all select c::text from credential c union all select s::text from session s
        union all select i::text from invitation i union all select a::text from audit a) as t(each)`.execute(trx),
  )
  expect(everything.rows[0]?.all).toContain('boss@oubli.test')
  expect(everything.rows[0]?.all).not.toContain('parti@oubli.test')
  expect((await members.list(boss)).map(({ name, endedAt }) => [name, endedAt !== null])).toEqual([
    ['Nom de boss@oubli.test', false],
    ['Personne effacée', true],
  ])
  const { rows } = await db.transaction(trx =>
    sql`select from audit where person_id = ${leaver.person.id} and act = 'open-directorate'`.execute(trx),
  )
  expect(rows).toHaveLength(1)
})

test('who alone administers an organisation hands it over first: nothing is erased', async () => {
  const here = await organisation('Seule')
  await member(here, ['administrator'], 'seule@seule2.test')
  const visitor = browser()
  await visitor.signIn('seule@seule2.test')
  const refused = await visitor.post('/mon-compte/effacement', { email: 'seule@seule2.test' })
  expect([refused.status, refused.html]).toEqual([422, expect.stringContaining('Il doit rester une personne')])
  expect((await browser().signIn('seule@seule2.test')).status).toBe(303)
})

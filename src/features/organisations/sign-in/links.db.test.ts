import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import type { Mailer, Message } from '#platform/mail'
import { testDatabase } from '../../../../tests/support/database.ts'
import { letterHandlers } from '../letters.ts'
import { code, organisationSite } from '../organisations.test-support.ts'
import { SITE } from './accounts.test-support.ts'

const db = await testDatabase()
const { accounts, browser, person, invitations, sent } = organisationSite(db)

/** Asks for a link as a visitor does, and does the job that it adds: what leaves, if something does. */
async function letterTo(email: string, to: string): Promise<Message | undefined> {
  const answer = await browser().post('/connexion/courriel', { email, to })
  expect([answer.status, answer.to]).toEqual([303, '/connexion/courriel?fait=envoi'])
  const left: Message[] = []
  const mail = { deliver: async (_, message) => void left.push(message) } as Pick<Mailer, 'deliver'> as Mailer
  const link = letterHandlers(accounts, invitations, mail).find(({ kind }) => kind.name === 'account-link')
  const { signal } = new AbortController()
  await link?.run({ id: randomUUID(), data: sent.links.at(-1), attempt: 1, signal, done: async () => {} })
  return left[0]
}
const pathOf = (message: Message | undefined) => message?.link?.href.slice(SITE.length) ?? ''
const tokenOf = (path: string) => new URL(path, SITE).searchParams.get('jeton') ?? ''

test('a link signs in, once, when its button is pressed; reading its page opens nothing', async () => {
  await person('lien@vallonne.test')
  const path = pathOf(await letterTo(' Lien@Vallonne.test', 'session'))
  const visitor = browser()
  expect((await visitor.get(path)).html).toContain('Ouvrir ma session')
  expect((await visitor.get('/mon-compte')).status).toBe(303)
  const fields = { jeton: tokenOf(path) }
  const both = await Promise.all([visitor.post('/connexion/lien', fields), browser().post('/connexion/lien', fields)])
  expect(both.map(({ status }) => status).sort()).toEqual([303, 422])
  const after = browser()
  expect((await after.post('/connexion/lien', fields)).html).toContain('Ce lien a déjà servi')
  // The password still works: the link took nothing away.
  expect((await after.signIn('lien@vallonne.test')).status).toBe(303)
})

test('a link to sign in lasts a quarter of an hour', async () => {
  await person('tard@vallonne.test')
  const token = tokenOf(pathOf(await letterTo('tard@vallonne.test', 'session')))
  await db.transaction(trx => sql`update verification set expires_at = expires_at - interval '15 minutes'`.execute(trx))
  await expect(accounts.signInByLink(token, new Headers())).rejects.toEqual(code('session-link-unusable'))
})

test('another password, by a link', async () => {
  await person('oubli@vallonne.test')
  const path = pathOf(await letterTo('oubli@vallonne.test', 'password'))
  const visitor = browser()
  await visitor.post('/mot-de-passe', { jeton: tokenOf(path), password: 'une tout autre phrase' })
  expect((await visitor.signIn('oubli@vallonne.test', 'une tout autre phrase')).status).toBe(303)
})

test('nothing leaves to an address without an account, and who asks sees no difference', async () => {
  expect(await letterTo('personne@vallonne.test', 'session')).toBeUndefined()
  expect(await letterTo('personne@vallonne.test', 'password')).toBeUndefined()
})

test('a mailbox alone does not open an account that a code protects, whenever it was protected', async () => {
  await person('code@vallonne.test')
  const token = tokenOf(pathOf(await letterTo('code@vallonne.test', 'session')))
  await db.transaction(trx =>
    sql`
      insert into second_factor (id, person_id, secret, recovery_codes, confirmed)
      select ${randomUUID()}, id, 's', 'r', true from person where email = 'code@vallonne.test'`.execute(trx),
  )
  const visitor = browser()
  expect((await visitor.post('/connexion/lien', { jeton: token })).status).toBe(422)
  expect([...visitor.cookies]).toEqual([])
  const { rows } = await db.transaction(trx =>
    sql`select from session s join person p on p.id = s.person_id where email = 'code@vallonne.test'`.execute(trx),
  )
  expect(rows).toEqual([])
  const letter = await letterTo('code@vallonne.test', 'session')
  expect(letter?.link).toBeUndefined()
  expect(letter?.paragraphs.join()).toContain('second facteur')
})

test('ten links are asked for from one place within a quarter of an hour', async () => {
  const visitor = browser('192.0.2.200')
  const ask = () => visitor.post('/connexion/courriel', { email: 'x@vallonne.test', to: 'session' })
  for (let i = 0; i < 10; i++) expect((await ask()).status).toBe(303)
  const refused = await ask()
  expect([refused.status, refused.html]).toEqual([429, expect.stringContaining('trop de demandes')])
})

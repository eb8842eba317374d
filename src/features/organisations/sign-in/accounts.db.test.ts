import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { testDatabase } from '../../../../tests/support/database.ts'
import { PASSWORD, site } from './accounts.test-support.ts'

const db = await testDatabase()
const { accounts, browser, person, hashed } = site(db)

const signedIn = async (visitor: ReturnType<typeof browser>) => (await visitor.get('/mon-compte')).status === 200
const tokenOf = (link: string) => new URL(link).searchParams.get('jeton') ?? ''

test('an account is opened by the operator; its holder chooses the password by a link that serves once', async () => {
  const link = await accounts.create({ email: ' Ana.Sow@Vallonne.test ', name: 'Ana Sow', administrator: true })
  expect(link).toMatch(/^https:\/\/achats\.vallonne\.test\/mot-de-passe\?jeton=\w{20,}$/)
  const ana = browser()
  const form = { jeton: tokenOf(link), password: PASSWORD }
  expect(await ana.post('/mot-de-passe', form)).toMatchObject({ status: 303, to: '/connexion?fait=choisi' })
  const again = await browser().post('/mot-de-passe', { ...form, password: 'celui de quelqu’un d’autre' })
  expect(again).toMatchObject({ status: 422, html: expect.stringContaining('Ce lien a déjà servi') })
  expect(await ana.signIn('ANA.SOW@vallonne.test')).toMatchObject({ status: 303, to: '/organisations' })
  const { html } = await ana.get('/mon-compte')
  expect(html).toContain('<bdi>ana.sow@vallonne.test</bdi>')
  expect(html).toContain('Vous l’administrez')
  await expect(accounts.create({ email: 'ana.sow@vallonne.test', name: 'Autre', administrator: false })).rejects.toMatchObject({ code: 'person-known' }) // biome-ignore format: one line
  await expect(accounts.create({ email: 'ana', name: 'Ana', administrator: false })).rejects.toMatchObject({ code: 'person-invalid' }) // biome-ignore format: one line
  await expect(accounts.reset('personne@vallonne.test')).rejects.toMatchObject({ code: 'person-unknown' })
})

test('another password, by a link: the former works until then, and open sessions end', async () => {
  const email = await person('bea@vallonne.test')
  const before = browser()
  await before.signIn(email)
  const link = await accounts.reset(email)
  expect(await signedIn(before)).toBe(true)
  await accounts.choosePassword(tokenOf(link), 'une autre phrase encore')
  expect(await signedIn(before)).toBe(false)
  expect((await before.signIn(email)).status).toBe(422)
  expect((await before.signIn(email, 'une autre phrase encore')).status).toBe(303)
})

test('links and passwords are kept hashed; where people sign in from is not kept', async () => {
  const email = await person('cleo@vallonne.test')
  await browser('198.51.100.7').signIn(email)
  const token = tokenOf(await accounts.reset(email))
  const { rows } = await db.transaction(trx =>
    sql<{ all: string }>`
      select concat((select json_agg(v) from verification v), (select json_agg(c) from credential c),
        (select json_agg(s) from session s), (select json_agg(f) from sign_in_failure f)) as all`.execute(trx),
  )
  const [{ all } = { all: '' }] = rows
  expect(all).toContain('expires_at')
  for (const word of [token, PASSWORD, '198.51.100.7']) expect(all).not.toContain(word)
})

test('an unknown address and a wrong password are refused alike, in words and in time', async () => {
  const email = await person('dora@vallonne.test')
  const answer = async (address: string) => {
    const before = hashed()
    const { status, html } = await browser(`203.0.113.${address.length}`).signIn(address, 'pas le bon mot')
    // Hashing is most of the time: without it an unknown address would answer ten times as fast.
    return { status, said: html.replaceAll(address, ''), hashed: hashed() - before }
  }
  const known = await answer(email)
  expect(known).toMatchObject({ status: 422, hashed: 1 })
  expect(await answer('inconnue@vallonne.test')).toEqual(known)
})

test('after ten failures from a place even the right password waits; from elsewhere it does not', async () => {
  const email = await person('elie@vallonne.test')
  const guesser = browser('203.0.113.200')
  const answers = await Promise.all(Array.from({ length: 40 }, () => guesser.signIn(email, 'au hasard, toujours')))
  expect(answers.filter(({ status }) => status === 422)).toHaveLength(10)
  expect(answers.filter(({ status }) => status === 429)).toHaveLength(30)
  expect(await guesser.signIn(email)).toMatchObject({
    status: 429,
    html: expect.stringContaining('Attendez 15 minutes'),
  })
  expect((await browser('203.0.113.201').signIn(email)).status).toBe(303)
  await db.transaction(trx => sql`update sign_in_failure set since = since - interval '16 minutes'`.execute(trx))
  expect((await guesser.signIn(email)).status).toBe(303)
})

test('a session is closed by its holder, from any of them, and by nobody else', async () => {
  const [mine, other, stranger] = [browser(), browser(), browser()]
  const email = await person('fanny@vallonne.test')
  for (const one of [mine, other]) await one.signIn(email)
  await stranger.signIn(await person('gil@vallonne.test'))
  const { html } = await mine.get('/mon-compte')
  const ids = [...html.matchAll(/action="(\/mon-compte\/sessions\/[^"]+)"/g)].map(([, path = '']) => path)
  expect(ids).toHaveLength(2)
  for (const path of ids) await stranger.post(path)
  expect([await signedIn(mine), await signedIn(other)]).toEqual([true, true])
  const [, others = ''] = /Cette session[\s\S]*?action="([^"]+)"[\s\S]*$/.exec(html) ?? []
  const elsewhere = ids.find(path => path !== others) ?? ''
  expect(await mine.post(elsewhere)).toMatchObject({ status: 303, to: '/mon-compte?fait=fermee' })
  expect([await signedIn(mine), await signedIn(other)]).toEqual([true, false])
  expect(await mine.post('/mon-compte/sessions/not-a-session/fin')).toMatchObject({ status: 303 })
  expect(await mine.post('/deconnexion')).toMatchObject({ status: 303, to: '/connexion?fait=sortie' })
  expect(await signedIn(mine)).toBe(false)
})

test('a cookie that was kept is of no use once its session is closed; one that was made up never is', async () => {
  const visitor = browser()
  await visitor.signIn(await person('hugo@vallonne.test'))
  const kept = new Map(visitor.cookies)
  await visitor.post('/deconnexion')
  for (const [name, value] of kept) visitor.cookies.set(name, value)
  expect(await signedIn(visitor)).toBe(false)
  const [name = ''] = kept.keys()
  for (const value of ['', 'a.b', `${kept.get(name)}x`, encodeURIComponent('{"id":1}')]) {
    visitor.cookies.set(name, value)
    expect(await signedIn(visitor), value).toBe(false)
  }
})

test('the password is changed by who knows it; other sessions end, this one goes on', async () => {
  const [here, elsewhere] = [browser(), browser()]
  const email = await person('iris@vallonne.test')
  for (const one of [here, elsewhere]) await one.signIn(email)
  const change = (current: string, password: string) => here.post('/mon-compte/mot-de-passe', { current, password })
  expect(await change('faux', 'assez longue pour tous')).toMatchObject({ status: 422, html: expect.stringContaining('n’est pas celui-là') }) // biome-ignore format: one line
  for (const password of ['', 'courte', 'x'.repeat(129)])
    expect(await change(PASSWORD, password)).toMatchObject({ status: 422, html: expect.stringContaining('de 12 à 128 signes') }) // biome-ignore format: one line
  expect(await change(PASSWORD, 'assez longue pour tous')).toMatchObject({ status: 303, to: '/mon-compte?fait=change' })
  expect([await signedIn(here), await signedIn(elsewhere)]).toEqual([true, false])
  expect((await browser().signIn(email)).status).toBe(422)
  expect((await browser().signIn(email, 'assez longue pour tous')).status).toBe(303)
})

test.each([
  '//evil.test',
  'https://evil.test/',
  '/\\evil.test',
  '/\t/evil.test',
  'javascript:alert(1)',
  'mon-compte',
  '',
])('signing in never leads to another site (%s)', async retour => {
  const email = await person(`retour-${Buffer.from(retour).toString('hex')}@vallonne.test`)
  expect(await browser().signIn(email, PASSWORD, { retour })).toMatchObject({ status: 303, to: '/organisations' })
})

test('signing in leads back to the page that asked for it', async () => {
  const visitor = browser()
  const asked = await visitor.get('/mon-compte?fait=change')
  expect(asked).toMatchObject({ status: 303, to: '/connexion?retour=%2Fmon-compte%3Ffait%3Dchange' })
  const form = await visitor.get(asked.to ?? '')
  const [, retour = ''] = /name="retour" value="([^"]+)"/.exec(form.html) ?? []
  const email = await person('jeanne@vallonne.test')
  expect(await visitor.signIn(email, PASSWORD, { retour })).toMatchObject({ to: '/mon-compte?fait=change' })
  expect(await visitor.get('/connexion?retour=/imports')).toMatchObject({ status: 303, to: '/imports' })
})

test('a form that another site sends does nothing', async () => {
  const email = await person('kim@vallonne.test')
  const visitor = browser()
  for (const headers of [
    { origin: 'https://evil.test' },
    { origin: 'null' },
    { origin: '', 'sec-fetch-site': 'cross-site' },
  ]) {
    const { origin, ...rest } = headers
    const answer = await visitor.post('/connexion', { email, password: PASSWORD }, { origin, ...rest } as Record<string, string>) // biome-ignore format: one line
    expect(answer, JSON.stringify(headers)).toMatchObject({ status: 403, html: 'foreign' })
  }
  expect(visitor.cookies.size).toBe(0)
  expect((await visitor.signIn(email)).status).toBe(303)
})

test('the cookie is for this site, over https, and no script reads it; what it shows is kept by nobody', async () => {
  const visitor = browser()
  const { headers } = await visitor.signIn(await person('lou@vallonne.test'))
  expect(headers.getSetCookie()).toEqual([
    expect.stringMatching(/^__Secure-mieuxdisant\.session_token=[^;]+; Max-Age=604800; Path=\/; HttpOnly; Secure; SameSite=Lax$/i), // biome-ignore format: one line
  ])
  expect((await visitor.get('/mon-compte')).headers.get('cache-control')).toBe('no-store')
})

test('a visit makes a session last seven days more; after seven days without one it is over', async () => {
  const visitor = browser()
  await visitor.signIn(await person('mona@vallonne.test'))
  expect((await visitor.get('/mon-compte')).headers.getSetCookie()).toEqual([])
  const age = (time: string) =>
    db.transaction(trx => sql`update session set expires_at = expires_at - ${time}::interval`.execute(trx))
  await age('2 hours')
  const [cookie = ''] = (await visitor.get('/mon-compte')).headers.getSetCookie()
  expect(cookie).toContain('Max-Age=604800')
  const left = await sql<{ days: number }>`
    select extract(epoch from max(expires_at) - now())::float8 / 86400 as days from session`.execute(db.identity)
  expect(left.rows[0]?.days).toBeCloseTo(7, 2)
  await age('7 days')
  expect(await signedIn(visitor)).toBe(false)
})

test('a form of megabytes is not read', async () => {
  const { status, html } = await browser().signIn('x'.repeat(70_000), 'y')
  expect({ status, html }).toEqual({ status: 400, html: expect.stringContaining('trop lourd') })
  expect((await browser().signIn('x'.repeat(5000), 'y')).status).toBe(422)
})

test.each([
  ['public pages know no person', 'read', 'person'],
  ['public pages know no session', 'read', 'session'],
  ['public pages know no credential', 'read', 'credential'],
  ['sign-in knows no contract', 'identity', 'contract_version'],
  ['sign-in does not say what the register is', 'identity', 'register'],
] as const)('%s', async (_name, role, table) => {
  await expect(sql`select * from ${sql.ref(table)} limit 1`.execute(db[role])).rejects.toThrow(/permission denied/)
})

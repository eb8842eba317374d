import { sql } from 'kysely'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { testDatabase } from '../../../../tests/support/database.ts'
import { PASSWORD, site } from './accounts.test-support.ts'
import type { Provider } from './oidc.ts'
import { declared, type Forged, forgingProvider, known, realProvider, signInThere } from './provider.test-support.ts'

const db = await testDatabase()
const [real, signing, forging] = await Promise.all([
  realProvider(),
  realProvider({ userinfo_signed_response_alg: 'RS256' }),
  forgingProvider(),
])
const at = (provider?: Provider) => site(db, undefined, provider)
const reports: string[] = []
const report = (why: string) => void reports.push(why)
const { browser, person } = at(declared(real.issuer, { report }))
const forger = at(declared(forging.issuer, { report }))
afterAll(() => Promise.all([real, signing, forging].map(({ close }) => close())))
beforeEach(() => db.transaction(trx => sql`delete from sign_in_failure`.execute(trx)))

const START = '/connexion/fournisseur'
type Browser = ReturnType<typeof browser>
const start = async (visitor: Browser, path = START) => (await visitor.get(path)).to ?? ''
const who = async (visitor: Browser) => /<bdi>([^<\s]+@[^<]+)<\/bdi>/.exec((await visitor.get('/mon-compte')).html)?.[1]
const verified = (email: string) => ({ email, email_verified: true })

/** Signs in as a subject of the real provider. */
async function come(sub: string, visitor = browser(), path = START) {
  const answer = await visitor.get(await signInThere(await start(visitor, path), sub))
  return { visitor, ...answer }
}
const refusal = (words: string) => ({ status: 422, html: expect.stringContaining(words) })

test('whoever has an account is linked by a verified address, then known by their subject even under another one', async () => {
  const email = await person('ana@vallonne.test')
  known('ana', verified('Ana@Vallonne.test'))
  expect((await browser().get('/connexion')).html).toContain('Se connecter avec ProConnect')
  const first = await come('ana', browser(), `${START}?retour=/imports%3Fa=1`)
  expect(first).toMatchObject({ status: 303, to: '/imports?a=1' })
  expect(await who(first.visitor)).toBe(email)
  known('ana', verified('ana.autre@vallonne.test'))
  expect(await who((await come('ana')).visitor)).toBe(email)
  const { rows } = await sql<{ all: string }>`
    select json_agg(c)::text as all from credential c where provider_id = ${real.issuer}`.execute(db.identity)
  expect(JSON.parse(rows[0]?.all ?? '[]')).toEqual([
    expect.objectContaining({ account_id: 'ana', access_token: null, refresh_token: null, id_token: null }),
  ])
  expect((await first.visitor.signIn(email)).status).toBe(303)
})

test('nobody gets an account from outside: an unknown address, one that is not verified, none, one that folds into another', async () => {
  const email = await person('kim@vallonne.test')
  known('stranger', verified('inconnue@vallonne.test'))
  known('unverified', { email, email_verified: false })
  known('silent', { email })
  known('nameless', {})
  known('trick', verified('\u212aim@vallonne.test'))
  expect(await come('stranger')).toMatchObject(refusal('aucun compte n’a ici cette adresse'))
  for (const sub of ['unverified', 'silent']) expect(await come(sub), sub).toMatchObject(refusal('ne garantit pas'))
  for (const sub of ['nameless', 'trick']) expect(await come(sub), sub).toMatchObject(refusal('adresse électronique utilisable')) // biome-ignore format: one line
  const { visitor, html } = await come('')
  expect(html).toContain('n’est pas allée au bout')
  const unwell = new URL(await start(visitor)).searchParams.get('state')
  expect(await visitor.get(`${START}/retour?error=server_error&state=${unwell}`)).toMatchObject(refusal('n’a pas pu être vérifiée')) // biome-ignore format: one line
  expect(reports.at(-1)).toBe('return: server_error')
  expect(await who(visitor)).toBeUndefined()

  const trusting = at(declared(real.issuer, { trustsEmails: true }))
  expect(await come('unverified', trusting.browser())).toMatchObject(refusal('ne garantit pas'))
  expect(await who((await come('silent', trusting.browser())).visitor)).toBe(email)
})

test('the session at the provider is closed too, by who asks for it once signed out here', async () => {
  const email = await person('odile@vallonne.test')
  known('odile', verified(email))
  const there = new Map<string, string>()
  const visitor = browser()
  await visitor.get(await signInThere(await start(visitor), 'odile', there))
  expect(await who(visitor)).toBe(email)
  // Nobody names a subject: the provider knows the browser by its session.
  const again = browser()
  await again.get(await signInThere(await start(again), '', there))
  expect(await who(again)).toBe(email)

  expect(await visitor.get(`${START}/sortie`)).toMatchObject({ status: 303, to: '/mon-compte' })
  const { to } = await visitor.post('/deconnexion')
  expect((await visitor.get(to ?? '')).html).toContain('Votre session ProConnect est encore ouverte')
  const leaving = (await visitor.get(`${START}/sortie`)).to ?? ''
  expect([...new URL(leaving).searchParams.keys()]).toEqual(['id_token_hint', 'post_logout_redirect_uri', 'state'])
  const back = await signInThere(leaving, '', there)
  expect(await visitor.get(back)).toMatchObject({ status: 303, to: '/connexion?fait=sortie-complete' })
  expect((await visitor.get('/connexion')).html).not.toContain('encore ouverte')
  expect(await visitor.get(`${START}/sortie`)).toMatchObject({ to: '/connexion?fait=sortie-d-ici' })
  expect((await visitor.get(await signInThere(await start(visitor), '', there))).html).toContain(
    'n’est pas allée au bout',
  )
})

test('what is said of a person may come signed, as ProConnect does; a provider answers for its own second factor', async () => {
  const { browser, person, accounts } = at(declared(signing.issuer, { report }))
  const email = await person('lou@vallonne.test')
  await sql`update person set second_factor = true where email = ${email}`.execute(db.identity)
  known('lou', verified(email))
  expect(await who((await come('lou', browser())).visitor)).toBe(email)
  expect((await browser().signIn(email)).to).toBe('/connexion/code')
  expect(accounts.provider?.name).toBe('ProConnect')
})

test('a return serves once, in the browser that left, with the state it left with', async () => {
  const email = await person('mona@vallonne.test')
  known('mona', verified(email))
  const visitor = browser()
  const back = await signInThere(await start(visitor), 'mona')
  expect(await browser().get(back)).toMatchObject(refusal('dans un autre navigateur'))
  expect(await visitor.get(back.replace(/state=[^&]+/, 'state=un-autre'))).toMatchObject(refusal('dans un autre navigateur')) // biome-ignore format: one line
  expect(await visitor.get('/connexion/fournisseur/retour')).toMatchObject(refusal('dans un autre navigateur'))
  const kept = new Map(visitor.cookies)
  expect(await visitor.get(back)).toMatchObject({ status: 303, to: '/organisations' })
  await visitor.post('/deconnexion')
  expect(await visitor.get(back)).toMatchObject(refusal('dans un autre navigateur'))
  for (const [name, value] of kept) visitor.cookies.set(name, value)
  expect(await visitor.get(back), 'even with the cookie of before').toMatchObject(refusal('n’a pas pu être vérifiée'))
  expect(reports.at(-1)).toBe('/token: 400 invalid_grant')
  expect(await who(visitor)).toBeUndefined()
  const other = await start(browser())
  expect(await visitor.get(`/connexion/fournisseur/retour?${new URL(other).searchParams}&code=x`)).toMatchObject(refusal('dans un autre navigateur')) // biome-ignore format: one line
})

test.each(['//evil.test', 'https://evil.test/', '/\\evil.test'])(
  'it leads back to this site only (%s)',
  async retour => {
    known('mona', verified('mona@vallonne.test'))
    const { to } = await come('mona', browser(), `${START}?${new URLSearchParams({ retour })}`)
    expect(to).toBe('/organisations')
  },
)

const now = () => Math.floor(Date.now() / 1000)
const right = (email: string, nonce: string) => ({ nonce, iat: now(), exp: now() + 60, ...verified(email) })

/** Comes back from the forging provider with a token that it forges from a right one. */
async function forge(sub: string, change: (claims: ReturnType<typeof right>) => Partial<Forged>) {
  const email = await person(`${sub}@vallonne.test`)
  const visitor = forger.browser()
  const asked = new URL(await start(visitor)).searchParams
  const claims = { ...right(email, asked.get('nonce') ?? ''), sub }
  forging.forged.next = { claims, ...change(claims) }
  const answer = await visitor.get(`/connexion/fournisseur/retour?code=x&state=${asked.get('state')}`)
  return { ...answer, visitor, asked }
}

test('what a right answer is, without PKCE where the provider does not announce it', async () => {
  const { visitor, asked } = await forge('right', () => ({}))
  expect(await who(visitor)).toBe('right@vallonne.test')
  expect([...asked.keys()].sort()).toEqual(['client_id', 'nonce', 'redirect_uri', 'response_type', 'scope', 'state'])
  expect(asked.get('state')?.length).toBeGreaterThanOrEqual(32)
  expect(asked.get('nonce')?.length).toBeGreaterThanOrEqual(32)
  expect(new URL(await start(browser())).searchParams.get('code_challenge_method')).toBe('S256')
})

test('a provider whose session cannot be closed from here, or whose token no cookie holds, lets in all the same', async () => {
  const { visitor } = await forge('lasting', () => ({}))
  await visitor.post('/deconnexion')
  const { to } = await visitor.get(`${START}/sortie`)
  expect((await visitor.get(to ?? '')).html).toContain('fermez le navigateur')
  const { visitor: other } = await forge('long', claims => ({ claims: { ...claims, picture: 'x'.repeat(3000) } }))
  expect(await who(other)).toBe('long@vallonne.test')
  expect((await other.get('/connexion')).html).not.toContain('encore ouverte')
})

test.each<[string, (claims: ReturnType<typeof right>) => Partial<Forged>]>([
  ['another-nonce', claims => ({ claims: { ...claims, nonce: 'celui d’une autre fois' } })],
  ['no-nonce', ({ nonce: _, ...claims }) => ({ claims })],
  ['another-audience', claims => ({ claims: { ...claims, aud: 'un autre site' } })],
  ['two-audiences', claims => ({ claims: { ...claims, aud: ['mieuxdisant', 'un autre site'] } })],
  ['another-party', claims => ({ claims: { ...claims, azp: 'un autre site' } })],
  ['another-issuer', claims => ({ claims: { ...claims, iss: 'https://evil.test' } })],
  ['expired', claims => ({ claims: { ...claims, exp: now() - 60 } })],
  ['of-yesterday', claims => ({ claims: { ...claims, iat: now() - 86_400 } })],
  ['of-tomorrow', claims => ({ claims: { ...claims, iat: now() + 3600, exp: now() + 7200 } })],
  ['undated', ({ exp: _, ...claims }) => ({ claims })],
  ['another-key', claims => ({ claims, otherKey: true })],
  ['no-signature', claims => ({ claims, token: token => ({ id_token: `${Buffer.from('{"alg":"none"}').toString('base64url')}.${token.split('.')[1]}.` }) })], // biome-ignore format: one line
  ['no-token', claims => ({ claims, token: () => ({ access_token: 'x' }), userinfo: claims })],
  ['another-person', ({ email, ...claims }) => ({ claims, userinfo: { sub: 'somebody', ...verified(email) } })],
])('%s is refused', async (sub, change) => {
  const before = reports.length
  const { visitor, ...answer } = await forge(sub, change)
  expect(answer).toMatchObject(refusal('n’a pas pu être vérifiée'))
  expect(await who(visitor)).toBeUndefined()
  expect(reports.slice(before), 'the operator is told why, and nothing of the person').toHaveLength(1)
  expect(reports.at(-1)).not.toMatch(/vallonne|un secret/)
})

test('a clock thirty seconds away is the same time', async () => {
  const { visitor } = await forge('clock', claims => ({ claims: { ...claims, iat: now() + 20, exp: now() - 20 } }))
  expect(await who(visitor)).toBe('clock@vallonne.test')
})

test('a provider that does not answer, or says that it is another, stops nobody who has a password', async () => {
  const gone = at(declared('http://127.0.0.1:9', { report }))
  expect(await gone.browser().get(START)).toMatchObject(refusal('ne répond pas'))
  const email = await person('nina@vallonne.test')
  expect((await gone.browser().signIn(email, PASSWORD)).status).toBe(303)
  const liar = at(declared(`${forging.issuer}/`, { report }))
  expect(await liar.browser().get(START)).toMatchObject(refusal('ne répond pas'))
  expect(reports.at(-1)).toBe('discovery: another issuer than OIDC_ISSUER')
  const none = at().browser()
  expect((await none.get('/connexion')).html).not.toContain('Se connecter avec')
  expect((await none.get(START)).status).toBe(404)
})

test('nothing of the library is reachable but by our own addresses', async () => {
  for (const path of [
    '/api/auth/sign-in/social',
    '/api/auth/callback/x',
    '/callback/x',
    '/two-factor/enable',
    '/error',
  ])
    expect((await browser().get(path)).status, path).toBe(404)
})

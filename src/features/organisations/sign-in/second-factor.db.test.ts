import { createHmac } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeEach, expect, test, vi } from 'vitest'
import { testDatabase } from '../../../../tests/support/database.ts'
import { PASSWORD, site } from './accounts.test-support.ts'

const db = await testDatabase()
const { accounts, browser, person } = site(db)

const PAGE = '/mon-compte/second-facteur'
const STEP = 30_000
// In the middle of a step, which changes only when a test says so.
const later = (steps: number) => vi.setSystemTime(Date.now() + steps * STEP)
vi.useFakeTimers({ toFake: ['Date'], now: Math.floor(Date.now() / STEP) * STEP + STEP / 2 })
afterAll(() => vi.useRealTimers())
beforeEach(() => db.transaction(trx => sql`delete from sign_in_failure`.execute(trx)))

type Browser = ReturnType<typeof browser>
const signedIn = async (visitor: Browser) => (await visitor.get('/mon-compte')).status === 200
const session = (visitor: Browser) => [...visitor.cookies.keys()].find(name => name.includes('session_token'))

function secretOf(key: string): Buffer {
  const signs = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'
  const bits = [...key].map(sign => signs.indexOf(sign).toString(2).padStart(5, '0')).join('')
  return Buffer.from((bits.match(/.{8}/g) ?? []).map(byte => Number.parseInt(byte, 2)))
}

/** What an application that has read the key shows now, or some steps away: RFC 6238, with nothing of the library. */
function codeOf(key: string, steps = 0): string {
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / STEP) + steps))
  const hash = createHmac('sha1', secretOf(key)).update(counter).digest()
  const number = hash.readUInt32BE((hash.at(-1) ?? 0) & 15) & 0x7fffffff
  return String(number % 1_000_000).padStart(6, '0')
}
const wrongCode = (key: string) => String((Number(codeOf(key)) + 500_000) % 1_000_000).padStart(6, '0')

const keyOf = (html: string) => /otpauth:[^"]*secret=([A-Z2-7]+)/.exec(html)?.[1] ?? ''
const codesOf = (html: string) =>
  [...html.matchAll(/<code>([a-z0-9]{5}-[a-z0-9]{5})<\/code>/g)].map(([, code = '']) => code)

/** A person whose second factor is on; their browser is signed in. */
async function guarded(email: string) {
  const visitor = browser()
  await visitor.signIn(await person(email))
  await visitor.post(PAGE, { password: PASSWORD })
  const key = keyOf((await visitor.get(PAGE)).html)
  const { html } = await visitor.post(`${PAGE}/confirmation`, { code: codeOf(key) })
  later(2)
  return { email, key, codes: codesOf(html), visitor }
}
/** A browser where the right password was given. */
async function halfway(email: string, place?: string) {
  const visitor = browser(place)
  expect(await visitor.signIn(email)).toMatchObject({ status: 303, to: '/connexion/code' })
  return visitor
}

test('turning it on takes the password, a key and a code of it; from then on the password opens nothing', async () => {
  const email = await person('ana@vallonne.test')
  const ana = browser()
  await ana.signIn(email)
  expect(await ana.post(PAGE, { password: 'pas celui-là' })).toMatchObject({ status: 422, html: expect.stringContaining('n’est pas celui-là') }) // biome-ignore format: one line
  expect(keyOf((await ana.get(PAGE)).html)).toBe('')
  expect(await ana.post(PAGE, { password: PASSWORD })).toMatchObject({ status: 303, to: PAGE })
  const { html } = await ana.get(PAGE)
  const key = keyOf(html)
  expect(key).toMatch(/^[A-Z2-7]{32,}$/)
  expect(html).toContain(`<code>${key.match(/.{1,4}/g)?.join(' ')}</code>`)
  expect(html).toContain('Mieuxdisant%20(achats.vallonne.test):ana%40vallonne.test')
  expect(html).toMatch(/<svg class="qr" viewBox="0 0 \d+ \d+".*role="img"/)
  expect(await ana.post(`${PAGE}/confirmation`, { code: wrongCode(key) })).toMatchObject({ status: 422, html: expect.stringContaining(key) }) // biome-ignore format: one line
  expect((await browser().signIn(email)).to).toBe('/organisations')

  const confirmed = await ana.post(`${PAGE}/confirmation`, {
    code: ` ${codeOf(key).slice(0, 3)} ${codeOf(key).slice(3)}`,
  })
  expect(confirmed.headers.get('cache-control')).toBe('no-store')
  expect(new Set(codesOf(confirmed.html)).size).toBe(10)
  expect(confirmed.html).toContain(`data:text/plain;charset=utf-8,Mieuxdisant%2C%20codes`)
  expect((await ana.get(PAGE)).html).toContain('Il vous en reste 10 sur dix')
  expect(await ana.post(`${PAGE}/confirmation`, { code: codeOf(key) })).toMatchObject({ status: 422, html: expect.not.stringMatching(/<code>/) }) // biome-ignore format: one line
  expect(await ana.post(PAGE, { password: PASSWORD })).toMatchObject({ status: 422, html: expect.stringContaining('déjà activé') }) // biome-ignore format: one line
  later(1)

  const opened = () => db.identity.selectFrom('session').select('id').execute()
  const before = (await opened()).length
  const elsewhere = browser()
  const given = await elsewhere.signIn(email, PASSWORD, { retour: '/imports?a=1' })
  expect(given).toMatchObject({ status: 303, to: '/connexion/code?retour=%2Fimports%3Fa%3D1' })
  expect([await opened(), session(elsewhere), await signedIn(elsewhere)]).toEqual([expect.objectContaining({ length: before }), undefined, false]) // biome-ignore format: one line
  expect(given.headers.getSetCookie().find(cookie => cookie.includes('two_factor'))).toMatch(/Max-Age=600; Path=\/; HttpOnly; Secure; SameSite=Lax$/i) // biome-ignore format: one line
  const [, retour = ''] = /name="retour" value="([^"]+)"/.exec((await elsewhere.get(given.to ?? '')).html) ?? []
  expect((await elsewhere.post('/connexion/code', { code: wrongCode(key), retour })).status).toBe(422)
  expect(await elsewhere.post('/connexion/code', { code: codeOf(key), retour })).toMatchObject({ status: 303, to: '/imports?a=1' }) // biome-ignore format: one line
  expect(await signedIn(elsewhere)).toBe(true)
})

test('a code serves once, even twice at the same time; a clock may be one step away, not two', async () => {
  const { email, key, visitor } = await guarded('bea@vallonne.test')
  const send = async (code: string) => (await (await halfway(email)).post('/connexion/code', { code })).status
  for (const away of [-1, 0, 1]) {
    const two = await Promise.all([send(codeOf(key, away)), send(codeOf(key, away))])
    expect(two.sort(), `${away}`).toEqual([303, 422])
    later(4)
  }
  for (const away of [-2, 2]) expect(await send(codeOf(key, away))).toBe(422)
  const used = codeOf(key)
  expect(await send(used)).toBe(303)
  expect((await visitor.post(`${PAGE}/fin`, { password: PASSWORD, code: used })).status).toBe(422)
  later(1)
})

test('a recovery code serves once, however it is typed; other ones replace them', async () => {
  const { email, key, codes, visitor } = await guarded('cleo@vallonne.test')
  const send = async (code = '') => (await (await halfway(email)).post('/connexion/code', { code })).status
  const typed = ` ${codes[0]?.toUpperCase().replace('-', ' ')} `
  expect((await Promise.all([send(typed), send(typed)])).sort()).toEqual([303, 422])
  expect(await send(codes[0])).toBe(422)
  expect((await visitor.get(PAGE)).html).toContain('Il vous en reste 9 sur dix')
  const renew = (password: string, code: string) => visitor.post(`${PAGE}/codes`, { password, code })
  expect((await renew('pas celui-là', codeOf(key))).status).toBe(422)
  expect((await renew(PASSWORD, wrongCode(key))).status).toBe(422)
  const others = codesOf((await renew(PASSWORD, codes[1] ?? '')).html)
  expect(others).toHaveLength(10)
  expect(await send(codes[2])).toBe(422)
  expect(await send(others[0])).toBe(303)
})

test('wrong codes are counted, whatever the password: five for one password, ten in a quarter of an hour', async () => {
  const { email, key } = await guarded('dora@vallonne.test')
  const first = await halfway(email)
  const say = (visitor: Browser, code = wrongCode(key)) => visitor.post('/connexion/code', { code })
  for (let n = 0; n < 5; n++) expect((await say(first)).status).toBe(422)
  expect(await say(first, codeOf(key))).toMatchObject({ status: 303, to: '/connexion?fait=code-expire' })
  expect((await first.get('/connexion?fait=code-expire')).html).toContain('trop de codes faux')
  const second = await halfway(email)
  for (let n = 0; n < 4; n++) expect((await say(second)).status).toBe(422)
  const right = await halfway(email)
  expect(await say(right, codeOf(key))).toMatchObject({ status: 429, html: expect.stringContaining('Attendez 15 minutes') }) // biome-ignore format: one line
  const elsewhere = await halfway(email, '203.0.113.77')
  for (let n = 0; n < 5; n++) await say(elsewhere)
  expect(await say(await halfway(email, '203.0.113.78'), codeOf(key)), 'from anywhere').toMatchObject({ status: 429 })
  later(31)
  expect(await say(await halfway(email, '203.0.113.78'), codeOf(key))).toMatchObject({
    status: 303,
    to: '/organisations',
  })
})

test('the step between is of one browser, for ten minutes, and for the person whose password it was', async () => {
  const { email, key, visitor } = await guarded('elie@vallonne.test')
  expect(await browser().get('/connexion/code?retour=/imports')).toMatchObject({ status: 303, to: '/connexion?retour=%2Fimports' }) // biome-ignore format: one line
  expect((await browser().post('/connexion/code', { code: codeOf(key) })).to).toBe('/connexion?fait=code-expire')
  const forged = await halfway(email)
  for (const [name, value] of forged.cookies) forged.cookies.set(name, `x${value}`)
  expect((await forged.post('/connexion/code', { code: codeOf(key) })).to).toBe('/connexion?fait=code-expire')
  const late = await halfway(email)
  later(21)
  expect((await late.post('/connexion/code', { code: codeOf(key) })).to).toBe('/connexion?fait=code-expire')

  // Somebody else is signed in in the same browser.
  const shared = browser()
  await shared.signIn(await person('fanny@vallonne.test'))
  await shared.signIn(email)
  await shared.signIn('fanny@vallonne.test')
  const other = await halfway(email)
  for (const [name, value] of other.cookies) shared.cookies.set(name, value)
  expect((await shared.post('/connexion/code', { code: codeOf(key) })).status).toBe(303)
  expect((await shared.get('/mon-compte')).html).toContain('elie@vallonne.test')

  // A key that awaits its code is shown to who asked for it.
  const gil = browser()
  await gil.signIn(await person('gil@vallonne.test'))
  await gil.post(PAGE, { password: PASSWORD })
  for (const [name, value] of gil.cookies) if (name.includes('key')) shared.cookies.set(name, value)
  await accounts.secondFactor.remove(email)
  expect(keyOf((await gil.get(PAGE)).html)).not.toBe('')
  expect(keyOf((await shared.get(PAGE)).html)).toBe('')
  later(31)
  expect(keyOf((await gil.get(PAGE)).html)).toBe('')
  expect(await visitor.post(`${PAGE}/confirmation`, { code: '123456' })).toMatchObject({ status: 422, html: expect.stringContaining('Recommencez l’activation') }) // biome-ignore format: one line
})

test('another password leaves it on; it is turned off with a password and a code, or by the operator', async () => {
  const { email, key, codes } = await guarded('hugo@vallonne.test')
  await accounts.choosePassword(new URL(await accounts.reset(email)).searchParams.get('jeton') ?? '', PASSWORD)
  const hugo = await halfway(email)
  await hugo.post('/connexion/code', { code: codeOf(key) })
  later(1)
  const off = (password: string, code: string) => hugo.post(`${PAGE}/fin`, { password, code })
  expect((await off(PASSWORD, '')).status).toBe(422)
  expect((await off('pas celui-là', codeOf(key))).html).toContain('n’est pas celui-là')
  expect(await off(PASSWORD, codeOf(key))).toMatchObject({ status: 303, to: '/mon-compte?fait=second-facteur-retire' })
  expect(await signedIn(hugo)).toBe(true)
  expect((await browser().signIn(email)).to).toBe('/organisations')
  expect(codes).toHaveLength(10)

  const { email: lost } = await guarded('iris@vallonne.test')
  expect([await accounts.secondFactor.remove(' IRIS@vallonne.test'), await accounts.secondFactor.remove(lost)]).toEqual([true, false]) // biome-ignore format: one line
  expect((await browser().signIn(lost)).to).toBe('/organisations')
  await expect(accounts.secondFactor.remove('personne@vallonne.test')).rejects.toMatchObject({ code: 'person-unknown' })
})

test('keys and recovery codes are kept encrypted, and public pages know nothing of them', async () => {
  const { key, codes } = await guarded('jeanne@vallonne.test')
  const { rows } = await sql<{ all: string }>`select json_agg(f)::text as all from second_factor f`.execute(db.identity)
  expect(rows[0]?.all).toContain('recovery_codes')
  for (const word of [key, secretOf(key).toString(), ...codes]) expect(rows[0]?.all).not.toContain(word)
  for (const table of ['second_factor', 'second_factor_use'])
    await expect(sql`select * from ${sql.ref(table)} limit 1`.execute(db.read)).rejects.toThrow(/permission denied/)
})

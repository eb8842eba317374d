import { expect, test, vi } from 'vitest'
import { scopeOf } from '#features/organisations'
import { openDoor, type Someone } from '../../../../tests/support/actors.ts'
import { stopClock } from '../../../../tests/support/clock.ts'
import { testDatabase } from '../../../../tests/support/database.ts'
import { plainSite } from '../../../../tests/support/plain-site.ts'
import { indicatorRoutes } from '../routes.ts'
import { closePeriod, reopenPeriod } from '../values/closing.ts'
import { lastAct, valuesOf } from '../values/reading.ts'
import { expecting, plain, posting } from './expected.test-support.ts'
import { formLinkRoutes } from './link-routes.tsx'
import { linksOfPerson } from './links.ts'

const db = await testDatabase()
stopClock()
const { theirs, lead, pilot, scheme, pilots, enter } = await expecting(db)
const { write, linksOf } = posting(db)
const door = openDoor()
const app = plainSite(
  [...indicatorRoutes({ db, publicUrl: 'https://exemple.test' }), ...formLinkRoutes({ db, proxies: 0 })],
  door,
)

const VALUE = 'Guide diffusé, 2025'
const STATUS = 'Où en est l’action 1-1 Diminuer la consommation de papier ?'
const STEP = 'Écrire le guide'

async function send(path: string, fields?: Record<string, string>, origin?: string) {
  const init = fields ? { method: 'POST', body: new URLSearchParams(fields) } : {}
  const answer = await app.request(path, { headers: origin ? { origin } : {}, ...init })
  return {
    status: answer.status,
    to: answer.headers.get('location'),
    headers: answer.headers,
    text: plain(await answer.text()),
  }
}
const value = { 'guide.2025..value': 'oui', 'guide.2025..comment': 'Envoyé en mai.' }
const status = { nature: 'etat', etat: 'ongoing', jour: '2026-01-05', mots: 'En route.' }
const events = async () => (await db.run('select kind, status, step, done, author_id, words from action_event')).rows
const guides = () => db.as(scopeOf(lead), trx => valuesOf(trx, scheme, { indicators: ['guide'] }))

test('a link opens one form, in the name of who it was sent to, until the value is said', async () => {
  const link = (await linksOf(pilot)).get(VALUE) ?? ''
  const form = await send(link)
  expect(form.text).toContain('Guide diffusé')
  expect(form.text).toContain('Personne pilot')
  expect(form.headers.get('set-cookie')).toBeNull()
  expect(form.headers.get('cache-control')).toBe('no-store')
  expect((await send(link, {})).text).toContain('Rien n’a été saisi')
  expect((await send(link, { 'guide.2025..value': 'peut-être' })).status).toBe(422)
  const other = await send(link, { ...value, 'bio.2025..value': '12' })
  expect(other).toMatchObject({ status: 422, text: expect.stringContaining('n’ouvre qu’un formulaire') })
  expect((await send(link, status)).text).toContain('Rien n’a été saisi')
  expect((await send(link, value, 'https://ailleurs.test')).status).toBe(403)
  expect(await guides()).toEqual([])
  const both = await Promise.all([send(link, value), send(link, { 'guide.2025..value': 'non' })])
  expect(both.map(one => one.status).sort()).toEqual([303, 422])
  expect(await guides()).toHaveLength(1)
  const said = both.find(one => one.status === 303)
  expect(said?.headers.get('set-cookie')).toBeNull()
  expect((await send(said?.to ?? '')).text).toContain('C’est enregistré')
  const late = await send(link, value)
  expect(late).toMatchObject({ status: 422, text: expect.stringContaining('C’est déjà dit') })
  const { rows } = await db.run(
    "select act, person_id from audit where relation = 'value_act' order by id desc limit 1",
  )
  expect(rows).toEqual([{ act: 'enter-values-by-link', person_id: pilot.person.id }])
  // The session that a link does not give.
  expect((await app.request('/organisations/229900998/attendus')).status).toBe(303)
})

test('a breakdown is said row by row, and the link serves until the last', async () => {
  const link = (await linksOf(pilot)).get('Papier consommé, 2025') ?? ''
  const half = await send(link, { 'tonnage.2025.fsc.value': '46 748,5' })
  const again = await send(half.to ?? '')
  expect(again.text).toContain('Ce qui suit reste à compléter')
  expect(again.text).toContain('value="46 748,5"')
  const seen = await db.as(scopeOf(lead), trx => lastAct(trx, lead.membership.organisation.id, scheme))
  const rest = await send(link, { vu: String(seen), 'tonnage.2025.recycle.value': '1' })
  expect((await send(rest.to ?? '')).text).toContain('C’est enregistré')
})

test('a status and a step are said by their links, once, and by no other form', async () => {
  const links = await linksOf(pilot)
  expect([...links.keys()]).not.toContain(VALUE)
  // Letters hold the first lines: values come before.
  for (const year of ['2024', '2023']) for (const key of ['bio', 'guide']) await enter(key, year)
  await enter('bio', '2025')
  const all = await linksOf(pilot)
  const [state, step] = [all.get(STATUS) ?? '', all.get(STEP) ?? '']
  expect((await send(step, status)).text).toContain('n’ouvre qu’un formulaire')
  expect((await send(state, { nature: 'etape', etape: 'guide', faite: 'oui', jour: '2026-07-01' })).status).toBe(422)
  expect((await send(state, { ...status, jour: '2099-01-01' })).text).toContain('En route.')
  expect(await events()).toEqual([])
  const twice = await Promise.all([send(state, status), send(state, status)])
  expect(twice.map(one => one.status).sort()).toEqual([303, 422])
  expect((await send(step, { nature: 'etape', etape: 'guide', faite: 'oui', jour: '2026-07-01' })).status).toBe(303)
  expect(await events()).toEqual([
    { kind: 'status', status: 'ongoing', step: null, done: null, author_id: pilot.person.id, words: 'En route.' },
    { kind: 'step', status: null, step: 'guide', done: true, author_id: pilot.person.id, words: '' },
  ])
  const { rows } = await db.run("select distinct act from audit where relation = 'action_event'")
  expect(rows).toEqual([{ act: 'say-of-action-by-link' }])
  for (const link of [state, step]) expect((await send(link)).text).toContain('C’est déjà dit')
})

test.each<[string, () => Promise<unknown>, string, () => Promise<unknown>]>([
  [
    'the period is closed',
    () => closePeriod(db, lead, scheme, '2024'),
    'est close',
    () => reopenPeriod(db, lead, scheme, '2024', 'Une valeur manquait.'),
  ],
  ['the action is somebody else’s', () => pilots('papier', false), 'pilotent l’action', () => pilots('papier')],
  ['the role is gone', () => role('buyer'), 'n’y a plus ce rôle', () => role('pilot')],
  [
    'they have left',
    () => db.run(`update membership set ended_at = now() where person_id = '${pilot.person.id}'`),
    'n’appartient plus',
    () => db.run(`update membership set ended_at = null where person_id = '${pilot.person.id}'`),
  ],
  [
    'it is fourteen days old',
    async () => vi.setSystemTime(new Date('2026-12-07T09:00:00+01:00')),
    'ne sert plus',
    async () => vi.setSystemTime(new Date('2026-12-07T08:59:59+01:00')),
  ],
])('a link says kindly that it no longer serves: %s', async (_, before, words, after) => {
  const link = [...(await linksOf(pilot)).values()][0] ?? ''
  expect((await send(link)).status).toBe(200)
  await before()
  const [opened, sent] = [await send(link), await send(link, { 'tonnage.2024.fsc.value': '1' })]
  expect([opened.status, sent.status]).toEqual([200, 422])
  for (const answer of [opened, sent]) {
    expect(answer.text).toContain(words)
    expect(answer.text).toContain('<h1>Ce lien ne peut plus servir</h1>')
  }
  await after()
  expect((await send(link)).text).not.toContain('ne peut plus servir')
})
test('who has a second factor signs in with it: their letter leads to pages, and links that were sent before serve no more', async () => {
  const link = [...(await linksOf(pilot)).values()][0] ?? ''
  await db.run(
    `insert into second_factor (id, person_id, secret, recovery_codes, confirmed) values (gen_random_uuid(), '${pilot.person.id}', 's', 'c', true)`,
  )
  expect((await send(link)).text).toContain('a un second facteur')
  expect((await send(link, { 'tonnage.2024.fsc.value': '1' })).status).toBe(422)
  expect([...(await linksOf(pilot)).values()]).toEqual([])
  await db.run('delete from second_factor')
})
const role = (word: string) =>
  db.run(`update membership set roles = '{${word}}' where person_id = '${pilot.person.id}'`)

test('whoever they were sent to cancels them; nobody else sees or cancels them, and they go with the account', async () => {
  const link = [...(await linksOf(pilot)).values()][0] ?? ''
  const count = async (someone: Someone) => {
    const text = plain(
      await (await app.request('/organisations/229900998/attendus', { headers: door.as(someone) })).text(),
    )
    return /(\d+) liens? envoyés? ouvre/.exec(text)?.[1]
  }
  expect([await count(pilot), await count(lead)]).toEqual(['3', undefined])
  const cancel = (someone: Someone) =>
    app.request('/organisations/229900998/attendus/liens/fin', { method: 'POST', headers: door.as(someone) })
  await cancel(lead)
  expect((await send(link)).status).toBe(200)
  expect(await db.as(scopeOf(theirs.pilot), trx => trx.selectFrom('form_link').selectAll().execute())).toEqual([])
  expect(await db.as(scopeOf(lead), trx => trx.selectFrom('form_link').selectAll().execute())).toEqual([])
  const forged = db.as(scopeOf(lead), trx =>
    trx
      .insertInto('form_link')
      .values({
        id: crypto.randomUUID(),
        organisation_id: lead.membership.organisation.id,
        person_id: pilot.person.id,
        scheme_id: scheme,
        form: 'status',
        part: 'papier',
        at: '',
        token_hash: 'x',
        expires_at: new Date('2099-01-01'),
      })
      .execute(),
  )
  await expect(forged).rejects.toThrow(/row-level security/)
  expect(await db.transaction(trx => linksOfPerson.copy(trx, pilot.person.id))).toHaveLength(3)
  await cancel(pilot)
  expect((await send(link)).text).toContain('Ce lien ne peut plus servir')
  await write(pilot)
  await db.transaction(trx => linksOfPerson.erase(trx, pilot.person.id))
  expect((await db.run('select id from form_link')).rows).toEqual([])
})

test('who tries many tokens is slowed down', async () => {
  const statuses: string[] = []
  for (let rank = 0; rank < 12; rank++) statuses.push((await send('/formulaire?jeton=deviné')).text)
  expect(statuses.at(-1)).toMatch(/minutes/)
  expect((await send('/formulaire')).text).toContain('<h1>Ce lien ne peut plus servir</h1>')
})

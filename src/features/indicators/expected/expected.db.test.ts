import { expect, test } from 'vitest'
import { scopeOf } from '#features/organisations'
import { sayOfAction, schemeRoutes } from '#features/scheme'
import { openDoor, type Someone } from '../../../../tests/support/actors.ts'
import { stopClock } from '../../../../tests/support/clock.ts'
import { testDatabase } from '../../../../tests/support/database.ts'
import { plainSite } from '../../../../tests/support/plain-site.ts'
import { until } from '../../../../tests/support/until.ts'
import { indicatorRoutes } from '../routes.ts'
import { closePeriod } from '../values/closing.ts'
import { judgeValues } from '../values/judging.ts'
import { valuesOf } from '../values/reading.ts'
import { expecting, plain, posting } from './expected.test-support.ts'
import { EXPECTED_JOBS } from './letters.ts'
import { formLinkRoutes } from './link-routes.tsx'
import { expectedOf } from './reading.ts'
import { expectedTasks } from './routes.tsx'
import { dueWords } from './words.ts'

const db = await testDatabase()
stopClock()
const { mine, theirs, lead, pilot, scheme, pilots, enter } = await expecting(db)
const { jobs, mail, handlers, own, letters, run, write, linksIn } = posting(db)
const door = openDoor()
const app = plainSite(
  [
    ...schemeRoutes({ db, publicUrl: 'https://exemple.test' }),
    ...indicatorRoutes({ db, publicUrl: 'https://exemple.test' }),
    ...formLinkRoutes({ db, proxies: 0 }),
  ],
  door,
)
const HERE = '/organisations/229900998/attendus'

async function get(path: string, someone: Someone) {
  const answer = await app.request(path, { headers: door.as(someone) })
  const queries = Number(/"(\d+)"/.exec(answer.headers.get('server-timing') ?? '')?.[1])
  return { status: answer.status, queries, text: plain(await answer.text()) }
}
const expected = (someone: Someone) => db.as(scopeOf(someone), trx => expectedOf(trx, someone))
const lines = async (someone: Someone) =>
  (await expected(someone)).flatMap(({ dues }) => dues.map(due => `${due.kind} ${plain(dueWords(due))}`))

/** The letters that wait to be written. */
const queued = async () =>
  (
    await db.run(
      "select data ->> 'person' as person, data ->> 'week' as week from jobs.job where name = 'expected-letter'",
    )
  ).rows

test('each Monday begins one letter for each person who may have something to say, however often it is begun', async () => {
  let ended = 0
  await run(0, {}, { done: async () => void ended++ })
  expect(ended).toBe(1)
  const first = await queued()
  expect(first.map(({ person }) => person).sort()).toEqual(
    [lead, pilot, theirs['scheme-lead'], theirs.pilot].map(({ person }) => person.id).sort(),
  )
  expect(new Set(first.map(one => new Date(String(one['week'])).getUTCDay()))).toEqual(new Set([1]))
  await run(0, {})
  expect(await queued()).toHaveLength(4)
})

test('a letter says in plain words what is expected, with a link for each form; the jobs keep none of them', async () => {
  await write(pilot)
  const [sent] = letters(pilot)
  expect(plain(sent?.subject ?? '')).toMatch(/^Attendu de vous : \d+ valeurs à saisir, 1 état à dire, 1 étape échue$/)
  expect(sent?.link?.href).toBe('https://achats.vallonne.test/organisations/229900998/attendus')
  expect(plain(sent?.paragraphs.join('\n') ?? '')).toContain('Et 3 autres choses :')
  expect([...linksIn(pilot).keys()].slice(0, 3)).toEqual([
    'Papier consommé, 2025',
    'Part du bio, 2025',
    'Guide diffusé, 2025',
  ])
  const { rows } = await db.run('select token_hash from form_link')
  expect(rows).toHaveLength(8)
  const tokens = [...linksIn(pilot).values()].map(path => path.split('jeton=')[1])
  const kept = JSON.stringify([rows, (await db.run('select data from jobs.job')).rows])
  for (const token of tokens) expect(kept).not.toContain(token)
})

test('a process that dies between the mail and the end of its job writes the same mail again, whose first links still serve', async () => {
  const id = crypto.randomUUID()
  const dying = write(pilot, { id, done: async () => Promise.reject(new Error('killed')) })
  await expect(dying).rejects.toThrow('killed')
  const before = linksIn(pilot).get('Guide diffusé, 2025') ?? ''
  await write(pilot, { id })
  expect(letters(pilot)).toHaveLength(1)
  for (const link of [before, linksIn(pilot).get('Guide diffusé, 2025') ?? ''])
    expect((await app.request(link)).status).toBe(200)
})

test('a mail that does not leave takes its links with it', async () => {
  const { handlers: failing } = handlers('smtp://127.0.0.1:1')
  await expect(write(pilot, { by: failing })).rejects.toThrow()
  expect((await db.run('select id from form_link')).rows).toEqual([])
})

test('a pilot is asked for the values, the status and the steps of their actions, each by the address of its form', async () => {
  await enter('tonnage', '2025', 'fsc', 'recycle')
  await enter('tonnage', '2024', 'fsc')
  await enter('bio', '2025')
  expect(await lines(pilot)).toEqual([
    'value Guide diffusé, 2025',
    'value Papier consommé, 2024',
    'value Part du bio, 2024',
    'value Guide diffusé, 2024',
    'value Papier consommé, 2023',
    'value Part du bio, 2023',
    'value Guide diffusé, 2023',
    'status 1-1 Diminuer la consommation de papier',
    'step Écrire le guide',
  ])
  const { text, queries } = await get(HERE, pilot)
  const links = [...text.matchAll(/href="([^"]+\/essai-2026\/(?:indicateurs|actions)\/[^"]+)"/g)].map(
    ([, to = '']) => to,
  )
  expect(links).toHaveLength(9)
  for (const href of links) {
    const form = await get(href, pilot)
    expect({ href, status: form.status, form: form.text.includes('<form') }).toEqual({ href, status: 200, form: true })
  }
  expect(queries).toBeLessThanOrEqual(20)
  expect(plain(JSON.stringify(await expectedTasks(db)(pilot)))).toContain(
    '7 valeurs à saisir, 1 état à dire, 1 étape échue.',
  )
})

test('who leads has what nobody pilots, and the values that wait; nobody else is asked anything', async () => {
  expect(await lines(lead)).toEqual([
    'value Heures d’insertion, 2025',
    'value Heures d’insertion, 2024',
    'value Heures d’insertion, 2023',
    'status 1-2 Diversifier les clauses d’insertion',
  ])
  const [value] = await db.as(scopeOf(lead), trx => valuesOf(trx, scheme, { indicators: ['bio'] }))
  await judgeValues(db, pilot, scheme, 'submit', [value?.id ?? ''])
  expect((await get(HERE, lead)).text).toMatch(/essai-2026\/validation">1 valeur transmise/)
  for (const someone of [theirs['scheme-lead'], theirs.pilot, mine.elected]) {
    expect(await expected(someone)).toEqual([])
    expect(await expectedTasks(db)(someone)).toEqual([])
  }
  expect((await get('/organisations/219900011/attendus', theirs.pilot)).text).toContain('Rien ne vous attend')
  for (const someone of [mine.elected, mine.supplier]) expect((await get(HERE, someone)).status).toBe(403)
  expect((await get(HERE, theirs.pilot)).status).toBe(404)
  // What its pilot leaves is for who leads.
  await pilots('papier', false)
  expect(await lines(pilot)).toEqual([])
  expect(await lines(lead)).toHaveLength(13)
  await pilots('papier')
})

test('what is said, closed or refused is told so at once', async () => {
  await closePeriod(db, lead, scheme, '2023')
  await sayOfAction(db, pilot, 'essai-2026', 'papier', {
    kind: 'status',
    day: '2026-11-02',
    status: 'ongoing',
    words: '',
  })
  await sayOfAction(db, pilot, 'essai-2026', 'papier', {
    kind: 'step',
    day: '2026-11-02',
    step: 'guide',
    done: true,
    words: '',
  })
  const [value] = await db.as(scopeOf(lead), trx => valuesOf(trx, scheme, { indicators: ['bio'] }))
  await judgeValues(db, lead, scheme, 'refuse', [value?.id ?? ''], 'Le total manque.')
  expect(await lines(pilot)).toEqual([
    'value Part du bio, 2025 : refusée, à reprendre',
    'value Guide diffusé, 2025',
    'value Papier consommé, 2024',
    'value Part du bio, 2024',
    'value Guide diffusé, 2024',
  ])
})

test('done by the jobs of a site, once: nothing for who is asked nothing, or chose so', async () => {
  await db.run(`insert into mail_choice (person_id, expected) values ('${lead.person.id}', 'none')`)
  await jobs.start([mail.handler, ...own])
  await db.transaction(trx => jobs.add(trx, EXPECTED_JOBS[0], {}))
  await until(async () => {
    const { rows } = await db.run(
      "select count(*)::int as n from jobs.job where state < 'completed' and name like 'expected%' and start_after <= now()",
    )
    return rows[0]?.['n'] === 0 && letters(pilot).length > 0
  })
  expect(mail.outbox?.list().map(({ to }) => to)).toEqual([pilot.person.email])
  await db.run('delete from mail_choice')
})

import { expect, test } from 'vitest'
import { openDoor, organisationOf, type Someone } from '../../../tests/support/actors.ts'
import { stopClock } from '../../../tests/support/clock.ts'
import { testDatabase } from '../../../tests/support/database.ts'
import { plainSite } from '../../../tests/support/plain-site.ts'
import type { Entry } from './calendar.ts'
import { feedsOfPerson } from './feeds.ts'
import { calendarRoutes } from './routes.tsx'

const db = await testDatabase()
stopClock()
const mine = await organisationOf(db, '22990099800019', 'Vallonne', 'pilot', 'elected')
const theirs = await organisationOf(db, '21990001600011', 'Aubrelieu', 'pilot')
const entry = (id: string, more: Partial<Entry>): Entry => ({
  ...{
    id,
    kind: 'step',
    title: id,
    column: 'technical',
    who: 'Comité technique',
    from: '2026-11-01',
    to: '2026-11-30',
  },
  ...{ scheme: null, path: `/${id}`, standing: 'now', sequence: 0, ...more },
})
const vallonne = { code: 'vallonne', title: 'Schéma de Vallonne' }
const hours = { from: new Date('2026-11-30T08:30:00Z'), to: new Date('2026-11-30T10:00:00Z'), place: 'Salle 2' }
const ALL = [
  entry('reunion', {
    title: 'Réunion ; <b>\r\nEND:VCALENDAR',
    kind: 'meeting',
    from: '2026-11-30',
    to: '2026-11-30',
    hours,
    sequence: 3,
    standing: 'cancelled',
  }),
  entry('choisir', { scheme: vallonne, standing: 'late' }),
  entry('suivre', {
    from: '2026-01-01',
    to: '2026-12-31',
    column: 'working-group',
    scheme: { code: 'autre', title: 'Autre' },
  }),
]
const door = openDoor()
const app = plainSite(
  calendarRoutes({
    ...{ db, url: 'https://exemple.test', proxies: 0 },
    // What is read is the actor’s business: a pilot’s is not an elected member’s.
    sources: [
      async (_, { membership }, { from, to }) =>
        membership.roles.includes('pilot') ? ALL.filter(one => one.from <= to && one.to >= from) : [],
    ],
  }),
  door,
)
const BASE = '/organisations/229900998/calendrier'
async function ask(path: string, someone: Someone | null = mine.pilot, init: RequestInit = {}) {
  const answer = await app.request(path, {
    ...init,
    headers: { ...(someone ? door.as(someone) : {}), ...init.headers },
  })
  return {
    status: answer.status,
    text: (await answer.text()).replace(/[\u00a0\u202f]/g, ' '),
    etag: answer.headers.get('etag') ?? '',
    to: answer.headers.get('location'),
  }
}
const POST = { method: 'POST' }

test('a month of nothing leads to what comes next, within a year', async () => {
  const { text } = await ask(`${BASE}?mois=2025-11`)
  expect(text.replace(/<[^>]*>/g, '')).toContain('À venir ensuite, le 30 novembre 2026 : choisir.')
  expect(text).toContain('?mois=2026-11')
  expect((await ask(`${BASE}?mois=2020-01`)).text).not.toContain('À venir ensuite')
})

test('a month is a list, with what is longer apart; a year is a table of who does what; a scheme may be looked at alone', async () => {
  const month = await ask(`${BASE}?mois=2026-11`)
  expect(month.text).toMatch(
    /choisir[\s\S]*Réunion ; &lt;b&gt;[\s\S]*9 h 30 à 11 h 00[\s\S]*Annulé[\s\S]*En cours, plus longues[\s\S]*suivre/,
  )
  expect(month.text).toContain(`${BASE}?mois=2026-12`)
  expect((await ask(BASE)).text).toContain('Novembre 2026')
  const year = await ask(`${BASE}?annee=2026`)
  expect(year.text).toMatch(
    /Comité technique<[\s\S]*Groupe de travail<[\s\S]*Toute l’année[\s\S]*suivre[\s\S]*Novembre[\s\S]*choisir/,
  )
  expect(year.text).not.toContain('Assemblée')
  const one = await ask(`${BASE}?annee=2026&schema=vallonne`)
  expect(one.text).toContain('choisir')
  expect(one.text).not.toContain('suivre')
  expect((await ask(`${BASE}?mois=2027-03`)).text).toContain('Rien à ces dates')
  expect((await ask(BASE, theirs.pilot)).status).toBe(404)
})

test('a private address gives what its owner may read now, is shown once, and gives nothing once ended, renewed, or of who left', async () => {
  const addressIn = (text: string) => /https:\/\/exemple\.test(\/agendas\/[\w-]+\.ics)/.exec(text)?.[1] ?? ''
  const open = async (someone: Someone = mine.pilot) => addressIn((await ask(`${BASE}/abonnement`, someone, POST)).text)
  const first = await open()
  expect(first).toMatch(/^\/agendas\/[\w-]{32,}\.ics$/)
  expect(addressIn((await ask(`${BASE}/abonnement`)).text)).toBe('')
  const { rows } = await db.run('select token_hash from calendar_feed')
  expect(JSON.stringify(rows)).not.toContain(first.slice(9, 30))

  const feed = await ask(first, null)
  const file = feed.text.replaceAll('\r\n ', '')
  expect(feed.status).toBe(200)
  expect(file).not.toMatch(/^END:VCALENDAR\r\n[\s\S]/m)
  expect(file.match(/^(?:UID|SUMMARY|DTSTART.*|SEQUENCE|STATUS|URL.*):.*[^\r]/gm)).toEqual([
    'UID:choisir',
    'SEQUENCE:0',
    'DTSTART;VALUE=DATE:20261130',
    'SUMMARY:choisir',
    'URL;VALUE=URI:https://exemple.test/choisir',
    'STATUS:CONFIRMED',
    'UID:reunion',
    'SEQUENCE:3',
    'DTSTART:20261130T083000Z',
    'SUMMARY:Réunion \\; <b>\\nEND:VCALENDAR',
    'URL;VALUE=URI:https://exemple.test/reunion',
    'STATUS:CANCELLED',
    'UID:suivre',
    'SEQUENCE:0',
    'DTSTART;VALUE=DATE:20261231',
    'SUMMARY:suivre',
    'URL;VALUE=URI:https://exemple.test/suivre',
    'STATUS:CONFIRMED',
  ])
  expect((await ask(first, null)).etag).toBe(feed.etag)
  expect((await ask(first, null, { headers: { 'if-none-match': feed.etag } })).status).toBe(304)
  // Somebody else’s is theirs.
  expect((await ask(await open(mine.elected), null)).text).not.toContain('BEGIN:VEVENT')

  const second = await open()
  expect([(await ask(first, null)).status, (await ask(second, null)).status]).toEqual([404, 200])
  await db.run(`update membership set ended_at = now() where id = '${mine.pilot.membership.id}'`)
  expect((await ask(second, null)).status).toBe(404)
  await db.run(`update membership set ended_at = null where id = '${mine.pilot.membership.id}'`)
  expect((await ask(`${BASE}/abonnement/fin`, mine.pilot, POST)).to).toBe(`${BASE}/abonnement?fait=fin`)
  expect((await ask(second, null)).status).toBe(404)
  for (const wrong of ['/agendas/x.ics', `/agendas/${'a'.repeat(32)}.ics`, second.replace('.ics', '')])
    expect((await ask(wrong, null)).status).toBe(404)

  const person = mine.elected.person.id
  expect(await db.transaction(trx => feedsOfPerson.copy(trx, person))).toMatchObject([{ siren: '229900998' }])
  await db.transaction(trx => feedsOfPerson.erase(trx, person))
  expect(await db.transaction(trx => feedsOfPerson.copy(trx, person))).toEqual([])
})

test('whoever tries addresses is stopped, and those who know theirs are not', async () => {
  const answers = []
  for (let rank = 0; rank < 12; rank++) answers.push((await ask('/agendas/inconnue-inconnue.ics', null)).status)
  expect(answers.at(0)).toBe(404)
  expect(answers.at(-1)).toBe(429)
})

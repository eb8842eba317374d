import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { mailChoiceOf, mailsOfPerson } from '#features/organisations'
import { organisationOf, type Someone } from '../../../tests/support/actors.ts'
import { testDatabase } from '../../../tests/support/database.ts'
import { until } from '../../../tests/support/until.ts'
import { comment, editComment, withdrawComment } from './comments.ts'
import { discussing, thing } from './discussion.test-support.tsx'
import { letterHandlers } from './letters.ts'
import { discussionOfPerson } from './own-data.ts'

const db = await testDatabase()
const site = discussing(db)
const { means, mail, jobs } = site
afterAll(site.close)

let mine: Record<'administrator' | 'buyer' | 'pilot', Someone>
const post = { db, jobs, mail, url: 'https://achats.vallonne.test' }
const [letters, digest] = letterHandlers(post)

beforeAll(async () => {
  mine = await organisationOf(db, '22990099800019', 'Vallonne', 'administrator', 'buyer', 'pilot')
  await jobs.start([mail.handler, ...(letters ? [letters] : [])])
}, 60_000)

const outbox = (person: Someone) => mail.outbox?.list().filter(({ to }) => to === person.person.email) ?? []
const about = () => thing(mine.buyer)
const mention = (text: string, more: object = {}) =>
  comment(means, mine.buyer, about(), { text: `@"Personne pilot" ${text}`, asks: false, answers: null, ...more })
/** The jobs of letters that may begin now are all done. */
const settled = () =>
  until(async () => {
    const { rows } = await db.run(
      "select count(*)::int as n from jobs.job where state < 'completed' and start_after <= now() and name in ('mail', 'discussion-letter')",
    )
    return rows[0]?.['n'] === 0
  })
const planned = async () => {
  const { rows } = await db.run("select id from jobs.job where name = 'discussion-letter' and state = 'created'")
  return rows.length
}
const anHourLater = async () => {
  await db.run("update mail_choice set told_at = told_at - interval '1 hour'")
  await db.run("update jobs.job set start_after = now() where name = 'discussion-letter' and state = 'created'")
}
const untold = async () => (await db.run("select count(*)::int as n from comment where untold <> '{}'")).rows[0]?.['n']
const USUAL = { comments: 'gathered', expected: 'weekly', reminders: 'daily', surveys: 'all' }
const choose = (comments: string) => site.post('/mon-compte/courriels', { ...USUAL, comments }, mine.pilot)
const chosen = () => mailChoiceOf({ db }, mine.pilot.visitor)

beforeEach(async () => {
  await settled()
  mail.outbox?.prune(new Date(Date.now() + 60_000))
  await db.run('delete from jobs.job')
  await db.run("update comment set untold = '{}'")
  await db.run('delete from mail_choice')
})

test('one mail within the hour gathers what waits; what was taken back is told to nobody', async () => {
  await mention('et **le papier** ?')
  await until(() => outbox(mine.pilot).length === 1)
  expect(outbox(mine.pilot)).toMatchObject([
    {
      subject: 'Personne buyer vous mentionne\u00a0: Action : papier',
      paragraphs: expect.arrayContaining(['@Personne pilot et le papier ?']),
      link: {
        href: expect.stringMatching(
          /^https:\/\/achats\.vallonne\.test\/organisations\/229900998\/essai\/papier\/commentaires\//,
        ),
      },
    },
  ])
  const second = await mention('deux')
  await mention('trois')
  const gone = await mention('quatre')
  await withdrawComment(means, mine.buyer, about(), gone)
  await settled()
  expect(outbox(mine.pilot)).toHaveLength(1)
  expect(await planned()).toBe(1)
  await comment(means, mine.pilot, about(), { text: 'Cinq', asks: false, answers: second })
  await until(() => outbox(mine.buyer).length === 1)
  expect(outbox(mine.buyer)[0]?.subject).toContain('Personne pilot vous répond')
  await anHourLater()
  await until(() => outbox(mine.pilot).length === 2)
  const [gathered] = outbox(mine.pilot)
  expect(gathered?.subject).toBe('2\u00a0commentaires vous attendent')
  expect(gathered?.paragraphs.join()).toMatch(/deux[\s\S]*trois/)
  expect(gathered?.paragraphs.join()).not.toContain('quatre')
  expect(await untold()).toBe(0)
})

test('who is mentioned anew is told once; oneself never', async () => {
  const id = await comment(means, mine.buyer, about(), { text: '@"Personne buyer"', asks: false, answers: null })
  await editComment(means, mine.buyer, about(), id, '---\n<!-- @"Personne pilot" -->')
  await until(() => outbox(mine.pilot).length === 1)
  await editComment(means, mine.buyer, about(), id, 'avec @"Personne pilot", merci')
  await settled()
  expect([outbox(mine.pilot).length, outbox(mine.buyer).length, await planned()]).toEqual([1, 0, 0])
})

test('a mail a day, or none: as one chose, whatever comes', async () => {
  await choose('daily')
  expect(await chosen()).toEqual({ ...USUAL, comments: 'daily' })
  // Nobody else's business, whatever they ask for.
  const meddling = db.as({ organisation: mine.buyer.membership.organisation.id, person: mine.buyer.person.id }, trx =>
    trx.updateTable('mail_choice').set({ comments: 'none' }).returning('person_id').execute(),
  )
  expect(await meddling).toEqual([])
  await mention('aujourd’hui')
  await settled()
  expect(outbox(mine.pilot)).toEqual([])
  const job = { id: randomUUID(), data: {}, attempt: 1, signal: new AbortController().signal, done: async () => {} }
  await digest?.run(job)
  await until(() => outbox(mine.pilot).length === 1)
  await choose('weekly')
  await mention('le lundi')
  const on = async (day: string) => {
    vi.useFakeTimers({ now: new Date(`${day}T07:30:00+01:00`), toFake: ['Date'] })
    await digest?.run(job)
    await settled()
    vi.useRealTimers()
  }
  await db.run('update mail_choice set told_at = null')
  await on('2026-11-24')
  expect(outbox(mine.pilot)).toHaveLength(1)
  await on('2026-11-23')
  expect(outbox(mine.pilot)).toHaveLength(2)
  await choose('none')
  await mention('plus rien')
  await until(async () => (await untold()) === 0)
  await settled()
  expect(outbox(mine.pilot)).toHaveLength(2)
})

test('who left, or may not read any more, is told of nothing; a rollback tells nobody', async () => {
  const end = (at: Date | null, roles: string[]) =>
    db.transaction(trx =>
      sql`update membership set ended_at = ${at}, roles = ${roles} where id = ${mine.pilot.membership.id}`.execute(trx),
    )
  await choose('daily')
  await mention('trop tard')
  await end(new Date(), ['pilot'])
  await choose('gathered')
  await until(async () => (await untold()) === 0)
  await end(null, ['pilot'])
  await choose('daily')
  await mention('changé de rôle')
  await end(null, ['supplier'])
  await choose('gathered')
  await until(async () => (await untold()) === 0)
  await settled()
  await end(null, ['pilot'])
  await expect(mention('@personne')).rejects.toMatchObject({ code: 'mention-unknown' })
  await settled()
  expect(outbox(mine.pilot)).toEqual([])
})

test('a copy of what one wrote, without whom it names; erased, one is told nothing more', async () => {
  await choose('daily')
  await mention('pour la copie')
  const copyOf = (someone: Someone) => db.transaction(trx => discussionOfPerson.copy(trx, someone.person.id))
  expect(await copyOf(mine.buyer)).toMatchObject({
    comments: expect.arrayContaining([expect.objectContaining({ siren: '229900998', body: '@… pour la copie' })]),
  })
  const pilot = mine.pilot.person.id
  expect(await db.transaction(trx => mailsOfPerson.copy(trx, pilot))).toMatchObject({ comments: 'daily' })
  for (const kept of [discussionOfPerson, mailsOfPerson]) await db.transaction(trx => kept.erase(trx, pilot))
  expect([await untold(), await chosen()]).toEqual([0, USUAL])
})

test('one chooses on a page of one’s own', async () => {
  const { get, post: send } = site
  const checked = async () =>
    [...(await get('/mon-compte/courriels', mine.buyer)).text.matchAll(/value="(\w+)" checked/g)].map(([, way]) => way)
  expect(await checked()).toEqual(Object.values(USUAL))
  for (const sent of [{}, { ...USUAL, surveys: 'hourly' }])
    expect((await send('/mon-compte/courriels', sent, mine.buyer)).text).toContain('Choisissez une réponse')
  const other = { comments: 'none', expected: 'none', reminders: 'weekly', surveys: 'once' }
  expect((await send('/mon-compte/courriels', other, mine.buyer)).to).toBe('/mon-compte/courriels?fait=choix')
  expect(await checked()).toEqual(Object.values(other))
})

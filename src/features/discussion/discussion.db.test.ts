import { randomUUID } from 'node:crypto'
import { Readable } from 'node:stream'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { organisationOf, type Someone } from '../../../tests/support/actors.ts'
import { testDatabase } from '../../../tests/support/database.ts'
import { attach, attachmentsOf, detach } from './attachments/attachments.ts'
import { comment, editComment, handleComment, withdrawComment } from './comments.ts'
import { discussing, thing } from './discussion.test-support.tsx'
import { talkOf, threadOf } from './reading.ts'
import { commentTasks } from './tasks.ts'

const db = await testDatabase()
const site = discussing(db)
const { means, get, post } = site
afterAll(site.close)

let mine: Record<'administrator' | 'buyer' | 'pilot' | 'elected' | 'supplier', Someone>
let other: Record<'buyer', Someone>
const HERE = '/organisations/229900998/essai/papier'

beforeAll(async () => {
  await site.jobs.open()
  mine = await organisationOf(
    db,
    '22990099800019',
    'Vallonne',
    'administrator',
    'buyer',
    'pilot',
    'elected',
    'supplier',
  )
  other = await organisationOf(db, '22990088100012', 'Aubrelieu', 'buyer')
}, 60_000)

const said = (text: string, more: { asks?: boolean; answers?: string } = {}) => ({ text, asks: false, answers: null, ...more }) // biome-ignore format: one line
const code = (wanted: string) => expect.objectContaining({ code: wanted })
const about = (name = 'papier') => thing(mine.buyer, name)
const talk = (name = 'papier') => talkOf(db, mine.buyer, about(name))

test('a comment, an answer, and what is asked until it is done', async () => {
  const id = await comment(
    means,
    mine.buyer,
    about(),
    said('@"Personne pilot", combien de **rames** ?', { asks: true }),
  )
  expect(await commentTasks(db)(mine.pilot)).toMatchObject([
    {
      title: expect.stringMatching(/^Personne buyer vous mentionne\s: Action : papier$/),
      text: '@Personne pilot, combien de rames ?',
      action: { href: `${HERE}/commentaires/${id}` },
    },
  ])
  for (const someone of [mine.buyer, mine.elected, other.buyer]) expect(await commentTasks(db)(someone)).toEqual([])
  const answer = await comment(means, mine.pilot, about(), said('4 600. Et chez vous ?', { answers: id, asks: true }))
  expect(await commentTasks(db)(mine.buyer)).toMatchObject([{ title: expect.stringContaining('vous répond') }])
  await handleComment(means, mine.pilot, about(), id, true)
  expect(await commentTasks(db)(mine.pilot)).toEqual([])
  expect(await talk()).toMatchObject({
    toHandle: 1,
    threads: [{ id, handled: { by: mine.pilot.person.id }, answers: [{ id: answer, parentId: id }] }],
  })
  await handleComment(means, mine.buyer, about(), id, false)
  expect((await talk()).toHandle).toBe(2)
  const { text } = await get(HERE, mine.elected)
  expect(text).toContain('combien de <strong>rames</strong>')
  expect(text).toContain('<b>@Personne pilot</b>')
  expect(text).not.toContain('Modifier ou retirer')
  expect(text).not.toContain('<textarea')
})

test('who may not read cannot be mentioned; an answer is not answered; nothing of a refused comment is lost', async () => {
  const refused = async (text: string) => {
    const answer = await post(`${HERE}/commentaires`, { commentaire: text, demande: 'oui' }, mine.buyer)
    expect(answer.status).toBe(422)
    return answer.text
  }
  expect(await refused('@"Personne supplier" <b>')).toMatch(
    /ne désigne personne[\s\S]*&lt;b&gt;\n? *<\/textarea>[\s\S]*checked/,
  )
  expect(await refused('')).toContain('5 000 signes')
  expect(await refused('x'.repeat(5001))).toContain('5 000 signes')
  const before = await talk()
  const [first] = before.threads
  const answers = first?.answers[0]?.id ?? ''
  await expect(comment(means, mine.buyer, about(), said('a', { answers }))).rejects.toEqual(code('comment-unknown'))
  await expect(comment(means, mine.buyer, about('autre'), said('a', { answers: first?.id ?? '' }))).rejects.toEqual(
    code('comment-unknown'),
  )
  expect(await talk()).toEqual(before)
})

test('one changes one’s own words, and what they were is kept; one takes them back, and nothing of them is', async () => {
  const id = await comment(means, mine.buyer, about('encre'), said('Au [départ](javascript:x)', { asks: true }))
  const path = `${HERE.replace('papier', 'encre')}/commentaires/${id}`
  await comment(means, mine.pilot, about('encre'), said('Vu', { answers: id }))
  for (const [someone, status] of [[mine.pilot, 404], [mine.elected, 403], [other.buyer, 404]] as const) // biome-ignore format: one glance
    expect((await get(`${path}/modification`, someone)).status).toBe(status)
  expect((await post(`${path}/modification`, { commentaire: 'Ensuite, @"Personne pilot"' }, mine.buyer)).status).toBe(
    303,
  )
  expect((await get(`${path}/modification`, mine.buyer)).text).toContain('Ensuite, @&quot;Personne pilot&quot;')
  expect((await post(`${path}/modification`, { commentaire: '@quelqu’un' }, mine.buyer)).text).toContain('@quelqu’un')
  const thread = await get(path, mine.elected)
  expect(thread.text).toMatch(/1 version[\s\S]*Au \[départ\]\(javascript:x\)/)
  await expect(editComment(means, mine.pilot, about('encre'), id, 'Autre')).rejects.toEqual(code('comment-of-another'))
  await expect(withdrawComment(means, mine.pilot, about('encre'), id)).rejects.toEqual(code('comment-of-another'))
  const rewrite = (author: string) =>
    db.as({ organisation: mine.buyer.membership.organisation.id, person: author }, trx =>
      sql`update comment set body = 'Faux' where id = ${id}`.execute(trx),
    )
  await expect(rewrite(mine.pilot.person.id)).rejects.toThrow(/its author/)

  const left = await post(`${path}/retrait`, {}, mine.buyer)
  expect(left).toMatchObject({ status: 303, to: `${path}?fait=retrait#commentaire-${id}` })
  const after = await get(left.to ?? '', mine.elected)
  expect(after.text).toContain('Commentaire retiré par son auteur')
  expect(after.text).toContain('Vu')
  expect(after.text).not.toContain('Ensuite')
  expect(await talk('encre')).toMatchObject({ toHandle: 0 })
  expect(await commentTasks(db)(mine.pilot)).toHaveLength(1)
  for (const act of [editComment(means, mine.buyer, about('encre'), id, 'De retour'), handleComment(means, mine.buyer, about('encre'), id, true)]) // biome-ignore format: one line
    await expect(act).rejects.toEqual(code('comment-unknown'))
  await expect(comment(means, mine.buyer, about('encre'), said('a', { answers: id }))).rejects.toEqual(
    code('comment-withdrawn'),
  )
  const { rows } = await db.transaction(trx =>
    sql<{
      all: string
    }>`select coalesce(string_agg(a::text, ''), '') as all from audit a where relation = 'comment'`.execute(trx),
  )
  expect(rows[0]?.all).toContain('withdraw-comment')
  expect(rows[0]?.all).not.toMatch(/Ensuite|départ/)
})

test('what was said is said by nobody else: forged authors, others’ addresses, unknown things', async () => {
  const [first] = (await talk()).threads
  const forged = db.as({ organisation: mine.buyer.membership.organisation.id, person: mine.buyer.person.id }, trx =>
    sql`insert into comment (id, organisation_id, subject, title, path, author_id, body, asks)
      values (${randomUUID()}, ${mine.buyer.membership.organisation.id}, 's', 't', '/p', ${mine.pilot.person.id}, 'b', false)`.execute(
      trx,
    ),
  )
  await expect(forged).rejects.toThrow(/row-level security/)
  await expect(comment(means, mine.elected, about(), said('a'))).rejects.toEqual(code('role-lost'))
  const theirs = HERE.replace('229900998', '229900881')
  for (const path of [
    `${HERE.replace('papier', 'rien')}/commentaires/${first?.id}`,
    `${HERE.replace('papier', 'autre')}/commentaires/${first?.id}`,
    `${HERE}/commentaires/${randomUUID()}`,
    `${HERE}/commentaires/x`,
    `${theirs}/commentaires/${first?.id}`,
  ])
    expect((await get(path, mine.buyer)).status).toBe(404)
  expect((await get(`${theirs}/commentaires/${first?.id}`, other.buyer)).status).toBe(404)
  expect((await post(`${theirs}/commentaires/${first?.id}/traitement`, {}, other.buyer)).status).toBe(404)
  expect((await post(`${HERE}/commentaires`, { commentaire: 'a' }, mine.elected)).status).toBe(403)
  expect((await get(`${HERE}/commentaires/${first?.id}`, mine.supplier)).status).toBe(403)
})

test('a long discussion is read by pages, the latest first to come', async () => {
  for (let rank = 0; rank < 33; rank++) await comment(means, mine.buyer, about('long'), said(`n° ${rank}.`))
  const latest = await talk('long')
  expect(latest).toMatchObject({ more: true, threads: { length: 30, 0: { body: 'n° 3.' }, 29: { body: 'n° 32.' } } })
  const { text } = await get(`${HERE.replace('papier', 'long')}?commentaires=2`, mine.buyer)
  expect(text).toContain('n° 2.')
  expect(text).not.toContain('n° 3.')
})

test('each verb keeps to its organisation by itself, where row-level security is off', async () => {
  const { rows } = await db.run(
    "select relname from pg_class where relrowsecurity and relnamespace = 'public'::regnamespace",
  )
  await db.run(rows.map(({ relname }) => `alter table ${relname} disable row level security`).join(';'))
  const subject = about()
  const state = async () => [await talk(), await attachmentsOf(means, mine.buyer, subject)]
  const file = await attach(means, mine.buyer, subject, { name: 'a.txt', bytes: Readable.from([Buffer.from('a')]) }) // biome-ignore format: one line
  const before = await state()
  const id = (await talk()).threads[0]?.id ?? ''
  const us = other.buyer
  expect((await talkOf(db, us, subject)).threads).toEqual([])
  expect(await threadOf(db, us, subject, id)).toBeNull()
  expect((await attachmentsOf(means, us, subject)).attachments).toEqual([])
  expect(await commentTasks(db)({ ...us, person: mine.pilot.person })).toEqual([])
  const unknown = code('comment-unknown')
  await expect(comment(means, us, subject, said('a', { answers: id }))).rejects.toEqual(unknown)
  await expect(editComment(means, us, subject, id, 'a')).rejects.toEqual(unknown)
  await expect(withdrawComment(means, us, subject, id)).rejects.toEqual(unknown)
  await expect(handleComment(means, us, subject, id, true)).rejects.toEqual(unknown)
  await expect(comment(means, us, subject, said('@"Personne pilot"'))).rejects.toEqual(code('mention-unknown'))
  await expect(detach(means, us, subject, file, 'Ce n’est pas à nous.')).rejects.toEqual(code('attachment-unknown'))
  expect(await state()).toEqual(before)
})

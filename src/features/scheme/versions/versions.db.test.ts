import { sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import { scopeOf } from '#features/organisations'
import { organisationOf, type Someone } from '../../../../tests/support/actors.ts'
import { stopClock } from '../../../../tests/support/clock.ts'
import { testDatabase } from '../../../../tests/support/database.ts'
import { documentOf, fingerprintOf } from '../exporting.ts'
import { read, SMALL } from '../scheme.test-support.ts'
import { inForce, openVersion } from '../scheme.ts'
import { findScheme, openScheme } from '../schemes.ts'
import { adoptVersion, submitVersion, takeBack } from './adopting.ts'
import { dropDraft, openAmendment } from './drafts.ts'
import { frozenTexts } from './holding.ts'
import { publishScheme, unpublishScheme } from './publishing.ts'

const db = await testDatabase()
stopClock()

let lead: Someone
let colleague: Someone
let pilot: Someone
let stranger: Someone
beforeAll(async () => {
  const mine = await organisationOf(db, '22990099800019', 'Vallonne', 'scheme-lead', 'administrator', 'pilot')
  const theirs = await organisationOf(db, '21990001100015', 'Aubrelieu', 'administrator')
  lead = mine['scheme-lead']
  colleague = mine.administrator
  pilot = mine.pilot
  stranger = theirs.administrator
})

const code = (word: string) => expect.objectContaining({ code: word })
const VOTED = { on: '2026-02-27', deliberation: '2026-014', vote: 'à l’unanimité' }
let rank = 0
/** A scheme of its own, a draft. */
async function draft(more: object = {}): Promise<string> {
  const name = `schema-${++rank}`
  await openScheme(db, lead, read({ ...SMALL, code: name, ...more }))
  return name
}
async function adopted(): Promise<string> {
  const name = await draft()
  await adoptVersion(db, lead, name, { ...(await submitVersion(db, lead, name)), ...VOTED })
  return name
}
const schemeOf = (name: string, someone = lead) => db.as(scopeOf(someone), trx => findScheme(trx, someone, name))
const stateOf = async (name: string) => (await schemeOf(name))?.versions.map(({ state }) => state)
const textOf = (name: string) =>
  db.as(scopeOf(lead), async trx => {
    const scheme = await findScheme(trx, lead, name)
    if (!scheme) throw new Error('no scheme')
    return { ...(await documentOf(trx, scheme)), adoption: null }
  })
const frozenOf = (name: string, number: number) =>
  db.as(scopeOf(lead), async trx => {
    const scheme = await findScheme(trx, lead, name)
    return scheme && (await frozenTexts(trx, scheme, [number])).get(number)
  })
/** Writes in the working text as whoever edits does, in a transaction that lasts until `gate`. */
const write = (name: string, statement: string, gate?: Promise<unknown>) =>
  db.as(scopeOf(lead, 'change-part'), async trx => {
    await sql`${sql.raw(statement)} where kind = 'axis' and scheme_id = (select id from scheme where code = ${name})`.execute(
      trx,
    )
    await gate
  })
const RETITLE = `update scheme_part set content = content || '{"title": "Autre titre"}'`

describe('from the draft to the text in force', () => {
  test('a text is submitted, taken back, submitted again and adopted: frozen each time, whole, with its fingerprint', async () => {
    const name = await draft()
    const first = await submitVersion(db, lead, name)
    await expect(write(name, RETITLE)).rejects.toThrow(/frozen/)
    await takeBack(db, colleague, name)
    expect(await stateOf(name)).toEqual(['draft'])
    await write(name, RETITLE)
    const second = await submitVersion(db, lead, name)
    expect(second.sha256).not.toBe(first.sha256)
    await expect(adoptVersion(db, lead, name, { ...first, ...VOTED })).rejects.toEqual(code('version-changed'))
    await adoptVersion(db, lead, name, { ...second, ...VOTED })
    const scheme = await schemeOf(name)
    expect(scheme && inForce(scheme)).toMatchObject({ number: 1, adoption: VOTED, sha256: second.sha256 })
    const frozen = await frozenOf(name, 1)
    expect(frozen).toEqual(await textOf(name))
    expect(frozen && fingerprintOf(frozen).sha256).toBe(second.sha256)
    for (const again of [submitVersion, takeBack])
      await expect(again(db, lead, name)).rejects.toEqual(code('version-changed'))
    await expect(write(name, RETITLE)).rejects.toThrow(/frozen/)
  })

  test('of two who say it adopted at once, one does, and the other is told', async () => {
    const name = await draft()
    const submitted = await submitVersion(db, lead, name)
    const both = await Promise.allSettled([
      adoptVersion(db, lead, name, { ...submitted, ...VOTED }),
      adoptVersion(db, colleague, name, { ...submitted, ...VOTED, deliberation: '2026-015' }),
    ])
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(both.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'version-changed' } })
  })

  test('what somebody was writing is in what is submitted; who begins after is refused', async () => {
    const name = await draft()
    let end = () => {}
    const gate = new Promise<void>(done => {
      end = done
    })
    const writing = write(name, RETITLE, gate)
    const submitting = submitVersion(db, lead, name)
    const late = write(name, `update scheme_part set content = content || '{"title": "Trop tard"}'`)
    setTimeout(end, 100)
    const [, submitted, refused] = await Promise.allSettled([writing, submitting, late])
    expect(submitted).toMatchObject({ status: 'fulfilled' })
    const title = refused.status === 'rejected' ? 'Autre titre' : 'Trop tard'
    const frozen = await frozenOf(name, 1)
    expect(frozen?.axes.map(axis => axis.title)).toEqual([title, title])
    expect(frozen).toEqual(await textOf(name))
  })

  test('a day to come, a day before the last one, no day, no action: refused', async () => {
    const name = await adopted()
    await openAmendment(db, lead, name, 'Nouvelle cible.')
    const submitted = await submitVersion(db, lead, name)
    const saying = (on: string, deliberation = '') =>
      adoptVersion(db, lead, name, { ...submitted, on, deliberation, vote: '' })
    await expect(saying('2026-11-24')).rejects.toEqual(code('adoption-early'))
    await expect(saying('2026-02-26')).rejects.toMatchObject({ code: 'adoption-before', message: /27 février 2026/ })
    for (const wrong of ['', '2026-02-30', 'hier']) await expect(saying(wrong)).rejects.toEqual(code('adoption-date'))
    await expect(saying('2026-11-23', 'x'.repeat(101))).rejects.toEqual(code('adoption-words'))
    await saying('2026-11-23')
    expect(await stateOf(name)).toEqual(['adopted', 'adopted'])

    const empty = await draft({ axes: [], objectives: [], actions: [], indicators: [] })
    await expect(submitVersion(db, lead, empty)).rejects.toEqual(code('text-empty'))
  })
})

describe('amendments', () => {
  test('one draft at a time, with its purpose; the text in force stays in force', async () => {
    const name = await adopted()
    await expect(openAmendment(db, lead, name, ' ')).rejects.toEqual(code('purpose-missing'))
    const both = await Promise.allSettled([
      openAmendment(db, lead, name, 'Cibles 2027.'),
      openAmendment(db, colleague, name, 'Cibles 2028.'),
    ])
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(both.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'version-open' } })
    expect(await stateOf(name)).toEqual(['adopted', 'draft'])
    const scheme = await schemeOf(name)
    expect(scheme && inForce(scheme)?.number).toBe(1)
  })

  test('a draft that is dropped leaves exactly the text in force, and touches only what differs', async () => {
    const name = await adopted()
    const before = await textOf(name)
    await openAmendment(db, lead, name, 'Tout changer.')
    const of = `(select id from scheme where code = '${name}')`
    await db.as(scopeOf(lead, 'change-part'), async trx => {
      for (const statement of [
        `delete from scheme_part where scheme_id = ${of} and key in ('tonnage', 'part-recycle')`,
        `update scheme_part set content = content || '{"title": "Réécrite"}' where scheme_id = ${of} and key = 'papier'`,
        `update scheme_part set position = 1 - position where scheme_id = ${of} and kind = 'axis'`,
        `update scheme_part set parent = 'ecologie' where scheme_id = ${of} and key = 'clauses'`,
        `insert into scheme_part (id, organisation_id, scheme_id, kind, key, position, content)
          select gen_random_uuid(), organisation_id, id, 'axis', 'tonnage', 2, '{"title": "Un axe de plus"}' from scheme where code = '${name}'`,
        `update scheme set cover = cover || '{"title": "Autre schéma"}' where code = '${name}'`,
      ])
        await sql.raw(statement).execute(trx)
    })
    expect(await textOf(name)).not.toEqual(before)
    await dropDraft(db, lead, name, 2)
    expect(await textOf(name)).toEqual(before)
    expect(await stateOf(name)).toEqual(['adopted', 'dropped'])
    const { rows } = await db.transaction(trx =>
      sql`select person_id, relation, operation, count(*)::int as n from audit where act = 'drop-draft' group by 1, 2, 3 order by 2, 3`.execute(
        trx,
      ),
    )
    const by = (relation: string, operation: string, n: number) => ({
      person_id: lead.person.id,
      relation,
      operation,
      n,
    })
    // Two axes, the action and where the other one is; « tonnage » is another kind of part.
    expect(rows).toEqual([
      by('scheme', 'update', 1),
      by('scheme_part', 'delete', 1),
      by('scheme_part', 'insert', 2),
      by('scheme_part', 'update', 4),
      by('scheme_version', 'update', 1),
    ])
    await expect(dropDraft(db, lead, name, 2)).rejects.toEqual(code('version-changed'))
    expect(await openAmendment(db, lead, name, 'Autrement.')).toBe(3)
  })

  test('a scheme that was never adopted may be dropped: its text stays, frozen, and may be taken up again', async () => {
    const name = await draft()
    const before = await textOf(name)
    await dropDraft(db, lead, name, 1)
    expect(await stateOf(name)).toEqual(['dropped'])
    await expect(write(name, RETITLE)).rejects.toThrow(/frozen/)
    await openAmendment(db, lead, name, 'Le mandat a changé : nous reprenons.')
    expect(await textOf(name)).toEqual(before)
    await write(name, RETITLE)
  })
})

describe('who may', () => {
  const VERBS: [string, (someone: Someone, name: string) => Promise<unknown>][] = [
    ['submitVersion', (someone, name) => submitVersion(db, someone, name)],
    ['takeBack', (someone, name) => takeBack(db, someone, name)],
    ['adoptVersion', (someone, name) => adoptVersion(db, someone, name, { number: 1, sha256: '', ...VOTED })],
    ['openAmendment', (someone, name) => openAmendment(db, someone, name, 'Pour voir.')],
    ['dropDraft', (someone, name) => dropDraft(db, someone, name, 1)],
    ['publishScheme', (someone, name) => publishScheme(db, someone, name)],
    ['unpublishScheme', (someone, name) => unpublishScheme(db, someone, name)],
  ]
  test.each(VERBS)('%s: only who leads, in the organisation that leads', async (_, verb) => {
    const name = await draft()
    await expect(verb(pilot, name)).rejects.toEqual(code('role-lost'))
    await expect(verb(stranger, name)).rejects.toEqual(code('scheme-unknown'))
    const scheme = await schemeOf(name)
    await db.transaction(trx =>
      trx
        .insertInto('scheme_buyer')
        .values({
          id: crypto.randomUUID(),
          organisation_id: stranger.membership.organisation.id,
          scheme_id: scheme?.id ?? '',
          joined_at: new Date(),
          ended_at: null,
        })
        .execute(),
    )
    await expect(verb(stranger, name)).rejects.toEqual(code('not-leading'))
    expect(await schemeOf(name, stranger)).toEqual(scheme)
  })

  test('the parts that another buyer wrote are written back with the rest, and stay its own', async () => {
    const name = await draft()
    const scheme = await schemeOf(name)
    const theirs = stranger.membership.organisation.id
    await db.transaction(trx =>
      sql`update scheme_part set organisation_id = ${theirs} where scheme_id = ${scheme?.id} and key = 'clauses'`.execute(
        trx,
      ),
    )
    await adoptVersion(db, lead, name, { ...(await submitVersion(db, lead, name)), ...VOTED })
    await openAmendment(db, lead, name, 'Tout changer.')
    await db.transaction(trx =>
      sql`update scheme_part set content = content || '{"title": "La leur"}' where scheme_id = ${scheme?.id} and key = 'clauses'`.execute(
        trx,
      ),
    )
    await dropDraft(db, lead, name, 2)
    expect(await textOf(name)).toEqual(await frozenOf(name, 1))
    const { rows } = await db.transaction(trx =>
      sql`select key from scheme_part where scheme_id = ${scheme?.id} and organisation_id = ${theirs}`.execute(trx),
    )
    expect(rows).toEqual([{ key: 'clauses' }])
  })

  test('a public page only for what is adopted, by an organisation that is not suspended', async () => {
    const name = await draft()
    await expect(publishScheme(db, lead, name)).rejects.toEqual(code('nothing-adopted'))
    await adoptVersion(db, lead, name, { ...(await submitVersion(db, lead, name)), ...VOTED })
    const seen = () => db.read.selectFrom('scheme').select('code').where('code', '=', name).execute()
    expect(await seen()).toEqual([])
    await publishScheme(db, lead, name)
    const since = (await schemeOf(name))?.publicSince
    await publishScheme(db, lead, name)
    expect((await schemeOf(name))?.publicSince).toEqual(since)
    expect(await seen()).toEqual([{ code: name }])
    await unpublishScheme(db, lead, name)
    expect(await seen()).toEqual([])
    const suspend = (at: Date | null) =>
      db.transaction(trx =>
        trx
          .updateTable('organisation')
          .set({ suspended_at: at, suspended_for: at && 'Essai' })
          .where('id', '=', lead.membership.organisation.id)
          .execute(),
      )
    await suspend(new Date())
    await expect(publishScheme(db, lead, name)).rejects.toEqual(code('publisher-suspended'))
    await suspend(null)
  })

  test('each verb keeps to its organisation by itself, where row-level security is off', async () => {
    const { rows } = await db.run(
      "select relname from pg_class where relrowsecurity and relnamespace = 'public'::regnamespace",
    )
    await db.run(rows.map(({ relname }) => `alter table ${relname} disable row level security`).join(';'))
    const name = await draft()
    for (const [, verb] of VERBS) await expect(verb(stranger, name)).rejects.toEqual(code('scheme-unknown'))
    const scheme = await schemeOf(name)
    expect(scheme && openVersion(scheme)).toMatchObject({ number: 1, state: 'draft' })
  })
})

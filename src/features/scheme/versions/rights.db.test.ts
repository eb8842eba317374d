import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import type { Someone } from '../../../../tests/support/actors.ts'
import { stopClock } from '../../../../tests/support/clock.ts'
import { testDatabase } from '../../../../tests/support/database.ts'
import { openVersion } from '../scheme.ts'
import { adoptVersion, submitVersion, takeBack } from './adopting.ts'
import { dropDraft, openAmendment } from './drafts.ts'
import { publishScheme, unpublishScheme } from './publishing.ts'
import { code, VOTED, versionSite } from './versions.test-support.ts'

const db = await testDatabase()
stopClock()
const site = await versionSite(db)
const { lead, pilot, stranger, draft, schemeOf, textOf, frozenOf } = site

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
          scheme_id: scheme.id,
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
      sql`update scheme_part set organisation_id = ${theirs} where scheme_id = ${scheme.id} and key = 'clauses'`.execute(
        trx,
      ),
    )
    await adoptVersion(db, lead, name, { ...(await submitVersion(db, lead, name)), ...VOTED })
    await openAmendment(db, lead, name, 'Tout changer.')
    await db.transaction(trx =>
      sql`update scheme_part set content = content || '{"title": "La leur"}' where scheme_id = ${scheme.id} and key = 'clauses'`.execute(
        trx,
      ),
    )
    await dropDraft(db, lead, name, 2)
    expect(await textOf(name)).toEqual(await frozenOf(name, 1))
    const { rows } = await db.transaction(trx =>
      sql`select key from scheme_part where scheme_id = ${scheme.id} and organisation_id = ${theirs}`.execute(trx),
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
    const since = (await schemeOf(name)).publicSince
    await publishScheme(db, lead, name)
    expect((await schemeOf(name)).publicSince).toEqual(since)
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
    expect(openVersion(scheme)).toMatchObject({ number: 1, state: 'draft' })
  })
})

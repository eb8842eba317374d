import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { scopeOf } from '#features/organisations'
import { stopClock } from '../../../../tests/support/clock.ts'
import { testDatabase } from '../../../../tests/support/database.ts'
import { fingerprintOf } from '../exporting.ts'
import { inForce } from '../scheme.ts'
import { adoptVersion, submitVersion, takeBack } from './adopting.ts'
import { dropDraft, openAmendment } from './drafts.ts'
import { code, RETITLE, VOTED, versionSite } from './versions.test-support.ts'

const db = await testDatabase()
stopClock()
const site = await versionSite(db)
const { lead, colleague, draft, adopted, schemeOf, stateOf, textOf, frozenOf, write } = site

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
    expect(inForce(await schemeOf(name))).toMatchObject({ number: 1, adoption: VOTED, sha256: second.sha256 })
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
    let [written, end] = [() => {}, () => {}]
    const begun = new Promise<void>(done => {
      written = done
    })
    const gate = new Promise<void>(done => {
      end = done
    })
    const writing = write(name, RETITLE, () => {
      written()
      return gate
    })
    await begun
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
    expect(inForce(await schemeOf(name))?.number).toBe(1)
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

import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { scopeOf } from '#features/organisations'
import { testDatabase } from '../../../../tests/support/database.ts'
import { plainDocument } from '../document/reading.ts'
import { SMALL } from '../scheme.test-support.ts'
import { movePart } from '../text/structure.ts'
import { adoptVersion, submitVersion } from '../versions/adopting.ts'
import { duplicatePart } from './duplicating.ts'
import { shiftPart } from './ordering.ts'
import { reshapingSite, WHY } from './reshaping.test-support.ts'
import { splitAction } from './splitting.ts'
import { uniteActions } from './uniting.ts'

const db = await testDatabase()
const { lead, pilot, other, draft, textOf, post, get } = await reshapingSite(db)

const NOTHING = { code: '', steps: [], indicators: [], fields: {} }

test('what is forged, alone, another’s or frozen is refused, and nothing is half-written', async () => {
  const code = await draft()
  const before = plainDocument(await textOf(code))
  const split = (said: object, someone = lead, key = 'papier') =>
    splitAction(db, someone, code, key, { ...NOTHING, title: 'Neuve', ...said })
  const unite = (key: string, other: string, someone = lead) => uniteActions(db, someone, code, key, other, WHY)
  const refused = (attempt: Promise<unknown>, reason: string) => expect(attempt).rejects.toMatchObject({ code: reason })
  await refused(split({ title: ' ' }), 'part-invalid')
  await refused(split({ indicators: ['part-sociale'] }), 'part-unknown')
  await refused(split({ steps: ['tonnage-2'] }), 'part-unknown')
  await refused(split({}, lead, 'ecologie'), 'part-unknown')
  await refused(unite('papier', 'papier'), 'union-itself')
  await refused(unite('papier', 'ressources'), 'part-unknown')
  await refused(unite('papier', 'nulle-part'), 'part-unknown')
  await refused(duplicatePart(db, lead, code, 'nulle-part'), 'part-unknown')
  for (const [someone, reason] of [
    [pilot, 'role-lost'],
    [other, 'scheme-unknown'],
  ] as const) {
    await refused(split({}, someone), reason)
    await refused(unite('papier', 'clauses', someone), reason)
    await refused(duplicatePart(db, someone, code, 'papier'), reason)
  }
  expect(plainDocument(await textOf(code))).toEqual(before)

  const frozen = await submitVersion(db, lead, code)
  await refused(split({}), 'text-submitted')
  await adoptVersion(db, lead, code, { ...frozen, on: '2026-02-27', deliberation: '', vote: '' })
  await refused(split({}), 'text-frozen')
  await refused(unite('papier', 'clauses'), 'text-frozen')
  await refused(duplicatePart(db, lead, code, 'papier'), 'text-frozen')
})

test('a buyer of a joint scheme reshapes its own actions only, and never makes one of its own and a common one', async () => {
  const [us, them] = [lead.membership.organisation, other.membership.organisation]
  const code = await draft({
    buyers: [us, them].map(({ siren, name }) => ({ siren, name })),
    actions: [
      ...SMALL.actions,
      ...['a', 'b'].map(key => ({ key, parent: 'social', title: `La leur ${key}`, buyer: them.siren })),
      { key: 'propre', parent: 'social', title: 'La nôtre', buyer: us.siren },
    ],
  })
  await db.transaction(async trx => {
    const { id } = await trx.selectFrom('scheme').select('id').where('code', '=', code).executeTakeFirstOrThrow()
    await trx
      .insertInto('scheme_buyer')
      .values({
        id: crypto.randomUUID(),
        organisation_id: them.id,
        scheme_id: id,
        joined_at: new Date(),
        ended_at: null,
      })
      .execute()
    await trx
      .updateTable('scheme_part')
      .set('organisation_id' as never, them.id as never)
      .where('scheme_id', '=', id)
      .where('key', 'in', ['a', 'b'])
      .execute()
  })
  const refused = (attempt: Promise<unknown>, reason: string) => expect(attempt).rejects.toMatchObject({ code: reason })
  await refused(duplicatePart(db, other, code, 'papier'), 'not-leading')
  await refused(uniteActions(db, other, code, 'a', 'papier', WHY), 'not-leading')
  await refused(uniteActions(db, lead, code, 'papier', 'a', WHY), 'not-leading')
  await refused(splitAction(db, lead, code, 'a', { ...NOTHING, title: 'Neuve' }), 'not-leading')
  await refused(uniteActions(db, lead, code, 'papier', 'propre', WHY), 'union-buyers')
  expect(await splitAction(db, other, code, 'a', { ...NOTHING, title: 'Neuve' })).toBe('neuve')
  const attempts = await Promise.allSettled([
    uniteActions(db, other, code, 'a', 'b', WHY),
    uniteActions(db, other, code, 'b', 'a', WHY),
  ])
  expect(attempts.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  const keys = (await textOf(code)).actions.map(({ key, buyer }) => [key, buyer])
  expect(keys).toHaveLength(5)
  expect(keys).toContainEqual(['neuve', them.siren])

  await movePart(db, lead, code, 'clauses', 'social', null)
  await expect(shiftPart(db, other, code, 'neuve', -1)).rejects.toMatchObject({ code: 'not-leading' })
  const order = async () =>
    (await textOf(code)).actions.filter(({ parent }) => parent === 'social').map(({ key }) => key)
  const before = await order()
  await shiftPart(db, lead, code, 'clauses', -1)
  await shiftPart(db, lead, code, 'clauses', -1)
  expect(await order()).toEqual([...before.slice(0, -3), 'clauses', ...before.slice(-3, -1)])
  await refused(movePart(db, lead, code, 'neuve', 'ressources', null), 'others-own')
  // A text of theirs is not moved under another part, nor written.
  await db.as(scopeOf(lead, 'move-part'), trx =>
    sql`select place_parts(id, 'ecologie', '[{"key": "neuve", "position": 0}]') from scheme where code = ${code}`.execute(
      trx,
    ),
  )
  expect(await order()).toContain('neuve')

  const both = await Promise.allSettled([
    uniteActions(db, lead, code, 'papier', 'clauses', WHY),
    uniteActions(db, lead, code, 'clauses', 'papier', WHY),
  ])
  expect(both.map(one => (one.status === 'rejected' ? one.reason.code : 'done')).sort()).toEqual([
    'done',
    'part-unknown',
  ])
})

test('parts go up and down among their own, and the focus follows the one that moved', async () => {
  const code = await draft({
    actions: ['a', 'b', 'c'].map(key => ({ key, parent: 'social', title: key })),
    indicators: [],
  })
  const order = async () => (await textOf(code)).actions.map(({ key }) => key).join('')
  const move = (fields: Record<string, string>) => post(`${code}/ordre`, fields)
  const base = `/organisations/229900998/schemas/${code}/ordre`
  expect((await move({ descendre: 'a' })).to).toBe(`${base}#descendre-a`)
  expect(await order()).toBe('bac')
  expect((await move({ descendre: 'a' })).to).toBe(`${base}#monter-a`)
  expect((await move({ descendre: 'a' })).to).toBe(`${base}#monter-a`)
  expect(await order()).toBe('bca')
  expect((await move({ monter: 'b' })).to).toBe(`${base}#descendre-b`)
  expect((await move({ monter: 'social' })).to).toBe(`${base}#descendre-social`)
  expect((await textOf(code)).axes.map(({ key }) => key)).toEqual(['social', 'ecologie'])
  const page = await get(`${code}/ordre`)
  expect(page).toContain('id="descendre-b"')
  expect(page).not.toContain('id="monter-b"')
  expect((await move({ monter: 'nulle-part' })).status).toBe(422)
  expect((await move({})).status).toBe(422)
})

test('all codes change in one go, formulas hold, and two of one code are refused with their rows', async () => {
  const code = await draft({
    indicators: SMALL.indicators.map((one, rank) => ({
      ...one,
      code: `i${rank}`,
      ...(rank === 1 ? { source: { kind: 'formula', formula: '[I0 : recycle] ÷ [2-1]' } } : {}),
    })),
  })
  const page = await get(`${code}/codes?modele=points&quoi=tout`)
  const fields = () =>
    Object.fromEntries(
      [...page.matchAll(/<input[^>]* name="([^"]+)"[^>]* value="([^"]*)"/g)].map(([, name, value]) => [
        name ?? '',
        value ?? '',
      ]),
    )
  expect(fields()).toMatchObject({
    'code.ecologie': '1',
    'code.ressources': '1.1',
    'code.papier': '1.1.1',
    'code.clauses': '2.1',
    'code.part-recycle': '1.1.1-i2',
  })
  const twice = await post(`${code}/codes`, { ...fields(), 'code.clauses': '1.1.1' })
  expect(twice.status).toBe(422)
  expect(twice.text.match(/aria-invalid="true"/g)).toHaveLength(2)
  expect((await post(`${code}/codes`, { ...fields(), 'code.clauses': '1'.repeat(21) })).text).toContain('trop long')
  expect((await post(`${code}/codes`, { ...fields(), 'code.nulle-part': '9' })).status).toBe(422)
  expect((await textOf(code)).actions.map(one => one.code)).toEqual(['1-1.1', '2-1'])

  expect(await post(`${code}/codes`, fields())).toMatchObject({ status: 303 })
  const { axes, actions, indicators } = await textOf(code)
  expect([...axes, ...actions].map(one => one.code)).toEqual(['1', '2', '1.1.1', '2.1'])
  expect(indicators[1]?.source).toEqual({ kind: 'formula', formula: '[tonnage: recycle] ÷ [part-sociale]' })
  const late = await post(`${code}/codes`, { ...fields(), 'code.papier': '9' })
  expect(late.status).toBe(422)
  expect(late.text).toContain('ont changé')
  expect(late.text).toContain('value="1.1.1"')
})

import { sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import { scopeOf } from '#features/organisations'
import { testDatabase } from '../../../../tests/support/database.ts'
import { listSchemes } from '../schemes.ts'
import { markOf } from '../text/merging.ts'
import { openAmendment } from '../versions/drafts.ts'
import { buyersOf, offersTo, offerTasks, organisationsNamed, sharersOf } from './buyers.tsx'
import { answerOffer, dropBuyer, endBuyer, inviteBuyer, leaveScheme } from './joining.ts'
import { AUBRELIEU, code, type JointSite, jointSite, PIERREFONTE, VALLONNE } from './joint.test-support.ts'

const db = await testDatabase()
let site: JointSite
beforeAll(async () => {
  site = await jointSite(db)
}, 60_000)

describe('sharing', () => {
  test('who leads invites by SIREN, who is invited reads to what, joins, and both say so', async () => {
    const name = await site.draft()
    await inviteBuyer(db, site.lead, name, '219 900 016')
    expect((await site.schemeOf(name))?.buyers.map(({ siren }) => siren)).toEqual([VALLONNE, AUBRELIEU])
    expect(await site.sharing(name)).toEqual([
      [VALLONNE, 'leads'],
      [AUBRELIEU, 'invited'],
    ])
    expect(await site.schemeOf(name, site.other)).toBeNull()
    const [offer] = await db.as(scopeOf(site.other), trx => offersTo(trx, site.other, name))
    const href = `/organisations/${AUBRELIEU}/schemas/${name}/invitation`
    expect(await offerTasks(db)(site.other)).toMatchObject([{ when: 'Invitation', action: { href } }])
    expect([await offerTasks(db)(site.pilot), await offerTasks(db)(site.third)]).toEqual([[], []])
    expect(offer).toMatchObject({ code: name, title: 'Schéma d’essai', lead: 'Département de la Vallonne' })
    expect(await db.as(scopeOf(site.other), trx => buyersOf(trx, offer?.id ?? ''))).toEqual([])
    await answerOffer(db, site.other, name, true)
    expect((await site.schemeOf(name, site.other))?.code).toBe(name)
    expect(await site.sharing(name, site.other)).toEqual([
      [VALLONNE, 'leads'],
      [AUBRELIEU, 'in'],
    ])
    expect(await db.as(scopeOf(site.other), trx => offersTo(trx, site.other))).toEqual([])
  })

  test.each<[string, () => Promise<unknown>, string]>([
    ['itself', async () => inviteBuyer(db, site.lead, await site.draft(), VALLONNE), 'buyer-self'],
    ['nobody of this site', async () => inviteBuyer(db, site.lead, await site.draft(), '123456789'), 'buyer-unknown'],
    [
      'words in place of a SIREN',
      async () => inviteBuyer(db, site.lead, await site.draft(), 'commune'),
      'buyer-unknown',
    ],
    ['one already in', async () => inviteBuyer(db, site.lead, await site.joint(), AUBRELIEU), 'buyer-known'],
    ['without the role', async () => inviteBuyer(db, site.elected, await site.draft(), AUBRELIEU), 'role-lost'],
    ['to another’s scheme', async () => inviteBuyer(db, site.other, await site.draft(), PIERREFONTE), 'scheme-unknown'],
    [
      'to a scheme that one only shares',
      async () => inviteBuyer(db, site.other, await site.joint(), PIERREFONTE),
      'not-leading',
    ],
    ['joining uninvited', async () => answerOffer(db, site.third, await site.joint(), true), 'offer-gone'],
    ['joining twice', async () => answerOffer(db, site.other, await site.joint(), true), 'offer-gone'],
    ['joining without the role', async () => answerOffer(db, site.pilot, await site.draft(), true), 'role-lost'],
    ['leaving what one leads', async () => leaveScheme(db, site.lead, await site.joint()), 'lead-stays'],
    ['leaving what one is not in', async () => leaveScheme(db, site.third, await site.joint()), 'scheme-unknown'],
    ['ending a forged id', async () => endBuyer(db, site.lead, await site.joint(), crypto.randomUUID()), 'buyer-gone'],
    ['ending who leads', async () => endBuyer(db, site.lead, await site.joint(), ''), 'buyer-gone'],
    [
      'taking who is in out of the text',
      async () => dropBuyer(db, site.lead, await site.joint(), AUBRELIEU),
      'buyer-in',
    ],
    [
      'taking oneself out of the text',
      async () => dropBuyer(db, site.lead, await site.joint(), VALLONNE),
      'buyer-self',
    ],
  ])('refused: %s', async (_, act, why) => {
    await expect(act()).rejects.toEqual(code(why))
  })

  test('a suspended organisation is not invited; an adopted text names its buyers first', async () => {
    const suspend = (at: Date | null) =>
      db.transaction(trx =>
        trx
          .updateTable('organisation')
          .set({ suspended_at: at, suspended_for: at && 'Essai' })
          .where('siren', '=', PIERREFONTE)
          .execute(),
      )
    const name = await site.draft()
    await suspend(new Date())
    await expect(inviteBuyer(db, site.lead, name, PIERREFONTE)).rejects.toEqual(code('buyer-suspended'))
    await suspend(null)
    await site.adopt(name)
    await expect(inviteBuyer(db, site.lead, name, PIERREFONTE)).rejects.toEqual(code('buyer-unnamed'))
    await openAmendment(db, site.lead, name, 'Accueillir Pierrefonte.')
    await inviteBuyer(db, site.lead, name, PIERREFONTE)
    await answerOffer(db, site.third, name, false)
    expect(await site.sharing(name)).toEqual([
      [VALLONNE, 'leads'],
      [PIERREFONTE, 'unanswered'],
    ])
    await dropBuyer(db, site.lead, name, PIERREFONTE)
    expect((await site.schemeOf(name))?.buyers).toHaveLength(1)
  })

  test('two invitations at once make one', async () => {
    const name = await site.draft()
    const both = await Promise.allSettled([1, 2].map(() => inviteBuyer(db, site.lead, name, AUBRELIEU)))
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(both.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'buyer-known' } })
    expect(await site.sharing(name)).toHaveLength(2)
  })

  test('who left reads nothing more, is still named, and may come back', async () => {
    const name = await site.joint()
    await leaveScheme(db, site.other, name)
    expect(await site.schemeOf(name, site.other)).toBeNull()
    expect((await listSchemes(db, site.other)).map(one => one.code)).not.toContain(name)
    const id = await site.idOf(name)
    expect(await db.as(scopeOf(site.lead), trx => buyersOf(trx, id))).toMatchObject([
      { siren: VALLONNE, present: true },
      { siren: AUBRELIEU, present: false },
    ])
    await inviteBuyer(db, site.lead, name, AUBRELIEU)
    await answerOffer(db, site.other, name, true)
    expect((await site.sharing(name)).map(([, is]) => is)).toEqual(['leads', 'left', 'in'])
    expect(await db.as(scopeOf(site.lead), trx => buyersOf(trx, id))).toMatchObject([{}, { present: true }])
    const sharers = await db.as(scopeOf(site.lead), trx => sharersOf(trx, id))
    await endBuyer(db, site.lead, name, sharers.at(-1)?.id ?? '')
    expect(await site.schemeOf(name, site.other)).toBeNull()
  })

  test.each([
    ['who leads joins for who is invited', 'set joined_at = now()', () => site.lead],
    ['who was put out comes back by itself', 'set ended_at = null', () => site.other],
  ])('the database refuses that %s', async (_, change, who) => {
    const name = await site.draft()
    await inviteBuyer(db, site.lead, name, AUBRELIEU)
    const id = await site.idOf(name)
    if (who() === site.other) await answerOffer(db, site.other, name, false)
    const forged = db.as(scopeOf(who()), trx =>
      sql`update scheme_buyer ${sql.raw(change)} where scheme_id = ${id}`.execute(trx),
    )
    await expect(forged).rejects.toThrow(/answers, once/)
  })

  test('organisations are found by words of their name, without accents, or their SIREN', async () => {
    const found = async (words: string) =>
      (await db.as(scopeOf(site.lead), trx => organisationsNamed(trx, words))).map(one => one.siren)
    expect(await found('d’aubrelieu')).toEqual([AUBRELIEU])
    expect(await found('Département')).toEqual([VALLONNE])
    expect(await found('sur-coeur')).toEqual([PIERREFONTE])
    expect(await found('219 900 024')).toEqual([PIERREFONTE])
    expect(await found('e')).toEqual([])
    expect(await found('%')).toEqual([])
  })
})

test('from an invitation to leaving, by forms', async () => {
  const name = await site.draft()
  expect((await site.get(`/${name}/acheteurs?q=aubre`, site.lead)).text).toContain('Commune d’Aubrelieu')
  expect((await site.get(`/${name}/acheteurs?q=zzz`, site.lead)).text).toContain('Aucune organisation de ce site')
  expect((await site.get(`/${name}/acheteurs?q=aubre`, site.elected)).text).not.toContain('Aubrelieu')
  expect((await site.get(`/${name}/invitation`, site.other)).status).toBe(404)
  expect(await site.post(`/${name}/acheteurs`, { siren: AUBRELIEU }, site.lead)).toMatchObject({ status: 303 })
  expect(await site.post(`/${name}/acheteurs`, { siren: AUBRELIEU }, site.lead)).toMatchObject({ status: 422 })
  expect((await site.get('', site.other)).text).toContain(`/schemas/${name}/invitation`)
  expect((await site.get(`/${name}/invitation`, site.other)).text).toContain('Département de la Vallonne')
  expect((await site.get(`/${name}`, site.other)).status).toBe(404)
  expect(await site.post(`/${name}/invitation/acceptation`, {}, site.other)).toMatchObject({
    to: `/organisations/${AUBRELIEU}/schemas/${name}?fait=rejoint`,
  })
  expect((await site.post(`/${name}/invitation/refus`, {}, site.other)).status).toBe(422)
  expect((await site.get(`/${name}`, site.other)).text).toContain('Ajouter une action propre')
  const added = await site.post(`/${name}/ajout`, { nature: 'action', sous: 'social', title: 'La nôtre' }, site.other)
  expect(added.to).toContain('/actions/la-notre?fait=ajoute')
  expect((await site.get(`/${name}/actions/la-notre`, site.other)).text).toContain('Modifier la fiche')
  expect((await site.get(`/${name}/actions/la-notre`, site.lead)).text).not.toContain('Modifier la fiche')
  expect((await site.get(`/${name}/parties/la-notre`, site.lead)).status).toBe(404)
  expect((await site.get(`/${name}/parties/tonnage/reperes`, site.other)).text).toContain('Enregistrer nos repères')
  const marks = { 'baseline.dit': 'none', 'baseline.none': 'Jamais mesuré.', 'baseline.marque': markOf(null) }
  expect((await site.post(`/${name}/parties/tonnage/reperes`, marks, site.other)).to).toContain('?fait=reperes')
  expect((await site.textOf(name)).own).toMatchObject([{ buyer: AUBRELIEU, baseline: { none: 'Jamais mesuré.' } }])
  expect((await site.get(`/${name}/depart`, site.other)).text).toContain('Quitter le schéma')
  expect((await site.get(`/${name}/depart`, site.lead)).status).toBe(404)
  expect(await site.post(`/${name}/depart`, {}, site.other)).toMatchObject({ status: 303 })
  expect((await site.get(`/${name}/acheteurs`, site.lead)).text).toContain('Ne le partagent plus')
  expect((await site.get(`/${name}/acheteurs`, site.other)).status).toBe(404)
})

test('each verb keeps to its organisation by itself, where row-level security is off', async () => {
  const name = await site.joint()
  await inviteBuyer(db, site.lead, name, PIERREFONTE)
  const { rows } = await db.run(
    "select relname from pg_class where relrowsecurity and relnamespace = 'public'::regnamespace",
  )
  await db.run(rows.map(({ relname }) => `alter table ${relname} disable row level security`).join(';'))
  const before = await site.sharing(name)
  await expect(inviteBuyer(db, site.third, name, PIERREFONTE)).rejects.toEqual(code('scheme-unknown'))
  await expect(dropBuyer(db, site.third, name, AUBRELIEU)).rejects.toEqual(code('scheme-unknown'))
  await expect(leaveScheme(db, site.third, name)).rejects.toEqual(code('scheme-unknown'))
  await expect(endBuyer(db, site.other, name, crypto.randomUUID())).rejects.toEqual(code('not-leading'))
  await expect(answerOffer(db, site.other, name, true)).rejects.toEqual(code('offer-gone'))
  expect(await site.sharing(name)).toEqual(before)
})

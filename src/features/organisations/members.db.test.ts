import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { testDatabase } from '../../../tests/support/database.ts'
import { as, code, organisationSite } from './organisations.test-support.ts'

const db = await testDatabase()
const { browser, members, invitations, organisation, member, trailOf } = organisationSite(db)

describe('who administers', () => {
  test('cannot leave it to nobody: neither by leaving, nor by a role, nor for a time', async () => {
    const here = await organisation('Seule')
    const admin = await member(here, ['administrator'], 'seule@seule.test')
    await member(here, ['buyer'], 'autre@seule.test')
    const mine = admin.membership.id
    await expect(members.leave(admin)).rejects.toEqual(code('last-administrator'))
    await expect(members.end(admin, mine)).rejects.toEqual(code('last-administrator'))
    await expect(members.change(admin, mine, as(['buyer']))).rejects.toEqual(code('last-administrator'))
    const forATime = { ...as(['administrator']), until: '2099-01-01' }
    await expect(members.change(admin, mine, forATime)).rejects.toEqual(code('last-administrator'))
    expect((await members.list(admin)).map(({ roles, until, endedAt }) => [roles[0], until, endedAt])).toEqual([
      ['buyer', null, null],
      ['administrator', null, null],
    ])
  })

  test('two who remove each other: one does', async () => {
    const here = await organisation('Duel')
    const [a, b] = [
      await member(here, ['administrator'], 'a@duel.test'),
      await member(here, ['administrator'], 'b@duel.test'),
    ]
    const ends = await Promise.allSettled([members.end(a, b.membership.id), members.end(b, a.membership.id)])
    expect(ends.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(ends.find(end => end.status === 'rejected')?.reason).toEqual(code('role-lost'))
  })

  test('no longer does as soon as the role is taken away, in a session that is open', async () => {
    const here = await organisation('Retrait')
    const boss = await member(here, ['administrator'], 'boss@retrait.test')
    const other = await member(here, ['administrator'], 'other@retrait.test')
    const open = browser()
    await open.signIn('other@retrait.test')
    const address = `/organisations/${here.siren}/reglages`
    expect((await open.get(address)).status).toBe(200)
    await members.change(boss, other.membership.id, as(['buyer']))
    expect((await open.get(address)).status).toBe(403)
    await members.end(boss, other.membership.id)
    expect((await open.get(address)).status).toBe(404)
    expect((await open.get(`/organisations/${here.siren}/membres`)).status).toBe(404)
    // Who was let in before knows nothing of it: the verb looks again.
    await expect(invitations.invite(other, { email: 'x@retrait.test', ...as(['buyer']) })).rejects.toEqual(
      code('role-lost'),
    )
    expect((await members.list(boss)).find(({ email }) => email === 'other@retrait.test')?.endedAt).not.toBeNull()
  })

  test('whoever comes for a time is gone the day after', async () => {
    const here = await organisation('Temps')
    const boss = await member(here, ['administrator'], 'boss@temps.test')
    const adviser = await member(here, ['adviser'], 'conseil@temps.test')
    await members.change(boss, adviser.membership.id, { ...as(['adviser']), until: '2999-12-31' })
    const open = browser()
    await open.signIn('conseil@temps.test')
    expect((await open.get(`/organisations/${here.siren}/membres`)).status).toBe(200)
    await db.transaction(trx =>
      sql`update membership set until = current_date - 2 where id = ${adviser.membership.id}`.execute(trx),
    )
    expect((await open.get(`/organisations/${here.siren}/membres`)).status).toBe(404)
  })
})

describe('another organisation', () => {
  test('its ids name nothing here, in any address and any field', async () => {
    const [mine, other] = [await organisation('Mienne'), await organisation('Autre')]
    const admin = await member(mine, ['administrator'], 'admin@mienne.test')
    const target = await member(other, ['administrator'], 'admin@autre.test')
    await member(other, ['administrator'], 'second@autre.test')
    await members.openDirectorate(target, 'Direction des achats')
    const [directorate] = await members.directorates(target)
    const invitation = await invitations.invite(target, { email: 'x@autre.test', ...as(['buyer']) })
    const open = browser()
    await open.signIn('admin@mienne.test')
    const base = `/organisations/${mine.siren}`
    const id = target.membership.id
    expect((await open.get(`${base}/membres/${id}`)).status).toBe(404)
    for (const [path, fields] of [
      [`/membres/${id}`, { roles: 'buyer' }],
      [`/membres/${id}/fin`, {}],
      [`/membres/${admin.membership.id}`, { roles: 'administrator', directorate: directorate?.id ?? '' }],
      [`/invitations/${invitation}/retrait`, {}],
      [`/invitations/${invitation}/renvoi`, {}],
      [`/directions/${directorate?.id}/fermeture`, {}],
      ['/membres/1%27%20or%201=1/fin', {}],
      ['/invitations', { email: 'y@mienne.test', roles: 'buyer', directorate: directorate?.id ?? '' }],
    ] as const)
      expect({ path, status: (await open.post(base + path, fields)).status }).toEqual({ path, status: 422 })
    for (const path of ['/membres', '/reglages', `/membres/${id}`])
      expect((await open.get(`/organisations/${other.siren}${path}`)).status).toBe(404)
    expect((await members.list(target)).map(({ endedAt }) => endedAt)).toEqual([null, null])
    expect((await invitations.waiting(target)).length).toBe(1)
    expect((await members.directorates(target)).length).toBe(1)
    expect((await trailOf(other.id)).filter(({ person_id }) => person_id === admin.person.id)).toEqual([])
  })
})

test('directorates: opened once, closed, opened again; who was there stays a member', async () => {
  const here = await organisation('Directions')
  const admin = await member(here, ['administrator'], 'admin@directions.test')
  await members.openDirectorate(admin, 'Achats')
  await expect(members.openDirectorate(admin, 'Achats')).rejects.toEqual(code('directorate-known'))
  const [achats] = await members.directorates(admin)
  const directorate = achats?.id ?? ''
  await members.change(admin, admin.membership.id, { ...as(['administrator']), directorate })
  await members.closeDirectorate(admin, directorate)
  await expect(members.change(admin, admin.membership.id, { ...as(['administrator']), directorate })).rejects.toEqual(
    code('directorate-unknown'),
  )
  expect((await members.list(admin)).map(each => each.directorate)).toEqual([null])
  await members.openDirectorate(admin, 'Achats')
  expect((await members.directorates(admin)).map(({ id }) => id)).toEqual([directorate])
})

test.each(['admin＠homoglyphe.test', 'аdmin@homoglyphe.test', 'admin@homoglyphe.test\r\nbcc: x@y.test', 'a b@c.test'])(
  'an address with a trick in it is refused: %j',
  async email => {
    const here = await organisation(`Ruse ${email}`)
    await member(here, ['administrator'], `admin${here.siren}@ruse.test`)
    const open = browser()
    await open.signIn(`admin${here.siren}@ruse.test`)
    const answer = await open.post(`/organisations/${here.siren}/invitations`, { email, roles: 'buyer' })
    expect([answer.status, answer.html]).toEqual([422, expect.stringContaining('adresse électronique complète')])
  },
)

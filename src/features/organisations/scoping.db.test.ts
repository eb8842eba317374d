import { expect, test } from 'vitest'
import { testDatabase } from '../../../tests/support/database.ts'
import { as, code, organisationSite } from './organisations.test-support.ts'

const db = await testDatabase()
const { members, invitations, organisation, member } = organisationSite(db)

test('each verb keeps to its organisation by itself, where row-level security is off', async () => {
  const { rows } = await db.run(
    "select relname from pg_class where relrowsecurity and relnamespace = 'public'::regnamespace",
  )
  await db.run(rows.map(({ relname }) => `alter table ${relname} disable row level security`).join(';'))
  const [ours, theirs] = [await organisation('Nôtre'), await organisation('Leur')]
  const us = await member(ours, ['administrator'], 'a@notre.test')
  const them = await member(theirs, ['administrator'], 'a@leur.test')
  await member(theirs, ['administrator'], 'b@leur.test')
  await members.openDirectorate(them, 'Leurs achats')
  const [directorate] = await members.directorates(them)
  const waiting = await invitations.invite(them, { email: 'c@leur.test', ...as(['buyer']) })
  const state = async () => ({
    members: await members.list(them),
    directorates: await members.directorates(them),
    waiting: await invitations.waiting(them),
    settings: await members.settings(them),
  })
  const before = await state()

  expect((await members.list(us)).map(({ email }) => email)).toEqual(['a@notre.test'])
  expect(await members.directorates(us)).toEqual([])
  expect(await invitations.waiting(us)).toEqual([])
  expect((await members.settings(us)).name).toBe('Nôtre')

  const gone = code('not-here')
  await expect(members.change(us, them.membership.id, as(['buyer']))).rejects.toEqual(gone)
  await expect(members.end(us, them.membership.id)).rejects.toEqual(gone)
  await expect(members.closeDirectorate(us, directorate?.id ?? '')).rejects.toEqual(gone)
  await expect(invitations.withdraw(us, waiting)).rejects.toEqual(gone)
  await expect(invitations.renew(us, waiting)).rejects.toEqual(gone)
  expect(await invitations.linkOf(ours.id, waiting)).toBeNull()
  const elsewhere = { email: 'd@notre.test', ...as(['buyer']), directorate: directorate?.id ?? '' }
  await expect(invitations.invite(us, elsewhere)).rejects.toEqual(code('directorate-unknown'))
  // Theirs are two, who administer; ours is one, and the last.
  await expect(members.leave(us)).rejects.toEqual(code('last-administrator'))
  await members.describe(us, { name: 'Nôtre aussi', kind: 'department', territory: '' })

  expect(await state()).toEqual(before)
})

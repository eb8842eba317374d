import { beforeAll, expect, test } from 'vitest'
import { scopeOf } from '#features/organisations'
import { openDoor } from '../../../../tests/support/actors.ts'
import { stopClock } from '../../../../tests/support/clock.ts'
import { testDatabase } from '../../../../tests/support/database.ts'
import { plainSite } from '../../../../tests/support/plain-site.ts'
import { asking, bodyOf } from '../bodies.test-support.ts'
import { caseSite, refused } from '../cases/cases.test-support.ts'
import { chainsOf, setChain } from '../cases/chains.ts'
import { bodyRoutes } from '../routes.tsx'
import { closeBody } from '../seats/opening.ts'

const db = await testDatabase()
stopClock('2024-03-10T09:00:00Z')
const { lead, elected, stranger, group, technical, political, seats, site, matters, begin } = await caseSite(db)
const door = openDoor()
const app = plainSite(bodyRoutes({ db, mail: {} as never, url: '', matters }), door)
const ask = asking(app, door, () => lead)
beforeAll(begin)

test('a meeting that was held is entered, then who was there and what was said; nobody is called', async () => {
  const at = `/${technical}/reunions/deja-tenue`
  const form = { day: '2024-02-06', from: '09:30', to: '11:30', place: 'Salle 1', agenda: 'Un point\n\nUn\u202eautre ' }
  const { to } = await ask(at, lead, form)
  const path = /instances(\/.*)\/presences\?fait=inscrite$/.exec(to)?.[1] ?? ''
  const there = ['lead', 'anne', 'bruno', 'chloe'].map(name => [
    `presence-${seats[name as keyof typeof seats]}`,
    'present',
  ])
  expect((await ask(`${path}/presences`, lead, Object.fromEntries(there))).to).toContain('fait=presences')
  expect((await ask(`${path}/compte-rendu`, lead, { minutes: 'Dit.', revision: '0' })).to).toContain('compte-rendu')
  const page = (await ask(path, elected)).words
  for (const words of ['Tenue', 'Un point', 'aucune : la réunion est inscrite une fois tenue', 'Dit.'])
    expect(page).toContain(words)
  expect(await ask(`${path}/convocation`, lead, {})).toMatchObject({ status: 422 })
  for (const [more, words] of [
    [{ day: '2024-03-11' }, 'pas encore terminée'],
    [{ day: '2023-12-31' }, 'Personne ne siège'],
    [{ agenda: 'x'.repeat(301) }, '300 signes'],
    [{ agenda: 'x\n'.repeat(31) }, '30 points au plus'],
  ] as const)
    expect(await ask(at, lead, { ...form, ...more })).toMatchObject({ status: 422, words: expect.stringContaining(words) }) // biome-ignore format: one line
  expect((await ask(at, elected, form)).status).toBe(403)
  expect((await ask(at, stranger, form)).status).not.toBe(303)
})

test('a body that validates is replaced in its chains before it closes, never leaving one empty or going round', async () => {
  const close = (body: string, replaced?: string | null) => closeBody(db, lead, body, replaced)
  const chain = async () => (await db.as(scopeOf(lead), trx => chainsOf(trx, lead, site.scope))).get('action')
  const other = await bodyOf(db, lead, { name: 'Comité de remplacement' })
  const page = await ask(`/${technical}/fermeture`, lead, {})
  expect(page).toMatchObject({ status: 422, words: expect.stringContaining('valide encore : Contenu d’une action') })
  await expect(close(technical, group)).rejects.toEqual(refused('body-replacing'))
  await expect(close(technical, technical)).rejects.toEqual(refused('body-replacing'))
  expect((await ask(`/${technical}/fermeture`, lead, { remplacee: other })).to).toContain('fait=close')
  expect(await chain()).toEqual([group, other, political])
  await close(other, null)
  expect(await chain()).toEqual([group, political])
  await setChain(db, lead, { scope: site.scope, matter: 'action', bodies: [group] })
  await expect(close(group, null)).rejects.toEqual(refused('body-alone-in-chain'))
  await close(group, political)
  expect(await chain()).toEqual([political])
})

import { randomUUID } from 'node:crypto'
import { Hono } from 'hono'
import { beforeAll, describe, expect, test } from 'vitest'
import { scopeOf } from '#features/organisations'
import { openDoor, organisationOf, type Someone } from '../../../tests/support/actors.ts'
import { testDatabase } from '../../../tests/support/database.ts'
import { plainSite } from '../../../tests/support/plain-site.ts'
import { changeView, removeView, saveView } from './keeping.ts'
import { viewsOfPerson } from './own-data.ts'
import { viewsOf } from './reading.ts'
import { viewRoutes } from './routes.tsx'
import { savedViews } from './SavedViews.tsx'

const db = await testDatabase()
const door = openDoor()
const PATH = '/organisations/229900998/journal'
const lists = [
  { label: 'Journal', path: '/journal' },
  { label: 'Marchés', path: '/marches', open: true },
]
const app = plainSite(viewRoutes({ db, menu: (_, here) => ({ name: '', person: '', menu: [], here }), lists }), door)
let [lead, pilot, stranger]: Someone[] = []
const someone = (one: Someone | undefined): Someone => one ?? expect.unreachable()

const found = (who: Someone | undefined, path?: string) =>
  db.as(scopeOf(someone(who)), async trx => (await viewsOf(trx, someone(who), path)).map(({ name }) => name))
const idOf = (who: Someone | undefined, name: string) =>
  db.as(scopeOf(someone(who)), async trx => (await viewsOf(trx, someone(who))).find(one => one.name === name)?.id ?? '')
const save = (who: Someone | undefined, name: string, more: { query?: string; shared?: boolean } = {}) =>
  saveView(db, someone(who), { path: PATH, query: more.query ?? 'acte=x' }, { name, shared: more.shared ?? false })
async function send(who: Someone | undefined, path: string, fields?: Record<string, string>) {
  const answer = await app.request(path, {
    headers: door.as(someone(who)),
    ...(fields ? { method: 'POST', body: new URLSearchParams(fields) } : {}),
  })
  return { status: answer.status, to: answer.headers.get('location'), html: await answer.text() }
}
/** What stands above a list. */
const above = async (who: Someone | undefined, query = '') => {
  const list = new Hono().get(PATH, c =>
    db.as(scopeOf(someone(who)), async trx => c.html(String(await savedViews(c, trx, someone(who))))),
  )
  return (await list.request(PATH + query)).text()
}

beforeAll(async () => {
  const ours = await organisationOf(db, '22990099800015', 'Vallonne', 'scheme-lead', 'pilot')
  lead = ours['scheme-lead']
  pilot = ours.pilot
  stranger = (await organisationOf(db, '21990001600019', 'Aubrelieu', 'scheme-lead'))['scheme-lead']
})

describe('a view', () => {
  test('is one’s own, until it is shared; nobody else’s organisation sees it', async () => {
    await save(lead, 'À moi')
    await save(lead, 'À nous', { shared: true })
    expect(await found(lead)).toEqual(['À moi', 'À nous'])
    expect(await found(pilot)).toEqual(['À nous'])
    expect(await found(pilot, '/organisations/229900998/autre')).toEqual([])
    expect(await found(stranger)).toEqual([])
    // The database says so, without the statement.
    const seen = await db.as(scopeOf(someone(pilot)), trx => trx.selectFrom('saved_view').select('name').execute())
    expect(seen).toEqual([{ name: 'À nous' }])
  })

  test('has a name, on one line, that no other of the list has', async () => {
    await expect(save(lead, ' \u202e ')).rejects.toMatchObject({ code: 'view-name' })
    await expect(save(lead, 'x'.repeat(61))).rejects.toMatchObject({ code: 'view-name' })
    await expect(save(lead, 'À\nmoi')).rejects.toMatchObject({ code: 'view-name-taken' })
    await expect(
      changeView(db, someone(lead), await idOf(lead, 'À nous'), { name: 'À moi', shared: true }),
    ).rejects.toMatchObject({ code: 'view-name-taken' })
    await save(pilot, 'À moi')
  })

  test('is shared by who leads, changed by who saved it, removed by either', async () => {
    await expect(save(pilot, 'Partage', { shared: true })).rejects.toMatchObject({ code: 'sharing-refused' })
    const [own, shared] = [await idOf(pilot, 'À moi'), await idOf(lead, 'À nous')]
    await expect(changeView(db, someone(pilot), own, { name: 'À moi', shared: true })).rejects.toMatchObject({
      code: 'sharing-refused',
    })
    await changeView(db, someone(pilot), own, { name: 'Mes retards', shared: false })
    expect(await found(pilot)).toEqual(['Mes retards', 'À nous'])
    for (const act of [
      () => changeView(db, someone(pilot), shared, { name: 'Autre', shared: false }),
      () => removeView(db, someone(pilot), shared),
      () => removeView(db, someone(lead), own),
      () => removeView(db, someone(stranger), shared),
    ])
      await expect(act()).rejects.toMatchObject({ code: 'view-unknown' })
    await removeView(db, someone(lead), shared)
    expect(await found(pilot)).toEqual(['Mes retards'])
  })

  test('is one of thirty, even when they are sent at once', async () => {
    const names = Array.from({ length: 29 }, (_, i) => `Vue ${i}`)
    for (const name of names) await save(pilot, name)
    await expect(save(pilot, 'De trop')).rejects.toMatchObject({ code: 'views-many' })
    await removeView(db, someone(pilot), await idOf(pilot, 'Vue 3'))
    const both = await Promise.allSettled([save(pilot, 'Double'), save(pilot, 'Double')])
    expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect(await found(pilot)).toHaveLength(30)
  })

  test('goes with the account of who saved it', async () => {
    const { person } = someone(pilot)
    const copied = await db.transaction(trx => viewsOfPerson.copy(trx, person.id))
    expect(copied).toContainEqual({
      siren: '229900998',
      name: 'Mes retards',
      path: PATH,
      query: 'acte=x',
      shared: false,
    })
    await db.transaction(trx => viewsOfPerson.erase(trx, person.id))
    expect(await found(pilot)).toEqual([])
    expect(await found(lead)).toEqual(['À moi'])
  })
})

describe('pages', () => {
  test('a list offers to keep its filters, then shows its views', async () => {
    expect(await above(lead, '?page=2')).not.toContain('Garder ces filtres')
    expect(await above(lead, '?acte=y')).toContain('Garder ces filtres')
    const known = await above(lead, '?acte=x&page=2')
    expect(known).not.toContain('Garder ces filtres')
    expect(known).toContain('aria-current="true"')
    expect(await above(stranger)).toBe('')
  })

  test('a view is saved from its list, which is shown again', async () => {
    const kept = await send(lead, '/organisations/229900998/vues', {
      nom: '<b>Juin</b>',
      adresse: `${PATH}?du=2026-06-01&fait=x`,
      partagee: 'oui',
    })
    expect(kept).toMatchObject({ status: 303, to: `${PATH}?du=2026-06-01` })
    const { html } = await send(pilot, '/organisations/229900998/vues')
    expect(html).toContain('&lt;b&gt;Juin&lt;/b&gt;')
    expect(html).toContain(`href="${PATH}?du=2026-06-01"`)
    expect(html).not.toContain('/retrait')
  })

  test.each([
    ['an address elsewhere', { adresse: 'https://ailleurs.test/', nom: 'Vue' }, 'n’est pas celle d’une liste'],
    ['without a name', { adresse: PATH, nom: '' }, 'Donnez un nom'],
    ['without anything', {}, 'n’est pas celle d’une liste'],
  ])('%s is refused, and what was typed stays', async (_, fields: Record<string, string>, words) => {
    const { status, html } = await send(lead, '/organisations/229900998/vues', fields)
    expect(status).toBe(422)
    expect(html).toContain(words)
    expect(html).toContain(`value="${fields['adresse'] ?? ''}"`)
  })

  test('a public list is kept in the organisation that it is of', async () => {
    const address = '/marches?acheteurs=229900998&sociale=none'
    const { to } = await send(lead, `/mes-vues?${new URLSearchParams({ adresse: address })}`)
    expect(to).toBe(`/organisations/229900998/vues?${new URLSearchParams({ adresse: address })}`)
    expect((await send(lead, to ?? '')).html).toContain(address.replace('&', '&amp;'))
  })

  test.each([['pas-un-id'], [randomUUID()]])('what is not there any more is said: %s', async id => {
    for (const path of [id, `${id}/retrait`]) {
      const { status, html } = await send(lead, `/organisations/229900998/vues/${path}`, { nom: 'Vue' })
      expect([status, html.includes('n’existe plus')]).toEqual([422, true])
    }
  })
})

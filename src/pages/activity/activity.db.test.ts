import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { openBody } from '#features/bodies'
import { scopeOf } from '#features/organisations'
import { openScheme, removePart, sayOfAction, trustedDocument } from '#features/scheme'
import { organisationOf, type Someone } from '../../../tests/support/actors.ts'
import { testDatabase } from '../../../tests/support/database.ts'
import { memberSite } from '../members.test-support.ts'

const db = await testDatabase()
const { get, members, close } = memberSite(db)
afterAll(close)
afterEach(() => vi.useRealTimers())

const ROLES = ['administrator', 'scheme-lead', 'pilot', 'elected', 'supplier', 'facilitator'] as const
let here: Record<(typeof ROLES)[number], Someone>
let there: Record<'administrator', Someone>
const SCHEME = {
  format: 'mieuxdisant-scheme/1',
  code: 'essai',
  title: 'Schéma d’essai',
  from: '2024-01-01',
  to: '2027-12-31',
  axes: [
    { key: 'a', code: '1', title: 'Un' },
    { key: 'b', code: '2', title: 'Deux' },
  ],
  actions: [
    { key: 'aaa', parent: 'b', code: '2-1', title: 'Une action de trop' },
    { key: 'papier', parent: 'a', code: '1-1', title: 'Consommer moins de papier' },
  ],
}
/** A body opened once a minute would be many: each is an act of its own. */
const MANY = 55
const openSome = async (of: Someone, name: string) =>
  openBody(db, of, { kind: 'other', name, mandate: '', quorum: null, decides: 'majority', alone: false })

beforeAll(async () => {
  here = await organisationOf(db, '22990099800019', 'Vallonne', ...ROLES)
  there = await organisationOf(db, '21990001600011', 'Aubrelieu', 'administrator')
  await members.openDirectorate(here.administrator, 'Direction secrète')
  await openScheme(db, here['scheme-lead'], trustedDocument(SCHEME))
  await sayOfAction(db, here['scheme-lead'], 'essai', 'papier', {
    kind: 'status',
    day: '2026-01-05',
    status: 'late',
    words: 'Des mots que seule la fiche montre.',
  })
  await removePart(db, here['scheme-lead'], 'essai', 'b', true)
  await openSome(there.administrator, 'Instance d’ailleurs')
})

const plain = (html: string) => html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')
async function activity(of: Someone, query = '', who = of) {
  const siren = of.membership.organisation.siren
  const { status, text } = await get(`/organisations/${siren}/activite${query}`, who.visitor)
  const [, page = ''] = text.split('<main')
  return { status, text: page, words: plain(page), deeds: page.match(/<li class="is-past"/g)?.length ?? 0 }
}

test('acts are told in the words of the trade, one line each, with the thing that they are about', async () => {
  const { words, text, deeds } = await activity(here.elected)
  expect(words).toContain('Personne scheme-lead a dit où en est l’action 1-1 Consommer moins de papier : en retard.')
  expect(words).toContain('Personne scheme-lead a ouvert le schéma Schéma d’essai .')
  expect(words).toContain('Personne scheme-lead a retiré du schéma « 2 Deux » .')
  expect(text).toContain('href="/organisations/229900998/schemas/essai/actions/papier"')
  expect(deeds).toBe(3)
  for (const never of ['Direction secrète', 'Des mots que', 'Instance d’ailleurs']) expect(words).not.toContain(never)
})

test('each reads what their roles may read, of their own organisation', async () => {
  expect((await activity(here.supplier)).deeds).toBe(0)
  expect((await activity(here.facilitator)).deeds).toBe(3)
  expect((await activity(here.administrator)).deeds).toBe(3)
  expect((await activity(here.administrator)).words).not.toContain('Direction secrète')
  const elsewhere = await activity(there.administrator)
  expect([elsewhere.deeds, elsewhere.words.includes('Instance d’ailleurs')]).toEqual([1, true])
  expect((await activity(here.elected, '', there.administrator)).status).toBe(404)
  expect((await get('/organisations/229900998/activite')).status).toBe(303)
})

describe('a long activity', () => {
  beforeAll(async () => {
    for (let n = 0; n < MANY; n++) await openSome(here.administrator, `Instance ${n}`)
  })

  test('is read fifty at a time, none twice', async () => {
    const named = (text: string) => [...text.matchAll(/Instance (\d+)</g)].map(([, n]) => Number(n))
    const first = await activity(here.pilot)
    expect(first.deeds).toBe(50)
    const [, older = ''] = /href="[^"]*\/activite(\?[^"]*avant=\d+)"/.exec(first.text) ?? []
    const second = await activity(here.pilot, older.replaceAll('&amp;', '&'))
    expect(second.deeds).toBe(MANY + 3 - 50)
    expect(second.text).not.toContain('avant=')
    expect([...named(first.text), ...named(second.text)]).toEqual(Array.from({ length: MANY }, (_, n) => MANY - 1 - n))
  })

  test.each<[query: () => string, deeds: number]>([
    [() => '?genre=schemas', 3],
    [() => `?personne=${here['scheme-lead'].person.id}`, 3],
    [() => `?genre=schemas&personne=${here.administrator.person.id}`, 0],
    [() => `?personne=${there.administrator.person.id}`, 0],
    // What cannot be read is left out.
    [() => '?genre=comptes&personne=moi&avant=hier', 50],
  ])('keeps what the filter wants (%#)', async (query, deeds) => {
    expect((await activity(here.pilot, query())).deeds).toBe(deeds)
  })
})

test('a dashboard says what others did since the former visit, however often it is asked again within it', async () => {
  const start = Date.now()
  const after = (minutes: number) => vi.useFakeTimers({ now: new Date(start + minutes * 60_000), toFake: ['Date'] })
  const news = async (of: Someone) => {
    const { text } = await get(`/organisations/${of.membership.organisation.siren}`, of.visitor)
    return plain(text.slice(text.indexOf('id="nouveau"'), text.indexOf('id="ou-en-sommes-nous"')))
  }
  after(0)
  expect(await news(here['scheme-lead'])).toContain('Ces derniers temps')
  await openSome(here.administrator, 'Comité du jour')
  await openSome(here['scheme-lead'], 'Sa propre instance')
  await members.openDirectorate(here.administrator, 'Autre direction secrète')
  for (const minutes of [31, 32, 50]) {
    after(minutes)
    const told = await news(here['scheme-lead'])
    expect(told).toContain('Depuis votre dernière visite')
    expect(told).toContain('Personne administrator a ouvert l’instance Comité du jour .')
    for (const never of ['Sa propre instance', 'secrète', 'Instance 54']) expect(told).not.toContain(never)
  }
  after(81)
  expect(await news(here['scheme-lead'])).toContain('Rien n’a changé de ce qui vous concerne')
  expect(await news(here.supplier)).toBe('')
})

test('a visit is its visitor’s alone', async () => {
  const of = (who: Someone) => db.as(scopeOf(who), trx => trx.selectFrom('visit').select('person_id').execute())
  await get('/organisations/229900998/membres', here.pilot.visitor)
  expect(await of(here.pilot)).toEqual([{ person_id: here.pilot.person.id }])
  expect((await of(here.administrator)).map(one => one.person_id)).not.toContain(here.pilot.person.id)
  const move = db.as(scopeOf(here.administrator), trx =>
    trx
      .insertInto('visit')
      .values({
        organisation_id: here.administrator.membership.organisation.id,
        person_id: here.elected.person.id,
        seen_at: new Date(),
        former_at: null,
      })
      .execute(),
  )
  await expect(move).rejects.toThrow(/row-level security/)
})

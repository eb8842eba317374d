import { beforeAll, expect, test } from 'vitest'
import { scopeOf } from '#features/organisations'
import { openDoor, organisationOf, type Someone } from '../../../../tests/support/actors.ts'
import { testDatabase } from '../../../../tests/support/database.ts'
import { plainSite } from '../../../../tests/support/plain-site.ts'
import { plainDocument } from '../document/reading.ts'
import { documentOf } from '../exporting.ts'
import { eventsOf, sayOfAction, stepsDone } from '../life/events.ts'
import { namePilot, pilotsOf } from '../life/pilots.ts'
import { schemeRoutes } from '../routes.tsx'
import { read, SMALL } from '../scheme.test-support.ts'
import { findScheme, openScheme } from '../schemes.ts'
import { adoptVersion, submitVersion } from '../versions/adopting.ts'
import { duplicatePart } from './duplicating.ts'
import { splitAction } from './splitting.ts'
import { uniteActions } from './uniting.ts'

const db = await testDatabase()
const door = openDoor()
const app = plainSite(schemeRoutes({ db, publicUrl: 'https://exemple.test' }), door)
let mine: Record<'scheme-lead' | 'pilot', Someone>
let theirs: Record<'scheme-lead', Someone>
let lead: Someone

beforeAll(async () => {
  mine = await organisationOf(db, '22990099800019', 'Vallonne', 'scheme-lead', 'pilot')
  theirs = await organisationOf(db, '21990001600011', 'Aubrelieu', 'scheme-lead')
  lead = mine['scheme-lead']
}, 60_000)

let opened = 0
/** A draft like {@link SMALL}, with what is said otherwise. @returns its code */
async function draft(said: object = {}): Promise<string> {
  const code = `remanie-${++opened}`
  await openScheme(db, lead, read({ ...SMALL, ...said, code }))
  return code
}
const inScheme = <T>(
  code: string,
  work: (trx: Parameters<typeof documentOf>[0], scheme: Parameters<typeof documentOf>[1]) => Promise<T>,
) =>
  db.as(scopeOf(lead), async trx => {
    const scheme = await findScheme(trx, lead, code)
    if (scheme === null) throw new Error('no scheme')
    return work(trx, scheme)
  })
const textOf = (code: string) => inScheme(code, documentOf)
const post = async (path: string, fields: Record<string, string>, someone = lead) => {
  const body = new URLSearchParams(fields)
  const answer = await app.request(`/organisations/229900998/schemas/${path}`, {
    method: 'POST',
    headers: door.as(someone),
    body,
  })
  return { status: answer.status, to: answer.headers.get('location'), text: await answer.text() }
}
const get = async (path: string) =>
  (await (await app.request(`/organisations/229900998/schemas/${path}`, { headers: door.as(lead) })).text()).replace(
    /[\u00a0\u202f]/g,
    ' ',
  )

const NOTHING = { code: '', steps: [], indicators: [], fields: {} }
const WHY = { reason: 'Elles disent la même chose.', fields: {}, pilots: true }

test('a copy comes right after, under other keys; its formulas call the copies, and nothing of a life follows', async () => {
  const code = await draft()
  await sayOfAction(db, lead, code, 'papier', { kind: 'status', day: '2026-01-31', status: 'late', words: '' })
  const key = await duplicatePart(db, lead, code, 'ecologie')
  const text = await textOf(code)
  expect(text.axes.map(({ key: one, title, code: its }) => [one, title, its])).toEqual([
    ['ecologie', 'Écologiquement responsable', '1'],
    [key, 'Écologiquement responsable (copie)', ''],
    ['social', 'Socialement responsable', '2'],
  ])
  const action = text.actions[1]
  expect(action).toMatchObject({
    key: 'diminuer-la-consommation-de-papier',
    code: '',
    entered: null,
    parent: 'preserver-les-ressources',
  })
  expect(action?.calendar).toEqual(text.actions[0]?.calendar)
  const copied = text.indicators.filter(({ parent }) => parent === action?.key)
  expect(copied.map(one => one.key)).toEqual(['papier-consomme', 'part-du-papier-recycle'])
  expect(copied[0]?.breakdown).toEqual(text.indicators[0]?.breakdown)
  expect(copied[1]?.source).toEqual({
    kind: 'formula',
    formula: '[papier-consomme: recycle] ÷ somme([papier-consomme])',
  })
  expect(
    await inScheme(code, (trx, scheme) => eventsOf(trx, scheme, lead.membership.organisation.id, action?.key ?? '')),
  ).toEqual([])

  const [first, second] = [await duplicatePart(db, lead, code, 'papier'), await duplicatePart(db, lead, code, 'papier')]
  expect((await textOf(code)).actions.slice(0, 3).map(one => one.key)).toEqual(['papier', second, first])
  expect(await post(`${code}/parties/papier/copie`, {})).toMatchObject({
    status: 303,
    to: expect.stringContaining('fait=duplique'),
  })
})

test('an action cut in two: what goes goes with its key, its steps done stay done, the rest stays', async () => {
  const code = await draft({
    actions: SMALL.actions.map((one, rank) =>
      rank === 0
        ? { ...one, calendar: [...SMALL.actions[0].calendar, { key: 'e2', title: 'Trier' }], remark: 'À suivre.' }
        : one,
    ),
  })
  await sayOfAction(db, lead, code, 'papier', { kind: 'step', day: '2026-03-01', step: 'e2', done: true, words: '' })
  const form = await get(`${code}/parties/papier/scission`)
  expect(form).toContain('Part du papier recyclé')
  const sent = {
    intitule: 'Recycler',
    code: '1-1.2',
    indicateur: 'part-recycle',
    etape: 'e2',
    'champ.remark': 'go',
    'champ.pilots': 'stay',
  }
  const done = await post(`${code}/parties/papier/scission`, sent)
  expect(done.to).toBe(`/organisations/229900998/schemas/${code}/actions/recycler?fait=scinde`)
  const { actions, indicators } = await textOf(code)
  expect(actions.map(({ key }) => key)).toEqual(['papier', 'recycler', 'clauses'])
  expect(actions[0]).toMatchObject({
    remark: '',
    aim: SMALL.actions[0].aim,
    pilots: ['Direction des Achats'],
    calendar: [{ key: 'e1' }],
  })
  expect(actions[1]).toMatchObject({
    code: '1-1.2',
    remark: 'À suivre.',
    aim: '',
    pilots: [],
    impacted: ['Tous les services'],
    calendar: [{ key: 'e2' }],
    entered: '2026-02-27',
  })
  expect(indicators.map(({ key, parent }) => [key, parent])).toEqual([
    ['tonnage', 'papier'],
    ['part-recycle', 'recycler'],
    ['part-sociale', 'clauses'],
  ])
  const days = await inScheme(code, (trx, scheme) => stepsDone(trx, scheme, lead.membership.organisation.id))
  expect(days.get('recycler e2')).toBe('2026-03-01')
})

test('two actions made one: nothing that they say is lost, codes do not clash, and why is written down', async () => {
  const code = await draft({
    actions: [
      SMALL.actions[0],
      {
        ...SMALL.actions[1],
        parent: 'ecologie',
        aim: 'Un autre but.',
        pilots: ['Direction de l’Insertion', 'Direction des Achats'],
        partners: ['Maison de l’emploi'],
        calendar: [{ key: 'e1', title: 'Rencontrer' }],
        entered: '2025-01-01',
      },
    ],
    indicators: SMALL.indicators.map(one => ({ ...one, code: 'i1' })),
  })
  const before = plainDocument(await textOf(code))
  await namePilot(db, lead, code, 'clauses', mine.pilot.membership.id)
  await sayOfAction(db, lead, code, 'clauses', { kind: 'step', day: '2026-02-01', step: 'e1', done: true, words: '' })
  await sayOfAction(db, lead, code, 'clauses', { kind: 'status', day: '2026-02-02', status: 'ongoing', words: '' })
  expect(await get(`${code}/parties/papier/reunion`)).toContain('Diversifier les clauses d’insertion')
  const page = await get(`${code}/parties/papier/reunion?avec=clauses`)
  for (const words of ['Un autre but.', SMALL.actions[0].aim, 'Personne pilot', 'garder les deux'])
    expect(page).toContain(words)
  expect((await post(`${code}/parties/papier/reunion`, { avec: 'clauses', motif: ' ' })).text).toContain(
    'Dites pourquoi',
  )
  expect(plainDocument(await textOf(code))).toEqual(before)

  const sent = {
    avec: 'clauses',
    motif: 'Un seul chantier.',
    pilotes: 'oui',
    'champ.title': 'kept',
    'champ.code': 'other',
    'champ.aim': 'both',
  }
  expect(await post(`${code}/parties/papier/reunion`, sent)).toMatchObject({ status: 303 })
  const { actions, indicators } = await textOf(code)
  expect(actions).toMatchObject([
    {
      key: 'papier',
      code: '2-1',
      title: SMALL.actions[0].title,
      aim: `${SMALL.actions[0].aim}\n\nUn autre but.`,
      pilots: ['Direction des Achats', 'Direction de l’Insertion'],
      partners: ['Maison de l’emploi'],
      calendar: [
        { key: 'e1', title: 'Dématérialiser la facturation' },
        { key: 'e1-2', title: 'Rencontrer' },
      ],
      entered: '2025-01-01',
    },
  ])
  expect(indicators.map(({ key, parent, code: its }) => [key, parent, its])).toEqual([
    ['tonnage', 'papier', 'i1'],
    ['part-recycle', 'papier', 'i1'],
    ['part-sociale', 'papier', 'i1-2'],
  ])
  const [events, people, days] = await inScheme(code, async (trx, scheme) => [
    await eventsOf(trx, scheme, lead.membership.organisation.id, 'papier'),
    await pilotsOf(trx, scheme, lead, 'papier'),
    await stepsDone(trx, scheme, lead.membership.organisation.id),
  ])
  expect(people.map(({ name }) => name)).toEqual(['Personne pilot'])
  expect(days.get('papier e1-2')).toBe('2026-02-01')
  const noted = events.find(({ kind }) => kind === 'note')?.words.replace(/[\u00a0\u202f]/g, ' ')
  expect(noted).toBe(
    'Brouillon de la version 1 : l’action « 2-1 Diversifier les clauses d’insertion » est réunie à celle-ci. Elle était « En cours » depuis le 2 février 2026. Motif : Un seul chantier.',
  )
})

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
    [mine.pilot, 'role-lost'],
    [theirs['scheme-lead'], 'scheme-unknown'],
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
  const [us, them] = [lead.membership.organisation, theirs['scheme-lead'].membership.organisation]
  const code = await draft({
    buyers: [us, them].map(({ siren, name }) => ({ siren, name })),
    actions: [
      ...SMALL.actions,
      ...['a', 'b'].map(key => ({ key, parent: 'social', title: `La leur ${key}`, buyer: them.siren })),
      { key: 'propre', parent: 'social', title: 'La nôtre', buyer: us.siren },
    ],
  })
  const other = theirs['scheme-lead']
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

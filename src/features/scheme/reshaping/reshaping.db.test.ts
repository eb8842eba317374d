import { expect, test } from 'vitest'
import { testDatabase } from '../../../../tests/support/database.ts'
import { plainDocument } from '../document/reading.ts'
import { eventsOf, sayOfAction, stepsDone } from '../life/events.ts'
import { namePilot, pilotsOf } from '../life/pilots.ts'
import { SMALL } from '../scheme.test-support.ts'
import { duplicatePart } from './duplicating.ts'
import { reshapingSite } from './reshaping.test-support.ts'

const db = await testDatabase()
const { lead, pilot, draft, inScheme, textOf, post, get } = await reshapingSite(db)

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
  await namePilot(db, lead, code, 'clauses', pilot.membership.id)
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

import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Period } from '#kernel'
import { parisDay } from '#kernel'
import { organisationOf, type Someone } from '../../../tests/support/actors.ts'
import { testDatabase } from '../../../tests/support/database.ts'
import { answer, type Way } from './answers/answering.ts'
import { EXAMPLE_SURVEY, openExampleSurvey } from './demo.ts'
import { invite } from './inviting/inviting.ts'
import { closeSurvey, daysHandler, openSurvey } from './life.ts'
import { MODELS } from './models.ts'
import { surveysOfPerson } from './own-data.ts'
import { SURVEY_MEASURES, surveyMeasures } from './results/measures.ts'
import { someId, surveying, typedBy } from './surveys.test-support.ts'
import { surveyTasks } from './tasks.ts'
import { beginSurvey, changeQuestions, copySurvey, type Settings } from './writing.ts'

const db = await testDatabase()
const { jobs, send, close } = surveying(db)
afterAll(close)
const SIREN = '229900998'
const base = `/organisations/${SIREN}/enquetes`
let mine: Record<'administrator' | 'pilot', Someone>
let example = ''
const means = { db, jobs }

beforeAll(async () => {
  mine = await organisationOf(db, `${SIREN}00019`, 'Vallonne', 'administrator', 'pilot')
  await jobs.open()
  await openExampleSurvey(means, mine.administrator)
  await openExampleSurvey(means, mine.administrator)
  const { rows } = await db.run('select id from survey')
  expect(rows).toHaveLength(1)
  example = String(rows[0]?.['id'])
}, 60_000)

const asked = (code: string, filters: Record<string, string>, ...periods: string[]) =>
  surveyMeasures(db).compute([
    { code, siren: SIREN, periods: periods as Period[], filters: { survey: EXAMPLE_SURVEY.series, ...filters } },
  ])
test('the survey of the example is read with the totals that it says', async () => {
  const { text } = await send(`${base}/${example}/resultats`, mine.pilot)
  expect(text).toContain('60 réponses. Rien n’est dit de moins de 5 personnes')
  expect(text).toContain('Lien ouvert : 48, Papier : 12')
  expect(text).toMatch(/Comment en avez-vous entendu parler \? D’abord « Intranet » : 62,5 % 48 réponses/)
  expect(text).toContain('Selon qui répond')
  expect((await send(base, mine.pilot)).text).toMatch(/Ce que changent les achats responsables .*Close le 16 juin 2023/)
})

test.each([
  ['surveys.answer-share', { question: 'connait', option: 'bien' }, '21', '60'],
  ['surveys.answer-share', { question: 'connait', option: 'bien+nom' }, '48', '60'],
  ['surveys.answer-share', { question: 'canaux', option: 'reunion' }, '16', '48'],
  ['surveys.mean', { question: 'clarte' }, '162', '48'],
  ['surveys.mean', { question: 'effet', row: 'change' }, '188', '60'],
  ['surveys.mean', { question: 'marches' }, String(EXAMPLE_SURVEY.marches), '42'],
  ['surveys.respondents', {}, '60', null],
])('%s of %j in 2023: %s over %s', async (code, filters, numerator, denominator) => {
  const [[year, semester, before] = []] = await asked(
    code,
    filters as Record<string, string>,
    '2023',
    '2023-S1',
    '2022',
  )
  expect(year).toMatchObject({ numerator, denominator, excluded: [], rows: `${base}/${example}/resultats` })
  expect(semester).toMatchObject({ numerator, denominator })
  expect(before?.numerator).toBeNull()
})

test.each([
  ['surveys.answer-share', { question: 'canaux', option: 'reunion+collegue' }, /Une seule réponse/],
  ['surveys.answer-share', { question: 'canaux', option: 'pigeon' }, /absente/],
  ['surveys.answer-share', { question: 'canaux' }, /Aucune réponse n’est choisie/],
  ['surveys.answer-share', { question: 'inconnue', option: 'a' }, /absente de l’enquête/],
  ['surveys.mean', { question: 'metier' }, /ni notes ni nombres/],
  ['surveys.mean', { question: 'effet', row: 'rien' }, /Ligne absente/],
])('%s of %j: no figure, and why', async (code, filters, why) => {
  const [[found] = []] = await asked(code, filters as Record<string, string>, '2023')
  expect(found).toMatchObject({ numerator: null, excluded: [{ reason: expect.stringMatching(why), count: 1 }] })
})

test('every measure that is offered is computed; the stamp changes when a survey is closed', async () => {
  const { stamp, compute } = surveyMeasures(db)
  const before = await stamp()
  for (const { code } of SURVEY_MEASURES)
    expect(await compute([{ code, siren: SIREN, periods: ['2023' as Period], filters: {} }])).toMatchObject([
      [{ numerator: null }],
    ])
  await expect(compute([{ code: 'surveys.other', siren: SIREN, periods: [], filters: {} }])).rejects.toThrow(
    /no measure/,
  )
  const copy = await copySurvey(db, mine.administrator, example)
  await openSurvey(means, mine.administrator, copy)
  for (let i = 0; i < 4; i++)
    await answer(
      db,
      { organisation: mine.pilot.membership.organisation.id, id: copy },
      { path: 'link' },
      typedBy({ metier: 'autre', connait: 'non' }),
    )
  await closeSurvey(db, mine.administrator, copy)
  expect(await stamp()).not.toBe(before)
  const year = parisDay(new Date()).slice(0, 4)
  expect(await asked('surveys.respondents', {}, year)).toMatchObject([
    [{ numerator: null, excluded: [{ reason: expect.stringContaining('Moins de cinq') }] }],
  ])
})

test('copied for another year, results compare question by question, and say where they do not', async () => {
  const copy = await copySurvey(db, mine.administrator, example)
  await changeQuestions(db, mine.administrator, copy, all => ({
    ...all,
    sections: all.sections.map(section => ({
      ...section,
      questions: section.questions.map(one =>
        one.key === 'assez' ? { ...one, label: 'Assez d’informations ?' } : one,
      ),
    })),
  }))
  await openSurvey(means, mine.administrator, copy)
  const place = { organisation: mine.pilot.membership.organisation.id, id: copy }
  for (let i = 0; i < 6; i++)
    await answer(
      db,
      place,
      { path: 'link' },
      typedBy({ metier: 'autre', connait: i < 3 ? 'bien' : 'non', assez: 'peu', canaux: 'intranet' }),
    )
  await closeSurvey(db, mine.administrator, copy)
  const { text } = await send(`${base}/${copy}/resultats`, mine.pilot)
  expect(text).toContain('Comparés avec Ce que changent les achats responsables')
  expect(text).toMatch(/50,0 % 3 ; 35,0 % la fois d’avant/)
  expect(text).toContain('Pas de comparaison : la question ou ses réponses ont changé.')
  // Asked of three only: hidden, and nothing is compared.
  expect(text).toContain('Comment en avez-vous entendu parler ? Résultat masqué : moins de cinq réponses')
})

const SETTINGS: Settings = {
  title: 'Jours',
  audience: 'agents',
  anonymous: true,
  byLink: false,
  roles: ['pilot'],
  opensOn: null,
  closesOn: null,
}
const [MODEL] = MODELS

test('a survey opens on its day and closes after its last one; whoever may answer it finds it among what awaits them, once', async () => {
  if (!MODEL) throw new Error('no model')
  const id = await beginSurvey(db, mine.administrator, { ...SETTINGS, opensOn: '2020-01-01' }, MODEL.questionnaire)
  const blank = await beginSurvey(
    db,
    mine.administrator,
    { ...SETTINGS, title: 'Vide', roles: [], opensOn: '2020-01-01' },
    MODEL.questionnaire,
  )
  const run = () =>
    daysHandler(means).run({ id: '', data: {}, attempt: 1, signal: new AbortController().signal, done: async () => {} })
  const stateOf = async (one: string) =>
    (await db.run(`select state, opened_on::text, closed_on::text from survey where id = '${one}'`)).rows[0]
  await run()
  expect(await stateOf(id)).toMatchObject({ state: 'open', opened_on: parisDay(new Date()) })
  expect(await stateOf(blank)).toMatchObject({ state: 'draft' })
  const tasks = surveyTasks(db)
  expect(await tasks(mine.pilot)).toMatchObject([{ text: 'Jours', action: { href: `${base}/${id}/repondre` } }])
  expect(await tasks(mine.administrator)).toEqual([])
  const place = { organisation: mine.pilot.membership.organisation.id, id }
  const way: Way = { path: 'role', actor: mine.pilot }
  await answer(db, place, way, typedBy({ metier: 'autre', connait: 'non' }))
  expect(await tasks(mine.pilot)).toEqual([])
  const copied = () => db.transaction(trx => surveysOfPerson.copy(trx, mine.pilot.person.id))
  expect(await copied()).toEqual({ invitations: [{ title: 'Jours', answered: true }], answers: [] })
  await db.run(`update survey set opens_on = null, closes_on = '2020-02-02' where id = '${id}'`)
  await expect(answer(db, place, { path: 'paper', actor: mine.administrator }, new Map())).rejects.toMatchObject({
    code: 'survey-closed',
  })
  await run()
  expect(await stateOf(id)).toMatchObject({ state: 'closed', closed_on: '2020-02-02' })
  expect(await copied()).toEqual({ invitations: [], answers: [] })
})

test('a text of 100 kB is refused with its limit, and nothing of the page is lost', async () => {
  if (!MODEL) throw new Error('no model')
  const id = await beginSurvey(db, mine.administrator, { ...SETTINGS, byLink: true }, MODEL.questionnaire)
  expect(await invite(means, mine.administrator, id, ['a@x.test', 'b@x.test'])).toBe(2)
  expect(await invite(means, mine.administrator, id, ['a@x.test', 'c@x.test'])).toBe(1)
  await openSurvey(means, mine.administrator, id)
  const { rows } = await db.run(`select link from survey where id = '${id}'`)
  const vues = 'metier connait assez effet attentes'
  const sent = { page: '0', vues, 'r-metier': 'autre', 'r-connait': 'non', 'r-attentes': 'é'.repeat(100_000) }
  const refused = await send(`/enquetes/${rows[0]?.['link']}`, undefined, sent)
  expect(refused).toMatchObject({
    status: 422,
    text: expect.stringContaining('Ce texte fait 100 000 signes : écrivez-en 5 000 au plus.'),
  })
  expect(refused.html).toMatch(/value="autre" checked/)
  expect(
    (await send(`/enquetes/${rows[0]?.['link']}`, undefined, { ...sent, 'r-attentes': 'é'.repeat(2e6) })).status,
  ).toBe(400)
})

test('what was frozen is, whoever asks', async () => {
  if (!MODEL) throw new Error('no model')
  const id = await beginSurvey(db, mine.administrator, { ...SETTINGS, byLink: true }, MODEL.questionnaire)
  await openSurvey(means, mine.administrator, id)
  const place = { organisation: mine.pilot.membership.organisation.id, id }
  const change = (set: string) =>
    db.transaction(trx => sql.raw(`update survey set ${set} where id = '${place.id}'`).execute(trx))
  for (const set of ["questionnaire = '{}'", 'anonymous = false', "state = 'draft', opened_on = null"])
    await expect(change(set)).rejects.toThrow(/stays as it is/)
  const named = db.transaction(trx =>
    sql`insert into survey_answer (id, organisation_id, survey_id, anonymous, path, answers, counted, person_id)
      values (gen_random_uuid(), ${place.organisation}, ${place.id}, true, 'role', '{}', false, ${mine.pilot.person.id})`.execute(
      trx,
    ),
  )
  await expect(named).rejects.toThrow(/check constraint/)
  const lying = db.transaction(trx =>
    sql`insert into survey_answer (id, organisation_id, survey_id, anonymous, path, answers, counted)
      values (gen_random_uuid(), ${place.organisation}, ${place.id}, false, 'role', '{}', false)`.execute(trx),
  )
  await expect(lying).rejects.toThrow(/foreign key/)
  const seen = (organisation: string | null) =>
    db.as({ organisation, person: null }, trx =>
      trx.selectFrom('survey_answer').select('organisation_id').distinct().execute(),
    )
  await answer(db, place, { path: 'link' }, typedBy({ metier: 'autre', connait: 'non' }))
  expect(await seen(null)).toEqual([])
  expect(await seen(someId())).toEqual([])
  expect(await seen(place.organisation)).toEqual([{ organisation_id: place.organisation }])
})

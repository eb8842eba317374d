import { parse } from 'csv-parse/sync'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { organisationOf, type Someone } from '../../../tests/support/actors.ts'
import { testDatabase } from '../../../tests/support/database.ts'
import { answer, type Place, type Way } from './answers/answering.ts'
import { invite } from './inviting/inviting.ts'
import { closeSurvey, openSurvey } from './life.ts'
import { FORMAT, trustedQuestionnaire } from './questionnaire/questionnaire.ts'
import { surveying, typedBy } from './surveys.test-support.ts'
import { beginSurvey, type Settings } from './writing.ts'

const db = await testDatabase()
const { jobs, send, close } = surveying(db)
afterAll(close)
let mine: Record<'administrator' | 'scheme-lead' | 'buyer' | 'supplier', Someone>
let other: Record<'administrator', Someone>
beforeAll(async () => {
  mine = await organisationOf(db, '22990099800019', 'Vallonne', 'administrator', 'scheme-lead', 'buyer', 'supplier')
  other = await organisationOf(db, '21990001600011', 'Aubrelieu', 'administrator')
  await jobs.open()
}, 60_000)

const options = [
  { key: 'oui', label: '=Oui' },
  { key: 'non', label: 'Non' },
]
const ASKED = trustedQuestionnaire({
  format: FORMAT,
  sections: [
    {
      key: 's',
      questions: [
        { kind: 'single', key: 'choix', label: '=1+1', required: true, options },
        { kind: 'number', key: 'heures', label: 'Heures', min: 0, max: 100 },
        { kind: 'text', key: 'mots', label: 'Mots' },
        {
          kind: 'text',
          key: 'pourquoi',
          label: 'Pourquoi ?',
          required: true,
          shownIf: { question: 'choix', is: ['non'] },
        },
      ],
    },
  ],
})
const SETTINGS: Settings = {
  title: 'Votre avis',
  audience: 'agents',
  anonymous: true,
  byLink: true,
  roles: ['buyer'],
  opensOn: null,
  closesOn: null,
}
const base = () => `/organisations/${mine.buyer.membership.organisation.siren}/enquetes`

async function opened(settings: Partial<Settings> = {}, emails: string[] = []): Promise<Place & { link: string }> {
  const id = await beginSurvey(db, mine.administrator, { ...SETTINGS, ...settings }, ASKED)
  if (emails.length > 0) await invite({ db, jobs }, mine.administrator, id, emails)
  await openSurvey({ db, jobs }, mine.administrator, id)
  const { rows } = await db.run(`select link from survey where id = '${id}'`)
  return { organisation: mine.administrator.membership.organisation.id, id, link: String(rows[0]?.['link']) }
}
const BY_LINK: Way = { path: 'link' }
const several = async (place: Place, n: number, answers: Record<string, string> = { choix: 'oui' }) => {
  for (let i = 0; i < n; i++) await answer(db, place, BY_LINK, typedBy(answers))
}
const results = async ({ id }: Place, someone: Someone = mine.buyer) =>
  (await send(`${base()}/${id}/resultats`, someone)).text
test('from a model to results: prepared, changed, opened, answered by the link, closed, read', async () => {
  const begun = await send(`${base()}/nouvelle`, mine['scheme-lead'], {
    modele: '',
    titre: ' Avis\r\nBcc: x@x.fr ',
    public: 'users',
    voies: 'lien',
  })
  expect(begun.status).toBe(303)
  const here = begun.to.replace('/questions', '')
  const added = (fields: Record<string, string>) =>
    send(`${here}/questions/nouvelle`, mine.administrator, { vu: '', partie: 'partie-1', ...fields })
  expect(
    (await added({ nature: 'single', libelle: 'Satisfait ?', reponses: 'Oui\n\nNon\nOui', plus: 'obligatoire' }))
      .status,
  ).toBe(303)
  expect((await added({ nature: 'scale', libelle: 'Note', de: '5', a: '1' })).text).toContain(
    'plus petite valeur dépasse',
  )
  expect((await added({ nature: 'text', libelle: 'Pourquoi' })).status).toBe(303)
  const condition = await send(`${here}/questions/pourquoi/condition`, mine.administrator, {
    vu: '',
    sur: 'satisfait',
    reponses: 'non',
  })
  expect(condition.status).toBe(303)
  expect((await send(`${here}/questions/satisfait/retrait`, mine.administrator, {})).text).toContain(
    'dépend de celle-ci',
  )
  expect((await send(`${here}/questions/pourquoi/montee`, mine.administrator, {})).text).toContain('ne la précède pas')
  expect((await send(`${here}/questions`, mine.buyer)).text).toContain('posée si l’on répond « Non » à « Satisfait ? »')
  expect((await send(`${here}/ouverture`, mine.buyer, {})).status).toBe(403)
  expect((await send(`${here}/ouverture`, mine.administrator, {})).to).toContain('fait=ouverte')
  const shown = await send(here, mine.administrator)
  expect(shown.text).toContain('Avis Bcc: x@x.fr')
  const link = /https:\/\/exemple\.test(\/enquetes\/[\w-]+)/.exec(shown.html)?.[1] ?? ''
  expect((await send(link)).text).toMatch(/Cette enquête est anonyme\..*Satisfait \?/)
  expect((await send(`${here}/questions/pourquoi/retrait`, mine.administrator, {})).text).toContain(
    'ses questions ne changent plus',
  )
  // What is missing is said, and what calls for another question shows it.
  const fields = { page: '0', vues: 'satisfait', va: 'suite' }
  expect(await send(link, undefined, fields)).toMatchObject({
    status: 422,
    text: expect.stringContaining('1 réponse est à revoir'),
  })
  const more = await send(link, undefined, { ...fields, 'r-satisfait': 'non' })
  expect(more.text).toContain('appellent 1 question de plus')
  expect(more.html).toMatch(/value="non" checked/)
  const sent = await send(link, undefined, {
    ...fields,
    vues: 'satisfait pourquoi',
    'r-satisfait': 'non',
    'r-pourquoi': 'Trop long',
  })
  expect(sent).toMatchObject({ status: 303, to: `${link}?fait=oui` })
  expect((await send(sent.to)).text).toContain('Merci de votre réponse')
  const late = { ...fields, vues: 'satisfait pourquoi', 'r-satisfait': 'oui' }
  expect((await send(`${here}/cloture`, mine.administrator, {})).to).toContain('fait=close')
  expect(await send(link, undefined, late)).toMatchObject({
    status: 422,
    text: expect.stringContaining('Cette enquête est close'),
  })
  expect((await send(link)).text).toContain('Cette enquête est close')
  expect((await send(`${here}/resultats`, mine.buyer)).text).toContain('Résultat masqué : moins de cinq réponses')
  for (const path of ['', '/questions', '/resultats', '/questions/satisfait', '/apercu'])
    expect((await send(here.replace('229900998', '219900016') + path, other.administrator)).status).toBe(404)
})

test('of an open survey results advance by five, and say all once it is closed', async () => {
  const place = await opened()
  await several(place, 9)
  expect(await results(place)).toContain('Résultats provisoires sur 0 réponse')
  await several(place, 1)
  expect(await results(place)).toContain('Résultats provisoires sur 5 réponses')
  await several(place, 6, { choix: 'non', pourquoi: 'Parce que', heures: '12,5' })
  const open = await results(place)
  expect(open).toContain('montré une fois l’enquête close')
  expect(open).not.toContain('Parce que')
  await closeSurvey(db, mine.administrator, place.id)
  const closed = await results(place)
  expect(closed).toMatch(/=1\+1 D’abord « =Oui » : 62,5 % 16 réponses/)
  expect(closed).toContain('Heures Moyenne : 12,50')
  expect(closed.match(/Parce que/g)).toHaveLength(6)
  // Asked of six only, by what ten others answered.
  expect(closed).toContain('6 réponses')
})

test('nothing in the database tells whose an answer is, nor in which order they came, once they are counted', async () => {
  const place = await opened({}, ['a@x.test', 'b@x.test'])
  await answer(db, place, { path: 'role', actor: mine.buyer }, typedBy({ choix: 'oui' }))
  await expect(answer(db, place, { path: 'role', actor: mine.buyer }, typedBy({ choix: 'oui' }))).rejects.toMatchObject(
    { code: 'already-answered' },
  )
  await several(place, 9)
  const kept = async () =>
    (
      await db.run(
        `select id, xmin::text as made, day, person_id, email, counted from survey_answer where survey_id = '${place.id}'`,
      )
    ).rows
  const open = await kept()
  expect(open.filter(({ counted }) => counted)).toHaveLength(5)
  expect(new Set(open.filter(({ counted }) => counted).map(({ made }) => made)).size).toBe(1)
  expect(open.every(({ day, person_id, email }) => day === null && person_id === null && email === null)).toBe(true)
  await closeSurvey(db, mine.administrator, place.id)
  const closed = await kept()
  expect(new Set(closed.map(({ made }) => made)).size).toBe(1)
  expect(closed.some(({ id }) => open.some(before => before['id'] === id))).toBe(false)
  const { rows } = await db.run(
    `select email, person_id, token_hashes from survey_invitation where survey_id = '${place.id}'`,
  )
  expect(rows).toEqual([1, 2].map(() => ({ email: null, person_id: null, token_hashes: [] })))
  const trail = await db.run(
    `select act, relation, after from audit where relation like 'survey%' and act = 'answer-survey'`,
  )
  expect(trail.rows).toEqual([])
})

test('who answers what is not anonymous is told so at once, and is in the export', async () => {
  const place = await opened({ anonymous: false, byLink: false })
  const path = `${base()}/${place.id}/repondre`
  expect((await send(path, mine.buyer)).text).toContain('Cette enquête n’est pas anonyme.')
  expect((await send(path, mine.supplier)).text).toContain('On ne répond pas à cette enquête par ce chemin')
  expect(
    (await send(path, mine.buyer, { vues: 'choix heures mots', 'r-choix': 'oui', 'r-mots': '=SOMME(1)' })).status,
  ).toBe(303)
  expect((await send(path, mine.buyer)).text).toContain('Vous avez déjà répondu')
  const paper = `${base()}/${place.id}/papier`
  const typed = await send(paper, mine['scheme-lead'], {
    vues: 'choix heures mots',
    'r-choix': 'oui',
    'r-heures': '-1',
  })
  expect(typed).toMatchObject({ status: 422, text: expect.stringContaining('Ce nombre est trop petit : 0 au moins') })
  expect(typed.html).toContain('value="-1"')
  expect((await send(paper, mine['scheme-lead'], { vues: 'choix heures mots', 'r-choix': 'oui' })).to).toBe(
    `${paper}?fait=oui`,
  )
  const csv = await send(`${base()}/${place.id}/reponses.csv`, mine.administrator)
  expect(csv.headers.get('content-disposition')).toContain('reponses.csv')
  const [heads, ...rows] = parse(csv.html, { bom: true, delimiter: ';' }) as string[][]
  expect(heads).toEqual(['Qui', 'Jour', 'Voie', "'=1+1", 'Heures', 'Mots', 'Pourquoi ?'])
  expect(rows.map(([who, , how, ...answers]) => [who, how, ...answers]).sort()).toEqual([
    ['', 'Papier', "'=Oui", '', '', ''],
    ['Personne buyer', 'Membre connecté', "'=Oui", '', "'=SOMME(1)", ''],
  ])
  expect((await send(`${base()}/${place.id}/reponses.csv`, mine.buyer)).status).toBe(403)
})

test('rows of an anonymous survey are given once it is closed, each column mixed by itself; ways of few are not told', async () => {
  const place = await opened()
  await several(place, 8)
  await answer(db, place, { path: 'paper', actor: mine.administrator }, typedBy({ choix: 'non', pourquoi: 'Secret' }))
  const path = `${base()}/${place.id}`
  expect((await send(`${path}/reponses.csv`, mine.administrator)).text).toContain('une fois l’enquête close')
  await closeSurvey(db, mine.administrator, place.id)
  const rows = parse((await send(`${path}/reponses.csv`, mine.administrator)).html, {
    bom: true,
    delimiter: ';',
  }) as string[][]
  expect(rows[0]).toEqual(["'=1+1", 'Heures', 'Mots', 'Pourquoi ?'])
  expect(
    rows
      .slice(1, 10)
      .map(([choice]) => choice)
      .sort(),
  ).toEqual([...Array(8).fill("'=Oui"), 'Non'])
  expect(rows.flat().join(' ')).not.toContain('Secret')
  for (const name of ['resultats.csv', 'enquete.json', 'resultats'])
    expect((await send(`${path}/${name}`, mine.buyer)).html).not.toMatch(/Secret|Papier/)
  const xlsx = await send(`${path}/resultats.xlsx`, mine.buyer)
  expect([xlsx.status, xlsx.headers.get('content-type')]).toEqual([200, expect.stringContaining('spreadsheetml')])
})

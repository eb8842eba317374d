import { sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import { type Actor, scopeOf } from '#features/organisations'
import { openScheme, trustedDocument as read, schemeRoutes } from '#features/scheme'
import type { Measures, Period } from '#kernel'
import { openDoor, organisationOf, type Someone } from '../../../../tests/support/actors.ts'
import { testDatabase } from '../../../../tests/support/database.ts'
import { plainSite } from '../../../../tests/support/plain-site.ts'
import { indicatorGuests } from '../guests.tsx'
import { indicatorRoutes } from '../routes.ts'
import { enterValues } from '../values/entering.ts'
import { judgeValues } from '../values/judging.ts'
import { actsOf, lastAct, valuesOf } from '../values/reading.ts'
import { computeAll, computeValues } from './computing.ts'
import { readLineage } from './lineage.ts'

const db = await testDatabase()
let lead: Someone
let other: Someone
let scheme: string

/** What contracts would count: so many of so many, of one buyer. */
const counted = { stamp: '1', numerator: '12', denominator: '48' }
const asked: string[] = []
const measures: Measures = {
  list: [
    {
      ...{ code: 'contracts.social-share', label: 'Part sociale', explained: '', kind: 'ratio', unit: '%' },
      ...{ numerator: 'marchés', denominator: 'marchés', rhythms: ['year'], filters: [] },
    },
  ],
  stamp: async () => counted.stamp,
  compute: async all =>
    all.map(({ siren, periods }) => {
      asked.push(siren)
      return periods.map(period => ({
        ...{ period, numerator: counted.numerator, denominator: counted.denominator },
        ...{ excluded: [{ reason: 'Non renseigné', count: 3 }], rows: `/marches?annee=${period}` },
      }))
    }),
}
const means = { db, measures }

beforeAll(async () => {
  lead = (await organisationOf(db, '22990099800019', 'Vallonne', 'scheme-lead'))['scheme-lead']
  other = (await organisationOf(db, '21990001100015', 'Aubrelieu', 'scheme-lead'))['scheme-lead']
  const text = read({
    format: 'mieuxdisant-scheme/1',
    code: 'essai',
    title: 'Essai',
    from: '2024-01-01',
    to: '2025-12-31',
    indicators: [
      { key: 'heures', label: 'Heures', kind: 'count', unit: 'heures' },
      { key: 'personnes', label: 'Personnes', kind: 'count', unit: 'personnes' },
      {
        ...{ key: 'moyenne', label: 'Moyenne', kind: 'ratio', unit: 'heures/personne' },
        source: { kind: 'formula', formula: '[heures] ÷ [personnes]' },
      },
      {
        ...{ key: 'sociale', label: 'Sociale', kind: 'ratio', unit: '%' },
        source: { kind: 'measured', measure: 'contracts.social-share', filters: {} },
      },
    ],
  })
  scheme = await openScheme(db, lead, text)
  await openScheme(db, other, { ...text, code: 'autre' })
})

const compute = (who: Actor = lead) => computeValues(means, { scheme, organisation: who.membership.organisation.id })
const enter = (indicator: string, period: string, value: string) =>
  enterValues(db, lead, scheme, [{ indicator, period: period as Period, row: '', texts: { value }, seen: 99 }])
const of = async (indicator: string, period: string) => {
  const found = await db.as(scopeOf(lead), trx =>
    valuesOf(trx, scheme, { indicators: [indicator], periods: [period as Period], origin: 'computed' }),
  )
  return found[0]
}
const lastReason = () =>
  db.as(scopeOf(lead), async trx => {
    const [act] = await actsOf(trx, scheme, [await lastAct(trx, lead.membership.organisation.id, scheme)])
    return act && { act: act.act, reason: act.reason, author: act.author }
  })

test('what measures and formulas give is computed once, signed by the program, with how it was made', async () => {
  expect(await compute()).toBe(6)
  expect(await lastReason()).toEqual({ act: 'compute', reason: 'Premier calcul', author: null })
  const sociale = await of('sociale', '2024')
  expect(sociale).toMatchObject({ value: '25', numerator: '12', denominator: '48', state: 'submitted' })
  expect(readLineage(sociale?.lineage)).toEqual({
    ...{ by: 'measure', measure: 'contracts.social-share', filters: {}, obstacle: '' },
    ...{ excluded: [{ reason: 'Non renseigné', count: 3 }], rows: '/marches?annee=2024' },
  })
  asked.length = 0
  expect(await compute()).toBeNull()
  expect(asked).toEqual([])
})

test('after an entry, what reads it is computed again, and nothing else', async () => {
  await enter('heures', '2024', '26 700')
  expect(await compute()).toBe(1)
  expect(readLineage((await of('moyenne', '2024'))?.lineage)?.obstacle).toMatch(/^Il manque.*personnes/)
  await enter('personnes', '2024', '150')
  expect(await compute()).toBe(1)
  expect(await of('moyenne', '2024')).toMatchObject({ value: '178', state: 'draft' })
  expect(await lastReason()).toMatchObject({ reason: 'Des valeurs ont été saisies ou validées' })
})

test('once what it reads is validated, it is handed over; what was published and changes is handed over again, over it', async () => {
  const judge = async (step: 'validate' | 'publish', ...indicators: string[]) => {
    const seen = await db.as(scopeOf(lead), trx => valuesOf(trx, scheme, { indicators }))
    await judgeValues(db, lead, scheme, step, seen.map(({ id }) => id)) // biome-ignore format: one line
  }
  await judge('validate', 'heures', 'personnes')
  await compute()
  expect(await of('moyenne', '2024')).toMatchObject({ state: 'submitted' })
  await judge('validate', 'sociale')
  await judge('publish', 'sociale')
  // Publishing changes no figure, and computes nothing anew.
  expect(await compute()).toBe(0)
  expect(await of('sociale', '2024')).toMatchObject({ state: 'published', value: '25' })
  Object.assign(counted, { stamp: '2', numerator: '13' })
  expect(await compute()).toBe(3)
  expect(await lastReason()).toMatchObject({ reason: 'Les marchés ou les enquêtes ont changé' })
  expect(await of('sociale', '2024')).toMatchObject({ state: 'submitted', numerator: '13', judged: null })
})

test('two at once compute once', async () => {
  counted.stamp = '3'
  counted.numerator = '14'
  const done = await Promise.all([compute(), compute()])
  expect(done.map(n => n ?? 0).sort()).toEqual([0, 3])
})

test('each organisation’s schemes are computed for itself, and all that is to be done is found', async () => {
  asked.length = 0
  await computeAll(means)
  expect(asked).toEqual(['219900011'])
  expect(await db.as(scopeOf(other), trx => valuesOf(trx, scheme))).toEqual([])
  const { rows } = await db.as(scopeOf(other), trx =>
    sql`select distinct organisation_id as of from indicator_value where indicator = 'sociale'`.execute(trx),
  )
  expect(rows).toEqual([{ of: other.membership.organisation.id }])
  asked.length = 0
  await computeAll(means)
  expect(asked).toEqual([])
})

describe('pages', () => {
  const door = openDoor()
  const site = { db, publicUrl: 'https://exemple.test', measures: measures.list, guests: indicatorGuests }
  const app = plainSite([...schemeRoutes(site), ...indicatorRoutes(site)], door)
  const base = '/organisations/229900998/schemas/essai'
  const page = async (path: string) => {
    const answer = await app.request(base + path, { headers: door.as(lead) })
    return (await answer.text()).replace(/&#39;/g, '’').replace(/[\u00a0\u202f]/g, ' ')
  }

  test('an indicator says how its figure was measured, from which rows, and what has changed since it was published', async () => {
    const html = await page('/indicateurs/sociale?periode=2024')
    expect(html).toContain('/marches?annee=2024')
    expect(html).toContain('Non renseigné')
    expect(html).toContain('Ce qui a changé depuis le chiffre publié (25 %)')
    expect(html).toContain('marchés : 12 → 14')
  })

  test('an indicator says which figures its formula reads, and of a period without a figure, what is missing', async () => {
    expect(await page('/indicateurs/moyenne')).toContain('26 700 heures')
    const html = await page('/indicateurs/moyenne?periode=2025')
    expect(html).toContain('Pas de chiffre pour 2025')
    expect(html).toContain('[heures] n’est pas renseigné')
  })

  test('whoever writes a wrong formula is shown the piece that is wrong, once it is kept', async () => {
    const form = new URLSearchParams({
      ...{ nature: 'indicateur', sous: '', label: 'Coût par heure', kind: 'ratio', unit: '€/heure' },
      ...{ direction: 'none', rhythm: 'year', source: 'formula', 'source.formula': '[cout] ÷ [heures]' },
    })
    const sent = await app.request(`${base}/ajout`, { method: 'POST', body: form, headers: door.as(lead) })
    const to = sent.headers.get('location') ?? ''
    expect(to).toMatch(/\/parties\/[a-z0-9-]+\?fait=ajoute$/)
    const html = await page(to.slice(base.length))
    expect(html).toContain('<mark>[cout]</mark> ÷ [heures]')
    expect(html).toContain('n’existe pas dans ce schéma')
  })
})

import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { exampleScheme, openExampleSchemes, schemeRoutes } from '#features/scheme'
import { openDoor, organisationOf, type Someone } from '../../../../tests/support/actors.ts'
import { testDatabase } from '../../../../tests/support/database.ts'
import { plainSite } from '../../../../tests/support/plain-site.ts'
import {
  AUBRELIEU,
  FIGURES,
  PIERREFONTE,
  SHARES_2025,
  TOGETHER_2025,
  VALLONNE,
} from '../../../../tests/support/vallonne.ts'
import { indicatorGuests } from '../guests.tsx'
import { indicatorRoutes } from '../routes.ts'
import { valueKeeper } from '../values/exchanging.ts'

const db = await testDatabase()
const door = openDoor()
const app = plainSite(
  [
    ...schemeRoutes({ db, publicUrl: 'https://exemple.test', guests: indicatorGuests }),
    ...indicatorRoutes({ db, publicUrl: 'https://exemple.test' }),
  ],
  door,
)
const people = new Map<string, Someone>()
const who = (siren: string): Someone => people.get(siren) ?? expect.unreachable(siren)

const share = () => openExampleSchemes(db, who(VALLONNE), [who(AUBRELIEU), who(PIERREFONTE)], valueKeeper)
const lines = async () => {
  const { rows } = await db.transaction(trx => sql<{ n: number }>`select count(*)::int as n from audit`.execute(trx))
  return rows[0]?.n
}

beforeAll(async () => {
  for (const [siret, name] of [
    [`${VALLONNE}00019`, 'Département de la Vallonne'],
    [`${AUBRELIEU}00011`, 'Commune d’Aubrelieu'],
    [`${PIERREFONTE}00015`, 'Commune de Pierrefonte'],
  ] as const)
    people.set(siret.slice(0, 9), (await organisationOf(db, siret, name, 'scheme-lead'))['scheme-lead'])
  await share()
}, 60_000)

const get = async (path: string, siren: string = VALLONNE) => {
  const answer = await app.request(`/organisations/${siren}/schemas/vallonne-2022${path}`, {
    headers: door.as(who(siren)),
  })
  const html = (await answer.text()).replace(/[\u00a0\u202f]/g, ' ')
  return { html, words: html.replaceAll(/<[^>]+>/g, ' ').replaceAll(/\s+/g, ' ') }
}
/** How many actions and indicators are of all or of a buyer, as the document says. */
const its = (siren: string) => {
  const { actions, indicators } = exampleScheme('vallonne-2022')
  const mine = actions.filter(({ buyer }) => buyer === null || buyer === siren)
  const others = actions.filter(one => !mine.includes(one)).map(({ key }) => key)
  return [mine.length, indicators.filter(({ parent, support }) => !support && !others.includes(parent ?? '')).length]
}
const inWords = (n: number) => n.toLocaleString('fr-FR').replace(/[\u00a0\u202f]/g, ' ')

test('the example is made once: its municipalities are in, and a second making changes nothing', async () => {
  const before = await lines()
  await share()
  expect(await lines()).toBe(before)
})

test('together, quantities are added, and a share is the sum of its numerators over that of its denominators', async () => {
  const { rows } = await db.transaction(trx =>
    sql<{ total: string }>`
      select sum(value)::text as total from indicator_value
      where indicator = 'energie' and period = '2025' and ended_at is null`.execute(trx),
  )
  const known = FIGURES.filter(([indicator]) => indicator === 'energie').reduce(
    (sum, [, , years]) => sum + (years[2025] ?? 0),
    0,
  )
  expect(Number(rows[0]?.total)).toBe(known)
  expect((await get('/indicateurs/energie?acheteur=tous')).words).toContain(`${inWords(known)} kWh en 2025`)
  for (const [indicator, numerator, denominator] of TOGETHER_2025) {
    const { words } = await get(`/indicateurs/${indicator}?acheteur=tous`)
    const share = inWords(Math.round((numerator / denominator) * 10_000) / 100)
    expect(words).toContain(`${inWords(numerator)} `)
    expect(words).toContain(`${inWords(denominator)} `)
    expect(words).toContain(`${share} % en 2025`)
    // Each buyer has its line.
    for (const [, buyer, its] of SHARES_2025.filter(([one]) => one === indicator)) {
      expect(words).toContain(`${its} % 2025`)
      expect((await get(`/indicateurs/${indicator}?acheteur=${buyer}`)).words).toContain(`${its} % en 2025`)
    }
  }
})

test('each buyer reads its own first: its actions, its values, its marks', async () => {
  expect((await get('/indicateurs/part-durable', PIERREFONTE)).words).toContain('40 % en 2025')
  const counted = async (query: string, siren?: string) =>
    /(\d+) actions, (\d+) indicateurs/
      .exec((await get(query, siren)).words)
      ?.slice(1)
      .map(Number)
  expect(await counted('')).toEqual(its(VALLONNE))
  expect(await counted('?acheteur=tous')).toEqual([23, 48])
  expect(await counted('', PIERREFONTE)).toEqual(its(PIERREFONTE))
  expect(await counted(`?acheteur=${PIERREFONTE}`)).toEqual(its(PIERREFONTE))
  expect((await get('?acheteur=tous')).words).toContain('Action propre : Commune d’Aubrelieu')
  expect((await get('', AUBRELIEU)).html).not.toContain('ecole-reparee')
  // What another's own action has become, it says.
  expect((await get('/actions/nuit-noire', PIERREFONTE)).words).toContain('620 points lumineux')
  expect((await get('/actions/nuit-noire', PIERREFONTE)).words).not.toContain('Dire où en est')
  expect((await get('/actions/nuit-noire/suivi', PIERREFONTE)).words).toBe('not found')
})

test('where each buyer stands is counted over what is expected of it', async () => {
  const { html } = await get('/indicateurs?acheteur=tous')
  const rows = [
    ...((html.split('id="positions-table"')[1] ?? '').split('</table>')[0]?.matchAll(/<tr role="row">(.*?)<\/tr>/gs) ??
      []),
  ]
    .map(([, row = '']) => [...row.matchAll(/>(\d+)</g)].map(([, n]) => Number(n)))
    .filter(row => row.length > 0)
  expect(rows.map(row => row.at(-1))).toEqual([...[VALLONNE, PIERREFONTE, AUBRELIEU].map(siren => its(siren)[1]), 48])
  for (const row of rows) expect(row.slice(0, -1).reduce((sum, n) => sum + n, 0)).toBe(row.at(-1))
})

test('values of others are read in the grid, and entered by themselves alone', async () => {
  const own = await get('/saisie?fiche=cantines')
  expect(own.html).toContain('<input')
  for (const query of [`acheteur=${PIERREFONTE}`, 'acheteur=tous']) {
    const { html, words } = await get(`/saisie?fiche=cantines&${query}`)
    expect(words).toContain(query === 'acheteur=tous' ? '1 424 700' : '19 200')
    expect(html).not.toMatch(/action="[^"]*saisie[^"]*" method="post"|inputmode="decimal"/)
  }
  expect((await get('/saisie')).html).not.toContain('points-eteints')
  const body = new URLSearchParams({ 'points-eteints.2025..value': '1', vu: '0' })
  const path = `/organisations/${VALLONNE}/schemas/vallonne-2022/saisie`
  const answer = await app.request(path, { method: 'POST', body, headers: door.as(who(VALLONNE)) })
  expect(answer.status).toBe(422)
  const { rows } = await db.transaction(trx =>
    sql`select value from indicator_value where indicator = 'points-eteints' and value = 1`.execute(trx),
  )
  expect(rows).toEqual([])
})

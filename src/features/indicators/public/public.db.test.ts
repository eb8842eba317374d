import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { scopeOf } from '#features/organisations'
import { adoptVersion, findScheme, openScheme, publishScheme, schemeRoutes, submitVersion } from '#features/scheme'
import { organisationOf, type Someone } from '../../../../tests/support/actors.ts'
import { stopClock } from '../../../../tests/support/clock.ts'
import { testDatabase } from '../../../../tests/support/database.ts'
import { plainSite } from '../../../../tests/support/plain-site.ts'
import { indicatorGuests } from '../guests.tsx'
import { read, SMALL } from '../indicators.test-support.ts'
import { valueKeeper } from '../values/exchanging.ts'
import { judgeValues } from '../values/judging.ts'
import { valuesOf } from '../values/reading.ts'
import { publicIndicatorRoutes } from './routes.tsx'

const db = await testDatabase()
stopClock()
const publicUrl = 'https://exemple.test'
const app = plainSite([
  ...schemeRoutes({ db, publicUrl, guests: indicatorGuests }),
  ...publicIndicatorRoutes({ db, publicUrl }),
])
let lead: Someone
const HOME = '/schemas/essai-2026'
const ONE = `${HOME}/indicateurs/bio`

async function get(path: string) {
  const answer = await app.request(path)
  const queries = Number(/"(\d+)"/.exec(answer.headers.get('server-timing') ?? '')?.[1])
  const bytes = Buffer.from(await answer.arrayBuffer())
  return {
    status: answer.status,
    headers: answer.headers,
    queries,
    bytes,
    text: String(bytes).replace(/[\u00a0\u202f]/g, ' '),
  }
}

const part = (
  period: string,
  numerator: string,
  value: string,
  state: 'draft' | 'validated' | 'published',
  comment = '',
) => ({
  ...{
    indicator: 'bio',
    period,
    row: null,
    buyer: null,
    value,
    numerator,
    denominator: '200',
    words: '',
    comment,
    state,
  },
})

beforeAll(async () => {
  const people = await organisationOf(db, '22990099800019', 'Vallonne', 'scheme-lead')
  lead = people['scheme-lead']
  await openScheme(db, lead, read(SMALL))
  await db.as(scopeOf(lead, 'enter-values'), async trx => {
    const scheme = await findScheme(trx, lead, SMALL.code)
    if (!scheme) throw new Error('no scheme')
    await valueKeeper.write(trx, lead, scheme, [
      part('2023', '60', '30', 'published', '=HYPERLINK("http://x")'),
      part('2024', '84', '42', 'published'),
      part('2025', '198', '99', 'validated', 'Secret.'),
    ])
  })
  const text = await submitVersion(db, lead, SMALL.code)
  await adoptVersion(db, lead, SMALL.code, { ...text, on: '2026-02-27', deliberation: '', vote: '' })
})

test('nothing is read before the scheme is public, nor of what it does not have', async () => {
  for (const path of [`${HOME}/indicateurs`, ONE, `${ONE}/valeurs.csv`, `${ONE}/figures/graphique.svg`])
    expect((await get(path)).status).toBe(404)
  await publishScheme(db, lead, SMALL.code)
  for (const path of [`${HOME}/indicateurs/rien`, `${HOME}/indicateurs/papier`, '/schemas/autre/indicateurs/bio'])
    expect((await get(path)).status).toBe(404)
  for (const name of ['repartition.svg', 'graphique.pdf', 'graphique'])
    expect((await get(`${ONE}/figures/${name}`)).status).toBe(404)
})

test('everybody reads what is published, and nothing else: on the page of the scheme, in the list, on its own page, in its files', async () => {
  const pages = await Promise.all(
    [HOME, `${HOME}/indicateurs`, ONE, `${ONE}/valeurs.csv`, `${ONE}/figures/graphique.svg`].map(get),
  )
  for (const { status, text, queries } of pages) {
    expect(status).toBe(200)
    expect(text).toContain('42')
    expect(text).not.toMatch(/\b99\b|198|Secret/)
    expect(queries).toBeLessThanOrEqual(8)
  }
  const [home, list, own] = pages
  expect(home?.text).toMatch(/Part du bio[\s\S]*<b>42 %<\/b>[\s\S]*href="\/schemas\/essai-2026\/indicateurs\/bio"/)
  expect(list?.text).toContain('Rien de publié')
  expect(own?.text).toMatch(/84 sur 200[\s\S]*Saisie/)
  expect(own?.text).toContain('<link rel="canonical" href="https://exemple.test/schemas/essai-2026/indicateurs/bio"')
})

test('the files of an indicator: a table whose words do nothing, a drawing that says where it comes from, an image', async () => {
  const csv = await get(`${ONE}/valeurs.csv`)
  expect(csv.headers.get('content-disposition')).toBe('attachment; filename="essai-2026-bio.csv"')
  expect(csv.text).toContain("'=HYPERLINK")
  const svg = await get(`${ONE}/figures/graphique.svg`)
  expect(svg.headers.get('content-type')).toBe('image/svg+xml; charset=utf-8')
  expect(svg.headers.get('content-disposition')).toBe('attachment; filename="essai-2026-bio-graphique.svg"')
  expect(svg.text).toContain('Source : Vallonne, Schéma d’essai. Valeurs publiées, au 23 novembre 2026.')
  expect(svg.text).toContain('>https://exemple.test/schemas/essai-2026/indicateurs/bio</text>')
  const png = await get(`${ONE}/figures/graphique.png`)
  expect(png.headers.get('content-type')).toBe('image/png')
  expect(png.bytes.subarray(0, 8).toString('latin1')).toBe('\x89PNG\r\n\x1a\n')
  expect(png.bytes.readUInt32BE(16)).toBe(1920)
})

test('what is published since is seen at once; what a suspended buyer says is not shown', async () => {
  const etag = (await get(ONE)).headers.get('etag') ?? ''
  const again = () => app.request(ONE, { headers: { 'if-none-match': etag } })
  expect((await again()).status).toBe(304)
  const scheme = await db.as(scopeOf(lead), trx => findScheme(trx, lead, SMALL.code))
  const values = await db.as(scopeOf(lead), trx => valuesOf(trx, scheme?.id ?? '', { periods: ['2025' as never] }))
  await judgeValues(
    db,
    lead,
    scheme?.id ?? '',
    'publish',
    values.map(({ id }) => id),
  )
  expect((await again()).status).toBe(200)
  expect((await get(ONE)).text).toContain('99 %')
  expect((await get(HOME)).text).toContain('<b>99 %</b>')
  const suspend = (at: string, why: string | null) =>
    db.transaction(trx =>
      sql`update organisation set suspended_at = ${sql.raw(at)}, suspended_for = ${why}`.execute(trx),
    )
  await suspend('now()', 'M')
  for (const path of [HOME, `${HOME}/indicateurs`, ONE, `${ONE}/valeurs.csv`])
    expect((await get(path)).text).not.toMatch(/\b(?:42|99) %|;84;/)
  expect((await get(`${ONE}/figures/graphique.svg`)).status).toBe(404)
  await suspend('null', null)
  expect((await get(ONE)).text).toContain('99 %')
})

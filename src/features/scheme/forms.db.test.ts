import { expect, test } from 'vitest'
import { scopeOf } from '#features/organisations'
import type { Measure } from '#kernel'
import { openDoor, organisationOf } from '../../../tests/support/actors.ts'
import { testDatabase } from '../../../tests/support/database.ts'
import { plainSite } from '../../../tests/support/plain-site.ts'
import { plainDocument } from './document/reading.ts'
import { documentOf } from './exporting.ts'
import { schemeRoutes } from './routes.tsx'
import { read, SMALL } from './scheme.test-support.ts'
import { findScheme, openScheme } from './schemes.ts'

const db = await testDatabase()
const door = openDoor()
const MEASURES: Measure[] = [
  {
    code: 'contracts.social-share',
    label: 'Part des marchés avec considération sociale',
    explained: '',
    kind: 'ratio',
    unit: '%',
    numerator: '',
    denominator: '',
    rhythms: ['year'],
    filters: [{ name: 'cpv', label: 'CPV', choices: null }],
  },
]
const app = plainSite(schemeRoutes({ db, publicUrl: 'https://exemple.test', measures: MEASURES }), door)

/** What a browser would send of the first form of a page, untouched. */
function untouched(html: string): URLSearchParams {
  const form = /<form class="form[^>]*>([\s\S]*?)<\/form>/.exec(html)?.[1] ?? ''
  const plain = (text: string) =>
    text.replace(
      /&(amp|lt|gt|quot|#39);/g,
      (_, name) => ({ amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" })[name as 'amp'],
    )
  const at = (tag: string, name: string) => plain(new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1] ?? '')
  const sent = new URLSearchParams()
  for (const [tag, name, body = ''] of form.matchAll(/<input\b[^>]*>|<(textarea|select)\b[^>]*>([\s\S]*?)<\/\1>/g)) {
    if (name === 'textarea') sent.append(at(tag, 'name'), plain(body))
    else if (name === 'select')
      sent.append(at(tag, 'name'), at(/<option[^>]* selected[^>]*>/.exec(body)?.[0] ?? '', 'value'))
    else if (!/type="(checkbox|radio)"/.test(tag) || / checked/.test(tag))
      sent.append(at(tag, 'name'), at(tag, 'value'))
  }
  return sent
}

test('a form that is sent as it was opened changes nothing, whatever the part says', async () => {
  const { 'scheme-lead': lead } = await organisationOf(db, '22990099800019', 'Vallonne', 'scheme-lead')
  const rich = {
    ...SMALL,
    code: 'riche',
    indicators: [
      ...SMALL.indicators,
      {
        key: 'maturite',
        parent: null,
        label: 'Maturité & « méthode »',
        kind: 'scale',
        levels: ['Débutante', 'Confirmée'],
        rhythm: 'semester',
        counted: 'Deux lignes,\ndont une <seconde>.',
        baseline: { period: '2025-S2', numerator: '1.5', denominator: '-3', source: 'Enquête' },
        targets: [
          { period: null, value: '2', tentative: true, source: 'Note' },
          { period: '2028', value: '123456789012345678.25' },
        ],
        legal: [{ period: '2026', value: '0.5', source: 'L2112-2 CCP' }],
        support: true,
      },
      {
        key: 'mesure',
        parent: 'papier',
        label: 'Mesuré',
        kind: 'ratio',
        source: { kind: 'measured', measure: 'contracts.social-share', filters: { cpv: '30' } },
      },
    ],
  }
  await openScheme(db, lead, read(rich))
  const now = () =>
    db.as(scopeOf(lead), async trx => {
      const scheme = await findScheme(trx, lead, 'riche')
      return scheme && plainDocument(await documentOf(trx, scheme))
    })
  const before = await now()
  for (const key of [
    'ecologie',
    'ressources',
    'papier',
    'tonnage',
    'part-recycle',
    'part-sociale',
    'maturite',
    'mesure',
  ]) {
    const path = `/organisations/229900998/schemas/riche/parties/${key}`
    const page = await app.request(path, { headers: door.as(lead) })
    const body = untouched(await page.text())
    expect([...body].length, key).toBeGreaterThan(5)
    const answer = await app.request(path, { method: 'POST', headers: door.as(lead), body })
    expect({ key, status: answer.status }).toEqual({ key, status: 303 })
    expect(await now()).toEqual(before)
  }
})

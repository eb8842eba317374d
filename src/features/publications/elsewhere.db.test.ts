import { expect, test } from 'vitest'
import { testDatabase } from '../../../tests/support/database.ts'
import { sha256 } from './fingerprint.ts'
import { draft, press, SITE, TEXT } from './publications.test-support.ts'
import { withdraw } from './publish.ts'

const db = await testDatabase()
const { app, counts, publisher } = press(db)

test('what is published is told to portals as linked data: each file with its address, its type and its fingerprint', async () => {
  const { publish: publishing, page, siren, actor } = await publisher('Commune « d’à côté »')
  const [here, read] = [`${SITE}/publications/${siren}`, async (path: string) => JSON.parse((await page(path)).text)]
  for (const period of ['2023', '2024']) await publishing(draft(period))
  await publishing(draft('2024', { number: 2, changes: 'Un "mot".' }))
  const dataset = await read('/2/catalogue.jsonld')
  expect(dataset).toMatchObject({
    '@id': `${here}/2`,
    '@type': 'dcat:Dataset',
    'dct:isReplacedBy': { '@id': `${here}/3` },
    'dct:title': { '@value': 'Essai 2024 – Commune « d’à côté »', '@language': 'fr' },
    'dct:publisher': { 'dct:identifier': siren },
    'dct:temporal': { 'dcat:startDate': { '@value': '2024-01-01' }, 'dcat:endDate': { '@value': '2024-12-31' } },
  })
  const told = (dataset['dcat:distribution'] as Record<string, Record<string, unknown>>[]).map(one => [
    one['dct:title'],
    one['dcat:mediaType'],
  ])
  expect(told).toEqual([
    ['essai.json', { '@id': 'https://www.iana.org/assignments/media-types/application/json' }],
    ['publication.json', { '@id': 'https://www.iana.org/assignments/media-types/application/json' }],
    ['texte.txt', { '@id': 'https://www.iana.org/assignments/media-types/text/plain' }],
  ])
  expect(dataset['dcat:distribution'][2]).toMatchObject({
    'dcat:downloadURL': { '@id': `${here}/2/texte.txt` },
    'dcat:byteSize': { '@value': String(Buffer.byteLength(TEXT)) },
    'spdx:checksum': { 'spdx:checksumValue': { '@value': sha256(TEXT) } },
  })
  await withdraw(db, actor, 1, 'Une erreur.')
  expect((await page('/1/catalogue.jsonld')).status).toBe(410)
  const catalogue = await read('/catalogue.jsonld')
  expect(catalogue['dcat:dataset'].map((one: Record<string, unknown>) => one['@id'])).toEqual([`${here}/3`])
  expect(catalogue['dcat:dataset'][0]['dct:description']['@value']).toContain('Ce qui change : Un "mot".')
  expect(catalogue['dcat:dataset'][0]['dcat:distribution']).toHaveLength(3)
  for (const path of ['', '/3'])
    expect((await page(path)).text).toContain(
      `<link rel="alternate" type="application/ld+json" href="/publications/${siren}${path}/catalogue.jsonld"/>`,
    )
  expect((await app.request('/publications/999999999/catalogue.jsonld')).status).toBe(404)
})

test('what is published has key figures that any site may frame, and that say what became of them; nothing else may be framed', async () => {
  const { publish: publishing, page, siren, actor } = await publisher('Commune "d’en haut"')
  await publishing(draft('2023'))
  const { status, text, headers } = await page('/1/chiffres-cles')
  expect(status).toBe(200)
  expect(text).toContain('Chiffre de 2023')
  expect(text).toContain(`<a href="${SITE}/publications/${siren}/1" target="_top">`)
  expect(text).not.toMatch(/<script|<form|style=/)
  expect(headers.get('content-security-policy')).toContain('frame-ancestors *')
  expect(headers.get('content-security-policy')).not.toContain('script-src')
  expect(headers.get('x-frame-options')).toBeNull()
  const whole = await page('/1')
  expect(whole.text).toContain(`&lt;iframe src=&quot;${SITE}/publications/${siren}/1/chiffres-cles&quot;`)
  expect(whole.text).toContain('Commune &amp;quot;d’en haut&amp;quot;')
  for (const other of [whole, await page(''), await page('/1/texte.txt')]) {
    expect(other.headers.get('content-security-policy')).toContain("frame-ancestors 'none'")
    expect(other.headers.get('x-frame-options')).toBe('DENY')
  }
  await publishing(draft('2023', { number: 1, changes: 'Tout.' }))
  expect((await page('/1/chiffres-cles')).text).toMatch(/publication n°.2, qui les remplace/)
  await withdraw(db, actor, 2, 'Une erreur.')
  const gone = await page('/2/chiffres-cles')
  expect(gone.text).toContain('Ces chiffres ont été retirés le')
  expect(gone.text).not.toContain('Chiffre de 2023')
  expect((await page('/3/chiffres-cles')).status).toBe(404)
})

test('a publication has a page for each chapter, which leads to those beside it and is drawn once; none once it is withdrawn', async () => {
  const { actor, publish: publishing, page, siren } = await publisher()
  await publishing(draft('2024'))
  const at = `/publications/${siren}/1/chapitres`
  const before = counts.drawn
  const { status, text } = await page('/1/chapitres/deux.2')
  expect(status).toBe(200)
  expect(text).toContain('Le chapitre deux.2 de 2024')
  expect(text).toContain(`<link rel="canonical" href="${SITE}${at}/deux.2"/>`)
  expect(text).toContain(`href="${at}/un" rel="prev"`)
  expect(text).toContain(`href="${at}/trois" rel="next"`)
  expect((await page('/1/chapitres/deux.2')).text).toBe(text)
  expect(counts.drawn).toBe(before + 1)
  const held = await page('/1/chapitres/dans-trois')
  expect([held.status, held.headers.get('location')]).toEqual([303, `${at}/trois#dans-trois`])
  for (const path of ['/1/chapitres/quatre', '/1/chapitres/', '/2/chapitres/un', '/1/chapitres/..'])
    expect({ path, status: (await page(path)).status }).toEqual({ path, status: 404 })
  await publishing(draft('2024', { number: 1, changes: 'Tout.' }))
  expect((await page('/1/chapitres/un')).text).toContain('le n° 2 la remplace')
  await withdraw(db, actor, 1, 'Une erreur.')
  const gone = await page('/1/chapitres/un')
  expect([gone.status, gone.headers.get('location')]).toEqual([303, `/publications/${siren}/1`])
})

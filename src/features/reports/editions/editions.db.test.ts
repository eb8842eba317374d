import { beforeAll, expect, test } from 'vitest'
import { openScheme, trustedDocument } from '#features/scheme'
import { stopClock, TODAY } from '../../../../tests/support/clock.ts'
import { testDatabase } from '../../../../tests/support/database.ts'
import { editionsSite, wordsOf } from './editions.test-support.ts'

const db = await testDatabase()
stopClock(`${TODAY}T09:00:00+01:00`)
const { lead, elected, supplier, stranger, document, at, get, post, bytes, evaluated } = await editionsSite(db)

beforeAll(async () => {
  await evaluated([
    ['rencontre-solidaire', 'leave', 'La chambre consulaire le fait.'],
    ['cantines', 'reinforce', 'Ouvrir aux communes.'],
  ])
})

test('a scheme of one text has nothing to be compared with, and says so', async () => {
  expect(await get(at('/editions'))).toMatchObject({ status: 200, text: expect.stringContaining('Un seul texte') })
  expect((await get(at('/editions/fichiers/pdf'))).status).toBe(404)
})

test('two editions: what is kept, renewed, out and new, how that is known, and figures that do not compare', async () => {
  const gone = ['rencontre-solidaire', 'guide-des-achats', 'restes-de-cantine']
  await openScheme(
    db,
    lead,
    trustedDocument({
      ...document,
      code: 'vallonne-2026',
      edition: '2026-2029',
      from: '2026-01-01',
      to: '2029-12-31',
      adoption: null,
      values: [],
      actions: [
        ...document.actions
          .filter(({ key, left }) => !gone.includes(key) && left === null)
          .map(one => (one.key === 'flotte' ? { ...one, aim: 'Ne plus acheter une voiture à pétrole.' } : one)),
        { key: 'dechets-des-cantines', parent: 'repas-et-trajets', code: '1-3.9', title: 'Peser ce que jettent les cantines' }, // biome-ignore format: one line
      ],
      indicators: document.indicators
        .filter(({ parent }) => ![...gone, 'bourse-cotraitance'].includes(parent ?? ''))
        .map(one =>
          one.key === 'part-bio'
            ? { ...one, targets: [{ period: '2029', value: '30' }] }
            : one.key === 'achats-adaptes'
              ? { ...one, unit: 'k€ HT' }
              : one,
        ),
    }),
  )
  const { status, text, queries } = await get(at('/editions', 'vallonne-2026'))
  expect(status).toBe(200)
  expect(queries).toBeLessThanOrEqual(30)
  expect(text).toContain('value="vallonne-2022" selected')
  const said = text.replace(/<[^>]+>/g, '|').replace(/\|[|\s]+/g, '|')
  for (const row of [
    '1-3.3 Rouler moins et sans pétrole|Renouvelée|1 champ change : but|–|Même clé',
    '1-3.1 Servir des repas de qualité dans les cantines|Maintenue|–|Renforcer (2023)|Même clé',
    'quand le nouveau texte sera adopté : l’évaluation de 2023 le recommande. La chambre consulaire le fait.|Sortir du schéma (2023)|–',
    'quand le nouveau texte sera adopté : motif non renseigné',
    '24 mars 2025 : Trois ans après son entrée',
    '1-3.9 Peser ce que jettent les cantines|Nouvelle|–|–|–',
    'Non comparable : unité',
    '+10 points',
  ])
    expect(said).toContain(row)
  // The same from the former edition, which the later goes on with.
  expect((await get(at('/editions'))).text).toContain('value="vallonne-2026" selected')
})

test('who leads says that an action goes on with another; the comparison follows, and says who said it', async () => {
  const send = (suite: string, action = 'restes-de-cantine', someone = lead) =>
    post(at('/editions/correspondances', 'vallonne-2026'), { avec: 'vallonne-2022', action, suite }, someone)
  expect(await send('action:dechets-des-cantines')).toMatchObject({ status: 303, to: 'vallonne-2026/editions?avec=vallonne-2022&fait=correspondance' }) // biome-ignore format: one line
  const shown = (await get(at('/editions', 'vallonne-2026'))).text
  expect(shown).toMatch(/« 1-3.2 Jeter moins dans les cantines des collèges » avant[^|]*?<\/td>.*?Dite/s)
  expect(await send('aucune')).toMatchObject({ status: 303 })
  expect((await get(at('/editions', 'vallonne-2026'))).text).not.toContain('1-3.2 Jeter moins dans les cantines des collèges » avant') // biome-ignore format: one line
  expect(await send('regles')).toMatchObject({ status: 303 })
  for (const [suite, action] of [
    ['action:nulle-part', 'restes-de-cantine'],
    ['action:dechets-des-cantines', 'nulle-part'],
    ['n’importe quoi', 'flotte'],
    ['aucune', '../flotte'],
  ] as const)
    expect(await send(suite, action)).toMatchObject({ status: 422, text: expect.stringContaining('n’est plus dans le texte') }) // biome-ignore format: one line
  expect((await send('aucune', 'flotte', elected)).status).toBe(403)
})

test('the same in files, for who reads the scheme', async () => {
  const path = at('/editions/fichiers', 'vallonne-2026')
  const words = wordsOf(await bytes(`${path}/docx`))
  for (const said of ['Comparaison des éditions', 'La chambre consulaire le fait.', 'Non comparable : unité'])
    expect(words).toContain(said)
  expect(Buffer.from((await bytes(`${path}/pdf`)).slice(0, 5)).toString()).toBe('%PDF-')
  expect(Buffer.from((await bytes(`${path}/xlsx`)).slice(0, 2)).toString()).toBe('PK')
  expect((await get(`${path}/odt`)).status).toBe(404)
  expect((await get(`${path}/pdf?avec=autre-2020`)).status).toBe(404)
  expect((await get(at('/editions', 'vallonne-2026'), elected)).text).not.toContain('Dire une correspondance')
  expect((await get(at('/editions'), supplier)).status).toBe(403)
  expect((await get(at('/editions'), stranger)).status).toBe(404)
})

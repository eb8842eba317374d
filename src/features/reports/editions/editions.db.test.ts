import { unzipSync } from 'fflate'
import { beforeAll, expect, test } from 'vitest'
import { scopeOf } from '#features/organisations'
import { documentOf, findScheme, openScheme, trustedDocument } from '#features/scheme'
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

test('the renewal file says where an edition ends, and holds the words of who leads', async () => {
  const { status, text, queries } = await get(at('/renouvellement'))
  expect([status, queries <= 30]).toEqual([200, true])
  for (const said of [
    'Le cycle 2022-2024 a évalué 2 de ses 21 actions.',
    'La chambre consulaire le fait. (évaluation de 2023)',
    '3-1.2 Aider les entreprises à répondre ensemble, le 24 mars 2025',
    'Aucune orientation n’est encore écrite.',
    'L’édition suivante n’est pas encore ouverte',
    'Préparer l’édition suivante',
  ])
    expect(text).toContain(said)
  const write = (texte: string, vu: string, part = 'orientations', someone = lead) =>
    post(at(`/renouvellement/textes/${part}`), { texte, vu }, someone)
  expect(await write('Moins, **et mieux**.', '0')).toMatchObject({ status: 303, to: 'vallonne-2022/renouvellement?fait=texte#orientations' }) // biome-ignore format: one line
  const behind = await write('Autre chose <script>.', '0')
  expect(behind).toMatchObject({ status: 422, text: expect.stringContaining('Quelqu’un a changé ce texte') })
  expect(behind.text).toContain('Autre chose &lt;script&gt;.')
  expect((await write('x'.repeat(20_001), '1')).status).toBe(422)
  expect((await write('', '0', 'autre')).status).toBe(404)
  expect((await write('', '0', 'ajouts', elected)).status).toBe(403)
  expect(wordsOf(await bytes(at('/renouvellement/fichiers/docx')))).toContain('Moins, et mieux.')
  const read = (await get(at('/renouvellement'), elected)).text
  expect(read).toContain('<b>et mieux</b>')
  expect(read).not.toContain('Enregistrer ces mots')
  expect((await get(at('/renouvellement'), supplier)).status).toBe(403)
  expect((await get(at('/renouvellement'), stranger)).status).toBe(404)
})

test('the next edition begins with the text in force, without what evaluations recommend to leave, from the last values', async () => {
  const form = (await get(at('/renouvellement/suivante'))).text
  for (const said of ['value="vallonne-2026"', 'value="2026-01-01"', 'value="2029-12-31"', 'value="rencontre-solidaire" checked', '1-3.1 Servir des repas de qualité dans les cantines : Renforcer (2023). Ouvrir aux communes.']) // biome-ignore format: one line
    expect(form.replace(/<\/?bdi>/g, '')).toContain(said)
  const cover = { code: 'vallonne-2026', title: 'Schéma 2026', edition: '', from: '2026-01-01', to: '2029-12-31', summary: '', notice: '' } // biome-ignore format: one line
  const send = (more: object, someone = lead) =>
    post(at('/renouvellement/suivante'), { ...cover, sans: 'rencontre-solidaire', reprendre: 'valeurs', ...more }, someone) // biome-ignore format: one line
  expect(await send({ from: '2021-01-01' })).toMatchObject({ status: 422, text: expect.stringContaining('qui commence le 1er janvier 2022') }) // biome-ignore format: one line
  expect(await send({ code: 'vallonne-2022' })).toMatchObject({ status: 422, text: expect.stringContaining('déjà prise') }) // biome-ignore format: one line
  expect((await send({ title: '' })).text).toContain('Donnez un intitulé')
  expect((await send({}, elected)).status).toBe(403)
  expect(await send({})).toMatchObject({ status: 303, to: 'vallonne-2026?fait=copie' })
  expect(await send({ code: 'vallonne-2028' })).toMatchObject({ status: 422, text: expect.stringContaining('déjà ouverte : « Schéma 2026 (2026-2029) »') }) // biome-ignore format: one line

  const next = await db.as(scopeOf(lead), async trx => {
    const scheme = await findScheme(trx, lead, 'vallonne-2026')
    return scheme && documentOf(trx, scheme)
  })
  const keys = next?.actions.map(({ key }) => key)
  expect(document.actions.map(({ key }) => key).filter(key => !keys?.includes(key))).toEqual(['rencontre-solidaire', 'bourse-cotraitance']) // biome-ignore format: one line
  const startOf = (key: string) => next?.indicators.find(one => one.key === key)?.baseline
  const source = 'Dernière valeur validée de l’édition 2022-2025.'
  expect(startOf('part-reconditionnes')).toMatchObject({ period: '2025', value: '30', source })
  expect(startOf('part-km-electriques')).toBeNull()
  expect((await get(at('/editions'))).text).toContain('value="vallonne-2026" selected')
  expect((await get(at('/renouvellement', 'vallonne-2026'))).text).toContain(
    'Aucune version de ce schéma n’est adoptée',
  )
})

test('the package of the assembly holds the file, a draft decision, the versions, the next edition and its comparison', async () => {
  const path = at('/renouvellement/dossier.zip')
  const files = unzipSync(await bytes(path))
  expect(Object.keys(files)).toEqual([
    '1-dossier-de-renouvellement.pdf',
    '1-dossier-de-renouvellement.docx',
    '1-tableaux.xlsx',
    '2-projet-de-deliberation.docx',
    '3-versions-du-schema.pdf',
    '4-comparaison-des-editions.pdf',
    '4-comparaison-des-editions.docx',
    '4-comparaison-des-editions.xlsx',
    '5-edition-suivante.pdf',
    '5-edition-suivante.docx',
  ])
  const decision = wordsOf(files['2-projet-de-deliberation.docx'] ?? new Uint8Array())
  for (const said of [
    'Vu la délibération n° 2022-017 du 14 février 2022, qui adopte le schéma ;',
    'que 2 de ses 21 actions ont une évaluation validée, et que 1 sortie est recommandée ;',
    'Elle approuve les orientations de l’édition suivante',
    'Elle adopte l’édition 2026-2029, pour la période du 1er janvier 2026 au 31 décembre 2029',
    '[à compléter]',
  ])
    expect(decision).toContain(said)
  expect((await get(path, elected)).status).toBe(403)
})

test('two editions: what is kept, renewed, out and new, how that is known, and figures that do not compare', async () => {
  const gone = ['rencontre-solidaire', 'guide-des-achats', 'restes-de-cantine']
  await openScheme(
    db,
    lead,
    trustedDocument({
      ...document,
      code: 'vallonne-2027',
      edition: '2027-2030',
      from: '2027-01-01',
      to: '2030-12-31',
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
  const { status, text, queries } = await get(at('/editions?avec=vallonne-2022', 'vallonne-2027'))
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
  // Without being asked: the edition that it goes on with, or that goes on with it.
  expect((await get(at('/editions', 'vallonne-2027'))).text).toContain('value="vallonne-2026" selected')
  expect((await get(at('/editions'))).text).toContain('value="vallonne-2026" selected')
})

test('who leads says that an action goes on with another; the comparison follows, and says who said it', async () => {
  const send = (suite: string, action = 'restes-de-cantine', someone = lead) =>
    post(at('/editions/correspondances', 'vallonne-2027'), { avec: 'vallonne-2022', action, suite }, someone)
  expect(await send('action:dechets-des-cantines')).toMatchObject({ status: 303, to: 'vallonne-2027/editions?avec=vallonne-2022&fait=correspondance' }) // biome-ignore format: one line
  const shown = (await get(at('/editions?avec=vallonne-2022', 'vallonne-2027'))).text
  expect(shown).toMatch(/« 1-3.2 Jeter moins dans les cantines des collèges » avant[^|]*?<\/td>.*?Dite/s)
  expect(await send('aucune')).toMatchObject({ status: 303 })
  expect((await get(at('/editions?avec=vallonne-2022', 'vallonne-2027'))).text).not.toContain('1-3.2 Jeter moins dans les cantines des collèges » avant') // biome-ignore format: one line
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
  const path = at('/editions/fichiers', 'vallonne-2027')
  const words = wordsOf(await bytes(`${path}/docx?avec=vallonne-2022`))
  for (const said of ['Comparaison des éditions', 'La chambre consulaire le fait.', 'Non comparable : unité'])
    expect(words).toContain(said)
  expect(Buffer.from((await bytes(`${path}/pdf`)).slice(0, 5)).toString()).toBe('%PDF-')
  expect(Buffer.from((await bytes(`${path}/xlsx`)).slice(0, 2)).toString()).toBe('PK')
  expect((await get(`${path}/odt`)).status).toBe(404)
  expect((await get(`${path}/pdf?avec=autre-2020`)).status).toBe(404)
  expect((await get(at('/editions', 'vallonne-2027'), elected)).text).not.toContain('Dire une correspondance')
  expect((await get(at('/editions'), supplier)).status).toBe(403)
  expect((await get(at('/editions'), stranger)).status).toBe(404)
})

import { spawnSync } from 'node:child_process'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { organisationOf, type Someone } from '../../../../tests/support/actors.ts'
import { testDatabase } from '../../../../tests/support/database.ts'
import { generatedFile } from '../../../../tests/support/generated.ts'
import { AUBRELIEU, contract, SITE, VALLONNE, workshop } from '../list-routes.test-support.tsx'
import { openRegister } from '../register/register.ts'
import { figuresOf, type RatesFigures } from './figures.ts'
import { openDataOf } from './open-data.ts'
import { hidden, independently, newsroom, space } from './publishing.test-support.ts'

const db = await testDatabase()
const files = workshop(db)
const { folder, get, post, seen, publishYear, recomputed, close } = newsroom(db)
afterAll(() => {
  close()
  files.close()
})

const GENERATED = generatedFile({ seed: 7, count: 4000 })
/** A buyer of the generated file, by its SIREN and one of its SIRET. */
const BUYER = '21000000700010'
let vallonne: Record<'administrator' | 'facilitator', Someone>
let other: Record<'administrator', Someone>
let buyer: Record<'administrator', Someone>

beforeAll(async () => {
  const of = (siret: string, id: string, more: Record<string, unknown> = {}) =>
    contract(id, { acheteur: { id: siret }, ...more })
  await files.import('hostile.json', [
    of(VALLONNE, 'H1', { objet: '=HYPERLINK("https://ailleurs.test";"ici")\r\nsuite ; « fin »', montant: 999.99 }),
    of(VALLONNE, 'H2', { objet: '+33 "guillemets" \'et\' virgules, ;', montant: -12 }),
    of(VALLONNE, 'H3', {
      objet: '@objet',
      montant: 12_311_111_111,
      considerationsSociales: { considerationSociale: ['INX'] },
    }),
    of(VALLONNE, 'H4', {
      objet: null,
      montant: null,
      considerationsEnvironnementales: { considerationEnvironnementale: ['NC'] },
    }),
    of(VALLONNE, 'H5', { dateNotification: '2024-05-02', id: '=1+1' }),
    of(AUBRELIEU, 'A1'),
  ])
  await files.importText('genere.json', GENERATED)
  vallonne = await organisationOf(db, VALLONNE, 'Département de la <Vallonne>', 'administrator', 'facilitator')
  other = await organisationOf(db, AUBRELIEU, 'Commune d’Aubrelieu', 'administrator')
  buyer = await organisationOf(db, BUYER, 'Acheteur généré', 'administrator')
}, 60_000)

const withoutPython = spawnSync('python3', ['--version']).status !== 0

describe('who may', () => {
  test('strangers sign in, another organisation finds nothing, a member looks, an administrator publishes', async () => {
    const { administrator, facilitator } = vallonne
    const addresses = ['', '/nouvelle?annee=2025', '/1/retrait'].map(path => space(administrator) + path)
    for (const path of addresses) {
      expect((await get(path)).status).toBe(303)
      expect({ path, status: (await get(path, other.administrator)).status }).toEqual({ path, status: 404 })
    }
    const look = await get(space(facilitator), facilitator)
    expect(look.status).toBe(200)
    expect(look.text).not.toContain('Relire et publier')
    expect(look.text).toContain('Seules les personnes qui administrent')
    for (const path of addresses.slice(1)) expect((await get(path, facilitator)).status).toBe(403)
    for (const path of [space(administrator), `${space(administrator)}/1/retrait`]) {
      expect((await post(path, { annee: '2025', motif: 'x' }, facilitator)).status).toBe(403)
      expect((await post(path, { annee: '2025', motif: 'x' }, other.administrator)).status).toBe(404)
    }
    expect((await get(space(administrator), administrator)).text).toContain('Relire et publier 2025')
    expect((await get(`/publications/${administrator.membership.organisation.siren}`)).status).toBe(404)
  })

  test('forged fields publish nobody else’s figures', async () => {
    const { administrator } = other
    const forged = {
      siren: VALLONNE.slice(0, 9),
      acheteurs: VALLONNE,
      organisation: vallonne.administrator.membership.id,
    }
    const answer = await publishYear(administrator, 2025, forged)
    expect(answer.to).toBe(`${space(administrator)}?fait=publiee&numero=1`)
    const published = JSON.parse((await get(`/publications/${AUBRELIEU.slice(0, 9)}/1/taux.json`)).text) as RatesFigures
    expect(published).toMatchObject({ buyer: { siren: AUBRELIEU.slice(0, 9) }, rates: { contracts: 1 } })
    expect((await get(`/publications/${VALLONNE.slice(0, 9)}/1`)).status).toBe(404)
    // What another organisation saw is not what this one would publish.
    const theirs = await seen(vallonne.administrator, 2025)
    expect((await post(space(administrator), theirs, administrator)).status).toBe(422)
  })

  test.each(['', '1789', '2999', '2001', 'abc', '2025; drop'])('the year « %s » is refused in words', async annee => {
    const { administrator } = vallonne
    for (const answer of [
      await get(`${space(administrator)}/nouvelle?${new URLSearchParams({ annee })}`, administrator),
      await post(space(administrator), { annee, empreinte: '' }, administrator),
    ]) {
      expect(answer.status).toBe(422)
      expect(answer.text).toMatch(/ne peut pas être publiée|n’a aucun marché/)
    }
  })
})

describe('the rates of a year', () => {
  test.skipIf(withoutPython)(
    'are published, downloaded, and computed again by a stranger, as another program does',
    async () => {
      const { administrator } = buyer
      const { siren } = administrator.membership.organisation
      const years = [...(await get(space(administrator), administrator)).text.matchAll(/nouvelle\?annee=(\d+)/g)].map(
        ([, year]) => Number(year),
      )
      expect(years.length).toBeGreaterThan(3)
      const all = independently(folder, GENERATED)
      for (const [i, year] of years.slice(0, 3).entries()) {
        expect(await publishYear(administrator, year)).toMatchObject({ status: 303 })
        const { status, stdout, figures, csv } = await recomputed(`/publications/${siren}/${i + 1}`, 'stranger-')
        expect({ status, stdout }).toMatchObject({ status: 0, stdout: expect.stringMatching(/\nidentique\n$/) })
        const {
          buyer: _,
          year: __,
          ...expected
        } = all.find(one => one.buyer === siren && one.year === String(year)) ?? {}
        expect(figures.rates).toMatchObject(expected)
        expect(figures.rates.contracts).toBeGreaterThan(5)
        expect(csv).not.toContain('itulaire')
      }
    },
  )

  test('nothing that a subject holds alters them', async () => {
    const { administrator } = vallonne
    expect((await publishYear(administrator, 2025)).status).toBe(303)
    const address = `/publications/${VALLONNE.slice(0, 9)}/1`
    const { status, stdout, figures, csv } = await recomputed(address, 'hostile-')
    expect({ status, stdout }).toMatchObject({ status: 0, stdout: expect.stringContaining('identique') })
    expect(figures.rates).toMatchObject({
      contracts: 4,
      amount: 99_999,
      excludedAmounts: { missing: 1, below1: 1, sentinel: 1 },
      social: { declaredNone: 3, unreadable: 1, rate: 0 },
      environmental: { yes: 3, filled: 3, notFilled: 1, rate: 1, shareFilled: 0.75 },
    })
    expect(csv).toContain(`"'=HYPERLINK(""https://ailleurs.test"";""ici"")`)
    const page = (await get(address)).text
    expect(page).toContain('Département de la &lt;Vallonne&gt;')
    expect(page).toContain('node recalcul.mjs')
    expect(page).not.toContain(administrator.person.name)
    expect((await get(`/acheteurs/${VALLONNE}`)).text).toContain(`href="/publications/${VALLONNE.slice(0, 9)}"`)
  })

  test('are not published when their contracts do not give them', async () => {
    const register = await openRegister(db.read)
    const figures = await figuresOf(register, vallonne.administrator.membership.organisation, 2025)
    if (figures === null) throw new Error('no figures')
    const wrong = { ...figures, rates: { ...figures.rates, amount: figures.rates.amount + 1 } }
    await expect(openDataOf(register, wrong, SITE)).rejects.toThrow(/recalcul/)
  })

  test.each<[string, (csv: string) => string, string]>([
    ['a row taken away', csv => csv.replace(/^[^\n]*H2[^\n]*\n/m, ''), 'DIFFÈRE contracts : publié 4, recalculé 3'],
    [
      'a row repeated',
      csv => csv + (csv.split('\n').find(line => line.includes('H3')) ?? ''),
      'DIFFÈRE contracts : publié 4, recalculé 5',
    ],
    [
      'another answer',
      csv => csv.replace(';Oui;', ';Non, déclaré;'),
      'DIFFÈRE environmental.yes : publié 3, recalculé 2',
    ],
    ['another amount', csv => csv.replace('999,99', '999,98'), 'DIFFÈRE amount : publié 99999, recalculé 99998'],
    ['somebody else’s row', csv => csv.replaceAll(VALLONNE, AUBRELIEU), 'ne sont pas de cet acheteur'],
  ])('the script sees %s', async (_, change, words) => {
    const { status, stdout } = await recomputed(`/publications/${VALLONNE.slice(0, 9)}/1`, 'tampered-', change)
    expect(stdout).toContain(words)
    expect(stdout).not.toContain('\nidentique')
    expect(status).toBe(1)
  })

  test('what changed in the register since it was looked at is not published', async () => {
    const { administrator } = vallonne
    const fields = await seen(administrator, 2024)
    // Somebody else's contracts change nothing; ours do, even without moving a figure.
    await files.import('ailleurs.json', [contract('A2', { acheteur: { id: AUBRELIEU } })])
    expect(await seen(administrator, 2024)).toEqual(fields)
    await files.import('ici.json', [contract('H5', { dateNotification: '2024-05-02', id: '=1+1', dureeMois: 13 })])
    const refused = await post(space(administrator), fields, administrator)
    expect(refused.status).toBe(422)
    expect(refused.text).toContain('ont changé dans le registre')
    const again = { ...fields, empreinte: hidden(refused.text, 'empreinte') }
    expect(again.empreinte).not.toBe(fields.empreinte)
    const both = await Promise.all([1, 2].map(() => post(space(administrator), again, administrator)))
    expect(both.map(({ status }) => status).sort()).toEqual([303, 422])
    expect(both.find(({ status }) => status === 422)?.text).toContain('déjà publiée, sous le numéro 2')
  })

  test('are corrected by another number that says what changed, and withdrawn with a reason', async () => {
    const { administrator } = vallonne
    const here = `/publications/${VALLONNE.slice(0, 9)}`
    expect((await publishYear(administrator, 2025, { remplace: '1', changements: ' ' })).text).toContain(
      'Dites ce qui change',
    )
    expect((await publishYear(administrator, 2025, { remplace: '2', changements: 'Une autre année' })).text).toContain(
      'n’est pas de cette période',
    )
    const corrected = await publishYear(administrator, 2025, { remplace: '1', changements: 'Un montant était faux.' })
    expect(corrected.to).toBe(`${space(administrator)}?fait=publiee&numero=3`)
    expect((await get(`${here}/1`)).text).toContain('le n° 3 la remplace')
    expect((await get(`${here}/3`)).text).toContain('Un montant était faux.')
    const asked = await get(`${space(administrator)}/3/retrait`, administrator)
    expect(asked.text).toContain('Un retrait ne s’annule pas')
    expect(await post(`${space(administrator)}/3/retrait`, { motif: ' ' }, administrator)).toMatchObject({
      status: 422,
    })
    expect(await post(`${space(administrator)}/9/retrait`, { motif: 'x' }, administrator)).toMatchObject({
      status: 404,
    })
    const done = await post(`${space(administrator)}/3/retrait`, { motif: 'Publié par erreur.' }, administrator)
    expect((await get(done.to ?? '', administrator)).text).toContain('n° 3 est retirée')
    const page = await get(`${here}/3`)
    expect(page.text).toContain('Publié par erreur.')
    expect(page.text).not.toContain('marchés renseignés')
    expect((await get(`${here}/3/marches.csv`)).status).toBe(410)
    expect((await post(`${space(administrator)}/3/retrait`, { motif: 'Encore' }, administrator)).text).toContain(
      'déjà retirée',
    )
  })

  test('are not published by an organisation that is suspended', async () => {
    const { administrator } = vallonne
    const { membership, visitor } = administrator
    const fields = await seen(administrator, 2025)
    await db.transaction(trx =>
      trx
        .updateTable('organisation')
        .set({ suspended_at: new Date(), suspended_for: 'Essai' })
        .where('id', '=', membership.organisation.id)
        .execute(),
    )
    expect((await post(space(administrator), fields, administrator)).text).toContain('elle a été suspendue')
    const suspended = { ...administrator, visitor: { ...visitor, memberships: [{ ...membership, suspended: true }] } }
    const page = await get(`${space(suspended)}/nouvelle?annee=2025`, suspended)
    expect(page.text).toContain('Cette organisation ne peut plus publier')
    expect(page.text).not.toContain('name="empreinte"')
  })
})

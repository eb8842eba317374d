import { Readable } from 'node:stream'
import { sql } from 'kysely'
import { beforeEach, describe, expect, test } from 'vitest'
import { enterValues, judgeValues, valueKeeper, valuesOf } from '#features/indicators'
import { keepLogo, scopeOf } from '#features/organisations'
import { adoptVersion, importForOrganisation, openAmendment, submitVersion } from '#features/scheme'
import type { Period } from '#kernel'
import { organisationOf, type Someone } from '../../../../tests/support/actors.ts'
import { testDatabase } from '../../../../tests/support/database.ts'
import { pngOfColour } from '../../../../tests/support/pictures.ts'
import { until } from '../../../../tests/support/until.ts'
import { SCHEME, value } from './bilan.test-support.ts'
import { publishBilan, publishedOf, readDraft } from './publishing.ts'

// What changes while a bilan is read, or from one year to the next: what is published is what was read, whole, or nothing.

const db = await testDatabase()
const onPostgres = describe.skipIf(process.env['TEST_ENGINE'] === 'pglite')
let admin: Someone
let lead: Someone
let schemeId: string
let rank = 0
let code = ''

beforeEach(async () => {
  const siret = `${911_000_000 + ++rank}00010`
  const mine = await organisationOf(db, siret, 'Vallonne', 'administrator', 'scheme-lead')
  admin = mine.administrator
  lead = mine['scheme-lead']
  code = `essai-${rank}`
  await importForOrganisation(db, siret.slice(0, 9), { ...SCHEME, code }, valueKeeper)
  schemeId = (await draftOf(2024)).scheme.id
})

const draftOf = async (year: number) => (await readDraft(db, admin, code, year)) ?? expect.unreachable()
const publishing = (year: number, fingerprint: string) =>
  publishBilan(db, admin, code, { year, fingerprint, correction: null }, '')
const numbers = async () => (await publishedOf(db, admin, code)).map(({ number }) => number)
const values = (indicator: string) => db.as(scopeOf(lead), trx => valuesOf(trx, schemeId, { indicators: [indicator] }))
const statesOf = async (indicator: string) => (await values(indicator)).map(({ state }) => state)
const validating = async (indicator: string) => {
  const ids = (await values(indicator)).map(({ id }) => id)
  return judgeValues(db, lead, schemeId, 'validate', ids)
}

test('a value that is validated after the bilan was read: refused, and nothing of it is published', async () => {
  const { fingerprint } = await draftOf(2024)
  await validating('bio')
  await expect(publishing(2024, fingerprint)).rejects.toMatchObject({ code: 'figures-changed' })
  expect([await numbers(), await statesOf('bio'), await statesOf('heures')]).toEqual([[], ['validated'], ['validated']])
})

test('of two who publish the same bilan at once, one does; another year at once has another number', async () => {
  const [first, second] = [await draftOf(2024), await draftOf(2023)]
  const [one, other, year] = await Promise.allSettled([
    publishing(2024, first.fingerprint),
    publishing(2024, first.fingerprint),
    publishing(2023, second.fingerprint),
  ])
  expect([one.status, other.status].sort()).toEqual(['fulfilled', 'rejected'])
  expect([one, other]).toContainEqual(expect.objectContaining({ reason: expect.objectContaining({ code: 'already-published' }) })) // biome-ignore format: short
  expect(year.status).toBe('fulfilled')
  expect(await numbers()).toEqual([1, 2])
})

test('a logo that changes makes another bilan; what is published keeps the one that it had', async () => {
  const logo = (width: number) => keepLogo(db, admin, Readable.from([pngOfColour({ width, height: 30 })]))
  const frozen = async () => (await db.run(`select f.bytes, f.sha256 from publication_file f join publication p on p.id = f.publication_id where f.name = 'logo.png' and p.siren = $1`, [admin.membership.organisation.siren])).rows // biome-ignore format: short
  const { fingerprint } = await draftOf(2024)
  await logo(60)
  await expect(publishing(2024, fingerprint)).rejects.toMatchObject({ code: 'figures-changed' })
  await publishing(2024, (await draftOf(2024)).fingerprint)
  const rows = await frozen()
  expect(rows).toHaveLength(1)
  await logo(90)
  expect(await frozen()).toEqual(rows)
})

test('rows that are renamed, added and removed between two years: figures follow their key, and what is gone keeps its own', async () => {
  const row = (key: string, period: string, said: string) => value('tonnage', period, { row: key, value: said })
  const { siren } = admin.membership.organisation
  const own = { ...SCHEME, code: `lignes-${rank}`, values: [row('fsc', '2023', '60'), row('recycle', '2023', '40')] }
  await importForOrganisation(db, siren, own, valueKeeper)
  const rowsIn = async (year: number) => {
    const draft = (await readDraft(db, admin, own.code, year)) ?? expect.unreachable()
    const table = draft.content.paper.blocks.find(block => block.as === 'table' && block.id === 'detail-tonnage')
    return table?.as === 'table' ? table.rows.map(cells => cells.map(({ text }) => text)) : []
  }
  expect(await rowsIn(2023)).toEqual([['FSC et PEFC', '60'], ['Recyclé', '40']]) // biome-ignore format: short
  await openAmendment(db, lead, own.code, 'Autres lignes.')
  const { id } = (await readDraft(db, admin, own.code, 2023))?.scheme ?? expect.unreachable()
  const rows = [{ key: 'fsc', label: 'Certifié' }, { key: 'vierge', label: 'Fibre vierge' }] // biome-ignore format: short
  await db.as(scopeOf(lead, 'change-part'), trx =>
    sql`update scheme_part set content = jsonb_set(content, '{breakdown,rows}', ${JSON.stringify(rows)}::jsonb)
      where scheme_id = ${id} and key = 'tonnage'`.execute(trx),
  )
  await adoptVersion(db, lead, own.code, { ...(await submitVersion(db, lead, own.code)), on: '2024-03-01', deliberation: '2024-7', vote: '' }) // biome-ignore format: short
  const cell = (key: string, said: string) => ({ indicator: 'tonnage', period: '2024' as Period, row: key, texts: { value: said }, seen: 0 }) // biome-ignore format: short
  await enterValues(db, lead, id, [cell('fsc', '50'), cell('vierge', '20')])
  const entered = await db.as(scopeOf(lead), trx => valuesOf(trx, id, { indicators: ['tonnage'] }))
  await judgeValues(db, lead, id, 'validate', entered.map(one => one.id)) // biome-ignore format: short
  expect(await rowsIn(2023)).toEqual([['FSC et PEFC', '60'], ['Recyclé', '40']]) // biome-ignore format: short
  expect(await rowsIn(2024)).toEqual([
    ['Certifié', '60', '50'],
    ['Fibre vierge', 'non renseigné', '20'],
    ['recycle (ancienne ligne)', '40', 'non renseigné'],
  ])
})

onPostgres('while another session is in the middle of its work', () => {
  /** Holds somebody's membership, which both look at once they hold the values: what they do then stops there. */
  async function stopped(someone: Someone) {
    let release = () => {}
    const gate = new Promise<void>(done => {
      release = done
    })
    let held = () => {}
    const begun = new Promise<void>(done => {
      held = done
    })
    const holding = db.transaction(async trx => {
      await sql`select from membership where id = ${someone.membership.id} for update`.execute(trx)
      held()
      await gate
    })
    await begun
    return async () => {
      release()
      await holding
    }
  }
  const waiting = (sessions: number) =>
    until(async () => {
      const { rows } = await db.run(
        `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
      )
      return rows.length >= sessions
    }, 30)

  test('who publishes waits for who is validating, then sees that the bilan is another', async () => {
    const { fingerprint } = await draftOf(2024)
    const go = await stopped(lead)
    const validated = validating('bio')
    await waiting(1)
    const published = publishing(2024, fingerprint)
    published.catch(() => {})
    await waiting(2)
    await go()
    expect(await validated).toMatchObject({ done: 1 })
    await expect(published).rejects.toMatchObject({ code: 'figures-changed' })
    expect([await numbers(), await statesOf('bio'), await statesOf('heures')]).toEqual([[], ['validated'], ['validated']]) // biome-ignore format: short
  })

  test('who validates waits for who is publishing: it is not in what is published, nor published by it', async () => {
    const { fingerprint } = await draftOf(2024)
    const go = await stopped(admin)
    const published = publishing(2024, fingerprint)
    await waiting(1)
    const validated = validating('bio')
    await waiting(2)
    await go()
    expect(await published).toBe(1)
    expect(await validated).toMatchObject({ done: 1 })
    expect([await statesOf('bio'), await statesOf('heures')]).toEqual([['validated'], ['published']])
  })

  test('who publishes values and who publishes the bilan come one after the other', async () => {
    const { fingerprint } = await draftOf(2024)
    const go = await stopped(lead)
    const ids = (await values('heures')).map(({ id }) => id)
    const judged = judgeValues(db, lead, schemeId, 'publish', ids)
    await waiting(1)
    const published = publishing(2024, fingerprint)
    await waiting(2)
    await go()
    expect(await Promise.all([judged, published])).toMatchObject([{ done: 1 }, 1])
    expect(await statesOf('heures')).toEqual(['published'])
  })
})

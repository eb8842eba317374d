import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openDoor, organisationOf, type Someone } from '../../../../tests/support/actors.ts'
import { testDatabase } from '../../../../tests/support/database.ts'
import { plainSite } from '../../../../tests/support/plain-site.ts'
import { AUBRELIEU, contract, SITE, VALLONNE, workshop } from '../list-routes.test-support.tsx'
import { openRegister } from '../register/register.ts'
import { undoImport } from '../register/undo.ts'
import { contractRoutes } from '../routes.ts'
import { correctionTasks } from '../tasks.ts'
import { correctedRates } from './corrected.ts'
import { correct, withdrawCorrection } from './correcting.ts'
import { correctionsIn, countToReview, ownHistory } from './reading.ts'

const db = await testDatabase()
const files = workshop(db)
afterAll(files.close)
const door = openDoor()
const app = plainSite(contractRoutes(db, SITE), door)

let mine: Record<'administrator' | 'buyer' | 'scheme-lead' | 'elected', Someone>
let other: Record<'buyer', Someone>
const ids = new Map<string, string>()
const [SIREN, REASON] = [VALLONNE.slice(0, 9), 'La clause est à l’article 7 du CCAP.']
const scope = { buyers: [SIREN], year: 2025 }
const SILENT = { considerationsSociales: { considerationSociale: ['NC'] } }

beforeAll(async () => {
  await files.import(
    'premier.json',
    [
      contract('S1', SILENT),
      contract('S2', SILENT),
      contract('S3', { montant: 12_311_111_111 }),
      contract('A1', { acheteur: { id: AUBRELIEU } }),
    ],
    [{ ...contract('C1'), autoriteConcedante: { id: VALLONNE }, dateSignature: '2025-03-04', valeurGlobale: 5000 }],
  )
  const rows = await db.read.selectFrom('contract_version').select(['source_id', 'identity']).execute()
  for (const { source_id, identity } of rows) ids.set(source_id ?? '', identity)
  mine = await organisationOf(db, VALLONNE, 'Vallonne', 'administrator', 'buyer', 'scheme-lead', 'elected')
  other = await organisationOf(db, AUBRELIEU, 'Aubrelieu', 'buyer')
}, 60_000)

const idOf = (number: string) => ids.get(number) as string
const plain = (number: string) => idOf(number).replaceAll('-', '')
/** Says of a contract that it has a social clause, where the register says nothing. */
const clause = (number: string, more: Partial<Parameters<typeof correct>[2]> = {}) => ({
  identity: idOf(number),
  field: 'social' as const,
  corrected: 'yes+clause',
  reason: REASON,
  official: 'not-filled',
  former: null,
  ...more,
})
const rates = async () => correctedRates(await openRegister(db.read), scope)
const standings = async () => {
  const { corrections } = await correctionsIn(await openRegister(db.read), scope)
  return corrections.map(({ standing }) => standing)
}

async function get(path: string, someone?: Someone) {
  const answer = await app.request(path, { headers: someone ? door.as(someone) : {} })
  return { status: answer.status, text: (await answer.text()).replace(/[\u00a0\u202f]/g, ' ') }
}

async function post(path: string, fields: Record<string, string>, someone: Someone) {
  const answer = await app.request(path, {
    method: 'POST',
    headers: door.as(someone),
    body: new URLSearchParams(fields),
  })
  return { status: answer.status, to: answer.headers.get('location'), text: await answer.text() }
}

test('nobody corrects another’s contract, a concession, or without the role', async () => {
  await expect(correct(db, other.buyer, clause('S1'))).rejects.toMatchObject({ code: 'contract-unknown' })
  await expect(correct(db, mine.buyer, clause('A1'))).rejects.toMatchObject({ code: 'contract-unknown' })
  await expect(correct(db, mine.buyer, clause('S1', { identity: randomUUID() }))).rejects.toMatchObject({
    code: 'contract-unknown',
  })
  await expect(correct(db, mine.buyer, clause('C1', { official: 'none' }))).rejects.toMatchObject({
    code: 'concession-uncounted',
  })
  await expect(correct(db, mine.elected, clause('S1'))).rejects.toMatchObject({ code: 'role-lost' })
  await expect(correct(db, mine.buyer, clause('S1', { reason: 'court' }))).rejects.toMatchObject({
    code: 'reason-length',
  })
  await expect(correct(db, mine.buyer, clause('S1', { corrected: 'not-filled' }))).rejects.toMatchObject({
    code: 'value-official',
  })
  await expect(correct(db, mine.buyer, clause('S1', { official: 'none' }))).rejects.toMatchObject({
    code: 'changed-meanwhile',
  })
  // Forged addresses: what belongs to others is not found.
  const space = `/organisations/${SIREN}/corrections`
  for (const path of [
    `${space}/marches/${plain('A1')}`,
    `${space}/marches/${plain('A1')}/sociale`,
    `${space}/marches/x`,
  ])
    expect((await get(path, mine.buyer)).status).toBe(404)
  expect((await post(`${space}/marches/${plain('A1')}/sociale`, { etat: 'none' }, mine.buyer)).status).toBe(404)
  expect((await get(space, other.buyer)).status).toBe(404)
  expect(await rates()).toBeNull()
})

test('of two people who correct at once, one does; the other reads again', async () => {
  const both = await Promise.allSettled([
    correct(db, mine.buyer, clause('S1')),
    correct(db, mine['scheme-lead'], clause('S1', { corrected: 'none' })),
  ])
  expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  expect(both.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'changed-meanwhile' } })
  const [first] = await ownHistory(db, mine.buyer, 'standing')
  if (!first) throw new Error('nothing in force')
  // Each of the two then says again what they know of.
  const former = first.id
  if (first.corrected !== 'yes+clause') await correct(db, mine.buyer, clause('S1', { former }))
  else await expect(correct(db, mine.buyer, clause('S1', { former }))).rejects.toMatchObject({ code: 'value-known' })
  expect(await rates()).toMatchObject({ corrections: 1, rates: { social: { yes: 1, clause: 1, declaredNone: 1 } } })
})

test('the form says what contradicts itself, and keeps what was typed', async () => {
  const path = `/organisations/${SIREN}/corrections/marches/${plain('S2')}/sociale`
  expect((await get(path, mine.elected)).status).toBe(403)
  const fields = { officielle: 'not-filled', connue: '', etat: 'none', nature: 'clause', motif: REASON }
  const refused = await post(path, fields, mine.buyer)
  expect(refused.status).toBe(422)
  expect(refused.text).toContain('se contredit')
  expect(refused.text).toMatch(/value="clause" checked/)
  expect(refused.text).toContain(REASON)
  expect((await post(path, { ...fields, etat: 'yes', motif: 'non' }, mine.buyer)).status).toBe(422)
  const done = await post(path, { ...fields, etat: 'yes' }, mine.buyer)
  expect(done).toMatchObject({ status: 303, to: `/organisations/${SIREN}/corrections?fait=corrigee` })
  const list = await get(done.to ?? '', mine.elected)
  expect(list.text).toContain('La correction est enregistrée')
  expect(list.text).toContain(mine.buyer.person.name)
  expect(list.text).not.toContain('/retrait')
})

test('the public reads the official value first, then the correction, its reason and its organisation, never its author', async () => {
  for (const path of [`/marches/${plain('S2')}`, `/corrections?acheteurs=${SIREN}`]) {
    const { text } = await get(path)
    const [official, corrected] = ['Donnée officielle : Non renseigné', 'Correction : '].map(one => text.indexOf(one))
    expect(official).toBeGreaterThan(0)
    expect(corrected).toBeGreaterThan(official as number)
    expect(text).toContain(REASON)
    expect(text).toContain('Vallonne')
    expect(text).not.toContain(mine.buyer.person.name)
  }
  expect((await get(`/corrections?acheteurs=${AUBRELIEU}`)).text).toContain('Aucune correction')
})

test('what an import changes is to be reviewed, or joined; undoing it brings all back', async () => {
  expect(await standings()).toEqual(['counted', 'counted'])
  const before = await rates()
  const republished = (id: string, words: string[]) =>
    contract(id, { datePublicationDonnees: '2025-06-01', considerationsSociales: { considerationSociale: words } })
  const id = await files.import('second.json', [
    republished('S1', ['Clause sociale']),
    republished('S2', ['Marché réservé']),
  ])
  expect(await standings()).toEqual(['review', 'joined'])
  expect(await rates()).toBeNull()
  expect(await countToReview(await openRegister(db.read), SIREN)).toBe(1)
  expect(await correctionTasks(db)(mine.buyer)).toMatchObject([
    { title: expect.stringMatching(/^Relire 1.correction$/) },
  ])
  for (const someone of [mine.elected, other.buyer]) expect(await correctionTasks(db)(someone)).toEqual([])
  expect((await get(`/marches/${plain('S1')}`)).text).toContain('Rejointe par la source')
  expect((await get(`/marches/${plain('S2')}`)).text).toContain('À revoir')
  await undoImport(db, id)
  expect(await standings()).toEqual(['counted', 'counted'])
  expect(await rates()).toEqual(before)
  const again = await files.import('troisieme.json', [republished('S2', ['Marché réservé'])])
  const review = (await ownHistory(db, mine.buyer, 'standing')).find(({ identity }) => identity === idOf('S2'))
  const official = 'yes+reserved'
  await expect(correct(db, mine.buyer, clause('S2', { former: review?.id ?? null }))).rejects.toMatchObject({
    code: 'changed-meanwhile',
  })
  // Said again of what the source says now, it counts again.
  await correct(db, mine.buyer, clause('S2', { official, former: review?.id ?? null }))
  expect(await rates()).toMatchObject({ corrections: 2, rates: { social: { yes: 2, clause: 2, reserved: 0 } } })
  await undoImport(db, again)
  expect(await standings()).toEqual(['review', 'counted'])
})

test('an amount that could not be counted is; a correction is withdrawn with a reason, and stays in the history', async () => {
  const amount = { identity: idOf('S3'), field: 'amount' as const, corrected: '4674850', reason: REASON, former: null }
  const id = await correct(db, mine.buyer, { ...amount, official: '1231111111100' })
  expect(await rates()).toMatchObject({ corrections: 2, rates: { excludedAmounts: { sentinel: 0 } } })
  await expect(withdrawCorrection(db, other.buyer, id, REASON)).rejects.toMatchObject({
    code: 'correction-unknown',
  })
  await expect(withdrawCorrection(db, mine.elected, id, REASON)).rejects.toMatchObject({ code: 'role-lost' })
  const path = `/organisations/${SIREN}/corrections/${id}/retrait`
  expect((await get(path, mine.buyer)).text).toContain('46 748,50 €')
  expect((await post(path, { motif: 'non' }, mine.buyer)).status).toBe(422)
  expect((await post(path, { motif: 'Le montant du dossier était TTC.' }, mine.buyer)).status).toBe(303)
  expect((await post(path, { motif: 'Le montant du dossier était TTC.' }, mine.buyer)).status).toBe(404)
  const past = await get(`/organisations/${SIREN}/corrections?vue=terminees`, mine.buyer)
  expect(past.text).toContain('était TTC')
  expect((await get(`/marches/${plain('S3')}`)).text).toContain('était TTC')
  expect(await rates()).toMatchObject({ corrections: 1 })
})

test('nothing is rewritten or deleted, whoever asks; all of it is in the trail', async () => {
  const change = (statement: string) => db.transaction(trx => sql.raw(statement).execute(trx))
  await expect(change("update correction set reason = 'Une autre raison'")).rejects.toThrow(/never rewritten/)
  await expect(change('update correction set ended_at = null, ended_how = null')).rejects.toThrow(/never rewritten/)
  await expect(change('delete from correction')).rejects.toThrow(/never rewritten/)
  await expect(change('truncate correction')).rejects.toThrow(/never rewritten/)
  const { rows } = await db.transaction(trx =>
    sql<{ act: string; n: number }>`
      select act, count(*)::int as n from audit where relation = 'correction' group by act order by act`.execute(trx),
  )
  const { n } = await db.read
    .selectFrom('correction')
    .select(sql<number>`count(*)::int`.as('n'))
    .executeTakeFirstOrThrow()
  expect(rows).toEqual([
    { act: 'correct', n: expect.toSatisfy((acts: number) => acts >= n) },
    { act: 'withdraw-correction', n: 1 },
  ])
})

test('what a suspended organisation says is neither shown nor counted, and it says nothing more', async () => {
  const suspend = (at: Date | null) =>
    db.transaction(trx =>
      trx
        .updateTable('organisation')
        .set({ suspended_at: at, suspended_for: at && 'Essai' })
        .where('siren', '=', SIREN)
        .execute(),
    )
  await suspend(new Date())
  expect(await rates()).toBeNull()
  expect((await get(`/marches/${plain('S1')}`)).text).not.toContain('Corrections de l’acheteur')
  const answer = clause('S3', { field: 'environmental', official: 'yes+clause', corrected: 'none' })
  await expect(correct(db, mine.buyer, answer)).rejects.toMatchObject({ code: 'corrector-suspended' })
  await suspend(null)
  expect(await rates()).toMatchObject({ corrections: 1 })
})

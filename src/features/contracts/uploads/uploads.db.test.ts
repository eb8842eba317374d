import { createHash, randomUUID } from 'node:crypto'
import { existsSync, readdirSync } from 'node:fs'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { organisationOf, type Someone } from '../../../../tests/support/actors.ts'
import { testDatabase } from '../../../../tests/support/database.ts'
import { until } from '../../../../tests/support/until.ts'
import { AUBRELIEU, contract, VALLONNE, workshop } from '../list-routes.test-support.tsx'
import { namesOf, openRegister } from '../register/register.ts'
import { pathOf } from './depot.ts'
import { importUpload } from './importing.ts'
import { fileOf, postRoom } from './uploads.test-support.ts'

const db = await testDatabase()
const room = await postRoom(db)
const small = await postRoom(db, { largest: 1000 })
const files = workshop(db)
const { intake, here, ask, post, send, announce, row, ended } = room
afterAll(async () => {
  await room.close()
  await small.close()
  files.close()
})

let admin: Someone
let other: Someone
let instance: Someone

/** Contracts of a buyer that readers see. */
async function contractsOf(buyer: string): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from contract_version, register
    where buyer = ${buyer} and valid_from <= generation and valid_to > generation`.execute(db.read)
  return rows[0]?.n ?? 0
}

const contracts = async () => [await contractsOf(VALLONNE), await contractsOf(AUBRELIEU)]
const idOf = (page: string) => page.split('/').at(-1) ?? ''
const named = (siret: string, nom: string) => ({ acheteur: { id: siret, nom } })

beforeAll(async () => {
  await files.import('avant.json', [
    contract('A1', named(AUBRELIEU, 'Aubrelieu')),
    contract('V1', named(VALLONNE, 'Vallonne')),
  ])
  admin = (await organisationOf(db, VALLONNE, 'Département de la Vallonne', 'administrator', 'buyer')).administrator
  other = (await organisationOf(db, AUBRELIEU, 'Commune d’Aubrelieu', 'administrator')).administrator
  instance = { ...admin, visitor: { ...admin.visitor, administrator: true } }
  await room.start()
}, 60_000)

describe('a file sent at once, by a form', () => {
  // Ours: 2, of which one is known already. Others’: 2. Without a buyer: 1.
  const mixed = fileOf([
    contract('V1', { ...named(VALLONNE, 'Vallonne'), objet: 'Fourniture V1' }),
    contract('V2', {
      titulaires: [{ titulaire: { id: AUBRELIEU, typeIdentifiant: 'SIRET', denominationSociale: 'Usurpé' } }],
    }),
    contract('A1', { ...named(AUBRELIEU, 'Autre nom'), montant: 9, datePublicationDonnees: '2026-01-01' }),
    contract('A9', named(AUBRELIEU, 'Autre nom')),
    { id: 'sans acheteur' },
  ])
  let page: string

  test('changes only what is the organisation’s own; the rest is counted and left out', async () => {
    const sent = await send(admin, 'marchés 2025.json', mixed)
    expect(sent).toMatchObject({ status: 303, to: expect.stringMatching(/imports\/[0-9a-f-]{36}$/) })
    page = sent.to
    const { import_id, ...upload } = await ended(page)
    expect(upload).toMatchObject({
      state: 'finished',
      file: 'marchés 2025.json',
      bytes: Buffer.byteLength(mixed),
      read: 5,
    })
    const entry = await db.read
      .selectFrom('import')
      .selectAll()
      .where('id', '=', import_id ?? 0)
      .executeTakeFirstOrThrow()
    const counts = { read: 5, created: 1, updated: 0, unchanged: 1, rejected: 1, concessions: 0, left_out: 2 }
    expect(entry).toMatchObject({ ...counts, author: 'Département de la Vallonne', file: 'marchés 2025.json' })
    expect(entry.sha256).toBe(createHash('sha256').update(mixed).digest('hex'))
    expect(await contracts()).toEqual([2, 1])
    // Neither by the buyers that are left out nor by a holder.
    expect((await namesOf(await openRegister(db.read), [AUBRELIEU])).get(AUBRELIEU)).toBe('Aubrelieu')
    await until(() => !existsSync(pathOf(intake, idOf(page))))
  })

  test('shows its report, its rejects and what was left out, to its organisation alone', async () => {
    const report = await ask(page, admin)
    expect(report.text).toContain('Laissés de côté')
    expect(report.text).toContain(admin.person.name)
    const rejects = await ask(`${page}/rejets`, admin)
    expect(rejects.headers.get('content-disposition')).toContain('attachment')
    expect(JSON.parse(rejects.text)).toMatchObject({ source: 'marchés 2025.json', raw: '{"id":"sans acheteur"}' })
    const list = await ask(here(admin), admin)
    expect(list.text).toContain('marchés 2025.json')
    expect((await ask(here(other), other)).text).not.toContain('marchés 2025.json')
    const elsewhere = `${here(other)}/${idOf(page)}`
    for (const path of ['', '/etat', '/annulation', '/rejets'])
      expect({ path, status: (await ask(elsewhere + path, other)).status }).toEqual({ path, status: 404 })
    for (const path of ['/arret', '/annulation', '/suite?a=0'])
      expect({ path, status: (await post(elsewhere + path, other)).status }).toEqual({ path, status: 404 })
    expect((await row(idOf(page))).state).toBe('finished')
  })

  test('leaves a trail of who did it, without the name of the file nor its progress', async () => {
    const { rows } = await db.transaction(trx =>
      sql<{ act: string; person_id: string; after: Record<string, unknown>; unspoken: string[] }>`
        select act, person_id, after, unspoken from audit where row_id = ${idOf(page)} order by id`.execute(trx),
    )
    expect(rows.map(({ act, after }) => [act, after['state']])).toEqual([
      ['send-file', 'receiving'],
      ['send-file', 'waiting'],
      ['import-file', expect.stringMatching(/reading|finished/)],
      ...(rows.length > 3 ? [['import-file', 'finished']] : []),
    ])
    expect(new Set(rows.map(({ person_id }) => person_id))).toEqual(new Set([admin.person.id]))
    expect(rows[0]?.unspoken).toContain('file')
    expect(JSON.stringify(rows)).not.toContain('marchés 2025')
  })

  test('is undone, once, and the register is as before', async () => {
    expect((await ask(`${page}/annulation`, admin)).text).toContain('comme si ce fichier n’avait jamais été importé')
    expect((await post(`${page}/arret`, admin)).status).toBe(422)
    expect((await post(`${page}/annulation`, admin)).to).toBe(page)
    expect((await post(`${page}/annulation`, admin)).status).toBe(422)
    await until(async () => (await ask(`${page}/etat`, admin)).json.state === 'undone')
    expect(await contracts()).toEqual([1, 1])
  })

  test.each([
    ['no file', '', '', 'Aucun fichier'],
    ['nothing in it', 'vide.json', '', 'est vide'],
    ['what cannot be read', 'faux.json', '{"marches":[', ''],
  ])('%s is refused in words', async (_, name, text, says) => {
    const sent = await send(admin, name, text)
    if (says) expect(sent).toMatchObject({ status: 422, text: expect.stringContaining(says) })
    else expect(await ended(sent.to)).toMatchObject({ state: 'refused', reason: expect.stringMatching(/JSON|lu/) })
    expect(await contracts()).toEqual([1, 1])
  })

  test('more than is allowed is refused while it comes, and nothing of it stays', async () => {
    const sent = await small.send(admin, 'gros.json', 'x'.repeat(200_000))
    expect(sent).toMatchObject({ status: 422, text: expect.stringContaining('dépasse 1\u00a0ko') })
    expect(readdirSync(`${small.intake.dataDir}/depots`)).toEqual([])
    expect(await small.announce(admin, 'gros.json', 1001)).toMatchObject({ status: 422 })
  })

  test('everybody’s contracts: for an administrator of the instance, and no forged field', async () => {
    const all = fileOf([contract('A2', named(AUBRELIEU, 'Aubrelieu'))])
    const tous = { acheteurs: 'tous' }
    for (const refused of [await send(admin, 'tous.json', all, tous), await announce(admin, 'tous.json', 9, tous)])
      expect(refused).toMatchObject({ status: 422, text: expect.stringContaining('administrent le site') })
    // The right is looked at again when it is read: the session says yes, the database no.
    const late = await send(instance, 'tous.json', all, tous)
    expect(await ended(late.to)).toMatchObject({
      state: 'refused',
      reason: expect.stringContaining('n’a plus le droit'),
    })
    await db.transaction(trx => sql`update person set administrator = true where id = ${admin.person.id}`.execute(trx))
    const { to } = await send(instance, 'tous.json', all, tous)
    expect(await ended(to)).toMatchObject({ state: 'finished' })
    expect(await contracts()).toEqual([1, 2])
    expect((await ask(to, instance)).text).toContain('Annuler l’import')
    expect((await ask(to, admin)).text).not.toContain('Annuler l’import')
    const undone = await post(`${to}/annulation`, admin)
    expect(undone).toMatchObject({ status: 422, text: expect.stringContaining('administrent le site annulent') })
  })
})

test('a file that a restore did not bring back is looked for again, then its upload says so', async () => {
  const id = randomUUID()
  const { organisation } = admin.membership
  await db.transaction(trx =>
    sql`
      insert into upload (id, organisation_id, person_id, file, all_buyers, state)
      values (${id}, ${organisation.id}, ${admin.person.id}, 'perdu.json', false, 'waiting')`.execute(trx),
  )
  const signal = new AbortController().signal
  const attempt = (attempt: number) =>
    importUpload(intake, { id, data: { upload: id }, attempt, signal, done: async () => {} })
  await expect(attempt(1)).rejects.toThrow('not on this disk')
  expect(await row(id)).toMatchObject({ state: 'waiting' })
  await attempt(3)
  expect(await row(id)).toMatchObject({
    state: 'interrupted',
    reason: expect.stringContaining('n’est plus sur le disque'),
  })
  // Nothing is left to do.
  await attempt(4)
})

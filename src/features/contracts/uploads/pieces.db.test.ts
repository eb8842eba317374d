import { createHash } from 'node:crypto'
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { organisationOf, type Someone } from '../../../../tests/support/actors.ts'
import { testDatabase } from '../../../../tests/support/database.ts'
import { generatedFile } from '../../../../tests/support/generated.ts'
import { until } from '../../../../tests/support/until.ts'
import { contract, VALLONNE } from '../list-routes.test-support.tsx'
import { pathOf, present } from './depot.ts'
import { receivePiece } from './receiving.ts'
import { sweep } from './sweeping.ts'
import { fileOf, postRoom } from './uploads.test-support.ts'

const db = await testDatabase()
const { intake, ask, post, send, announce, row, ended, start, close } = await postRoom(db)
afterAll(close)

let admin: Someone
let instance: Someone

const idOf = (page: string) => page.split('/').at(-1) ?? ''
const bytesOf = async function* (...chunks: Uint8Array[]) {
  yield* chunks
}

beforeAll(async () => {
  admin = (await organisationOf(db, VALLONNE, 'Département de la Vallonne', 'administrator')).administrator
  instance = { ...admin, visitor: { ...admin.visitor, administrator: true } }
  await db.transaction(trx => sql`update person set administrator = true where id = ${admin.person.id}`.execute(trx))
  await start()
}, 60_000)

describe('a file sent by pieces', () => {
  const source = Buffer.from(fileOf(Array.from({ length: 300 }, (_, i) => contract(`P${i}`))))

  test('goes on where it stands after a cut, refuses what does not follow, and is the same in the end', async () => {
    const { page, received } = (await announce(admin, 'suite.json', source.length)).json
    expect(received).toBe(0)
    const piece = (a: number, bytes: Uint8Array) => post(`${page}/suite?a=${a}`, admin, Buffer.from(bytes))
    expect((await piece(0, source.subarray(0, 1000))).json).toEqual({ received: 1000, complete: false })
    for (const wrong of [0, 999, 1001])
      expect(await piece(wrong, source.subarray(wrong))).toMatchObject({ status: 409, json: { received: 1000 } })
    // The connection is cut in the middle of a piece: what came is kept.
    const cut = async function* () {
      yield source.subarray(1000, 3000)
      throw new Error('cut')
    }
    expect(await receivePiece(intake, admin, idOf(page), 1000, cut())).toEqual({ received: 3000, complete: false })
    expect((await ask(`${page}/etat`, admin)).json).toMatchObject({ state: 'receiving', share: 3000 / source.length })
    // Chosen again, after the page was reloaded: the same upload; another date is another file.
    expect((await announce(admin, 'suite.json', source.length)).json).toEqual({ page, received: 3000 })
    const twin = (await announce(admin, 'suite.json', source.length, { modifie: '2' })).json.page
    expect(twin).not.toBe(page)
    expect((await post(`${twin}/arret`, admin)).status).toBe(303)
    // More than was announced does not fit.
    expect((await piece(3000, Buffer.concat([source.subarray(3000), Buffer.from('x')]))).status).toBe(422)
    const { received: now } = (await announce(admin, 'suite.json', source.length)).json
    expect((await piece(now, source.subarray(now))).json).toMatchObject({ complete: true })
    const { import_id } = await ended(page)
    const entry = await db.read
      .selectFrom('import')
      .selectAll()
      .where('id', '=', import_id ?? 0)
      .executeTakeFirstOrThrow()
    expect(entry).toMatchObject({ sha256: createHash('sha256').update(source).digest('hex'), created: 300 })
    expect((await piece(source.length, Buffer.alloc(1))).status).toBe(422)
  })

  test('from two pages at once is written by one of them, whole', async () => {
    const { page } = (await announce(admin, 'deux.json', source.length)).json
    const one = async function* () {
      yield source.subarray(0, 5000)
      await pause(300)
      yield source.subarray(5000, 9000)
    }
    const writing = receivePiece(intake, admin, idOf(page), 0, one())
    await until(() => existsSync(pathOf(intake, idOf(page))))
    expect(await post(`${page}/suite?a=0`, admin, Buffer.from('y'.repeat(9000)))).toMatchObject({
      status: 409,
      json: { received: 0 },
    })
    expect(await writing).toEqual({ received: 9000, complete: false })
    expect(readFileSync(pathOf(intake, idOf(page))).equals(source.subarray(0, 9000))).toBe(true)
    // A file that a restore did not bring back begins again.
    rmSync(pathOf(intake, idOf(page)))
    expect((await announce(admin, 'deux.json', source.length)).json.received).toBe(0)
    await post(`${page}/arret`, admin)
  })

  test('given up while it comes, or forgotten, leaves nothing; no more than three are under way', async () => {
    const names = ['un.json', 'deux.json', 'trois.json']
    const pages = await Promise.all(names.map(async name => (await announce(admin, name, 100)).json.page as string))
    expect(await announce(admin, 'quatre.json', 100)).toMatchObject({ status: 429 })
    const [first = '', second = '', third = ''] = pages
    const slow = async function* () {
      for (let i = 0; i < 50; i++) {
        yield Buffer.from('x')
        await pause(100)
      }
    }
    const coming = receivePiece(intake, admin, idOf(first), 0, slow())
    await until(() => existsSync(pathOf(intake, idOf(first))))
    expect((await post(`${first}/arret`, admin)).status).toBe(303)
    await expect(coming).rejects.toMatchObject({ code: 'not-receiving' })
    await receivePiece(intake, admin, idOf(second), 0, bytesOf(Buffer.from('xx')))
    await db.transaction(trx =>
      sql`update upload set alive_at = now() - interval '49 hours' where id = ${idOf(second)}`.execute(trx),
    )
    await sweep(intake)
    expect(await row(idOf(first))).toMatchObject({ state: 'cancelled' })
    expect(await row(idOf(second))).toMatchObject({
      state: 'interrupted',
      reason: expect.stringContaining('deux jours'),
    })
    expect(await row(idOf(third))).toMatchObject({ state: 'receiving' })
    expect(present(intake)).toEqual([])
    await post(`${third}/arret`, admin)
  })
})

describe('while it is read', () => {
  const long = generatedFile({ seed: 5, count: 20_000 })
  const everything = async () =>
    (
      await sql`select (select count(*) from contract_version) v, (select count(*) from contract_raw) r, (select generation from register) g`.execute(
        db.read,
      )
    ).rows

  test('it can be given up: the register stays as it was', async () => {
    const before = await everything()
    const { to } = await send(instance, 'long.json', long, { acheteurs: 'tous' })
    await until(async () => (await ask(`${to}/etat`, admin)).json.state === 'reading')
    expect((await post(`${to}/arret`, admin)).status).toBe(303)
    expect(await ended(to)).toMatchObject({ state: 'cancelled', import_id: null })
    expect(await everything()).toEqual(before)
    expect(present(intake)).toEqual([])
  }, 60_000)

  test('another import is waited for; who lost their role meanwhile imports nothing', async () => {
    let sent = { to: '' }
    await db.exclusively('import', async () => {
      sent = await send(admin, 'ensuite.json', fileOf([contract('E1')]))
      await until(async () => /autre import/.test((await ask(`${sent.to}/etat`, admin)).json.words))
    })
    expect(await ended(sent.to)).toMatchObject({ state: 'finished' })
    const roles = (list: string[]) =>
      db.transaction(trx =>
        trx
          .updateTable('membership')
          .set({ roles: list as never })
          .where('person_id', '=', admin.person.id)
          .execute(),
      )
    await roles(['buyer'])
    expect(await announce(admin, 'sans-role.json', 10)).toMatchObject({ status: 422 })
    await roles(['administrator'])
    const { page } = (await announce(admin, 'perdu.json', 2)).json
    await roles(['buyer'])
    await receivePiece(intake, admin, idOf(page), 0, bytesOf(Buffer.from('{}')))
    expect(await ended(page)).toMatchObject({ state: 'refused', reason: expect.stringContaining('n’a plus le droit') })
    await roles(['administrator'])
  }, 60_000)
})

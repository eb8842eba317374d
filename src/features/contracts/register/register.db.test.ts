import { afterAll, beforeAll, expect, test } from 'vitest'
import { countQueries } from '#platform/db'
import { testDatabase } from '../../../../tests/support/database.ts'
import { contract, workshop } from '../list-routes.test-support.tsx'
import { openRegister } from './register.ts'

const db = await testDatabase()
const site = workshop(db)
afterAll(() => site.close())
beforeAll(() => site.import('un.json', [contract('A1')]))

test('twenty readers in one breath ask once', async () => {
  await countQueries(async queries => {
    const registers = await Promise.all(Array.from({ length: 20 }, () => openRegister(db.read)))
    expect(new Set(registers.map(register => register.at))).toEqual(new Set([1]))
    expect(queries()).toBe(1)
    await openRegister(db.read)
    expect(queries()).toBe(2)
  })
})

/** A reader whose answers are kept back: it says when the first has come, and gives them once released. */
function keptBack() {
  let arrive = () => {}
  let release = () => {}
  let refuse = (_: Error) => {}
  const arrived = new Promise<void>(resolve => {
    arrive = resolve
  })
  const released = new Promise<void>((resolve, reject) => {
    release = resolve
    refuse = reject
  })
  const reader = db.read.withPlugin({
    transformQuery: ({ node }) => node,
    transformResult: async ({ result }) => {
      arrive()
      await released
      return result
    },
  })
  return { reader, arrived, release, refuse }
}

test('who comes after an import is not answered as before it', async () => {
  const { reader, arrived, release } = keptBack()
  const early = openRegister(reader)
  await arrived
  await site.import('deux.json', [contract('A2')])
  const late = [openRegister(reader), openRegister(reader)]
  release()
  expect((await early).at).toBe(1)
  expect((await Promise.all(late)).map(register => register.at)).toEqual([2, 2])
})

test('where no answer comes, all who wait are told; the next reader asks', async () => {
  const { reader, arrived, refuse } = keptBack()
  const waiting = [openRegister(reader), openRegister(reader)]
  await arrived
  refuse(new Error('no answer'))
  await expect(Promise.allSettled(waiting)).resolves.toMatchObject([{ status: 'rejected' }, { status: 'rejected' }])
  await countQueries(async queries => {
    await expect(openRegister(reader)).rejects.toThrow('no answer')
    expect(queries()).toBe(1)
  })
})

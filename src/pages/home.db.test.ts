import { afterAll, expect, test } from 'vitest'
import { testDatabase } from '../../tests/support/database.ts'
import { memberSite } from './members.test-support.ts'

const db = await testDatabase()
const { get, accounts, close } = memberSite(db)
afterAll(close)

test('as long as nobody administers it, the home page leads to the first start and says where its code is; afterwards nothing is asked for it', async () => {
  const home = async () => {
    const { status, headers, text } = await get('/')
    expect(status).toBe(200)
    return { leads: text.includes('href="/premier-demarrage"'), queries: headers.get('server-timing'), text }
  }
  const first = await home()
  expect(first.leads).toBe(true)
  expect(first.text).toContain('avec le code que le programme affiche à chaque démarrage')
  await accounts.create({ email: 'membre@vallonne.test', name: 'Un membre', administrator: false })
  expect((await home()).leads).toBe(true)
  await accounts.create({ email: 'admin@vallonne.test', name: 'Qui administre', administrator: true })
  expect((await home()).leads).toBe(false)
  const settled = await home()
  const count = (timing: string | null) => Number(/desc="(\d+)"/.exec(timing ?? '')?.[1])
  expect(count(settled.queries)).toBe(count(first.queries) - 1)
})

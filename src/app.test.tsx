import pino from 'pino'
import { expect, test } from 'vitest'
import { type Database, Unavailable } from '#platform/db'
import { openApp, routesOf } from './app.tsx'
import { type Services, siteOf } from './site.ts'

/** The site over a database that fails whoever asks it, how often it was asked, and the log. */
function siteWithout(error: Error) {
  const seen = { asked: 0, log: '' }
  const db = {
    get read(): never {
      seen.asked++
      throw error
    },
  } as unknown as Database
  const log = pino({ level: 'error' }, { write: (line: string) => (seen.log += line) })
  return { app: openApp(siteOf({ db } as Services), log), seen }
}

const WHY = 'connect ECONNREFUSED 10.0.0.7:5432'

test.each(['disk-full', 'database-stopped', 'database-lost', 'database-busy'] as const)(
  '%s: the page says so without asking again, and leaves the reason to the log',
  async code => {
    const { app, seen } = siteWithout(new Unavailable(code, WHY))
    const answer = await app.request('/?annee=2024')
    const html = await answer.text()
    expect(answer.status).toBe(503)
    expect(answer.headers.get('retry-after')).toBe('30')
    expect(html.match(/<h1/g)).toHaveLength(1)
    expect(html).toContain('<h1>Le site est momentanément indisponible</h1>')
    expect(html).toContain(
      'Réessayez dans quelques minutes\u202f; si cela dure, prévenez la personne qui gère le site\u00a0:',
    )
    expect(html).toContain('journal du serveur')
    expect(html.includes('ajoutez-lui un acheteur')).toBe(code === 'database-busy')
    for (const word of ['ECONNREFUSED', '10.0.0.7', 'PostgreSQL', code]) expect(html).not.toContain(word)
    expect(seen.asked).toBe(1)
    expect(JSON.parse(seen.log)).toMatchObject({ path: '/', code, why: WHY, msg: 'database unavailable' })
  },
)

test('every page that reads is unavailable; what does not read is there', async () => {
  const { app } = siteWithout(new Unavailable('database-lost', WHY))
  for (const path of ['/', '/taux', '/acheteurs', '/marches', '/imports', '/readyz'])
    expect({ path, status: (await app.request(path)).status }).toEqual({ path, status: 503 })
  expect((await app.request('/healthz')).status).toBe(200)
  expect((await app.request('/nulle-part')).status).toBe(404)
})

test('any other error is a fault, with its number', async () => {
  const { app, seen } = siteWithout(new Error('a bug'))
  const answer = await app.request('/')
  expect(answer.status).toBe(500)
  expect(await answer.text()).toContain(JSON.parse(seen.log).incident)
  expect(answer.headers.get('retry-after')).toBeNull()
})

test('what is one person’s sends a stranger to sign in, and back; the database is not asked', async () => {
  const { app, seen } = siteWithout(new Error('asked'))
  const personal = routesOf(siteOf({} as Services)).filter(({ access }) => access === 'signed-in')
  expect(personal.length).toBeGreaterThanOrEqual(3)
  for (const { method, path } of personal) {
    const address = path.replace(':id', '1')
    const answer = await app.request(address, { method: method.toUpperCase(), headers: { cookie: 'other=1' } })
    const back = method === 'get' ? address : '/'
    expect([path, answer.status, answer.headers.get('location')]).toEqual([
      path,
      303,
      `/connexion?retour=${encodeURIComponent(back)}`,
    ])
  }
  expect(seen.asked).toBe(0)
})

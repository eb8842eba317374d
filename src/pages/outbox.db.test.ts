import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { markAsExample } from '#features/contracts'
import { readConfig } from '#platform/config'
import { openLog } from '#platform/log'
import { testDatabase } from '../../tests/support/database.ts'
import { until } from '../../tests/support/until.ts'
import { openApp } from '../app.tsx'
import { startServer } from '../main.ts'
import { servicesOf, siteOf } from '../site.ts'

const db = await testDatabase()
const log = openLog('silent')
const dataDir = mkdtempSync(join(tmpdir(), 'mieuxdisant-outbox-'))
afterAll(() => rmSync(dataDir, { recursive: true }))
const config = { ...readConfig({ PORT: '0' }), dataDir }

/** How the site answers, with these settings. */
async function status(more: Partial<typeof config>, path: string): Promise<number> {
  return (await openApp(siteOf(servicesOf(db, { ...config, ...more }, log)), log).request(path)).status
}

test('a mail that another process added is written by the one that serves, and read by everyone, in the example alone', async () => {
  const { jobs, mail } = servicesOf(db, config, log)
  await jobs.open()
  await db.transaction(trx =>
    mail.send(trx, {
      to: 'camille.roy@vallonne.test',
      subject: 'Bienvenue <b>',
      paragraphs: ['Bonjour,', '<script>alert(1)</script>'],
      attachment: { name: 'reunion.ics', type: 'text/calendar', text: 'BEGIN:VCALENDAR' },
      link: { label: 'Choisir un mot de passe', href: 'https://achats.vallonne.test/mot-de-passe?jeton=a&b=1' },
    }),
  )
  await jobs.stop()
  const server = await startServer(config, db, log)
  try {
    await until(() => mail.outbox?.list().length === 1)
    const read = async (path: string) => {
      const answer = await fetch(server.url + path)
      return { status: answer.status, html: await answer.text() }
    }
    expect((await read('/courriels')).status).toBe(404)
    await markAsExample(db)
    const list = await read('/courriels')
    expect(list).toMatchObject({ status: 200, html: expect.stringContaining('camille.roy@vallonne.test') })
    const [, path = ''] = /href="(\/courriels\/[^"]+)"/.exec(list.html) ?? []
    const { html } = await read(path)
    expect(html).toMatch(/<h1>Bienvenue &lt;b&gt;<\/h1>/)
    expect(html).toContain('>&lt;script&gt;alert(1)&lt;/script&gt;</p>')
    expect(html).toMatch(/reunion\.ics[\s\S]*BEGIN:VCALENDAR/)
    expect(html).toMatch(/<a [^>]*href="https:\/\/achats\.vallonne\.test\/mot-de-passe\?jeton=a&amp;b=1">/)
    for (const nowhere of ['/courriels/none', '/courriels/..%2fsecret']) expect((await read(nowhere)).status).toBe(404)
  } finally {
    await server.close()
  }
  expect(await status({}, '/courriels')).toBe(200)
  const mailUrl = 'smtp://smtp.exemple.fr'
  expect([await status({ mailUrl }, '/courriels'), await status({ mailUrl }, '/courriels/none')]).toEqual([404, 404])
}, 60_000)

import { once } from 'node:events'
import { request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { serve } from '@hono/node-server'
import { expect, onTestFinished, test } from 'vitest'
import { plainSite } from '../../../tests/support/plain-site.ts'
import type { Door, Route } from './door.ts'
import { bytesOf, formWithFile } from './index.ts'

const MB = 1024 * 1024
let read = 0

const count = async (bytes: AsyncIterable<Uint8Array>, most = Number.POSITIVE_INFINITY) => {
  read = 0
  for await (const chunk of bytes) {
    read += chunk.length
    if (read > most) throw new Error('too much')
  }
  return read
}

const door: Door<string> = {
  visitor: async c => c.req.header('x-who') ?? null,
  signIn: () => '/connexion',
  countedAs: () => '',
}
const post = (path: string, handler: Extract<Route<string>, { access: 'signed-in' }>['handler'], body?: 'stream') =>
  ({ method: 'post', path, access: 'signed-in', ...(body ? { body } : {}), handler }) satisfies Route<string>
const app = plainSite<string>(
  [
    post('/large', async c => c.text(String(await count(bytesOf(c)))), 'stream'),
    post('/small', async c => c.text(String(await count(bytesOf(c))))),
    post('/form', async c => c.text(String(await formWithFile(c, file => count(file.bytes)))), 'stream'),
    post(
      '/fields',
      async c =>
        c.json(await formWithFile(c, async ({ name, fields, bytes }) => ({ name, fields, n: await count(bytes) }))),
      'stream',
    ),
    post(
      '/refused',
      async c => c.text(String(await formWithFile(c, f => count(f.bytes, MB)).catch(() => 'refused'))),
      'stream',
    ),
  ],
  door,
)

async function listening(): Promise<number> {
  const server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' })
  onTestFinished(() => void server.close())
  await once(server, 'listening')
  return (server.address() as AddressInfo).port
}

/** Sends so many megabytes, one chunk again and again, no faster than they are taken; the most memory held meanwhile, beyond that of before. */
async function send(
  port: number,
  path: string,
  megabytes: number,
  headers: Record<string, string>,
  [head, tail] = ['', ''],
) {
  const chunk = Buffer.alloc(MB, 'x')
  globalThis.gc?.()
  const before = process.memoryUsage().rss
  let most = 0
  const asked = request({ port, path, host: '127.0.0.1', method: 'POST', headers })
  let over = false
  const answered = once(asked, 'response').catch(error => [error])
  answered.then(() => {
    over = true
  })
  asked.write(head)
  for (let i = 0; i < megabytes && !asked.destroyed; i++) {
    if (!asked.write(chunk)) await Promise.race([once(asked, 'drain'), answered])
    most = Math.max(most, process.memoryUsage().rss - before)
    if (over) break
  }
  if (!over) asked.end(tail)
  const [answer] = await answered
  let text = ''
  if (!(answer instanceof Error)) for await (const part of answer) text += part
  asked.destroy()
  return { status: answer.statusCode as number, text, most: most / MB }
}

const who = { 'x-who': 'A' }
const multipart = { ...who, 'content-type': 'multipart/form-data; boundary=b' }
const HEAD = '--b\r\ncontent-disposition: form-data; name="f"; filename="é/grand.json"\r\n\r\n'

test('a body of 300 MB is read in the memory of a small one', async () => {
  const port = await listening()
  await send(port, '/large', 30, who)
  const { status, text, most } = await send(port, '/large', 300, who)
  expect({ status, text }).toEqual({ status: 200, text: String(300 * MB) })
  expect(most).toBeLessThan(64)
  const form = await send(port, '/form', 300, multipart, [HEAD, '\r\n--b--\r\n'])
  expect(form).toMatchObject({ status: 200, text: String(300 * MB) })
  expect(form.most).toBeLessThan(64)
}, 60_000)

test('nothing is read of it for who is not signed in, by a route that does not ask for it, or once it is refused', async () => {
  const port = await listening()
  read = 0
  expect(await send(port, '/large', 300, {})).toMatchObject({ status: 303 })
  expect(read).toBe(0)
  const small = await send(port, '/small', 300, { ...who, 'content-length': String(300 * MB) })
  expect(small.status).toBe(400)
  expect(read).toBe(0)
  expect(await send(port, '/refused', 300, multipart, [HEAD, '\r\n--b--\r\n'])).toMatchObject({ text: 'refused' })
  expect(read).toBeLessThan(3 * MB)
  expect(
    (await app.request('/large', { method: 'POST', headers: { ...who, origin: 'https://ailleurs.test' } })).status,
  ).toBe(403)
})

test('a form gives the fields that come before its file, and its name without folders', async () => {
  const form = new FormData()
  form.append('acheteurs', 'tous')
  form.append('fichier', new File(['abc'], 'Marchés d’été.json'))
  const ask = (body: FormData | string, headers: Record<string, string> = {}) =>
    app.request('/fields', { method: 'POST', body, headers: { ...who, ...headers } })
  expect(await (await ask(form)).json()).toEqual({ name: 'Marchés d’été.json', fields: { acheteurs: 'tous' }, n: 3 })
  for (const path of ['../../etc/x.json', 'C:\\dossier\\x.json']) {
    const hostile = `--b\r\ncontent-disposition: form-data; name="f"; filename="${path.replaceAll('\\', '\\\\')}"\r\n\r\nabc\r\n--b--\r\n`
    expect(await (await ask(hostile, multipart)).json()).toMatchObject({ name: 'x.json', n: 3 })
  }
  // Cut before its end.
  expect((await ask(`${HEAD}abc`, multipart)).status).toBe(500)
  expect(await (await ask('a=1', { 'content-type': 'application/x-www-form-urlencoded' })).text()).toBe('')
})

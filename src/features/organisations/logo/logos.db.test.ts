import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { openDoor, organisationOf, type Someone } from '../../../../tests/support/actors.ts'
import { testDatabase } from '../../../../tests/support/database.ts'
import { JPEGS, pngOfColour } from '../../../../tests/support/pictures.ts'
import { plainSite } from '../../../../tests/support/plain-site.ts'
import { organisationSite } from '../organisations.test-support.ts'
import { spaceRoutes } from '../space-routes.tsx'

const db = await testDatabase()
const door = openDoor()
const { members, invitations } = organisationSite(db)
const app = plainSite(
  spaceRoutes(db, members, invitations, () => ({ name: 'Un espace', person: 'Quelqu’un', menu: [], here: '' })),
  door,
)
let admin: Someone
let buyer: Someone
let stranger: Someone

const at = (someone: Someone, path: string) => `/organisations/${someone.membership.organisation.siren}${path}`
const get = (path: string, someone: Someone) => app.request(path, { headers: door.as(someone) })
async function send(someone: Someone, path: string, body: FormData | URLSearchParams) {
  const answer = await app.request(at(someone, path), { method: 'POST', headers: door.as(someone), body })
  return { status: answer.status, words: (await answer.text()).replace(/[\u00a0\u202f]/g, ' ') }
}
const post = (bytes: Uint8Array, name = 'logo.png', someone = admin) => {
  const form = new FormData()
  form.append('logo', new Blob([bytes as Uint8Array<ArrayBuffer>], { type: 'image/png' }), name)
  return send(someone, '/logo', form)
}
/** Where the settings show the logo. */
const shown = async (someone = admin) =>
  /<img class="logo" src="([^"]*)"/.exec(await (await get(at(someone, '/reglages'), someone)).text())?.[1] ?? null
const image = pngOfColour({ width: 1200, height: 300 })

beforeAll(async () => {
  const mine = await organisationOf(db, '22990099800019', 'Département de la Vallonne', 'administrator', 'buyer')
  const theirs = await organisationOf(db, '21990001600011', 'Commune d’Aubrelieu', 'administrator')
  ;[admin, buyer, stranger] = [mine.administrator, mine.buyer, theirs.administrator]
})

test('a logo is added, replaced and removed; each image has its address, for members alone', async () => {
  expect(await shown()).toBeNull()
  expect((await post(image, 'ce que l’on veut.txt')).status).toBe(303)
  const first = (await shown()) ?? ''
  const answer = await get(first, buyer)
  expect(Object.fromEntries(answer.headers)).toMatchObject({
    'content-type': 'image/png',
    'x-content-type-options': 'nosniff',
    'content-security-policy': "default-src 'none'; sandbox",
    'cache-control': 'private, max-age=31536000, immutable',
  })
  const bytes = Buffer.from(await answer.arrayBuffer())
  expect([bytes.readUInt32BE(16), bytes.readUInt32BE(20)]).toEqual([800, 200])
  expect((await get(first, stranger)).status).toBe(404)
  const other = first.replace(admin.membership.organisation.siren, stranger.membership.organisation.siren)
  expect((await get(other, stranger)).status).toBe(404)

  expect((await post(JPEGS.plain)).status).toBe(303)
  const second = (await shown()) ?? ''
  expect(second).not.toBe(first)
  expect([(await get(first, admin)).status, (await get(second, admin)).status]).toEqual([404, 200])

  expect((await send(admin, '/logo/retrait', new URLSearchParams())).status).toBe(303)
  expect(await shown()).toBeNull()
  expect((await get(second, admin)).status).toBe(404)
})

test('the trail says that it changed, without its bytes', async () => {
  const { rows } = await db.transaction(trx =>
    sql`
      select act, operation, 'png' = any (unspoken) as silent, coalesce(before, '{}') || coalesce(after, '{}') ? 'png' as said
      from audit where relation = 'organisation_logo' order by id`.execute(trx),
  )
  expect(rows).toEqual([
    { act: 'keep-logo', operation: 'insert', silent: true, said: false },
    { act: 'keep-logo', operation: 'update', silent: true, said: false },
    { act: 'remove-logo', operation: 'delete', silent: true, said: false },
  ])
})

test.each([
  ['no file', Buffer.alloc(0), 'Choisissez le fichier'],
  ['a text', Buffer.from('Bonjour'), 'n’est pas une image PNG ou JPEG'],
  ['a drawing', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'), 'n’est pas une image PNG ou JPEG'],
  ['half of an image', image.subarray(0, 120), 'n’est pas une image PNG ou JPEG'],
  ['more than 1 MB', Buffer.concat([image, Buffer.alloc(1e6)]), 'dépasse 1 Mo'],
  ['20 000 pixels', pngOfColour({ width: 20_000, height: 20 }, [], 0), 'fait 20 000 × 20 pixels'],
  ['too few pixels', pngOfColour({ width: 15, height: 20 }), 'fait 15 × 20 pixels'],
  ['a JPEG for printers', JPEGS.inks, 'en CMJN'],
  ['more than its header says', pngOfColour({ width: 20, height: 20 }, undefined, 200_000), 'abîmée'],
])('%s is refused at the field, and nothing is kept', async (_, bytes, words) => {
  const { status, words: page } = await post(bytes)
  expect(status).toBe(422)
  expect(page.slice(page.indexOf('id="fichier-logo-erreur"')).slice(0, 500)).toContain(words)
  expect(await shown()).toBeNull()
})

test('a form without a file is refused; who does not administer changes nothing', async () => {
  expect((await send(admin, '/logo', new URLSearchParams({ logo: 'x' }))).words).toContain('Choisissez le fichier')
  expect((await post(image, 'logo.png', buyer)).status).toBe(403)
  expect((await send(buyer, '/logo/retrait', new URLSearchParams())).status).toBe(403)
})

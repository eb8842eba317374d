import { existsSync, readdirSync, unlinkSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readConfig } from '#platform/config'
import { examine } from '#platform/doctor'
import { organisationOf, type Someone } from '../../../../tests/support/actors.ts'
import { testDatabase } from '../../../../tests/support/database.ts'
import { discussing, thing } from '../discussion.test-support.tsx'
import { attach, attachmentsOf, detach } from './attachments.ts'
import { attachmentsCheck } from './check.ts'
import { pathOf } from './store.ts'
import { sweepAttachments } from './sweeping.ts'

const db = await testDatabase()
const site = discussing(db)
const { means, get, post, postFile } = site
afterAll(site.close)

let mine: Record<'buyer' | 'pilot' | 'elected' | 'supplier', Someone>
let other: Record<'buyer', Someone>
const HERE = '/organisations/229900998/essai/papier'
const PDF = Buffer.from('%PDF-1.7\nune preuve')
const DAY = 24 * 3600_000

beforeAll(async () => {
  mine = await organisationOf(db, '22990099800019', 'Vallonne', 'buyer', 'pilot', 'elected', 'supplier')
  other = await organisationOf(db, '22990088100012', 'Aubrelieu', 'buyer')
}, 60_000)

const put = (someone: Someone, name: string, content: Uint8Array, of = 'papier') =>
  attach(means, someone, thing(someone, of), { name, bytes: Readable.from([content]) })
const found = async (someone: Someone = mine.buyer, of = 'papier') =>
  (await attachmentsOf(means, someone, thing(someone, of))).attachments
const filesOf = (someone: Someone) => readdirSync(join(means.dataDir, 'pieces', someone.membership.organisation.id))
const arriving = () => readdirSync(join(means.dataDir, 'pieces', 'arrivees'))
const doctor = async () => (await examine([attachmentsCheck], { ...readConfig({}), dataDir: means.dataDir }, db))[0]

test('a file is attached by a form, and only members who read get it back, as it was, to be saved', async () => {
  const sent = await postFile(`${HERE}/pieces`, '../Délibération\u202e.PDF', PDF, mine.pilot)
  expect(sent).toMatchObject({ status: 303, to: `${HERE}?fait=piece#pieces` })
  const [one] = await found()
  expect(one).toMatchObject({
    name: 'Délibération.PDF',
    kind: 'pdf',
    bytes: PDF.length,
    personId: mine.pilot.person.id,
  })
  const path = `${HERE}/pieces/${one?.id}`
  expect((await get(HERE, mine.elected)).text).toContain(path)
  const { status, headers, bytes } = await get(path, mine.elected)
  expect([status, bytes.equals(PDF)]).toEqual([200, true])
  expect(Object.fromEntries(headers)).toMatchObject({
    'content-type': 'application/pdf',
    'content-disposition': `attachment; filename="Deliberation.PDF"; filename*=UTF-8''D%C3%A9lib%C3%A9ration.PDF`,
    'content-security-policy': "default-src 'none'; sandbox",
    'x-content-type-options': 'nosniff',
    'cache-control': 'no-store',
  })
  const asked = await site.head(path, mine.elected)
  expect([asked.status, asked.bytes.length, asked.headers.get('content-length')]).toEqual([200, 0, String(PDF.length)])
  const theirs = path.replace('229900998', '229900881')
  for (const [at, someone, expected] of [
    [path, other.buyer, 404],
    [theirs, other.buyer, 404],
    [path.replace('papier', 'encre'), mine.buyer, 404],
    [`${HERE}/pieces/x`, mine.buyer, 404],
    [path, mine.supplier, 403],
    [`${path}/retrait`, mine.elected, 403],
  ] as const)
    expect([at, (await get(at, someone)).status]).toEqual([at, expected])
})

test('what is no evidence is refused with what was found, and nothing of it stays', async () => {
  const before = await found()
  const refused = async (name: string, content: string | Uint8Array) => {
    const { status, text } = await postFile(`${HERE}/pieces`, name, content, mine.buyer)
    expect([status, arriving()]).toEqual([422, []])
    return text
  }
  expect(await refused('rapport.pdf', Buffer.from('MZ\x90\0'))).toContain(
    'rapport.pdf » n’a pas été joint : son contenu est un programme Windows',
  )
  expect(await refused('page.txt', '<!doctype html><script>1</script>')).toContain('une page HTML')
  expect(await refused('vide.pdf', '')).toContain('Ce fichier est vide')
  expect(await refused('', PDF)).toContain('Aucun fichier n’a été choisi')
  expect(await refused('encore.pdf', PDF)).toContain('déjà joint ici, sous le nom « Délibération.PDF »')
  expect((await post(`${HERE}/pieces`, {}, mine.buyer)).text).toContain('Aucun fichier n’a été choisi')
  expect((await postFile(`${HERE}/pieces`, 'a.pdf', PDF, mine.elected)).status).toBe(403)
  const small = { ...means, largest: 1000 }
  const large = Readable.from([Buffer.from('%PDF-'), Buffer.alloc(600), Buffer.alloc(600)])
  await expect(attach(small, mine.buyer, thing(mine.buyer), { name: 'a.pdf', bytes: large })).rejects.toMatchObject({
    code: 'file-too-large',
  })
  async function* cut() {
    yield PDF
    throw new Error('the connection was cut')
  }
  const bytes = Readable.from(cut())
  await expect(attach(means, mine.buyer, thing(mine.buyer), { name: 'a.pdf', bytes })).rejects.toMatchObject({
    code: 'connection-cut',
  })
  expect([await found(), arriving()]).toEqual([before, []])
})

test('the same bytes are kept once for an organisation, and go the day after nothing needs them', async () => {
  const second = await put(mine.buyer, 'copie.pdf', PDF, 'encre')
  await put(other.buyer, 'ailleurs.pdf', PDF)
  expect([filesOf(mine.buyer).length, filesOf(other.buyer).length]).toEqual([1, 1])
  const [first] = await found()
  const path = `${HERE}/pieces/${first?.id}`
  expect((await post(`${path}/retrait`, { motif: 'non' }, mine.buyer)).text).toContain('en 10 à 1 000 signes')
  expect((await post(`${path}/retrait`, { motif: 'Ce n’est pas la bonne.' }, mine.buyer)).status).toBe(303)
  expect((await get(path, mine.buyer)).status).toBe(404)
  expect((await get(HERE, mine.elected)).text).toMatch(/1 pièce retirée[\s\S]*« Ce n’est pas la bonne\. »/)
  const later = new Date(Date.now() + 2 * DAY)
  await sweepAttachments(means, later)
  expect(filesOf(mine.buyer)).toHaveLength(1)
  await detach(means, mine.buyer, thing(mine.buyer, 'encre'), second, 'En double, retirée.')
  await sweepAttachments(means)
  expect(filesOf(mine.buyer)).toHaveLength(1)
  await sweepAttachments(means, later)
  expect([filesOf(mine.buyer).length, filesOf(other.buyer).length]).toEqual([0, 1])
  await put(mine.buyer, 'de-nouveau.pdf', PDF)
  expect(await doctor()).toMatchObject({ found: expect.stringMatching(/^2.fichiers, 38.octets$/), remedy: null })
})

test('a sending that was cut by a crash is forgotten; bytes that are gone are said', async () => {
  const stray = join(means.dataDir, 'pieces', mine.buyer.membership.organisation.id, 'f'.repeat(64))
  const old = new Date(Date.now() - 2 * DAY)
  const crashed = join(means.dataDir, 'pieces', 'arrivees', 'x')
  for (const file of [stray, crashed]) {
    writeFileSync(file, 'x')
    await sweepAttachments(means)
    expect(existsSync(file)).toBe(true)
    utimesSync(file, old, old)
  }
  await sweepAttachments(means)
  expect([existsSync(stray), existsSync(crashed), filesOf(mine.buyer).length]).toEqual([false, false, 1])
  const [one] = (await found()).filter(({ removed }) => removed === null)
  unlinkSync(pathOf(means, mine.buyer.membership.organisation.id, one?.sha256 ?? ''))
  expect(await get(`${HERE}/pieces/${one?.id}`, mine.buyer)).toMatchObject({
    status: 400,
    text: expect.stringContaining('n’est plus sur le disque'),
  })
  expect(await doctor()).toMatchObject({
    found: expect.stringMatching(/^1.fichier sur 2 manque/),
    remedy: expect.any(String),
  })
})

test('of two who attach the same file at once, one does', async () => {
  const content = Buffer.from('%PDF-1.7\nà deux')
  const both = await Promise.allSettled([put(mine.buyer, 'a.pdf', content), put(mine.pilot, 'b.pdf', content)])
  expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  expect(both.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'file-known' } })
})

import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { testDatabase } from '../../../tests/support/database.ts'
import { sha256 } from './fingerprint.ts'
import { draft, press, SITE, TEXT } from './publications.test-support.ts'
import type { Draft } from './publications.ts'
import { publish, withdraw } from './publish.ts'

const db = await testDatabase()
const { app, counts, publisher } = press(db)
const owner = (statement: string) => db.transaction(trx => sql.raw(statement).execute(trx))

describe('what is published', () => {
  test('is numbered by organisation, and read by everybody without an account', async () => {
    const [one, two] = [await publisher(), await publisher('Commune <b>d’Aubrelieu</b>')]
    expect([
      await one.publish(draft('2023')),
      await one.publish(draft('2024')),
      await two.publish(draft('2024')),
    ]).toEqual([1, 2, 1])
    const { status, text } = await two.page('/1')
    expect(status).toBe(200)
    expect(text).toContain('{&quot;of&quot;:&quot;2024&quot;}')
    expect(text).toContain('Commune &lt;b&gt;d’Aubrelieu&lt;/b&gt;')
    expect(text).toContain(`<link rel="canonical" href="${SITE}/publications/${two.siren}/1"/>`)
    expect(text).toContain(`href="/publications/${two.siren}/flux.atom"`)
    expect(text).not.toContain(two.actor.person.name)
    expect((await one.page()).text).toContain('Essai 2023')
    expect((await one.page('/flux.atom')).text).toContain(`<id>${SITE}/publications/${one.siren}/2</id>`)
    for (const path of ['/3', '/0', '/01', '/1/absent.txt', '/1/..%2f2', '/9999999999'])
      expect({ path, status: (await one.page(path)).status }).toEqual({ path, status: 404 })
    expect((await app.request('/publications/999999999')).status).toBe(404)
  })

  test('can be checked with sha256sum alone', async () => {
    const { publish: publishing, page, siren } = await publisher()
    await publishing(draft('2024'))
    const folder = mkdtempSync(join(tmpdir(), 'mieuxdisant-empreintes-'))
    try {
      const names = ['texte.txt', 'essai.json', 'publication.json', 'empreintes.txt']
      for (const name of names) writeFileSync(join(folder, name), (await page(`/1/${name}`)).text)
      execFileSync('sha256sum', ['--strict', '-c', 'empreintes.txt'], { cwd: folder })
      const whole = execFileSync('sha256sum', ['empreintes.txt'], { cwd: folder }).toString().slice(0, 64)
      expect((await page('/1')).text).toContain(`<code>${whole}</code>`)
      expect(JSON.parse((await page('/1/publication.json')).text)).toMatchObject({
        address: `${SITE}/publications/${siren}/1`,
        number: 1,
        replaces: null,
        content: 'essai.json',
      })
    } finally {
      rmSync(folder, { recursive: true })
    }
  })

  test('is sent packed, or unpacked, once', async () => {
    const { publish: publishing, page } = await publisher()
    await publishing(draft('2024'))
    const plain = await page('/1/texte.txt')
    expect({ text: plain.text, encoding: plain.headers.get('content-encoding') }).toEqual({
      text: TEXT,
      encoding: null,
    })
    const packed = await page('/1/texte.txt', { 'accept-encoding': 'br, gzip;q=0.5' })
    expect(packed.headers.get('content-encoding')).toBe('gzip')
    expect(Number(packed.headers.get('content-length'))).toBeLessThan(200)
    expect((await page('/1/texte.txt', { 'accept-encoding': 'gzip;q=0' })).text).toBe(TEXT)
    expect(packed.headers.get('cache-control')).toContain('immutable')
    expect(packed.headers.get('etag')).toBe(plain.headers.get('etag'))
    for (const path of ['/1', '/1/texte.txt']) {
      const etag = (await page(path)).headers.get('etag') ?? ''
      expect(await page(path, { 'if-none-match': etag })).toMatchObject({ status: 304, text: '' })
    }
  })

  test('is drawn once, until something is said of it', async () => {
    const { publish: publishing, page, actor } = await publisher()
    await publishing(draft('2024'))
    const before = counts.drawn
    await page('/1')
    expect(await page('/1')).toMatchObject({ status: 200 })
    expect(counts.drawn).toBe(before + 1)
    await publishing(draft('2023'))
    await page('/1')
    expect(counts.drawn).toBe(before + 1)
    await publishing(draft('2024', { number: 1, changes: 'Un marché manquait.' }))
    expect((await page('/1')).text).toContain('le n° 3 la remplace')
    await withdraw(db, actor, 3, 'Erreur')
    expect((await page('/1')).text).toContain('Retirée le')
  })
})

describe('a correction', () => {
  test('leads from one to the other, and says what changed', async () => {
    const { publish: publishing, page, siren } = await publisher()
    await publishing(draft('2024'))
    await publishing(draft('2024', { number: 1, changes: ' Un marché <i>manquait</i>. ' }))
    expect((await page('/1')).text).toContain(`href="/publications/${siren}/2"`)
    expect((await page('/2')).text).toContain('Un marché &lt;i&gt;manquait&lt;/i&gt;.')
    const refused = (one: Draft) => expect(publishing(one)).rejects.toMatchObject({ name: 'Refusal' })
    await refused(draft('2024'))
    await refused(draft('2024', { number: 1, changes: 'Encore.' }))
    await refused(draft('2024', { number: 2, changes: ' ' }))
    await refused(draft('2023', { number: 2, changes: 'Une autre année.' }))
    expect(await publishing(draft('2024', { number: 2, changes: 'Encore.' }))).toBe(3)
  })
})

describe('a withdrawal', () => {
  test('keeps the address, which says since when and why, without the figures', async () => {
    const { publish: publishing, page, actor } = await publisher()
    await publishing(draft('2024'))
    await expect(withdraw(db, actor, 1, '  ')).rejects.toMatchObject({ code: 'reason-missing' })
    expect(await withdraw(db, actor, 1, 'Un marché n’est pas <le nôtre>.')).toBe(true)
    await expect(withdraw(db, actor, 1, 'Encore')).rejects.toMatchObject({ code: 'already-withdrawn' })
    expect(await withdraw(db, actor, 2, 'Elle n’existe pas')).toBe(false)
    const { status, text } = await page('/1')
    expect(status).toBe(200)
    expect(text).toContain('Un marché n’est pas &lt;le nôtre&gt;.')
    expect(text).not.toContain('&quot;of&quot;')
    for (const name of ['essai.json', 'texte.txt', 'publication.json', 'absent.txt'])
      expect(await page(`/1/${name}`)).toMatchObject({ status: 410, text: expect.stringContaining('retirée') })
    expect((await page('/flux.atom')).text).toContain('(retirée)')
    const { rows } = await sql`select from publication_file f join publication p on p.id = f.publication_id
      where p.siren = ${actor.membership.organisation.siren}`.execute(db.read)
    expect(rows).toEqual([])
    expect(await publishing(draft('2024'))).toBe(2)
  })
})

describe('nobody gets where they do not belong', () => {
  test('who is suspended publishes and withdraws nothing, whatever their session still says', async () => {
    const { publish: publishing, page, actor } = await publisher()
    await publishing(draft('2023'))
    await owner(
      `update organisation set suspended_at = now(), suspended_for = 'essai' where id = '${actor.membership.organisation.id}'`,
    )
    await expect(publishing(draft('2024'))).rejects.toMatchObject({ code: 'publisher-suspended' })
    await expect(withdraw(db, actor, 1, 'Motif')).rejects.toMatchObject({ code: 'publisher-suspended' })
    expect((await page('/1')).status).toBe(200)
  })

  test('another organisation’s number is not found, nor its SIREN taken', async () => {
    const [mine, other] = [await publisher(), await publisher()]
    await other.publish(draft('2024'))
    expect(await withdraw(db, mine.actor, 1, 'Motif')).toBe(false)
    const { membership } = mine.actor
    const { organisation } = membership
    const forged = (more: object) =>
      publish(db, { ...mine.actor, membership: { ...membership, organisation: { ...organisation, ...more } } }, draft('2024'), SITE) // biome-ignore format: one line
    await expect(forged({ siren: other.siren })).rejects.toThrow(/foreign key|unique/)
    await expect(forged({ siren: '123456789' })).rejects.toThrow(/foreign key/)
    const scope = { organisation: organisation.id, person: mine.actor.person.id }
    const stranger = { organisation: organisation.id, person: other.actor.person.id }
    const insert = (person: string, number = 1, organisationId = organisation.id) => sql`
      insert into publication (id, organisation_id, siren, name, number, kind, title, period, example, published_at, author_id, content, manifest, sha256)
      values (gen_random_uuid(), ${organisationId}, ${mine.siren}, 'N', ${number}, 'k', 't', 'p', false, now(), ${person}, 'c', '', ${sha256('')})`
    const elsewhere = other.actor.membership.organisation.id
    await expect(db.as(scope, trx => insert(scope.person, 1, elsewhere).execute(trx))).rejects.toThrow(/row-level/)
    await expect(db.as(stranger, trx => insert(scope.person).execute(trx))).rejects.toThrow(/row-level security/)
    await expect(db.as(scope, trx => insert(scope.person, 2).execute(trx))).rejects.toThrow(/foreign key/)
    await db.as(scope, trx => insert(scope.person).execute(trx))
    // A file that the manifest does not name never joins what is published.
    const file = db.as(scope, trx =>
      sql`insert into publication_file (organisation_id, publication_id, name, type, bytes, sha256, gzip)
        select organisation_id, id, 'faux.txt', 'text/plain', 0, ${sha256('')}, '' from publication`.execute(trx),
    )
    await expect(file).rejects.toThrow(/does not name this file/)
    const [theirs] = await db.transaction(trx =>
      trx.selectFrom('publication').select('id').where('organisation_id', '=', elsewhere).execute(),
    )
    const joining = (what: string) => db.as(scope, trx => sql.raw(what).execute(trx))
    await expect(
      joining(`insert into publication_withdrawal (id, organisation_id, publication_id, author_id, reason)
        values (gen_random_uuid(), '${elsewhere}', '${theirs?.id}', '${scope.person}', 'M')`),
    ).rejects.toThrow(/row-level security/)
    await expect(
      joining(`insert into publication_withdrawal (id, organisation_id, publication_id, author_id, reason)
        values (gen_random_uuid(), '${organisation.id}', '${theirs?.id}', '${scope.person}', 'M')`),
    ).rejects.toThrow(/foreign key/)
  })

  test('public pages know no author', async () => {
    await expect(sql`select author_id from publication`.execute(db.read)).rejects.toThrow(/permission denied/)
    await expect(sql`select author_id from publication_withdrawal`.execute(db.read)).rejects.toThrow(
      /permission denied/,
    )
    await expect(sql`insert into publication_withdrawal default values`.execute(db.read)).rejects.toThrow(/permission/)
  })

  test.each(
    ['publication', 'publication_file', 'publication_withdrawal'].flatMap(table => [
      [`update ${table} set organisation_id = organisation_id`],
      [`delete from ${table}`],
      [`truncate ${table} cascade`],
    ]),
  )('not even the owner: %s', async statement => {
    await expect(owner(statement)).rejects.toThrow(/what is published is never changed/)
  })

  test('a manifest that is not that of its SHA-256 is refused by the database', async () => {
    const { siren, actor } = await publisher()
    const { id } = actor.membership.organisation
    const insert = owner(`
      insert into publication (id, organisation_id, siren, name, number, kind, title, period, example, published_at, author_id, content, manifest, sha256)
      values (gen_random_uuid(), '${id}', '${siren}', 'N', 1, 'k', 't', 'p', false, now(), '${id}', 'c', 'autre', '${sha256('')}')`)
    await expect(insert).rejects.toThrow(/check constraint/)
  })
})

test('many at once: numbers without a gap, one of each period, and a trail of each', async () => {
  const { publish: publishing, actor, siren } = await publisher()
  const periods = Array.from({ length: 12 }, (_, i) => String(2000 + (i % 8)))
  const ended = await Promise.allSettled(periods.map(period => publishing(draft(period))))
  const numbers = ended.flatMap(one => (one.status === 'fulfilled' ? [one.value] : []))
  expect(numbers.sort((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6, 7, 8])
  for (const one of ended)
    if (one.status === 'rejected') expect(one.reason).toMatchObject({ code: 'already-published' })
  const corrections = await Promise.allSettled(
    ['Un', 'Deux', 'Trois'].map(changes => publishing(draft(periods[0] ?? '', { number: 1, changes }))),
  )
  expect(corrections.filter(({ status }) => status === 'fulfilled').length).toBeLessThan(2)
  const { rows } = await db.read
    .selectFrom('publication')
    .select(['number'])
    .where('siren', '=', siren)
    .orderBy('number')
    .execute()
    .then(all => ({ rows: all.map(({ number }) => number) }))
  expect(rows).toEqual(rows.map((_, i) => i + 1))
  const trail = await db.transaction(trx =>
    sql<{ person_id: string }>`select person_id from audit where relation = 'publication' and act = 'publish'
      and organisation_id = ${actor.membership.organisation.id}`.execute(trx),
  )
  expect(trail.rows.map(({ person_id }) => person_id)).toEqual(rows.map(() => actor.person.id))
})

import { randomUUID } from 'node:crypto'
import { type RawBuilder, sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openScheme, trustedDocument } from '#features/scheme'
import type { Writer } from '#platform/db'
import { organisationOf, type Someone } from '../../../tests/support/actors.ts'
import { testDatabase } from '../../../tests/support/database.ts'
import { memberSite } from '../members.test-support.ts'

const db = await testDatabase()
const { get, importContracts, close } = memberSite(db)
afterAll(close)

const ROLES = ['administrator', 'scheme-lead', 'pilot', 'buyer', 'facilitator', 'elected', 'animator', 'adviser', 'supplier'] as const // biome-ignore format: one line
type People = Record<(typeof ROLES)[number], Someone>
const [VALLONNE, AUBRELIEU] = ['229900998', '219900016']
/** A word that is in every text of an organisation, and in no other’s. */
const [OURS, THEIRS] = ['Zibeline', 'Quetzalcoatl']

const schemeOf = (siren: string, code: string, word: string) => ({
  format: 'mieuxdisant-scheme/1',
  code,
  title: `Schéma ${word}`,
  from: '2026-01-01',
  to: '2028-12-31',
  buyers: [{ siren, name: 'Acheteur' }],
  axes: [{ key: 'axe', code: '1', title: `Axe ${word}`, text: '' }],
  objectives: [{ key: 'objectif', parent: 'axe', code: '1-1', title: `Objectif ${word}` }],
  actions: [
    { key: 'papier', parent: 'objectif', code: '1-1.3', title: 'Diminuer le papier', description: `Une restauration <b>${word}</b> & durable.` },
  ],
  indicators: [{ key: 'tonnage', parent: 'papier', label: 'Papier consommé', kind: 'amount', unit: 'kg', remark: word }],
}) // biome-ignore format: a document

/** Puts the word of an organisation everywhere that is searched. */
async function fill(people: People, code: string, word: string): Promise<void> {
  const { membership, person } = people['scheme-lead']
  const { id, siren } = membership.organisation
  const scheme = await openScheme(db, people['scheme-lead'], trustedDocument(schemeOf(siren, code, word)))
  await db.transaction(async trx => {
    await sql`insert into action_event (id, organisation_id, scheme_id, action, kind, day, words, author_id)
      values (${randomUUID()}, ${id}, ${scheme}, 'papier', 'note', '2026-02-01', ${word}, ${person.id})`.execute(trx)
    const [body, meeting, asked, campaign] = Array.from({ length: 4 }, () => randomUUID())
    await sql`insert into body (id, organisation_id, kind, name, mandate) values (${body}, ${id}, 'political', 'Comité', ${word})`.execute(trx)
    await sql`insert into meeting (id, organisation_id, body_id, starts_at, ends_at, minutes)
      values (${meeting}, ${id}, ${body}, '2026-01-15T09:00Z', '2026-01-15T10:00Z', ${word})`.execute(trx)
    await sql`insert into validation_case (id, organisation_id, scope, matter, subject, title, fingerprint, words, bodies, opened_by)
      values (${asked}, ${id}, 's', 'm', 'x', 'Dossier', ${'0'.repeat(64)}, ${word}, ${[body]}, ${person.id})`.execute(trx)
    await sql`insert into campaign (id, organisation_id, scheme_id, year, cycle, opened_by)
      values (${campaign}, ${id}, ${scheme}, 2026, 2026, ${person.id})`.execute(trx)
    await sql`insert into campaign_action (id, organisation_id, campaign_id, action, code, title, origin, reason)
      values (${randomUUID()}, ${id}, ${campaign}, 'papier', '1-1.3', 'Diminuer le papier', 'proposed', '')`.execute(trx)
    await sql`insert into evaluation (id, organisation_id, campaign_id, action, judgements, strengths, obstacles, evidence, advice)
      values (${randomUUID()}, ${id}, ${campaign}, 'papier', '{}', ${word}, '', '', '')`.execute(trx)
    const questions = { format: 'mieuxdisant-survey/1', intro: word, thanks: '', sections: [{ key: 's', title: '', text: '', questions: [] }] }
    await sql`insert into survey (id, organisation_id, series, title, audience, anonymous, questionnaire, link, tally)
      values (${randomUUID()}, ${id}, 's', 'Enquête', 'agents', true, ${JSON.stringify(questions)}, ${randomUUID()}, '{}')`.execute(trx)
    await say(trx, people['scheme-lead'], code, word)
    await sql`insert into directorate (id, organisation_id, name) values (${randomUUID()}, ${id}, ${word})`.execute(trx)
    await sql`update membership m set directorate_id = d.id from directorate d
      where d.organisation_id = m.organisation_id and m.organisation_id = ${id} and m.roles = '{buyer}'`.execute(trx)
  })
} // biome-ignore format: statements

/** Somebody says something of an action. */
const say = (trx: Writer, { person, membership }: Someone, code: string, words: string) =>
  sql`insert into comment (id, organisation_id, subject, title, path, readers, author_id, body, asks)
    values (${randomUUID()}, ${membership.organisation.id}, ${`scheme/${code}/action/papier`}, '1-1.3 Diminuer le papier',
      ${`/organisations/${membership.organisation.siren}/schemas/${code}/actions/papier`}, '{scheme-lead,buyer}', ${person.id}, ${words}, false)`.execute(
    trx,
  )

/** Changes a table as verbs do, without their rules. */
const plainly = (table: string, change: RawBuilder<unknown>) =>
  db.transaction(async trx => {
    await sql`alter table ${sql.table(table)} disable trigger user`.execute(trx)
    await change.execute(trx)
    await sql`alter table ${sql.table(table)} enable trigger user`.execute(trx)
  })

let people: People
let others: People
beforeAll(async () => {
  people = await organisationOf(db, `${VALLONNE}00019`, 'Vallonne', ...ROLES)
  others = await organisationOf(db, `${AUBRELIEU}00011`, 'Aubrelieu', ...ROLES)
  await fill(people, 'vallonne-2026', OURS)
  await fill(others, 'aubrelieu-2026', THEIRS)
})

const pageOf = (someone: Someone | null, query: string, more = '') =>
  get(
    someone
      ? `/organisations/${someone.membership.organisation.siren}/recherche?q=${encodeURIComponent(query)}${more}`
      : `/recherche?q=${encodeURIComponent(query)}${more}`,
    someone?.visitor,
  )

/** What a page found: how many of each kind, where they are. */
async function search(someone: Someone | null, query: string, more = '') {
  const { status, text, headers } = await pageOf(someone, query, more)
  expect(status).toBe(200)
  const main = text.slice(text.indexOf('<main'), text.indexOf('</main>'))
  const kinds = [...main.matchAll(/<section class="card stack" id="([a-z]+)"/g)].map(([, kind]) => kind ?? '')
  const list = main.slice(main.indexOf('<section class="card')).split('<nav')[0] ?? ''
  const hrefs = [...list.matchAll(/<li>.*?<a href="([^"]+)"/gs)].map(([, href = '']) => href.replaceAll('&amp;', '&'))
  return { main, kinds: kinds.sort(), hrefs, queries: Number(/desc="(\d+)"/.exec(headers.get('server-timing') ?? '')?.[1]) }
} // biome-ignore format: one line

const READ = ['actions', 'axes', 'decisions', 'enquetes', 'evaluations', 'indicateurs', 'instances', 'membres', 'reunions', 'schemas', 'suivi'] // biome-ignore format: one line
const FOUND: Record<(typeof ROLES)[number], string[]> = {
  administrator: READ,
  'scheme-lead': [...READ, 'commentaires'].sort(),
  pilot: READ,
  buyer: [...READ, 'commentaires'].sort(),
  facilitator: READ,
  elected: READ,
  animator: READ,
  adviser: READ,
  supplier: ['membres'],
}

describe.each(ROLES)('%s', role => {
  test('finds what their pages show them, and nothing else', async () => {
    const { kinds, hrefs, queries } = await search(people[role], OURS)
    expect(kinds).toEqual(FOUND[role])
    expect(queries).toBeLessThanOrEqual(16)
    for (const href of hrefs)
      expect({ href, status: (await get(href, people[role].visitor)).status }).toEqual({ href, status: 200 })
  })

  test('finds nothing of another organisation, and is told no word of it', async () => {
    for (const typed of [THEIRS, 'Quetzalcoatll', 'quetz']) {
      const { hrefs, main } = await search(people[role], typed)
      expect(hrefs).toEqual([])
      expect(main).toContain('Rien trouvé')
      expect(main).not.toContain('Vouliez-vous dire')
    }
  })
})

test('a page of what it does not read tells a supplier no word of it', async () => {
  const { main } = await search(people.supplier, 'restauraton')
  expect(main).toContain('Rien trouvé')
  expect(main).not.toContain('restauration')
})

describe('what is typed', () => {
  test('ill typed, it is found, and the page says what it looked for', async () => {
    const { main, kinds } = await search(people.buyer, 'restaurasion')
    expect(kinds).toEqual(['actions'])
    expect(main).toContain('voici les résultats pour «\u00a0restauration\u00a0»')
    expect(main).toContain('Une <mark>restauration</mark> &lt;b&gt;Zibeline&lt;/b&gt; &amp; durable')
  })

  test.each(['', 'a', '?!', '%_\\', '\0', 'é'.repeat(10_000), 'Σχέδιο', '<script>', "'; drop table scheme; --"])('%j is no fault', async query => {
    for (const someone of [people.buyer, null]) {
      const { main } = await search(someone, query, '&page=0&type=rien')
      expect(main).not.toContain('<script>')
    }
  }) // biome-ignore format: a table

  test('one kind alone, twenty at a time', async () => {
    await db.transaction(async trx => {
      for (let n = 0; n < 45; n++) await say(trx, people.buyer, 'vallonne-2026', `Remarque pangolin ${n}`)
    })
    expect((await search(people.buyer, 'pangolin')).hrefs.length).toBe(20)
    const pages = await Promise.all([1, 2, 3, 4].map(page => search(people.buyer, 'pangolin', `&type=commentaires&page=${page}`))) // biome-ignore format: one line
    expect(pages.map(({ hrefs }) => hrefs.length)).toEqual([20, 20, 5, 0])
    expect(new Set(pages.flatMap(({ hrefs }) => hrefs)).size).toBe(45)
    expect(pages[0]?.main).toContain('Résultats 1 à 20 sur 45')
  })
})

describe('what has changed', () => {
  test('is found at once, and no more once it is gone', async () => {
    const found = async (word: string) => (await search(people.buyer, word)).hrefs.length
    expect(await found('ornithorynque')).toBe(0)
    await db.transaction(trx => say(trx, people.buyer, 'vallonne-2026', 'Un ornithorynque'))
    expect(await found('ornithorynque')).toBe(1)
    await db.transaction(trx =>
      sql`update scheme_part set content = jsonb_set(content, '{aim}', '"Le même ornithorynque"') where key = 'papier'
        and organisation_id = ${people.buyer.membership.organisation.id}`.execute(trx),
    )
    expect(await found('ornithorynque')).toBe(2)
    await plainly('comment', sql`update comment set body = null, withdrawn_at = now() where body = 'Un ornithorynque'`)
    expect(await found('ornithorynque')).toBe(1)
  })

  test('of a scheme that is shared, is found by a buyer as long as it is one', async () => {
    const found = async () => (await search(others.buyer, OURS)).kinds
    const shared = async (change: RawBuilder<unknown>) => {
      await plainly('scheme_buyer', change)
      return found()
    }
    const id = others.buyer.membership.organisation.id
    expect(
      await shared(sql`insert into scheme_buyer (id, organisation_id, scheme_id)
        select ${randomUUID()}, ${id}, id from scheme where code = 'vallonne-2026'`),
    ).toEqual([])
    expect(await shared(sql`update scheme_buyer set joined_at = now() where organisation_id = ${id}`)).toEqual(['actions', 'axes', 'indicateurs', 'schemas']) // biome-ignore format: one line
    await db.transaction(trx => say(trx, others.buyer, 'vallonne-2026', OURS))
    expect(await found()).toEqual(['actions', 'axes', 'commentaires', 'indicateurs', 'schemas'])
    expect(await shared(sql`update scheme_buyer set ended_at = now() where organisation_id = ${id}`)).toEqual([])
  })
})

describe('everybody', () => {
  test('finds what is public, and nothing before it is', async () => {
    expect((await search(null, OURS)).kinds).toEqual([])
    const scheme = schemeOf(VALLONNE, 'vallonne-2026', OURS)
    const adopted = sql`update scheme_version set state = 'adopted', document = ${JSON.stringify(trustedDocument(scheme))}, sha256 = ${'a'.repeat(64)},
      adopted_on = '2026-02-01', closed_at = now() where scheme_id = (select id from scheme where code = 'vallonne-2026')`
    await db.transaction(trx => adopted.execute(trx))
    expect((await search(null, OURS)).kinds).toEqual([])
    await db.transaction(trx => sql`update scheme set public_since = now() where code = 'vallonne-2026'`.execute(trx))
    const { kinds, hrefs } = await search(null, OURS)
    expect(kinds).toEqual(['actions', 'schemas'])
    for (const href of hrefs) expect({ href, status: (await get(href)).status }).toEqual({ href, status: 200 })
    expect((await search(null, 'restaurasion')).kinds).toEqual(['actions'])
    expect((await search(null, 'tonnage')).kinds).toEqual([])
    expect((await search(null, 'papiers consomés')).kinds).toEqual(['indicateurs'])
  })

  test('finds contracts and buyers, by words that are ill typed too', async () => {
    await importContracts([
      {
        id: '2026-001',
        acheteur: { id: `${VALLONNE}00019` },
        nature: 'Marché',
        objet: 'Fourniture de mobilier scolaire réemployé',
        codeCPV: '39160000-1',
        procedure: 'Appel d’offres ouvert',
        dateNotification: '2026-01-12',
        montant: 100_000,
        titulaires: [{ titulaire: { typeIdentifiant: 'SIRET', id: '38012986646850' } }],
      },
    ])
    for (const someone of [null, people.supplier]) {
      const { kinds, main } = await search(someone, 'mobillier scolarie')
      expect(kinds).toEqual(['marches'])
      expect(main).toContain('Fourniture de <mark>mobilier</mark> <mark>scolaire</mark> réemployé')
    }
    expect((await search(null, `${VALLONNE}00019`)).kinds).toEqual(['acheteurs'])
    expect((await search(others.buyer, 'mobilier')).kinds).toEqual([])
  })
})

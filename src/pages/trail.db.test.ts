import { parse } from 'csv-parse/sync'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { scopeOf, type Visitor } from '#features/organisations'
import { organisationOf, type Someone } from '../../tests/support/actors.ts'
import { testDatabase } from '../../tests/support/database.ts'
import { memberSite } from './members.test-support.ts'

const db = await testDatabase()
const { get, members, close } = memberSite(db)
afterAll(close)

let here: Record<'administrator' | 'buyer', Someone>
let there: Record<'administrator', Someone>
const DAY = new Intl.DateTimeFormat('fr-CA', { timeZone: 'Europe/Paris' }).format(new Date())

beforeAll(async () => {
  here = await organisationOf(db, '22990099800019', 'Vallonne', 'administrator', 'buyer')
  there = await organisationOf(db, '21990001600011', 'Aubrelieu', 'administrator')
  await db.transaction(trx =>
    trx.updateTable('person').set({ name: '=1+1' }).where('id', '=', here.buyer.person.id).execute(),
  )
  for (const name of ['Achats', '@voirie; "ailleurs"']) await members.openDirectorate(here.administrator, name)
  await members.openDirectorate(there.administrator, 'Voirie')
  await members.leave(here.buyer)
  await db.as(scopeOf(here.administrator, 'open-directorate'), trx =>
    trx
      .insertInto('directorate')
      .values(
        Array.from({ length: 60 }, (_, n) => ({
          id: crypto.randomUUID(),
          organisation_id: here.administrator.membership.organisation.id,
          name: `Service ${n}`,
          closed_at: null,
        })),
      )
      .execute(),
  )
})

const journalOf = ({ membership }: Someone) => `/organisations/${membership.organisation.siren}/journal`
/** The lines of the CSV, without its heads. */
async function linesOf(query: string, who: Someone = here.administrator): Promise<string[][]> {
  const { status, headers, text } = await get(`${journalOf(who)}.csv${query}`, who.visitor)
  expect([status, headers.get('content-type')]).toEqual([200, 'text/csv; charset=utf-8'])
  const [heads, ...lines] = parse(text, { bom: true, delimiter: ';' }) as string[][]
  expect(heads).toEqual(['Numéro', 'Quand (UTC)', 'Qui', 'Acte', 'Objet', 'Identifiant', 'Détail'])
  return lines
}

describe('the CSV', () => {
  test('holds every line of the organisation, the latest first, and of no other', async () => {
    const lines = await linesOf('')
    const numbers = lines.map(([number]) => Number(number))
    expect(numbers).toEqual([...numbers].sort((a, b) => b - a))
    expect(lines.filter(([, , , act]) => act === 'Ajouter une direction')).toHaveLength(62)
    expect(lines.flat().join()).not.toContain('Voirie')
    expect((await linesOf('', there.administrator)).flat().join()).not.toContain('Service')
  })

  test('does nothing in a spreadsheet', async () => {
    const lines = await linesOf('')
    expect(lines.map(([, , who]) => who)).toContain("'=1+1")
    for (const line of lines) for (const cell of line) expect(cell).not.toMatch(/^[=+@\t\r]/)
  })

  test.each<[query: () => string, wanted: (line: string[]) => boolean]>([
    [() => '?acte=leave', ([, , , act]) => act === 'Quitter l’organisation'],
    [() => `?personne=${here.buyer.person.id}`, ([, , who]) => who === "'=1+1"],
    [() => `?du=${DAY}&au=${DAY}&acte=open-directorate`, ([, , , act]) => act === 'Ajouter une direction'],
    // What cannot be read is left out.
    [() => '?du=hier&acte=%27or%201=1&personne=moi', () => true],
  ])('keeps what the filter wants (%#)', async (query, wanted) => {
    const all = await linesOf('')
    const kept = await linesOf(query())
    expect(kept.length).toBeGreaterThan(0)
    expect(kept).toEqual(all.filter(wanted))
  })

  test.each(['?au=2001-01-01', '?du=2101-01-01', '?acte=invite'])('%s keeps nothing', async query => {
    expect(await linesOf(query)).toEqual([])
  })
})

test('the page shows fifty lines, then the older ones, under the same filter, which the export keeps', async () => {
  const { administrator } = here
  const [address, filter] = [journalOf(administrator), '?acte=open-directorate']
  const first = await get(address + filter, administrator.visitor)
  expect(first.text.match(/<tr[ >]/g)).toHaveLength(51)
  expect(first.text).toContain(`href="${address}.csv${filter}"`)
  const [, older = ''] = /href="([^"]*avant=\d+[^"]*)"/.exec(first.text) ?? []
  expect(older).toContain('acte=open-directorate')
  const second = await get(older.replaceAll('&amp;', '&'), administrator.visitor)
  expect(second.text.match(/<tr[ >]/g)).toHaveLength(13)
  expect(second.text).toContain('Achats')
  expect(second.text).not.toMatch(/avant=\d/)
})

test('members read no trail, strangers sign in, another organisation’s is not found', async () => {
  for (const path of [journalOf(here.administrator), `${journalOf(here.administrator)}.csv`]) {
    expect((await get(path, here.buyer.visitor)).status).toBe(403)
    expect((await get(path, there.administrator.visitor)).status).toBe(404)
    expect((await get(path)).status).toBe(303)
  }
})

test('the trail of the instance tells nobody’s business', async () => {
  const instance: Visitor = { ...there.administrator.visitor, id: crypto.randomUUID(), administrator: true }
  for (const path of ['/administration/journal', '/administration/journal.csv']) {
    const { status, text } = await get(path, instance)
    expect(status).toBe(200)
    for (const theirs of ['Voirie', 'Achats', 'Service 1']) expect(text).not.toContain(theirs)
    expect((await get(path, here.administrator.visitor)).status).toBe(403)
  }
})

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, vi } from 'vitest'
import { openBody, setChain } from '#features/bodies'
import { scopeOf } from '#features/organisations'
import { addPart, openScheme, trustedDocument } from '#features/scheme'
import { readConfig } from '#platform/config'
import type { Database } from '#platform/db'
import { openLog } from '#platform/log'
import { routesOf } from '../../src/app.tsx'
import { servicesOf, siteOf } from '../../src/site.ts'
import { openDoor, organisationOf, type Someone } from '../support/actors.ts'
import { plainSite } from '../support/plain-site.ts'
import type { Held } from './ten-years-held.test-support.ts'

/** What a scheme is evaluated by, and who validates what of it: drawn anew for each decade. */
export interface Settings {
  oneIn: number
  years: number
  stay: number
  stayFrom: 'scheme' | 'entry'
  actions: number
}

/** What is read of each table; what nobody asks about is left out. */
const WHOLE = ['validation_chain', 'body_decision', 'round', 'round_voice', 'body', 'body_seat', 'meeting', 'meeting_item', 'attendance', 'evaluation_rules', 'campaign', 'campaign_action', 'evaluation', 'scheme_part', 'action_pilot'] // biome-ignore format: one line

const ACTIONS = `(select json_object_agg(a ->> 'key', json_build_object('axis', a ->> 'parent', 'entered', a ->> 'entered', 'left', a #>> '{left,on}'))
  from jsonb_array_elements(document -> 'actions') as a)`

/** The whole site over a database, a department that evaluates a scheme in it, and its people. */
export async function decade(db: Database, rank: number, { actions, ...rules }: Settings) {
  const dataDir = mkdtempSync(join(tmpdir(), 'mieuxdisant-decennie-'))
  const site = siteOf(servicesOf(db, { ...readConfig({}), dataDir }, openLog('silent')))
  await site.jobs.open()
  afterAll(async () => {
    await site.jobs.stop()
    rmSync(dataDir, { recursive: true })
  })
  const door = openDoor()
  const app = plainSite(routesOf(site), door)
  const siren = String(220_000_000 + rank)
  const people = await organisationOf(db, `${siren}00019`, `Département ${rank}`, 'scheme-lead', 'pilot', 'adviser', 'elected', 'buyer') // biome-ignore format: one line
  const { administrator: stranger } = await organisationOf(db, `${siren}00027`.replace('22', '21'), `Commune ${rank}`, 'administrator') // biome-ignore format: one line
  const { 'scheme-lead': lead, pilot, adviser, elected, buyer } = people
  const organisation = lead.membership.organisation.id
  const code = `schema-${rank}`
  const base = `/organisations/${siren}`
  const scheme = `${base}/schemas/${code}`

  /** Sends a form as somebody. @returns the status of the answer, and where it leads */
  async function post(by: Someone, path: string, fields: Record<string, string | readonly string[]> = {}) {
    const body = new URLSearchParams()
    for (const [name, values] of Object.entries(fields)) for (const value of [values].flat()) body.append(name, value)
    const answer = await app.request(path, { method: 'POST', body, headers: door.as(by) })
    const html = await answer.text()
    const alert = /role="alert".*?<\/(?:div|section|p)>/s.exec(html)?.[0] ?? html.slice(0, 500)
    return { status: answer.status, to: answer.headers.get('location') ?? '', text: alert.replace(/<[^>]+>/g, ' ') }
  }
  /** The fields of the only long form of a page, as a browser would send them. */
  async function filled(by: Someone, path: string): Promise<Record<string, string | string[]>> {
    const html = await (await app.request(path, { headers: door.as(by) })).text()
    const fields: Record<string, string | string[]> = {}
    const said = (tag: string, name: string) => new RegExp(` ${name}="([^"]*)"`).exec(tag)?.[1]
    const main = html.slice(html.indexOf('<main'))
    for (const [tag] of main.matchAll(/<input[^>]*>/g)) {
      const [name, ticks] = [said(tag, 'name'), /type="(checkbox|radio)"/.test(tag)]
      if (name === undefined || (ticks && !/ checked/.test(tag))) continue
      fields[name] = name in fields ? [fields[name] ?? [], said(tag, 'value') ?? ''].flat() : (said(tag, 'value') ?? '')
    }
    for (const [, tag = '', options = ''] of main.matchAll(/<select([^>]*)>(.*?)<\/select>/gs))
      fields[said(tag, 'name') ?? ''] = /<option value="([^"]*)" selected/.exec(options)?.[1] ?? ''
    for (const [, tag = '', text = ''] of main.matchAll(/<textarea([^>]*)>(.*?)<\/textarea>/gs))
      fields[said(tag, 'name') ?? ''] = text.replace(/^\n/, '')
    return fields
  }
  const to = (status: { status: number; text: string }) => {
    if (status.status !== 303) throw new Error(`${status.status}: ${status.text.slice(0, 2000)}`)
  }

  // What there is at the beginning: three bodies, in two of which the adviser sits, an adopted scheme.
  vi.setSystemTime(new Date('2024-01-05T08:00:00Z'))
  const opening = { mandate: '', alone: true } as const
  const bodies = [
    await openBody(db, lead, { ...opening, kind: 'working-group', name: 'Groupe', quorum: null, decides: 'consent' }),
    await openBody(db, lead, { ...opening, kind: 'technical', name: 'Technique', quorum: 50, decides: 'majority' }),
    await openBody(db, lead, { ...opening, kind: 'political', name: 'Politique', quorum: null, decides: 'majority' }),
  ]
  const [group = '', technical = '', political = ''] = bodies
  const seat = async (body: string, who: Record<string, string>, role = 'member') =>
    to(
      await post(lead, `${base}/instances/${body}/sieges/nouveau`, {
        title: 'Siège',
        role,
        since: '2023-01-01',
        ...who,
      }),
    )
  await seat(group, { person: pilot.person.id }, 'chair')
  await seat(group, { person: lead.person.id })
  await seat(technical, { person: adviser.person.id }, 'chair')
  await seat(technical, { person: buyer.person.id })
  await seat(technical, { name: 'Anne' })
  await seat(political, { person: elected.person.id }, 'chair')
  await seat(political, { person: adviser.person.id }, 'chair')
  const document = {
    ...{ format: 'mieuxdisant-scheme/1', code, title: 'Schéma', from: '2024-01-01', to: '2034-12-31' },
    axes: ['a', 'b'].map(key => ({ key, code: key, title: `Axe ${key}` })),
    actions: [],
  }
  await openScheme(db, lead, trustedDocument(document))
  const keys: string[] = []
  for (let at = 0; at < actions; at++)
    keys.push(
      await addPart(db, lead, code, 'action', at % 2 ? 'b' : 'a', {
        ...{ code: `${at}`, title: `Action ${at}`, pilots: ['Achats'] },
      }),
    )
  for (const key of keys.slice(0, 2))
    to(await post(lead, `${scheme}/actions/${key}/pilotes`, { membre: pilot.membership.id }))
  to(await post(lead, `${scheme}/versions/soumission`))
  const first = await db.transaction(trx =>
    sql<{
      id: string
      sha256: string
    }>`select scheme_id as id, sha256 from scheme_version where organisation_id = ${organisation}`.execute(trx),
  )
  const { id = '', sha256 = '' } = first.rows[0] ?? {}
  to(await post(lead, `${scheme}/versions/adoption`, { numero: '1', empreinte: sha256, date: '2024-01-04' }))
  const form = await filled(lead, `${scheme}/evaluation/reglages`)
  const set = { part: `${rules.oneIn}`, annees: `${rules.years}`, duree: `${rules.stay}`, depuis: rules.stayFrom }
  to(await post(lead, `${scheme}/evaluation/reglages`, { ...form, ...set, premiere: '' }))
  await setChain(db, lead, { scope: `scheme:${id}`, matter: 'choice', bodies: [technical, political] })
  await setChain(db, lead, { scope: `scheme:${id}`, matter: 'evaluation', bodies: [group, technical, political] })

  const ranks = new Map<string, number>()
  /** Rows as they came, since identifiers are drawn anew each time: a seed then lives the same decade again. */
  function inOrder(told: Held & { trail: number }) {
    const lists: Record<string, unknown> = { ...told }
    const plain = (row: { id: string }) => JSON.stringify(row).replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, '')
    for (const rows of Object.values(lists)) {
      if (!Array.isArray(rows)) continue
      const come = rows.filter(({ id }) => !ranks.has(id)).map(row => ({ id: row.id, as: plain(row) }))
      for (const { id } of come.sort((a, b) => (a.as < b.as ? -1 : 1))) ranks.set(id, ranks.size)
      rows.sort((a, b) => (ranks.get(a.id) ?? 0) - (ranks.get(b.id) ?? 0))
    }
    return told
  }

  /** Everything that the rules are about. */
  async function held(): Promise<Held & { trail: number }> {
    const parts = WHOLE.map(
      table =>
        `'${table}', (select coalesce(json_agg(to_jsonb(x) order by x.id), '[]') from ${table} x where organisation_id = '${organisation}')`,
    )
    const { rows } = await db.transaction(trx =>
      sql<{ held: Held & { trail: number } }>`select json_build_object(${sql.raw(`${parts.join(',')},
        'validation_case', (select coalesce(json_agg(to_jsonb(x) order by opened_at, x.id), '[]') from validation_case x where organisation_id = '${organisation}'),
        'scheme_version', (select coalesce(json_agg((to_jsonb(x) - 'document') || jsonb_build_object('actions', coalesce(${ACTIONS}, '{}')) order by number), '[]')
          from scheme_version x where organisation_id = '${organisation}'),
        'trail', (select count(*) from audit where organisation_id = '${organisation}')`)}) as held`.execute(trx),
    )
    if (!rows[0]) throw new Error('nothing is held')
    return inOrder(rows[0].held)
  }
  /** What the trail tells of cases and decisions: how many lines each row has, by what was done. */
  async function trail(): Promise<Map<string, number>> {
    const { rows } = await db.transaction(trx =>
      sql<{ row: string; operation: string; lines: string }>`
        select row_id as row, operation, count(*) as lines from audit
        where organisation_id = ${organisation} and relation in ('validation_case', 'body_decision', 'campaign', 'evaluation')
          and person_id is not null and act is not null group by 1, 2`.execute(trx),
    )
    return new Map(rows.map(({ row, operation, lines }) => [`${operation} ${row}`, Number(lines)]))
  }
  const actors = { lead, pilot, adviser, elected, buyer, stranger }
  return { db, site, post, filled, held, trail, actors, bodies, base, scheme, code, rules, id, scope: scopeOf(lead) }
}
export type Decade = Awaited<ReturnType<typeof decade>>

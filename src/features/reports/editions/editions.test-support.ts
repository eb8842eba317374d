import { randomUUID } from 'node:crypto'
import { unzipSync } from 'fflate'
import { sql } from 'kysely'
import { valueKeeper } from '#features/indicators'
import { scopeOf } from '#features/organisations'
import { type Action, exampleScheme, findScheme, importForOrganisation } from '#features/scheme'
import type { Database } from '#platform/db'
import { openDoor, organisationOf, type Someone } from '../../../../tests/support/actors.ts'
import { plainSite } from '../../../../tests/support/plain-site.ts'
import { bilanRoutes } from '../routes.tsx'

const OLD = 'vallonne-2022'
const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ')

/** The words of a file of Word. */
export const wordsOf = (bytes: Uint8Array) => {
  const xml = Buffer.from(unzipSync(bytes)['word/document.xml'] ?? []).toString()
  return plain(xml.replace(/<\/w:(?:p|tc)>/g, '\n').replace(/<[^>]+>/g, '').replace(/&amp;/g, '&')) // biome-ignore format: one line
}

/** The department of the example with its scheme and its values, one share of it evaluated, and a site that answers for it. */
export async function editionsSite(db: Database) {
  const mine = await organisationOf(db, '22990099800019', 'Département de la Vallonne', 'scheme-lead', 'elected', 'supplier') // biome-ignore format: one line
  const theirs = await organisationOf(db, '21990001600011', 'Commune d’Aubrelieu', 'scheme-lead')
  const { 'scheme-lead': lead, elected, supplier } = mine
  const document = exampleScheme(OLD)
  await importForOrganisation(db, '229900998', document, valueKeeper)
  const door = openDoor()
  const app = plainSite(bilanRoutes({ db, publicUrl: 'https://exemple.test' }), door)
  const at = (path: string, code = OLD) => `/organisations/229900998/schemas/${code}${path}`
  const answered = async (answer: Response) => ({
    status: answer.status,
    to: answer.headers.get('location')?.replace(/.*\/schemas\//, ''),
    queries: Number(/"(\d+)"/.exec(answer.headers.get('server-timing') ?? '')?.[1]),
    text: plain(await answer.text()),
  })
  const get = async (path: string, someone: Someone = lead) =>
    answered(await app.request(path, { headers: door.as(someone) }))
  const post = async (path: string, fields: Record<string, string> | [string, string][], someone: Someone = lead) =>
    answered(await app.request(path, { method: 'POST', headers: door.as(someone), body: new URLSearchParams(fields) }))
  const bytes = async (path: string) =>
    new Uint8Array(await (await app.request(path, { headers: door.as(lead) })).arrayBuffer())

  /** Puts a validated evaluation of some actions, in the share of 2023. */
  async function evaluated(said: readonly [key: string, recommendation: string, advice: string][]) {
    const scheme = await db.as(scopeOf(lead), trx => findScheme(trx, lead, OLD))
    const [organisation, campaign] = [lead.membership.organisation.id, randomUUID()]
    const named = (key: string) => document.actions.find(one => one.key === key) ?? ({} as Action)
    await db.transaction(async trx => {
      await sql`insert into campaign (id, organisation_id, scheme_id, year, cycle, opened_by)
        values (${campaign}, ${organisation}, ${scheme?.id}, 2023, 2022, ${lead.person.id})`.execute(trx)
      for (const [key, recommendation, advice] of said) {
        await sql`insert into campaign_action (id, organisation_id, campaign_id, action, code, title, origin, reason)
          values (${randomUUID()}, ${organisation}, ${campaign}, ${key}, ${named(key).code}, ${named(key).title}, 'proposed', '')`.execute(
          trx,
        )
        await sql`insert into evaluation (id, organisation_id, campaign_id, action, judgements, grade, strengths, obstacles, evidence, recommendation,
          advice, validated_at) values (${randomUUID()}, ${organisation}, ${campaign}, ${key}, '{}', 3, '', '', '', ${recommendation}, ${advice},
          '2024-06-01')`.execute(trx)
      }
      await sql`update campaign set designated_at = '2022-12-01' where id = ${campaign}`.execute(trx)
    })
  }
  return { lead, elected, supplier, stranger: theirs['scheme-lead'], document, at, get, post, bytes, evaluated }
}

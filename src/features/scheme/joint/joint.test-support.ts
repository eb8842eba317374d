import { sql } from 'kysely'
import { expect } from 'vitest'
import { scopeOf } from '#features/organisations'
import type { Database } from '#platform/db'
import { openDoor, organisationOf, type Someone } from '../../../../tests/support/actors.ts'
import { plainSite } from '../../../../tests/support/plain-site.ts'
import { documentOf } from '../exporting.ts'
import { schemeRoutes } from '../routes.tsx'
import { read, SMALL } from '../scheme.test-support.ts'
import { findScheme, openScheme } from '../schemes.ts'
import { markOf } from '../text/merging.ts'
import { adoptVersion, submitVersion } from '../versions/adopting.ts'
import { sharersOf, sharingOf } from './buyers.tsx'
import { answerOffer, inviteBuyer } from './joining.ts'

export const [VALLONNE, AUBRELIEU, PIERREFONTE] = ['229900998', '219900016', '219900024'] as const
export const code = (word: string) => expect.objectContaining({ code: word })
export const edit = (fields: Record<string, unknown>, was: Record<string, unknown> = {}) => ({
  fields,
  marks: Object.fromEntries(Object.keys(fields).map(name => [name, markOf(was[name])])),
})

/** Schemes that a department leads, each of its own, and two municipalities that may share them. */
export async function jointSite(db: Database) {
  const mine = await organisationOf(db, `${VALLONNE}00019`, 'Département de la Vallonne', 'scheme-lead', 'elected')
  const theirs = await organisationOf(db, `${AUBRELIEU}00011`, 'Commune d’Aubrelieu', 'administrator', 'pilot')
  const thirds = await organisationOf(db, `${PIERREFONTE}00015`, 'Pierrefonte-sur-Cœur', 'scheme-lead')
  const [lead, other] = [mine['scheme-lead'], theirs.administrator]
  const door = openDoor()
  const app = plainSite(schemeRoutes({ db, publicUrl: 'https://exemple.test' }), door)
  let rank = 0
  const draft = async (more: object = {}) => {
    const name = `commun-${++rank}`
    await openScheme(db, lead, read({ ...SMALL, code: name, ...more }))
    return name
  }
  const schemeOf = (name: string, who: Someone = lead) => db.as(scopeOf(who), trx => findScheme(trx, who, name))
  const idOf = async (name: string) => (await schemeOf(name))?.id ?? ''
  const at = (someone: Someone, path: string) =>
    `/organisations/${someone.membership.organisation.siren}/schemas${path}`
  return {
    lead,
    elected: mine.elected,
    other,
    pilot: theirs.pilot,
    third: thirds['scheme-lead'],
    draft,
    /** A draft that the first municipality has joined. */
    async joint() {
      const name = await draft()
      await inviteBuyer(db, lead, name, AUBRELIEU)
      await answerOffer(db, other, name, true)
      return name
    },
    async adopt(name: string) {
      const submitted = await submitVersion(db, lead, name)
      await adoptVersion(db, lead, name, { ...submitted, on: '2026-02-27', deliberation: '1', vote: '' })
    },
    schemeOf,
    idOf,
    async sharing(name: string, who: Someone = lead) {
      const id = await idOf(name)
      const all = await db.as(scopeOf(who), trx => sharersOf(trx, id))
      return all.map(one => [one.siren, sharingOf(one)])
    },
    textOf: (name: string) =>
      db.as(scopeOf(lead), async trx => {
        const scheme = await findScheme(trx, lead, name)
        if (!scheme) throw new Error('no scheme')
        return documentOf(trx, scheme)
      }),
    /** The parts that another than who leads writes. */
    async writers(name: string) {
      const { rows } = await db.transaction(trx =>
        sql<{ key: string; siren: string }>`
          select p.key, o.siren from scheme_part p join organisation o on o.id = p.organisation_id join scheme s on s.id = p.scheme_id
          where s.code = ${name} and o.siren <> ${VALLONNE} order by p.key`.execute(trx),
      )
      return rows.map(({ key, siren }) => `${key} ${siren}`)
    },
    async get(path: string, someone: Someone) {
      const answer = await app.request(at(someone, path), { headers: door.as(someone) })
      return { status: answer.status, text: (await answer.text()).replace(/[\u00a0\u202f]/g, ' ') }
    },
    async post(path: string, fields: Record<string, string>, someone: Someone) {
      const body = new URLSearchParams(fields)
      const answer = await app.request(at(someone, path), { method: 'POST', headers: door.as(someone), body })
      return { status: answer.status, to: answer.headers.get('location'), text: await answer.text() }
    },
  }
}
export type JointSite = Awaited<ReturnType<typeof jointSite>>

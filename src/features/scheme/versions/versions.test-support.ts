import { sql } from 'kysely'
import { expect } from 'vitest'
import { scopeOf } from '#features/organisations'
import type { Database } from '#platform/db'
import { organisationOf, type Someone } from '../../../../tests/support/actors.ts'
import { documentOf } from '../exporting.ts'
import { read, SMALL } from '../scheme.test-support.ts'
import type { Scheme } from '../scheme.ts'
import { findScheme, openScheme } from '../schemes.ts'
import { adoptVersion, submitVersion } from './adopting.ts'
import { frozenTexts } from './holding.ts'

export const VOTED = { on: '2026-02-27', deliberation: '2026-014', vote: 'à l’unanimité' }
export const code = (word: string) => expect.objectContaining({ code: word })

/** Schemes of an organisation, each of its own, and who is there. */
export async function versionSite(db: Database) {
  const mine = await organisationOf(
    db,
    '22990099800019',
    'Vallonne',
    'scheme-lead',
    'administrator',
    'pilot',
    'elected',
  )
  const theirs = await organisationOf(db, '21990001100015', 'Aubrelieu', 'administrator')
  const lead = mine['scheme-lead']
  let rank = 0
  async function draft(more: object = {}): Promise<string> {
    const name = `schema-${++rank}`
    await openScheme(db, lead, read({ ...SMALL, code: name, ...more }))
    return name
  }
  async function adopted(): Promise<string> {
    const name = await draft()
    await adoptVersion(db, lead, name, { ...(await submitVersion(db, lead, name)), ...VOTED })
    return name
  }
  const schemeOf = (name: string, someone: Someone = lead): Promise<Scheme> =>
    db.as(scopeOf(someone), async trx => {
      const scheme = await findScheme(trx, someone, name)
      if (!scheme) throw new Error(`no scheme ${name}`)
      return scheme
    })
  return {
    lead,
    colleague: mine.administrator,
    pilot: mine.pilot,
    elected: mine.elected,
    stranger: theirs.administrator,
    draft,
    adopted,
    schemeOf,
    stateOf: async (name: string) => (await schemeOf(name)).versions.map(({ state }) => state),
    textOf: async (name: string) => {
      const scheme = await schemeOf(name)
      return db.as(scopeOf(lead), async trx => ({ ...(await documentOf(trx, scheme)), adoption: null }))
    },
    frozenOf: async (name: string, number: number) => {
      const scheme = await schemeOf(name)
      return db.as(scopeOf(lead), async trx => (await frozenTexts(trx, scheme, [number])).get(number))
    },
    /** Writes in the axes of the working text as whoever edits does, in a transaction that lasts as long as `then`. */
    write: (name: string, statement: string, then?: () => Promise<unknown>) =>
      db.as(scopeOf(lead, 'change-part'), async trx => {
        await sql`${sql.raw(statement)} where kind = 'axis' and scheme_id = (select id from scheme where code = ${name})`.execute(
          trx,
        )
        await then?.()
      }),
  }
}

export const RETITLE = `update scheme_part set content = content || '{"title": "Autre titre"}'`

import { operatorOf, scopeOf } from '#features/organisations'
import { findScheme, leadOf } from '#features/scheme'
import type { Database } from '#platform/db'
import type { Finding } from './finding.ts'
import { lint } from './lint.ts'
import { type Asked, givenOf } from './reading.ts'

/** A finding, as machines read it. */
export interface ToldFinding {
  code: string
  level: Finding['level']
  /** The code of the action concerned, its key where it has none; also for one of its indicators; null where there is none. */
  action: string | null
  /** The key of the indicator. */
  indicator: string | null
  message: string
}

/** What is found of any scheme of the instance, for whoever runs it; null where there is none of this code. */
export async function lintAnyScheme(db: Database, code: string, asked?: Asked): Promise<ToldFinding[] | null> {
  const siren = await leadOf(db, code)
  if (siren === null) return null
  const operator = await operatorOf(db, siren)
  return db.as(scopeOf(operator), async trx => {
    const scheme = await findScheme(trx, operator, code)
    if (scheme === null) return null
    const given = await givenOf(trx, operator, scheme, asked)
    const codes = new Map(given.document.actions.map(one => [one.key, one.code || one.key]))
    return lint(given).map(({ code: check, level, action, indicator, message }) => ({
      ...{ code: check, level, action: action === null ? null : (codes.get(action) ?? action), indicator, message },
    }))
  })
}

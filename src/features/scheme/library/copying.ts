import { type Actor, scopeOf } from '#features/organisations'
import type { Database } from '#platform/db'
import type { SchemeDocument } from '../document/document.ts'
import { documentOf } from '../exporting.ts'
import { findScheme } from '../schemes.ts'
import { publicSchemes, publicText } from '../versions/public.ts'
import type { SchemeText } from './model-scheme.ts'

/** What a copy keeps besides the text: T0, targets and means of peers; the days of steps. */
export interface Kept {
  marks: boolean
  days: boolean
}

/**
 * The text that a scheme begins with when it is a copy of another: its axes, objectives, actions and indicators, whoever’s they are, without what
 * happened to them. Actions that had left are left out; legal minima stay, since they are the law’s.
 */
export function copyOfText(
  { axes, objectives, actions, indicators }: SchemeDocument,
  { marks, days }: Kept,
): SchemeText {
  const gone = new Set(actions.filter(({ left }) => left !== null).map(({ key }) => key))
  return {
    axes,
    objectives,
    actions: actions
      .filter(({ key }) => !gone.has(key))
      .map(action => ({
        ...action,
        buyer: null,
        entered: null,
        calendar: days ? action.calendar : action.calendar.map(step => ({ ...step, from: null, to: null })),
      })),
    indicators: indicators
      .filter(({ parent }) => parent === null || !gone.has(parent))
      .map(one => (marks ? one : { ...one, baseline: null, targets: null, peers: [] })),
  }
}

/** The text of a scheme that the actor may copy: one of their organisation’s as it is written now, or what is in force of one that everybody reads. */
export async function textToCopy(db: Database, actor: Actor, code: string): Promise<SchemeDocument | null> {
  const mine = await db.as(scopeOf(actor), async trx => {
    const scheme = await findScheme(trx, actor, code)
    return scheme && documentOf(trx, scheme)
  })
  if (mine) return mine
  const [scheme] = await publicSchemes(db.read, code)
  const last = scheme?.versions.at(-1)
  return scheme && last ? publicText(db.read, scheme, last.number) : null
}

import { sql } from 'kysely'
import { type Stamped, stampedSchemes, type Which } from '#features/scheme'
import type { Writer } from '#platform/db'

/** What the values of a buyer in a scheme are computed from, each as something that is another once it has changed. */
export interface Stamp {
  measures: string
  /** The last act of somebody on its values; 0 for none. */
  act: number
  /** The parts of the text. */
  text: string
  /** `YYYY-MM-DD`, up to the day on which the scheme is over. */
  day: string
}

/** A buyer of a scheme, and from what its values were last computed (null: never) and would be now. */
export interface Pair extends Pick<Stamped, 'scheme' | 'code' | 'organisation'> {
  was: Stamp | null
  now: Stamp
}

declare module '#platform/db' {
  interface Tables {
    value_computing: Stamp & { organisation_id: string; scheme_id: string }
  }
}

/**
 * The buyers of schemes that have something to compute, or had. Under the owner’s role.
 * @param measures what measures count; @param today `YYYY-MM-DD`
 */
export async function pairsOf(trx: Writer, measures: string, today: string, which?: Which): Promise<Pair[]> {
  const schemes = await stampedSchemes(trx, which)
  if (schemes.length === 0) return []
  const ids = [...new Set(schemes.map(({ scheme }) => scheme))]
  const computed = await trx
    .selectFrom('value_computing')
    .select(['scheme_id', 'organisation_id', 'measures', 'act', 'text', sql<string>`day::text`.as('day')])
    .where('scheme_id', 'in', ids)
    .execute()
  const acts = await trx
    .selectFrom('value_act')
    .select(({ fn }) => ['scheme_id', 'organisation_id', fn.max('number').as('last')])
    .where('scheme_id', 'in', ids)
    .where('act', '<>', 'compute')
    .groupBy(['scheme_id', 'organisation_id'])
    .execute()
  const at = (one: { scheme_id: string; organisation_id: string }) => `${one.scheme_id} ${one.organisation_id}`
  const [stamps, lasts] = [new Map(computed.map(one => [at(one), one])), new Map(acts.map(one => [at(one), one.last]))]
  return schemes.flatMap(({ scheme, code, organisation, text, over, computes }) => {
    const key = at({ scheme_id: scheme, organisation_id: organisation.id })
    const was = stamps.get(key) ?? null
    const now = { measures, act: lasts.get(key) ?? 0, text, day: today < over ? today : over }
    return computes || was ? [{ scheme, code, organisation, was, now }] : []
  })
}

const WORDS: Record<keyof Stamp, string> = {
  text: 'le texte du schéma a changé',
  act: 'des valeurs ont été saisies ou validées',
  measures: 'les marchés ou les enquêtes ont changé',
  day: 'une période s’est achevée',
}
const NAMES = Object.keys(WORDS) as (keyof Stamp)[]

/** Whether what was computed is no longer what would be. */
export const isStale = ({ was, now }: Pick<Pair, 'was' | 'now'>): boolean =>
  was === null || NAMES.some(name => was[name] !== now[name])

/** Whether measures may give something else than they gave. */
export const isMeasuredAnew = ({ was, now }: Pick<Pair, 'was' | 'now'>): boolean =>
  was === null || was.measures !== now.measures || was.text !== now.text || was.day !== now.day

/** Why values are computed again, in French; a new day alone tells of itself where nothing else has changed. */
export function reasonOf({ was, now }: Pick<Pair, 'was' | 'now'>): string {
  if (was === null) return 'Premier calcul'
  const changed = NAMES.filter(name => was[name] !== now[name])
  const told = changed.length > 1 ? changed.filter(name => name !== 'day') : changed
  const words = told.map(name => WORDS[name]).join(', ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}

/** Keeps from what the values of a buyer are now computed. Under the owner’s role. */
export async function keepStamp(trx: Writer, { scheme, organisation, now }: Pair): Promise<void> {
  const { measures, act, text, day } = now
  await trx
    .insertInto('value_computing')
    .values({ organisation_id: organisation.id, scheme_id: scheme, measures, act, text, day })
    .onConflict(conflict =>
      conflict.columns(['scheme_id', 'organisation_id']).doUpdateSet({ measures, act, text, day }),
    )
    .execute()
}

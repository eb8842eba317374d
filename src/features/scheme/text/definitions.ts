import { sql } from 'kysely'
import type { Rhythm } from '#kernel'
import type { Writer } from '#platform/db'
import { type Indicator, type Own, PARTS, type PartKind } from '../document/document.ts'

/** An indicator as the working text defines it, and whose it is. */
export interface Definition extends Indicator {
  /** The key of the action that it belongs to; null for one of an objective, an axis, the scheme. */
  action: string | null
  /** SIREN of the buyer whose own action that is; null for all. */
  buyer: string | null
}

/** The indicators of these keys in the working text of a scheme, in the order of the keys; those that are not there are left out. */
export async function definitionsOf(trx: Writer, scheme: string, keys: readonly string[]): Promise<Definition[]> {
  const { rows } = await sql<{
    key: string
    parent: string | null
    content: Record<string, unknown>
    above: PartKind | null
    buyer: string | null
  }>`
    select p.key, p.parent, p.content, a.kind as above, a.content ->> 'buyer' as buyer
    from scheme_part p left join scheme_part a on a.scheme_id = p.scheme_id and a.key = p.parent
    where p.scheme_id = ${scheme} and p.kind = 'indicator' and p.key = any(${[...keys]})`.execute(trx)
  const rank = new Map(keys.map((key, at) => [key, at]))
  return rows
    .map(({ key, parent, content, above, buyer }) => ({
      ...PARTS.indicator.parse({ key, parent, ...content }),
      action: above === 'action' ? parent : null,
      buyer,
    }))
    .sort((a, b) => (rank.get(a.key) ?? 0) - (rank.get(b.key) ?? 0))
}

/** What of an indicator says how many values are expected, and from whom. */
export interface Expected {
  key: string
  kind: Indicator['kind']
  rhythm: Rhythm
  source: 'entered' | 'measured' | 'formula'
  /** How many figures it has a period: its breakdown rows, or one. */
  figures: number
}

/** Every indicator of the working text, in no order. */
export async function expectedOf(trx: Writer, scheme: string): Promise<Expected[]> {
  const { rows } = await sql<Expected>`
    select key, content ->> 'kind' as kind, coalesce(content ->> 'rhythm', 'year') as rhythm, coalesce(content -> 'source' ->> 'kind', 'entered') as source,
      coalesce(jsonb_array_length(content #> '{breakdown,rows}'), 1) as figures
    from scheme_part where scheme_id = ${scheme} and kind = 'indicator'`.execute(trx)
  return rows
}

/** What a buyer of a joint scheme starts from and aims at, of the indicators of these keys. */
export async function ownOf(trx: Writer, scheme: string, keys: readonly string[]): Promise<Own[]> {
  const { rows } = await sql<{ key: string; parent: string; content: Record<string, unknown> }>`
    select key, parent, content from scheme_part
    where scheme_id = ${scheme} and kind = 'own' and parent = any(${[...keys]})`.execute(trx)
  return rows.map(({ key, parent, content }) => PARTS.own.parse({ key, parent, ...content }))
}

import { sql } from 'kysely'
import type { Writer } from '#platform/db'
import { type Indicator, type Own, PARTS, type PartKind, type SchemeDocument } from '../document/document.ts'

/** An indicator as the working text defines it, and whose it is. */
export interface Definition extends Indicator {
  /** The key of the action that it belongs to; null for one of an objective, an axis, the scheme. */
  action: string | null
  /** SIREN of the buyer whose own action that is; null for all. */
  buyer: string | null
  /** What it is under; null for the scheme itself. */
  above: { kind: PartKind; key: string; code: string; title: string } | null
}

/** The indicators of these keys in the working text of a scheme, in the order of the keys, without those that are not there; all of them without keys. */
export async function definitionsOf(trx: Writer, scheme: string, keys?: readonly string[]): Promise<Definition[]> {
  const { rows } = await sql<{
    key: string
    parent: string | null
    content: Record<string, unknown>
    above: Definition['above']
    buyer: string | null
  }>`
    select p.key, p.parent, p.content, a.content ->> 'buyer' as buyer, case when a.key is not null then json_build_object('kind', a.kind,
      'key', a.key, 'code', coalesce(a.content ->> 'code', ''), 'title', coalesce(a.content ->> 'title', '')) end as above
    from scheme_part p left join scheme_part a on a.scheme_id = p.scheme_id and a.key = p.parent
    where p.scheme_id = ${scheme} and p.kind = 'indicator' ${keys ? sql`and p.key = any(${[...keys]})` : sql``}`.execute(
    trx,
  )
  const rank = new Map(keys?.map((key, at) => [key, at]))
  return rows
    .map(({ key, parent, content, above, buyer }) => ({
      ...PARTS.indicator.parse({ key, parent, ...content }),
      action: above?.kind === 'action' ? above.key : null,
      buyer,
      above,
    }))
    .sort((a, b) => (rank.get(a.key) ?? 0) - (rank.get(b.key) ?? 0))
}

/** The indicators of a document, in its order, as {@link definitionsOf} gives those of a working text. */
export function definitionsIn({ axes, objectives, actions, indicators }: SchemeDocument): Definition[] {
  const parts = new Map<string, NonNullable<Definition['above']>>(
    (
      [
        ['axis', axes],
        ['objective', objectives],
        ['action', actions],
      ] as const
    ).flatMap(([kind, list]) => list.map(({ key, code, title }) => [key, { kind, key, code, title }] as const)),
  )
  const buyers = new Map(actions.map(({ key, buyer }) => [key, buyer]))
  return indicators.map(one => {
    const above = parts.get(one.parent ?? '') ?? null
    const action = above?.kind === 'action' ? above.key : null
    return { ...one, above, action, buyer: action === null ? null : (buyers.get(action) ?? null) }
  })
}

/** What a buyer of a joint scheme starts from and aims at, of the indicators of these keys. */
export async function ownOf(trx: Writer, scheme: string, keys: readonly string[]): Promise<Own[]> {
  const { rows } = await sql<{ key: string; parent: string; content: Record<string, unknown> }>`
    select key, parent, content from scheme_part
    where scheme_id = ${scheme} and kind = 'own' and parent = any(${[...keys]})`.execute(trx)
  return rows.map(({ key, parent, content }) => PARTS.own.parse({ key, parent, ...content }))
}

/** The years that the indicators of a working text start from. */
export async function startingYears(trx: Writer, { id }: { id: string }): Promise<number[]> {
  const { rows } = await sql<{ year: number }>`
    select distinct left(content -> 'baseline' ->> 'period', 4)::int as year from scheme_part
    where scheme_id = ${id} and kind = 'indicator' and content -> 'baseline' ->> 'period' is not null order by year`.execute(
    trx,
  )
  return rows.map(({ year }) => year)
}

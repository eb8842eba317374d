import { sql } from 'kysely'
import type { Writer } from '#platform/db'
import type { PartKind, Pillar } from '../document/document.ts'

/** A part as lists show it: what it is called, and what it lacks. */
export interface Line {
  kind: PartKind
  key: string
  parent: string | null
  code: string
  title: string
  pillar: Pillar | null
  pilots: readonly string[]
  /** SIREN of the buyer whose own action it is. */
  buyer: string | null
  /** Since when the action has left the scheme. */
  left: string | null
  /** Of an indicator: data that others are computed from. */
  support: boolean
  /** Of an indicator: whether its T0, its target are still to be said. */
  unsaid: { baseline: boolean; targets: boolean }
  /** Of an action: its dated steps. */
  steps: readonly { key: string; title: string; from: string | null; to: string | null }[]
}

/** A part and what is under it, in order. */
export interface Branch extends Line {
  under: readonly Branch[]
}

/** The parts of a scheme's working text as lists show them, without their texts: the axes, and what the scheme itself holds. */
export async function outlineOf(trx: Writer, scheme: string): Promise<Branch[]> {
  const { rows } = await sql<Line>`
    select kind, key, parent, coalesce(content ->> 'code', '') as code, coalesce(content ->> 'title', content ->> 'label', '') as title,
      content ->> 'pillar' as pillar, coalesce(content -> 'pilots', '[]') as pilots, content ->> 'buyer' as buyer,
      content -> 'left' ->> 'on' as left, coalesce((content ->> 'support')::boolean, false) as support,
      jsonb_build_object('baseline', jsonb_typeof(content -> 'baseline') is not distinct from 'null',
        'targets', jsonb_typeof(content -> 'targets') is not distinct from 'null') as unsaid,
      case kind when 'action' then coalesce(content -> 'calendar', '[]') else '[]' end as steps
    from scheme_part where scheme_id = ${scheme} and kind <> 'own' order by position`.execute(trx)
  const under = new Map<string | null, Line[]>()
  for (const line of rows) under.set(line.parent, [...(under.get(line.parent) ?? []), line])
  const branches = (parent: string | null): Branch[] =>
    (under.get(parent) ?? []).map(line => ({ ...line, under: branches(line.key) }))
  return branches(null)
}

/** A branch and all that is under it, depth first. */
export const flat = (branches: readonly Branch[]): Branch[] => branches.flatMap(one => [one, ...flat(one.under)])

/** The actions under some branches, at whatever depth. */
export const actionsUnder = (branches: readonly Branch[]): Branch[] =>
  flat(branches).filter(({ kind }) => kind === 'action')

/** The indicators of a branch itself, but for those that only support others. */
export const indicatorsOf = ({ under }: Pick<Branch, 'under'>): Branch[] =>
  under.filter(({ kind, support }) => kind === 'indicator' && !support)

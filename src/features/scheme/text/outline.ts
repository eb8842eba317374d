import { sql } from 'kysely'
import type { Rhythm } from '#kernel'
import type { Writer } from '#platform/db'
import type { Indicator, PartKind, Pillar } from '../document/document.ts'

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
  /** Of an indicator: what says how many figures it has, when, and from whom. */
  measure: {
    kind: Indicator['kind']
    rhythm: Rhythm
    source: Indicator['source']['kind']
    /** How many it has a period: its breakdown rows, or one. */
    figures: number
  } | null
}

/** A part and what is under it, in order. */
export interface Branch extends Line {
  under: readonly Branch[]
}

/** The parts of a scheme's working text as lists show them, without their texts: the axes, and what the scheme itself holds. */
export async function outlineOf(trx: Writer, scheme: string): Promise<Branch[]> {
  // One text for all of them: of a scheme of thousands, reading the columns of each row would take longer than all the rest.
  const { rows: found } = await sql<{ lines: Line[] | null }>`
    select json_agg(json_build_object('kind', kind, 'key', key, 'parent', parent, 'code', coalesce(content ->> 'code', ''),
      'title', coalesce(content ->> 'title', content ->> 'label', ''), 'pillar', content ->> 'pillar',
      'pilots', coalesce(content -> 'pilots', '[]'), 'buyer', content ->> 'buyer', 'left', content -> 'left' ->> 'on',
      'support', coalesce((content ->> 'support')::boolean, false),
      'unsaid', json_build_object('baseline', jsonb_typeof(content -> 'baseline') is not distinct from 'null',
        'targets', jsonb_typeof(content -> 'targets') is not distinct from 'null'),
      'steps', case kind when 'action' then coalesce(content -> 'calendar', '[]') else '[]' end,
      'measure', case kind when 'indicator' then json_build_object('kind', content ->> 'kind',
        'rhythm', coalesce(content ->> 'rhythm', 'year'), 'source', coalesce(content -> 'source' ->> 'kind', 'entered'),
        'figures', coalesce(jsonb_array_length(content #> '{breakdown,rows}'), 1)) end) order by position) as lines
    from scheme_part where scheme_id = ${scheme} and kind <> 'own'`.execute(trx)
  const rows = found[0]?.lines ?? []
  const under = new Map<string | null, Line[]>()
  for (const line of rows) {
    const beside = under.get(line.parent)
    if (beside) beside.push(line)
    else under.set(line.parent, [line])
  }
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

import { sql } from 'kysely'
import { Recent, type Rhythm } from '#kernel'
import type { Writer } from '#platform/db'
import type { Indicator, PartKind, Pillar } from '../document/document.ts'
import { STAMP } from './stamps.ts'

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

/** The outlines that were last read, by scheme: one of thousands of parts takes a few megabytes. */
const outlines = new Recent<readonly Branch[]>(20)

/**
 * The parts of a scheme's working text as lists show them, without their texts: the axes, and what the scheme itself holds.
 * Kept in memory until the text changes, which one number tells; who may not read the text is told another.
 */
export async function outlineOf(trx: Writer, scheme: string): Promise<readonly Branch[]> {
  const { rows: now } = await sql<{ stamp: string }>`
    select ${STAMP} as stamp from scheme_part where scheme_id = ${scheme}`.execute(trx)
  const kept = outlines.get(scheme, now[0]?.stamp ?? '')
  if (kept) return kept
  const { stamp, branches } = await readOutline(trx, scheme)
  return outlines.set(scheme, stamp, branches)
}

async function readOutline(trx: Writer, scheme: string) {
  // One text for all of them: of a scheme of thousands, reading the columns of each row would take longer than all the rest.
  const { rows: found } = await sql<{ lines: Line[] | null; stamp: string }>`
    select ${STAMP} as stamp, json_agg(json_build_object('kind', kind, 'key', key, 'parent', parent, 'code', coalesce(content ->> 'code', ''),
      'title', coalesce(content ->> 'title', content ->> 'label', ''), 'pillar', content ->> 'pillar',
      'pilots', coalesce(content -> 'pilots', '[]'), 'buyer', content ->> 'buyer', 'left', content -> 'left' ->> 'on',
      'support', coalesce((content ->> 'support')::boolean, false),
      'steps', case kind when 'action' then coalesce(content -> 'calendar', '[]') else '[]' end,
      'measure', case kind when 'indicator' then json_build_object('kind', content ->> 'kind',
        'rhythm', coalesce(content ->> 'rhythm', 'year'), 'source', coalesce(content -> 'source' ->> 'kind', 'entered'),
        'figures', coalesce(jsonb_array_length(content #> '{breakdown,rows}'), 1)) end) order by position, key) filter (where kind <> 'own') as lines
    from scheme_part where scheme_id = ${scheme}`.execute(trx)
  const under = new Map<string | null, Line[]>()
  for (const line of found[0]?.lines ?? []) {
    const beside = under.get(line.parent)
    if (beside) beside.push(line)
    else under.set(line.parent, [line])
  }
  const branches = (parent: string | null): Branch[] =>
    (under.get(parent) ?? []).map(line => ({ ...line, under: branches(line.key) }))
  return { stamp: found[0]?.stamp ?? '', branches: branches(null) }
}

/** A branch and all that is under it, depth first. */
export function flat(branches: readonly Branch[], into: Branch[] = []): Branch[] {
  for (const one of branches) {
    into.push(one)
    flat(one.under, into)
  }
  return into
}

/** The actions under some branches, at whatever depth. */
export const actionsUnder = (branches: readonly Branch[]): Branch[] =>
  flat(branches).filter(({ kind }) => kind === 'action')

/** The indicators of a branch itself, but for those that only support others. */
export const indicatorsOf = ({ under }: Pick<Branch, 'under'>): Branch[] =>
  under.filter(({ kind, support }) => kind === 'indicator' && !support)

import type { Actor } from '#features/organisations'
import { type Branch, type Definition, flat, outlineOf, type Scheme, shownIn, type View } from '#features/scheme'
import type { Period, Rhythm } from '#kernel'
import type { Writer } from '#platform/db'
import type { Field, Situation } from '../values/deciding.ts'
import { situationOf } from '../values/entering.ts'
import { actsOf, lastAct, valuesOf } from '../values/reading.ts'
import { nameOf, type Value } from '../values/values.ts'
import { columnsOf } from './periods.ts'
import { together } from './together.ts'

/** What narrows a grid. */
export interface GridFilter {
  /** The key of an action. */
  action: string | null
  /** Only the actions that these are: those that the actor pilots. */
  only: ReadonlySet<string> | null
  year: number | null
  page: number
  /** Whose values are shown: one's own are entered, others' are read. */
  view: View
}

/** A line of the grid: one field of one row of an indicator, over its periods. */
export interface GridLine {
  indicator: string
  row: string
  field: Exclude<Field, 'comment'>
}

/** An indicator of the grid, and its lines. */
export interface GridPart {
  definition: Definition
  lines: GridLine[]
}

export interface Grid {
  /** The actions of the scheme, for the filter. */
  actions: Branch[]
  parts: GridPart[]
  columns: Record<Rhythm, Period[]>
  values: ReadonlyMap<string, Value>
  /** Why a value was refused, by the act that did. */
  reasons: ReadonlyMap<number, string>
  situation: Situation
  /** The last act that this grid has seen. */
  seen: number
  /** How many pages there are. */
  pages: number
  /** Of several buyers together: the places where some have said nothing. */
  partial: ReadonlySet<string>
}

/** About this many cells a page: light, and in reach of the keyboard. */
const CELLS = 360
const FIELDS = { ratio: ['numerator', 'denominator', 'value'] } as const

/** The lines of an indicator: those of its rows, and that of the whole where it has none, or where the whole was said. */
export function linesOf({ key, kind, breakdown }: Definition, whole: boolean): GridLine[] {
  const rows = breakdown === null ? [''] : [...breakdown.rows.map(row => row.key), ...(whole ? [''] : [])]
  const fields = kind === 'ratio' ? FIELDS.ratio : (['value'] as const)
  return rows.flatMap(row => fields.map(field => ({ indicator: key, row, field })))
}

/** The indicators that people enter, in the order of the scheme, cut into pages of about as many cells. */
function paged(indicators: readonly Branch[], columns: Grid['columns']): string[][] {
  const pages: string[][] = []
  let room = 0
  for (const { key, measure } of indicators) {
    if (measure?.source !== 'entered') continue
    const cells = measure.figures * (measure.kind === 'ratio' ? 3 : 1) * columns[measure.rhythm].length
    if (room < cells || pages.length === 0) {
      pages.push([])
      room = CELLS
    }
    pages.at(-1)?.push(key)
    room -= cells
  }
  return pages
}

/** A page of the grid of a scheme, as a view shows it. */
export async function gridOf(trx: Writer, actor: Actor, scheme: Scheme, filter: GridFilter): Promise<Grid> {
  const { action, only, view } = filter
  const organisation = view.chosen?.id ?? ''
  // Before the values: one that is written between the two is then told as written since, never lost.
  const seen = view.own ? await lastAct(trx, organisation, scheme.id) : 0
  const branches = flat(shownIn(view, await outlineOf(trx, scheme.id)))
  const columns = columnsOf(scheme, filter.year)
  const wanted = branches.filter(
    ({ parent }) => (action === null || parent === action) && (only === null || (parent !== null && only.has(parent))),
  )
  const pages = paged(wanted, columns)
  const keys = pages[filter.page - 1] ?? []
  const known = await situationOf(trx, actor, scheme.id, keys)
  const situation: Situation = view.own ? known : { ...known, reach: new Set() }
  const periods = Object.values(columns).flat()
  const whose = view.chosen ? { organisation } : {}
  const said = await valuesOf(trx, scheme.id, { ...whose, origin: 'entered', indicators: keys, periods })
  const { values, partial } = view.chosen
    ? { values: said, partial: new Set<string>() }
    : together(situation, said, view)
  const whole = new Set(values.filter(({ row }) => row === '').map(({ indicator }) => indicator))
  const refused = values.flatMap(({ state, judged }) => (state === 'refused' && judged !== null ? [judged] : []))
  const acts = (await actsOf(trx, scheme.id, refused)).filter(told => told.organisation === organisation)
  return {
    actions: branches.filter(({ kind }) => kind === 'action'),
    parts: [...situation.definitions.values()].map(definition => ({
      definition,
      lines: linesOf(definition, whole.has(definition.key)),
    })),
    columns,
    values: new Map(values.map(value => [nameOf(value), value])),
    reasons: new Map(acts.map(({ number, reason }) => [number, reason])),
    situation,
    seen,
    pages: pages.length,
    partial,
  }
}

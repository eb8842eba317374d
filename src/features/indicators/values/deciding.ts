import type { Definition, Reach } from '#features/scheme'
import { boundsOf, type Period, parsePeriod, rhythmOf } from '#kernel'
import { readCell } from '../cell.ts'
import { decimalOf, exact } from '../decimals.ts'
import { CELL } from './labels.ts'
import type { Content, Place } from './values.ts'

/** The columns of a cell that somebody fills in. What is not given stays as it is. */
export const FIELDS = ['value', 'numerator', 'denominator', 'comment'] as const
export type Field = (typeof FIELDS)[number]

/** A cell as it was sent: texts as people type them, or a content whose numbers are exact. */
export interface Cell extends Place {
  texts?: Partial<Record<Field, string>>
  content?: Content
  /** The number of the last act that whoever sends it had seen there; 0 for none. */
  seen: number
}

/** What is known where cells are decided. */
export interface Situation {
  definitions: ReadonlyMap<string, Definition>
  reach: Reach
  /** SIREN of the buyer that speaks. */
  siren: string
  closed: readonly Period[]
  /** `YYYY-MM-DD`. */
  today: string
}

/** Whether a period is a closed one, or a part of it. */
export function isClosed(period: Period, closed: readonly Period[]): boolean {
  const { from, to } = boundsOf(period)
  return closed.some(one => {
    const bounds = boundsOf(one)
    return bounds.from <= from && to <= bounds.to
  })
}

/** Why nothing may be entered there by whoever asks; null when something may. */
export function obstacleTo(place: Place, { definitions, reach, siren, closed, today }: Situation): string | null {
  const definition = definitions.get(place.indicator)
  if (definition === undefined) return CELL.unknown
  if (parsePeriod(place.period) === null || rhythmOf(place.period) !== definition.rhythm) return CELL.period
  if (place.row !== '' && !definition.breakdown?.rows.some(({ key }) => key === place.row)) return CELL.row
  if (definition.buyer !== null && definition.buyer !== siren) return CELL.others
  if (reach !== 'all' && (definition.action === null || !reach.has(definition.action))) return CELL.pilot
  if (boundsOf(place.period).from > today) return CELL.future(place.period)
  return isClosed(place.period, closed) ? CELL.closed(place.period) : null
}

/** Why a cell is not saved, and because of which of its fields. */
export interface Refused {
  refused: string
  field: Field
}
const not = (field: Field, refused: string): Refused => ({ field, refused })

/** What the texts of a cell say, or why one of them says nothing. */
export function readTexts(definition: Definition, texts: NonNullable<Cell['texts']>): Partial<Content> | Refused {
  const said: Partial<Content> = {}
  const { kind, unit, levels } = definition
  const { comment, ...figures } = texts
  if (comment !== undefined) {
    said.comment = comment.replace(/\r\n?/g, '\n').trim()
    if (said.comment.length > 5000) return not('comment', CELL.comment)
  }
  for (const [field, text] of Object.entries(figures) as [Exclude<Field, 'comment'>, string][]) {
    if (field !== 'value' && kind !== 'ratio') {
      if (text.trim() === '') continue
      return not(field, CELL.fraction)
    }
    const figure =
      field === 'value' ? { kind, unit, levels: levels.map(asLevel) } : { kind: 'amount' as const, unit: '' }
    const read = readCell(text, figure)
    if (read.state === 'refused') return not(field, read.message)
    const value = read.state === 'empty' ? null : read.value
    if (kind === 'scale') said.words = value ?? ''
    else said[field] = value
  }
  return said
}

/** A level of a scale is what it says. */
const asLevel = (level: string) => ({ value: level, label: level })

/** A ratio in the unit of its indicator: in per cent where that is its unit. Kept to twelve decimals; a page rounds what it shows. */
export const divided = (numerator: string, denominator: string, unit: string): string =>
  decimalOf(
    exact(numerator)
      .div(exact(denominator))
      .mul(unit.trim() === '%' ? 100 : 1),
  )

/** Makes a cell hold together: the value of a ratio is that of its two terms, where they are given. */
export function complete(
  { kind, unit }: Pick<Definition, 'kind' | 'unit'>,
  content: Content,
  sent: Partial<Content>,
): Content | Refused {
  if (kind !== 'ratio') return content
  const { numerator, denominator } = content
  if (denominator === '0') return not('denominator', CELL.zero)
  if (numerator === null && denominator === null) {
    // A value that was computed goes with its terms.
    const cleared = sent.numerator !== undefined || sent.denominator !== undefined
    return cleared && sent.value === undefined ? { ...content, value: null } : content
  }
  if (sent.value !== undefined && sent.value !== null) return not('value', CELL.computed)
  return { ...content, value: numerator && denominator ? divided(numerator, denominator, unit) : null }
}

/** Whether two contents say the same. */
export const same = (a: Content, b: Content) =>
  a.numerator === b.numerator &&
  a.denominator === b.denominator &&
  a.value === b.value &&
  a.words === b.words &&
  a.comment === b.comment

/**
 * What a cell becomes: what was sent over what is there, field by field, so that two people who write two columns of one cell both keep theirs.
 * @param was what its writer had seen there
 * @param now what is there
 * @returns the new content, what is there already, a French reason, or a conflict where somebody else has written the same field otherwise meanwhile
 */
export function decide(
  definition: Definition,
  cell: Cell,
  was: Content,
  now: Content,
): Content | 'unchanged' | { conflict: Field } | Refused {
  const read = cell.content ?? readTexts(definition, cell.texts ?? {})
  if ('refused' in read) return read
  const changed = (Object.keys(read) as (keyof Content)[]).filter(field => read[field] !== was[field])
  const other = changed.find(field => now[field] !== was[field] && now[field] !== read[field])
  if (other !== undefined) return { conflict: other === 'words' ? 'value' : other }
  const sent = Object.fromEntries(changed.map(field => [field, read[field]])) as Partial<Content>
  const next = cell.content ? { ...now, ...sent } : complete(definition, { ...now, ...sent }, sent)
  return 'refused' in next ? next : same(next, now) ? 'unchanged' : next
}

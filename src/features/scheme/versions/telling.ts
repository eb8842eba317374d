import type { Cover, SchemeDocument } from '../document/document.ts'
import type { AnyPart, PartChange } from './compare.ts'
import { COVER_FIELDS, type Context, contextOf, FIELDS, type Field } from './fields.ts'
import { compareItems, compareWords, onlyTypography, type Piece } from './words-diff.ts'

/** What became of a field, to be shown. */
export type FieldTold = { label: string } & (
  | { as: 'text' | 'list'; pieces: readonly Piece[] }
  | { as: 'value'; before: string; after: string }
  /** What is read did not change: spaces, apostrophes, or what programs alone see. */
  | { as: 'nothing-read'; typography: boolean }
)

/** Two texts that are compared, and what their parts are called. */
export interface Sides {
  before: SchemeDocument
  after: SchemeDocument
  then: Context
  now: Context
  titles: ReadonlyMap<string, string>
}

export function sidesOf(before: SchemeDocument, after: SchemeDocument): Sides {
  const [then, now] = [contextOf(before), contextOf(after)]
  const titles = new Map<string, string>()
  for (const [document, context] of [[before, then], [after, now]] as const) // biome-ignore format: two sides
    for (const list of [document.axes, document.objectives, document.actions, document.indicators, document.own])
      for (const part of list) titles.set(part.key, titleOf(part, context))
  return { before, after, then, now, titles }
}

/** What a part is called: its code, then its title; for the marks of a buyer, its name. */
export function titleOf(part: AnyPart, { buyers }: Context): string {
  if (!('code' in part)) return buyers.get(part.buyer) ?? part.buyer
  const words = 'label' in part ? part.label : part.title
  return part.code === '' ? words : `${part.code}\u00a0${words}`
}

function tellField<P>(field: Field<P>, before: P | null, after: P | null, { then, now }: Sides): FieldTold {
  const { label, as } = field
  const [was, is] = [before && field.words(before, then), after && field.words(after, now)]
  if (as === 'list') {
    const pieces = compareItems((was as string[] | null) ?? [], (is as string[] | null) ?? [])
    return pieces.some(({ state }) => state !== 'same')
      ? { label, as, pieces }
      : { label, as: 'nothing-read', typography: false }
  }
  const [one, other] = [(was as string | null) ?? '', (is as string | null) ?? '']
  if (one === other) return { label, as: 'nothing-read', typography: false }
  if (as === 'value') return { label, as, before: one, after: other }
  return onlyTypography(one, other)
    ? { label, as: 'nothing-read', typography: true }
    : { label, as, pieces: compareWords(one, other) }
}

/** The fields of a part that changed; of one that was added or removed, those that say something, its title apart. */
export function tellPart({ kind, before, after, fields }: PartChange, sides: Sides): FieldTold[] {
  const known = FIELDS[kind] as readonly Field<AnyPart>[]
  if (before && after)
    return known.filter(({ name }) => fields.includes(name)).map(one => tellField(one, before, after, sides))
  return known
    .filter(({ name }) => !TITLES.includes(name) && says((before ?? after)?.[name]))
    .map(one => tellField(one, before, after, sides))
    .filter(({ as }) => as !== 'nothing-read')
}

const TITLES: readonly string[] = ['title', 'label', 'buyer']
const says = (value: unknown) =>
  value !== null && value !== '' && value !== false && !(Array.isArray(value) && value.length === 0)

/** The fields that changed of the scheme as a whole. */
export const tellCover = (names: readonly string[], sides: Sides): FieldTold[] =>
  COVER_FIELDS.filter(({ name }) => names.includes(name)).map(field =>
    tellField<Cover>(field, sides.before, sides.after, sides),
  )

/** Where a part was moved, in words; nothing for one that stayed. */
export function tellPlace({ before, place, moved }: PartChange, { titles }: Sides): string {
  if (!moved || place === null || before === null) return ''
  const was = 'parent' in before ? before.parent : null
  const name = (key: string | null) => (key === null ? 'le schéma' : `«\u00a0${titles.get(key) ?? key}\u00a0»`)
  if (was !== place.parent) return `De ${name(was)} vers ${name(place.parent)}.`
  return place.after === null ? 'Mise en premier.' : `Mise après ${name(place.after)}.`
}

/** How many parts of each kind were added, removed or changed. */
export function countsOf(parts: readonly PartChange[]): Record<'added' | 'removed' | 'changed', number> {
  const added = parts.filter(({ before }) => before === null).length
  const removed = parts.filter(({ after }) => after === null).length
  return { added, removed, changed: parts.length - added - removed }
}

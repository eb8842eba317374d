import { isDeepStrictEqual } from 'node:util'
import { cover, LIST, type Part, type PartKind, type SchemeDocument } from '../document/document.ts'

export type AnyPart = Part[PartKind]

/** What became of a part between two texts. Its key is what makes it the same part, whatever its code, its words and its place. */
export interface PartChange {
  kind: PartKind
  key: string
  /** As it was; null where it was added. */
  before: AnyPart | null
  /** As it is; null where it was removed. */
  after: AnyPart | null
  /** The fields that say something else, its code and its place apart. */
  fields: readonly string[]
  renumbered: boolean
  /** Under something else, or elsewhere among those that stayed under the same. */
  moved: boolean
  /** Where it is put, when it was added or moved: under what, and after which of its kind; null is first. */
  place: { parent: string | null; after: string | null } | null
}

/** What differs between two texts of a scheme: nothing, when they say the same. */
export interface Comparison {
  /** What is said of the scheme as a whole. */
  cover: readonly string[]
  /** In the order in which the text after is read; what was removed, where it was. */
  parts: readonly PartChange[]
}

interface Placed {
  kind: PartKind
  part: AnyPart
  parent: string | null
  /** The one of its kind before it, under the same. */
  previous: string | null
}

const KINDS = Object.keys(LIST) as PartKind[]
const parentOf = (part: AnyPart) => ('parent' in part ? part.parent : null)
const identityOf = (kind: PartKind, key: string) => `${kind} ${key}`

/** The parts of a text as it is read: what something holds follows it. By kind and key. */
export function readingOrder(document: SchemeDocument): Map<string, Placed> {
  const under = new Map<string | null, Placed[]>()
  const last = new Map<string, string>()
  for (const kind of KINDS)
    for (const part of document[LIST[kind]]) {
      const parent = parentOf(part)
      const among = `${kind} ${parent}`
      const placed = { kind, part, parent, previous: last.get(among) ?? null }
      last.set(among, part.key)
      const beside = under.get(parent)
      if (beside) beside.push(placed)
      else under.set(parent, [placed])
    }
  const order = new Map<string, Placed>()
  const put = (parent: string | null): void => {
    for (const placed of under.get(parent) ?? []) {
      order.set(identityOf(placed.kind, placed.part.key), placed)
      put(placed.part.key)
    }
  }
  put(null)
  return order
}

/** The items of a longest list that is in the same order in both: the others moved. */
function staying(ranks: readonly number[]): Set<number> {
  const ends: number[] = []
  const before: number[] = []
  for (const [at, rank] of ranks.entries()) {
    let length = ends.length
    while (length > 0 && (ranks[ends[length - 1] as number] as number) > rank) length--
    before.push(length > 0 ? (ends[length - 1] as number) : -1)
    ends[length] = at
  }
  const kept = new Set<number>()
  for (let at = ends.at(-1) ?? -1; at >= 0; at = before[at] as number) kept.add(at)
  return kept
}

/** Those that changed places among those that stayed under the same part. */
function shuffled(before: ReadonlyMap<string, Placed>, after: ReadonlyMap<string, Placed>): Set<string> {
  const ranks = new Map([...before.keys()].map((identity, rank) => [identity, rank]))
  const groups = new Map<string, string[]>()
  for (const [identity, { kind, parent }] of after) {
    const was = before.get(identity)
    if (was === undefined || was.parent !== parent) continue
    const among = `${kind} ${parent}`
    const group = groups.get(among)
    if (group) group.push(identity)
    else groups.set(among, [identity])
  }
  const moved = new Set<string>()
  for (const group of groups.values()) {
    const stay = staying(group.map(identity => ranks.get(identity) as number))
    for (const [at, identity] of group.entries()) if (!stay.has(at)) moved.add(identity)
  }
  return moved
}

/** The fields that differ. Two parts that were read by one schema are mostly the same text: looked at first, since it is far faster. */
const fieldsThatDiffer = (before: object, after: object, but: readonly string[]) =>
  JSON.stringify(before) === JSON.stringify(after)
    ? []
    : Object.keys(after).filter(
        name =>
          !but.includes(name) &&
          !isDeepStrictEqual(before[name as keyof typeof before], after[name as keyof typeof after]),
      )

const codeOf = (part: AnyPart) => ('code' in part ? part.code : '')

/** Compares two texts of a scheme, part by part. Values and adoptions are not text. */
export function compare(before: SchemeDocument, after: SchemeDocument): Comparison {
  const [then, now] = [readingOrder(before), readingOrder(after)]
  const elsewhere = shuffled(then, now)
  const parts: PartChange[] = []
  const gone = removed(then, now)
  parts.push(...(gone.get(null) ?? []))
  for (const [identity, { kind, part, parent, previous }] of now) {
    const was = then.get(identity)
    const place = { parent, after: previous }
    if (was === undefined)
      parts.push({
        kind,
        key: part.key,
        before: null,
        after: part,
        fields: [],
        renumbered: false,
        moved: false,
        place,
      })
    else {
      const moved = was.parent !== parent || elsewhere.has(identity)
      const renumbered = codeOf(was.part) !== codeOf(part)
      const fields = fieldsThatDiffer(was.part, part, ['key', 'parent', 'code'])
      if (moved || renumbered || fields.length > 0)
        parts.push({
          kind,
          key: part.key,
          before: was.part,
          after: part,
          fields,
          renumbered,
          moved,
          place: moved ? place : null,
        })
    }
    parts.push(...(gone.get(identity) ?? []))
  }
  return { cover: fieldsThatDiffer(cover.strip().parse(before), cover.strip().parse(after), []), parts }
}

/** What was removed, by what was read just before it and is still there; null for the beginning. */
function removed(then: ReadonlyMap<string, Placed>, now: ReadonlyMap<string, Placed>) {
  const gone = new Map<string | null, PartChange[]>()
  let last: string | null = null
  for (const [identity, { kind, part }] of then) {
    if (now.has(identity)) last = identity
    else
      gone.set(last, [
        ...(gone.get(last) ?? []),
        { kind, key: part.key, before: part, after: null, fields: [], renumbered: false, moved: false, place: null },
      ])
  }
  return gone
}

import { compactId } from '#kernel'

/** An object of a record: field → value, nothing known of either. */
export type Fields = Record<string, unknown>

export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Words that producers and aggregators write for "nothing": NC (not communicated), MQ (mandatory, missing), CDL (conditional, empty). */
const NOTHING = new Set(['', 'nc', 'mq', 'cdl', 'mq nc', 'null', 'none', 'nan'])

/** Whether a value says nothing: absent, empty, or a word for it. */
export function isBlank(value: unknown): boolean {
  if (value === undefined || value === null) return true
  if (typeof value !== 'string') return false
  const first = value.charCodeAt(0)
  // Digits, the common case, and long texts need no look at the list.
  if ((first >= 48 && first <= 57) || (first > 32 && value.length > 16)) return false
  return NOTHING.has(value.trim().toLowerCase())
}

/** A text or a number as a trimmed text; null when empty or of another kind. */
export function textOf(value: unknown): string | null {
  if (typeof value === 'string') return value.trim() || null
  return typeof value === 'number' ? String(value) : null
}

/** A field, also under a name with stray spaces (`"nom "`). */
export function fieldOf(fields: Fields, name: string): unknown {
  if (fields[name] !== undefined) return fields[name]
  for (const key in fields) if (key.length > name.length && key.trim() === name) return fields[key]
  return undefined
}

/** The identifier of an organisation in every shape seen: `{id}`, a text, a number, a list of one. Spaces removed; '' when none. */
export function idOf(value: unknown): string {
  let inner = value
  // Lists of lists exist; ten thousand of them are not worth following.
  for (let level = 0; Array.isArray(inner) && level < 8; level++) inner = inner[0]
  if (isFields(inner)) inner = fieldOf(inner, 'id')
  return isBlank(inner) ? '' : compactId(inner)
}

/** No identifier is longer; an index of the database could not hold much more. */
const LONGEST_ID = 64

/** An identifier at most as long as the register holds. */
export function boundedId(id: string): string {
  return id.length <= LONGEST_ID ? id : id.slice(0, LONGEST_ID)
}

/** The objects of a list field, whatever its nesting. */
export interface Items {
  items: Fields[]
  /** What stood in the list and is not an object. */
  strays: unknown[]
  /** Whether the nesting is neither a list of objects nor a list of objects with the one key `wrapper`. */
  odd: boolean
}

const NO_STRAYS: unknown[] = []
/** More elements than this in one list of one record: the rest is left out rather than followed. */
const MOST = 100_000

/**
 * Reads a list of objects in every shape seen in real files: `[{wrapper:{…}}]`, `[{…}]`, both mixed, an object alone,
 * `{wrapper:[…]}`, lists of lists, null or texts among them.
 */
export function itemsOf(value: unknown, wrapper: string): Items {
  if (isBlank(value)) return { items: [], strays: NO_STRAYS, odd: false }
  const items: Fields[] = []
  if (Array.isArray(value)) {
    for (const element of value) {
      const inner = isFields(element) ? element[wrapper] : undefined
      if (!isFields(inner)) break
      items.push(inner)
    }
    if (items.length === value.length) return { items, strays: NO_STRAYS, odd: false }
    items.length = 0
  }
  return unwrap(value, wrapper, items)
}

function unwrap(value: unknown, wrapper: string, items: Fields[]): Items {
  const strays: unknown[] = []
  let odd = !Array.isArray(value)
  let wrapped = 0
  const waiting: unknown[] = Array.isArray(value) ? value.slice(0, MOST).reverse() : [value]
  while (waiting.length > 0) {
    const next = waiting.pop()
    if (Array.isArray(next)) {
      odd = true
      for (let i = Math.min(next.length, MOST) - 1; i >= 0; i--) waiting.push(next[i])
    } else if (!isFields(next)) {
      odd = true
      if (!isBlank(next)) strays.push(next)
    } else if (typeof next[wrapper] === 'object' && next[wrapper] !== null) {
      wrapped++
      waiting.push(next[wrapper])
    } else if (wrapper in next && Object.keys(next).length === 1) {
      odd = true
      if (!isBlank(next[wrapper])) strays.push(next[wrapper])
    } else {
      items.push(next)
    }
  }
  return { items, strays, odd: odd || (wrapped > 0 && wrapped !== items.length) }
}

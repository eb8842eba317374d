import { moment, typo } from '#ui'
import type { Change, Line, Operation } from './audit.ts'

/** How the trail is told in French: what features call their acts, their rows and their columns. */
export interface TrailWords {
  acts: Readonly<Record<string, string>>
  relations: Readonly<Record<string, string>>
  columns: Readonly<Record<string, string>>
  /** Values that are words of the code, such as roles. */
  values: Readonly<Record<string, string>>
}

const OPERATIONS: Record<Operation, string> = { insert: 'ajout', update: 'changement', delete: 'retrait' }

/** What is named by its identifier: people, parts of the organisation. */
export type Names = ReadonlyMap<string, string>

/** What was done, in words. */
export const actOf = ({ act }: Line, words: TrailWords) => (act === null ? 'Hors du site' : (words.acts[act] ?? act))

/** What it was done to. */
export const subjectOf = ({ relation, operation }: Line, words: TrailWords) =>
  `${words.relations[relation] ?? relation} (${OPERATIONS[operation]})`

const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d/
const IDENTIFIER = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

function worded(value: unknown, words: TrailWords, names: Names): string {
  if (value === null || value === undefined) return 'rien'
  if (Array.isArray(value)) return value.map(one => worded(one, words, names)).join(', ')
  if (typeof value !== 'string') return words.values[String(value)] ?? JSON.stringify(value)
  if (INSTANT.test(value)) return moment(new Date(value), 'short')
  // Another row: its name where it is known, or the beginning of its identifier.
  if (IDENTIFIER.test(value)) return names.get(value) ?? value.slice(0, 8)
  return words.values[value] ?? value
}

/** One change, in a line. */
export function changeOf({ column, kept, ...held }: Change, words: TrailWords, names: Names): string {
  const name = words.columns[column] ?? column
  if (!kept) return typo(`${name} : valeur non conservée`)
  const after = 'after' in held ? worded(held.after, words, names) : null
  if (!('before' in held)) return typo(`${name} : ${after}`)
  const before = worded(held.before, words, names)
  return typo(after === null ? `${name} : ${before}` : `${name} : ${before} → ${after}`)
}

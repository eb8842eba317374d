import { isDeepStrictEqual } from 'node:util'
import { canonicalJson, sha256 } from '#features/publications'
import { Refusal } from '#kernel'

/** What a form says of a part: some of its fields, and a mark of what each was when the form was opened. */
export interface Edit {
  fields: Readonly<Record<string, unknown>>
  marks: Readonly<Record<string, string>>
}

/** A field that two people changed at once: what is written now, and what was sent. */
export interface Conflict {
  field: string
  theirs: unknown
  mine: unknown
}

/** Somebody else wrote the same field first: both texts are shown, and the second writer chooses. */
export class EditedMeanwhile extends Refusal {
  readonly conflicts: readonly Conflict[]
  constructor(conflicts: readonly Conflict[]) {
    super(
      'edited-meanwhile',
      'Quelqu’un a modifié le même texte pendant que vous l’écriviez. Les deux textes sont ci-dessous : gardez l’un, l’autre, ou réunissez-les.',
    )
    this.conflicts = conflicts
  }
}

/** A mark of what a field was: a form carries it, not the text again. */
export const markOf = (value: unknown): string => sha256(canonicalJson(value ?? null)).slice(0, 16)

/**
 * Puts an edit over what is written now, field by field: what the form did not change stays as others left it, what only it changed is taken, and
 * what both changed, otherwise, is a conflict.
 */
export function merge(
  now: Readonly<Record<string, unknown>>,
  { fields, marks }: Edit,
): { content: Record<string, unknown>; changed: string[]; conflicts: Conflict[] } {
  const content: Record<string, unknown> = { ...now }
  const changed: string[] = []
  const conflicts: Conflict[] = []
  for (const [field, mine] of Object.entries(fields)) {
    const theirs = now[field]
    if (isDeepStrictEqual(theirs ?? null, mine ?? null) || markOf(mine) === marks[field]) continue
    if (markOf(theirs) === marks[field]) {
      content[field] = mine
      changed.push(field)
    } else conflicts.push({ field, theirs, mine })
  }
  return { content, changed, conflicts }
}

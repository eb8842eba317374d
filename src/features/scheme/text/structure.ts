import type { z } from 'zod'
import { type Actor, scopeOf } from '#features/organisations'
import type { Database, Writer } from '#platform/db'
import { KIND_WORDS, UNDER } from '../document/check.ts'
import type { PARTS, PartKind } from '../document/document.ts'
import { refuse } from '../labels.ts'
import type { Scheme } from '../scheme.ts'
import { checkPart } from './checking.ts'
import { newKey } from './keys.ts'
import { holdStructure } from './locking.ts'
import { addParts, readParts, type StoredPart } from './parts.ts'

type Content<K extends PartKind> = Omit<z.input<(typeof PARTS)[K]>, 'key' | 'parent'>

/** Adds a part at the end of what it is under. @returns its key */
export function addPart<K extends PartKind>(
  db: Database,
  actor: Actor,
  code: string,
  kind: K,
  parent: string | null,
  content: Content<K>,
): Promise<string> {
  return db.as(scopeOf(actor, 'add-part'), async trx => {
    const scheme = await holdStructure(trx, actor, code)
    const parts = await readParts(trx, scheme.id)
    checkPlace(parts, kind, parent)
    const { title, label } = content as { title?: string; label?: string }
    const key = newKey(title ?? label ?? '', new Set(parts.map(one => one.key)))
    const position =
      1 + Math.max(-1, ...parts.filter(one => one.parent === parent && one.kind === kind).map(one => one.position))
    const checked = checkPart(kind, key, parent, content, scheme)
    await addParts(trx, scheme.id, [
      { organisation: scheme.organisation, kind, key, parent, position, content: checked },
    ])
    return key
  })
}

function checkPlace(parts: readonly StoredPart[], kind: PartKind, parent: string | null): void {
  const above = parent === null ? null : parts.find(one => one.key === parent)
  if (above === undefined) refuse('part-unknown')
  else if (!UNDER[kind].includes(above?.kind ?? null)) {
    const { a } = KIND_WORDS[kind]
    refuse('parent-forbidden', { what: a.charAt(0).toUpperCase() + a.slice(1) })
  }
}

/**
 * Moves a part, with all that is under it, under another or among its own. What cannot hold it is refused: nothing is ever under itself.
 * @param before the part that it then precedes; null puts it last
 */
export function movePart(
  db: Database,
  actor: Actor,
  code: string,
  key: string,
  parent: string | null,
  before: string | null,
): Promise<void> {
  return db.as(scopeOf(actor, 'move-part'), async trx => {
    const scheme = await holdStructure(trx, actor, code)
    const parts = await readParts(trx, scheme.id)
    const part = parts.find(one => one.key === key) ?? refuse('part-unknown')
    checkPlace(parts, part.kind, parent)
    const beside = parts.filter(one => one.parent === parent && one.kind === part.kind && one.key !== key)
    const at = before === null ? beside.length : beside.findIndex(one => one.key === before)
    if (at < 0) refuse('part-unknown')
    const order = [...beside.slice(0, at), part, ...beside.slice(at)]
    for (const [position, one] of order.entries())
      if (one.position !== position || one.key === key) await place(trx, scheme, actor, one.key, { parent, position })
  })
}

const place = (
  trx: Writer,
  scheme: Scheme,
  actor: Actor,
  key: string,
  where: { parent: string | null; position: number },
) =>
  trx
    .updateTable('scheme_part')
    .set(where)
    .where('scheme_id', '=', scheme.id)
    .where('organisation_id', '=', actor.membership.organisation.id)
    .where('key', '=', key)
    .execute()

/** Removes a part from the working text. @param whole with all that is under it; without, what is not empty is refused */
export function removePart(db: Database, actor: Actor, code: string, key: string, whole = false): Promise<void> {
  return db.as(scopeOf(actor, 'remove-part'), async trx => {
    const scheme = await holdStructure(trx, actor, code)
    const parts = await readParts(trx, scheme.id)
    const part = parts.find(one => one.key === key) ?? refuse('part-unknown')
    const gone = [key]
    for (const one of gone) gone.push(...parts.filter(({ parent }) => parent === one).map(under => under.key))
    if (gone.length > 1 && !whole) refuse('part-holds', { what: capital(KIND_WORDS[part.kind].the) })
    if (parts.some(one => gone.includes(one.key) && one.organisation !== scheme.organisation)) refuse('others-own')
    await trx
      .deleteFrom('scheme_part')
      .where('scheme_id', '=', scheme.id)
      .where('organisation_id', '=', actor.membership.organisation.id)
      .where('key', 'in', gone)
      .execute()
  })
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)

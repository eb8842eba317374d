import { sql } from 'kysely'
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
    if (part.organisation !== scheme.organisation && part.parent !== parent) refuse('others-own')
    const beside = parts.filter(one => one.parent === parent && one.kind === part.kind && one.key !== key)
    const at = before === null ? beside.length : beside.findIndex(one => one.key === before)
    if (at < 0) refuse('part-unknown')
    await arrange(trx, scheme, parent, [...beside.slice(0, at), part, ...beside.slice(at)])
  })
}

/**
 * Puts parts under another, in this order; those that are at their place already are not written again. Parts of another buyer that are there
 * already take their rank when who leads the scheme asks, and stay where they are otherwise.
 */
export async function arrange(
  trx: Writer,
  scheme: Pick<Scheme, 'id'>,
  parent: string | null,
  order: readonly StoredPart[],
): Promise<void> {
  const moved = order
    .map((part, position) => ({ part, position }))
    .filter(({ part, position }) => part.position !== position || part.parent !== parent)
    .map(({ part, position }) => ({ key: part.key, position }))
  if (moved.length > 0)
    await sql`select place_parts(${scheme.id}, ${parent}, ${JSON.stringify(moved)}::jsonb)`.execute(trx)
}

/** Writes what parts say, which nobody else changes meanwhile. */
export async function rewrite(
  trx: Writer,
  actor: Actor,
  scheme: Pick<Scheme, 'id'>,
  changed: readonly Pick<StoredPart, 'key' | 'content'>[],
): Promise<void> {
  if (changed.length > 0)
    await sql`
      update scheme_part p set content = n.content
      from jsonb_to_recordset(${JSON.stringify(changed.map(({ key, content }) => ({ key, content })))}::jsonb) as n (key text, content jsonb)
      where p.scheme_id = ${scheme.id} and p.organisation_id = ${actor.membership.organisation.id} and p.key = n.key`.execute(
      trx,
    )
}

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

import { sql } from 'kysely'
import type { z } from 'zod'
import { type Actor, scopeOf } from '#features/organisations'
import type { Database, Writer } from '#platform/db'
import { KIND_WORDS, UNDER } from '../document/check.ts'
import type { PARTS, PartKind } from '../document/document.ts'
import { holdOwn, holdPlace } from '../joint/own.ts'
import { refuse } from '../labels.ts'
import type { Leaving } from '../leaving.ts'
import type { Scheme } from '../scheme.ts'
import { checkPart } from './checking.ts'
import { newKey } from './keys.ts'
import { holdPlaces } from './locking.ts'
import { addParts, leads, readParts, type StoredPart } from './parts.ts'

type Content<K extends PartKind> = Omit<z.input<(typeof PARTS)[K]>, 'key' | 'parent'>

/** Adds a part at the end of what it is under; an action that another buyer of a joint scheme adds is its own. @returns its key */
export function addPart<K extends PartKind>(
  db: Database,
  actor: Actor,
  code: string,
  kind: K,
  parent: string | null,
  content: Content<K>,
): Promise<string> {
  return db.as(scopeOf(actor, 'add-part'), async trx => {
    const scheme = await holdPlaces(trx, actor, code)
    const parts = await readParts(trx, scheme.id)
    holdPlace(actor, scheme, kind, checkPlace(parts, kind, parent))
    const { id: organisation, siren: buyer } = actor.membership.organisation
    const { title, label } = content as { title?: string; label?: string }
    const key = newKey(title ?? label ?? '', new Set(parts.map(one => one.key)))
    const position =
      1 + Math.max(-1, ...parts.filter(one => one.parent === parent && one.kind === kind).map(one => one.position))
    const said = kind === 'action' && !leads(actor, scheme) ? { ...content, buyer } : content
    const checked = checkPart(kind, key, parent, said, scheme)
    await addParts(trx, scheme.id, [{ organisation, kind, key, parent, position, content: checked }])
    return key
  })
}

/** What a part is to be under; null for the scheme itself. @throws Refusal `part-unknown` | `parent-forbidden` */
function checkPlace(parts: readonly StoredPart[], kind: PartKind, parent: string | null): StoredPart | null {
  const above = parent === null ? null : (parts.find(one => one.key === parent) ?? refuse('part-unknown'))
  if (!UNDER[kind].includes(above?.kind ?? null)) refuse('parent-forbidden', { what: capital(KIND_WORDS[kind].a) })
  return above
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
    const scheme = await holdPlaces(trx, actor, code)
    const parts = await readParts(trx, scheme.id)
    const part = parts.find(one => one.key === key) ?? refuse('part-unknown')
    const above = checkPlace(parts, part.kind, parent)
    // Who leads ranks the parts of all; each puts its own under another.
    if (parent !== part.parent || !leads(actor, scheme)) {
      holdOwn(actor, scheme, part)
      holdPlace(actor, scheme, part.kind, above)
    }
    const beside = parts.filter(one => one.parent === parent && one.kind === part.kind && one.key !== key)
    const at = before === null ? beside.length : beside.findIndex(one => one.key === before)
    if (at < 0) refuse('part-unknown')
    await arrange(trx, scheme, parent, [...beside.slice(0, at), part, ...beside.slice(at)])
  })
}

/**
 * Puts parts under another, in this order; those that are at their place already are not written again. Parts of other buyers only take
 * their rank among what they are under already.
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

/**
 * Removes a part from the working text; with a common indicator go the marks of every buyer.
 * @param whole with all that is under it; without, what is not empty is refused
 */
export function removePart(
  db: Database,
  actor: Actor,
  code: string,
  key: string,
  whole = false,
  leaving?: Leaving,
): Promise<void> {
  return db.as(scopeOf(actor, 'remove-part'), async trx => {
    const scheme = await holdPlaces(trx, actor, code)
    const parts = await readParts(trx, scheme.id)
    const part = parts.find(one => one.key === key) ?? refuse('part-unknown')
    const gone = [key]
    for (const one of gone) gone.push(...parts.filter(({ parent }) => parent === one).map(under => under.key))
    if (gone.length > 1 && !whole) refuse('part-holds', { what: capital(KIND_WORDS[part.kind].the) })
    holdOwn(actor, scheme, part)
    const removed = parts.filter(one => gone.includes(one.key))
    for (const one of removed) if (one.kind !== 'own') holdOwn(actor, scheme, one)
    const actions = removed.filter(one => one.kind === 'action')
    await leaving?.(
      trx,
      actor,
      scheme,
      actions.map(one => ({ action: one.key, on: null })),
    )
    await trx
      .deleteFrom('scheme_part')
      .where('scheme_id', '=', scheme.id)
      .where(one => one.or([one('organisation_id', '=', actor.membership.organisation.id), one('kind', '=', 'own')]))
      .where('key', 'in', gone)
      .execute()
  })
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)

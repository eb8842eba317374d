import { sql } from 'kysely'
import { type Actor, scopeOf } from '#features/organisations'
import { parisDay } from '#kernel'
import type { Database } from '#platform/db'
import { day as dayInWords } from '#ui'
import { type Adoption, adoption } from '../document/document.ts'
import { documentOf, fingerprintOf } from '../exporting.ts'
import { refuse } from '../labels.ts'
import { inForce, openVersion } from '../scheme.ts'
import type { Verifier } from '../verifier.ts'
import { holdVersions } from './holding.ts'

/** A text that was submitted: adopting names it, so that nobody adopts another than the one they read. */
export interface Submitted {
  number: number
  sha256: string
}

/**
 * Submits the draft: its text is frozen as it stands, with its SHA-256, until it is adopted or taken back.
 * @param blocking tells why a text may not be adopted as it is, in sentences: an assembly votes on none that cannot be
 * @throws Refusal `version-changed` where nothing is a draft, `text-empty` without an action, `text-blocked` with what blocks it
 */
export function submitVersion(
  db: Database,
  actor: Actor,
  code: string,
  blocking?: Verifier['blocking'],
): Promise<Submitted> {
  return db.as(scopeOf(actor, 'submit-version'), async trx => {
    const scheme = await holdVersions(trx, actor, code)
    const open = openVersion(scheme)
    if (open?.state !== 'draft') return refuse('version-changed')
    // The other buyers of a joint scheme write their own parts without holding it: those who are at it end first.
    await sql`lock table scheme_part in share mode`.execute(trx)
    const document = { ...(await documentOf(trx, scheme)), adoption: null }
    if (document.actions.length === 0) refuse('text-empty')
    const reasons = (await blocking?.(trx, actor, scheme)) ?? []
    if (reasons.length > 0) refuse('text-blocked', { reasons })
    const { json, sha256 } = fingerprintOf(document)
    await trx
      .updateTable('scheme_version')
      .set({
        state: 'submitted',
        submitted_at: new Date(),
        submitted_by: actor.person.id,
        document: json,
        sha256,
      })
      .where('id', '=', open.id)
      .where('organisation_id', '=', scheme.organisation)
      .execute()
    return { number: open.number, sha256 }
  })
}

/** Takes back what was submitted: it is a draft again, and may be changed. @throws Refusal `version-changed` where nothing is submitted */
export function takeBack(db: Database, actor: Actor, code: string): Promise<void> {
  return db.as(scopeOf(actor, 'take-version-back'), async trx => {
    const scheme = await holdVersions(trx, actor, code)
    const open = openVersion(scheme)
    if (open?.state !== 'submitted') return refuse('version-changed')
    await trx
      .updateTable('scheme_version')
      .set({ state: 'draft', submitted_at: null, submitted_by: null, document: null, sha256: null })
      .where('id', '=', open.id)
      .where('organisation_id', '=', scheme.organisation)
      .execute()
  })
}

/** What the assembly decided, as it is said here. */
export type Adopting = Submitted & Adoption

/**
 * Says that the assembly adopted what was submitted: nobody rewrites it from then on, and it is in force.
 * @param held tells what it still waits for
 * @throws Refusal `adoption-held` with it; `version-changed` where it is no longer what was read: adopted already, taken back, submitted again with another text
 */
export async function adoptVersion(
  db: Database,
  actor: Actor,
  code: string,
  asked: Adopting,
  held?: Verifier['adoption'],
): Promise<void> {
  const read = adoption.shape.on.safeParse(asked.on)
  if (!read.success) return refuse('adoption-date')
  const said = adoption.safeParse({ on: read.data, deliberation: asked.deliberation, vote: asked.vote })
  if (!said.success) return refuse('adoption-words')
  const { on, deliberation, vote } = said.data
  if (on > parisDay(new Date())) refuse('adoption-early')
  return db.as(scopeOf(actor, 'adopt-version'), async trx => {
    const scheme = await holdVersions(trx, actor, code)
    const open = openVersion(scheme)
    if (open?.state !== 'submitted' || open.number !== asked.number || open.sha256 !== asked.sha256)
      return refuse('version-changed')
    const reasons = (await held?.(trx, actor, scheme, on)) ?? []
    if (reasons.length > 0) refuse('adoption-held', { reasons })
    const last = inForce(scheme)?.adoption?.on
    if (last && on < last) refuse('adoption-before', { last: dayInWords(last) })
    await trx
      .updateTable('scheme_version')
      .set({ state: 'adopted', adopted_on: on, deliberation, vote, closed_at: new Date(), closed_by: actor.person.id })
      .where('id', '=', open.id)
      .where('organisation_id', '=', scheme.organisation)
      .execute()
  })
}

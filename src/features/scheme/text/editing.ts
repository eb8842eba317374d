import { type Actor, scopeOf } from '#features/organisations'
import type { Database, Writer } from '#platform/db'
import { holdAsPilot } from '../access.ts'
import { problemsOf } from '../document/check.ts'
import { type Action, cover, type SchemeDocument } from '../document/document.ts'
import { holdOwn } from '../joint/own.ts'
import { refuse } from '../labels.ts'
import type { Leaving } from '../leaving.ts'
import type { Scheme } from '../scheme.ts'
import { blank, checkPart } from './checking.ts'
import { holdStructure, holdText } from './locking.ts'
import { type Edit, EditedMeanwhile, merge } from './merging.ts'
import { json, type StoredPart } from './parts.ts'

/** The part of a key, which the actor’s organisation writes, held until the transaction ends. */
async function holdPart(trx: Writer, actor: Actor, scheme: Scheme, key: string) {
  const part = trx
    .selectFrom('scheme_part')
    .select(['id', 'organisation_id as organisation', 'kind', 'key', 'parent', 'position', 'content'])
    .where('scheme_id', '=', scheme.id)
    .where('key', '=', key)
  // The database holds only what one may write: whose it is, is asked before.
  holdOwn(actor, scheme, (await part.executeTakeFirst()) ?? refuse('part-unknown'))
  return (await part.forUpdate().executeTakeFirst()) ?? refuse('part-unknown')
}

/** The action that a part is, or is under; null when it is neither. */
async function actionOf(
  trx: Writer,
  scheme: Scheme,
  { kind, key, parent }: Pick<StoredPart, 'kind' | 'key' | 'parent'>,
) {
  if (kind === 'action') return key
  if (parent === null || kind === 'axis' || kind === 'objective') return null
  const above = await trx
    .selectFrom('scheme_part')
    .select(['kind', 'key', 'parent'])
    .where('scheme_id', '=', scheme.id)
    .where('key', '=', parent)
    .executeTakeFirst()
  return above?.kind === 'action' ? above.key : null
}

/**
 * Changes some fields of a part of the working text. Who leads may, and the pilot of the action that it is, or is under.
 * @throws EditedMeanwhile where somebody else changed the same field otherwise since the form was opened: nothing is then written
 */
export function changePart(
  db: Database,
  actor: Actor,
  code: string,
  key: string,
  edit: Edit,
  leaving?: Leaving,
): Promise<void> {
  return db.as(scopeOf(actor, 'change-part'), async trx => {
    const scheme = await holdText(trx, actor, code)
    const part = await holdPart(trx, actor, scheme, key)
    await holdAsPilot(trx, actor, scheme.id, await actionOf(trx, scheme, part))
    const { content, changed, conflicts } = merge(part.content, edit)
    if (conflicts.length > 0) throw new EditedMeanwhile(conflicts)
    if (changed.length === 0) return
    const checked = checkPart(part.kind, key, part.parent, content, scheme)
    const left = changed.includes('left') ? (checked as { left?: Action['left'] }).left : null
    if (left) await leaving?.(trx, actor, scheme, [{ action: key, on: left.on }])
    await trx
      .updateTable('scheme_part')
      .set({ content: json(checked) })
      .where('id', '=', part.id)
      .where('organisation_id', '=', actor.membership.organisation.id)
      .execute()
  })
}

/** Describes the scheme as a whole. Its code never changes: it is its address. */
export function describeScheme(db: Database, actor: Actor, code: string, edit: Edit): Promise<void> {
  return db.as(scopeOf(actor, 'describe-scheme'), async trx => {
    const scheme = await holdStructure(trx, actor, code)
    const { title, edition, from, to, summary, notice, buyers } = scheme
    const { content, changed, conflicts } = merge({ title, edition, from, to, summary, notice, buyers }, edit)
    if (conflicts.length > 0) throw new EditedMeanwhile(conflicts)
    if (changed.length === 0) return
    const read = cover.safeParse(content)
    if (!read.success)
      return refuse('part-invalid', {
        problem: `Le champ « ${read.error.issues[0]?.path.join('.') ?? ''} » ne se lit pas.`,
      })
    const [problem] = problemsOf({ ...blank(read.data.from, read.data.to), ...read.data } as SchemeDocument)
    if (problem) refuse('part-invalid', { problem: problem.message })
    await trx
      .updateTable('scheme')
      .set({ cover: json(read.data) })
      .where('id', '=', scheme.id)
      .where('organisation_id', '=', actor.membership.organisation.id)
      .execute()
  })
}

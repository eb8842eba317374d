import { randomUUID } from 'node:crypto'
import { isDeepStrictEqual } from 'node:util'
import { sql } from 'kysely'
import { type Actor, scopeOf } from '#features/organisations'
import { type Database, signedBy, type Writer } from '#platform/db'
import { cover, type SchemeDocument } from '../document/document.ts'
import { paragraph } from '../document/fields.ts'
import { refuse } from '../labels.ts'
import { inForce, openVersion, type Scheme } from '../scheme.ts'
import { addParts, json, partsOf, readParts, type StoredPart } from '../text/parts.ts'
import { frozenTexts, holdVersions } from './holding.ts'

const purposeRead = paragraph(2000)

/**
 * Opens a draft, from the text in force; from the text as it was left where none was ever adopted.
 * @param purpose what it is to change, and why: kept in the history of the scheme
 * @returns its number
 */
export async function openAmendment(db: Database, actor: Actor, code: string, purpose: string): Promise<number> {
  const said = purposeRead.safeParse(purpose)
  if (!said.success) return refuse('purpose-long')
  if (said.data === '') return refuse('purpose-missing')
  return db.as(scopeOf(actor, 'open-amendment'), async trx => {
    const scheme = await holdVersions(trx, actor, code)
    if (openVersion(scheme)) refuse('version-open')
    const number = 1 + Math.max(0, ...scheme.versions.map(one => one.number))
    await trx
      .insertInto('scheme_version')
      .values({
        id: randomUUID(),
        organisation_id: scheme.organisation,
        scheme_id: scheme.id,
        number,
        state: 'draft',
        purpose: said.data,
        opened_by: actor.person.id,
      })
      .execute()
    return number
  })
}

/**
 * Drops the draft: the text in force is written back, part by part, where the draft had changed it. Where none was ever adopted the text stays as
 * it is, and cannot be changed before a draft is opened again.
 * @param number the draft that was looked at
 * @throws Refusal `version-changed` where it is not a draft any more
 */
export function dropDraft(db: Database, actor: Actor, code: string, number: number): Promise<void> {
  // The owner's transaction: the parts that other buyers of a joint scheme wrote are written back too.
  return db.transaction(async trx => {
    await signedBy(trx, { person: actor.person.id, act: 'drop-draft' })
    const scheme = await holdVersions(trx, actor, code)
    const open = openVersion(scheme)
    if (open?.state !== 'draft' || open.number !== number) return refuse('version-changed')
    await sql`lock table scheme_part in share row exclusive mode`.execute(trx)
    const last = inForce(scheme)
    const text = last && (await frozenTexts(trx, scheme, [last.number])).get(last.number)
    if (text) await writeBack(trx, scheme, text)
    await trx
      .updateTable('scheme_version')
      .set({ state: 'dropped', closed_at: new Date(), closed_by: actor.person.id })
      .where('id', '=', open.id)
      .where('organisation_id', '=', scheme.organisation)
      .execute()
  })
}

async function writeBack(trx: Writer, scheme: Scheme, text: SchemeDocument): Promise<void> {
  const now = new Map((await readParts(trx, scheme.id)).map(part => [part.key, part]))
  const owners = await ownersOf(trx, scheme)
  const then = partsOf(text, buyer => owners.get(buyer ?? '') ?? scheme.organisation)
  const stay = (part: StoredPart) => now.get(part.key)?.kind === part.kind
  const keys = new Set(then.filter(stay).map(({ key }) => key))
  const gone = [...now.keys()].filter(key => !keys.has(key))
  if (gone.length > 0)
    await trx.deleteFrom('scheme_part').where('scheme_id', '=', scheme.id).where('key', 'in', gone).execute()
  const changed = then.filter(part => stay(part) && !same(part, now.get(part.key)))
  if (changed.length > 0)
    await sql`
      update scheme_part p set parent = n.parent, position = n.position, content = n.content
      from jsonb_to_recordset(${JSON.stringify(changed)}::jsonb) as n (key text, parent text, position integer, content jsonb)
      where p.scheme_id = ${scheme.id} and p.key = n.key`.execute(trx)
  await addParts(
    trx,
    scheme.id,
    then.filter(part => !stay(part)),
  )
  const said = cover.strip().parse(text)
  if (!isDeepStrictEqual(said, cover.strip().parse(scheme)))
    await trx
      .updateTable('scheme')
      .set({ cover: json(said) })
      .where('id', '=', scheme.id)
      .where('organisation_id', '=', scheme.organisation)
      .execute()
}

const same = (then: StoredPart, now: StoredPart | undefined) =>
  then.parent === now?.parent && then.position === now.position && isDeepStrictEqual(then.content, now.content)

/** The organisations that write their own parts of a joint scheme, by SIREN. */
async function ownersOf(trx: Writer, scheme: Scheme): Promise<ReadonlyMap<string, string>> {
  const rows = await trx
    .selectFrom('scheme_buyer as b')
    .innerJoin('organisation as o', 'o.id', 'b.organisation_id')
    .select(['o.siren', 'o.id'])
    .where('b.scheme_id', '=', scheme.id)
    .where('b.joined_at', 'is not', null)
    .where('b.ended_at', 'is', null)
    .execute()
  return new Map(rows.map(({ siren, id }) => [siren, id]))
}

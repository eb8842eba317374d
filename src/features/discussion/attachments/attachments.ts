import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { type Actor, holdOrganisation, scopeOf } from '#features/organisations'
import { lineOf } from '#kernel'
import type { Writer } from '#platform/db'
import type { FileOfForm } from '#platform/http'
import type { People } from '#ui'
import type { Held, Means, Subject } from '../discussion.ts'
import { refuse } from '../labels.ts'
import { holdFiles, holdWriter, namesOf } from '../people.ts'
import { KINDS, type Kind } from './kinds.ts'
import { cleanName } from './names.ts'
import { recognise } from './recognise.ts'
import { drop, keep, receive } from './store.ts'

/** How many a subject may have at a time. */
const MOST = 100
const REASON = { shortest: 10, longest: 1000 }

/** A file that is attached to a subject, or was. */
export interface Attachment {
  id: string
  name: string
  kind: Kind
  bytes: number
  sha256: string
  personId: string
  at: Date
  removed: { at: Date; by: string; reason: string } | null
}

const own = ({ membership }: Actor) => membership.organisation.id
const of = (trx: Writer, actor: Actor, { subject }: Subject) =>
  trx.selectFrom('attachment').where('organisation_id', '=', own(actor)).where('subject', '=', subject)

/**
 * Attaches a file to a subject, by what it contains.
 * @returns its id
 * @throws Refusal `role-lost`, `files-held`, `file-missing`, `file-empty`, `file-too-large`, `file-refused`, `file-known`, `files-many`, `no-room`,
 *   `connection-cut`
 */
export async function attach(
  means: Pick<Means, 'db' | 'dataDir'> & { largest?: number },
  actor: Actor,
  about: Subject,
  { name, bytes }: Pick<FileOfForm, 'name' | 'bytes'>,
): Promise<string> {
  if (name.trim() === '') refuse('file-missing')
  const arrival = await receive(means, bytes, means.largest)
  try {
    const shown = lineOf(name.slice(-200), 200)
    const kind = await recognise(arrival.path, shown)
    return await means.db.as(scopeOf(actor, 'attach'), async trx => {
      await holdWriter(trx, actor, about)
      await holdFiles(trx, actor, about, 'attach')
      // Nobody sweeps this organisation's files until this one has its row; two who attach at once come one after the other.
      await holdOrganisation(trx, actor.membership.organisation)
      const there = await of(trx, actor, about).select(['name', 'sha256']).where('removed_at', 'is', null).execute()
      const same = there.find(({ sha256 }) => sha256 === arrival.sha256)
      if (same) refuse('file-known', { name: same.name })
      if (there.length >= MOST) refuse('files-many', { most: MOST })
      const id = randomUUID()
      await trx
        .insertInto('attachment')
        .values({
          id,
          organisation_id: own(actor),
          subject: about.subject,
          person_id: actor.person.id,
          name: cleanName(shown, kind),
          kind,
          bytes: arrival.bytes,
          sha256: arrival.sha256,
        })
        .execute()
      // Before the row is seen: a backup that holds the row finds the file.
      keep(means, own(actor), arrival)
      return id
    })
  } finally {
    drop(arrival.path)
  }
}

/** The attachments of a subject, and what is said beside them. */
export interface Attached {
  attachments: readonly Attachment[]
  people: People
  held: Held
}

/** The attachments of a subject, by name; the names of who attached and removed; and why none may be now. */
export function attachmentsOf({ db }: Pick<Means, 'db'>, actor: Actor, about: Subject): Promise<Attached> {
  return db.as(scopeOf(actor), async trx => {
    const rows = await of(trx, actor, about).selectAll().orderBy('name').orderBy('id').execute()
    const attachments = rows.map(row => ({
      id: row.id,
      name: row.name,
      kind: row.kind in KINDS ? (row.kind as Kind) : 'txt',
      bytes: row.bytes,
      sha256: row.sha256,
      personId: row.person_id,
      at: row.made_at,
      removed:
        row.removed_at && row.removed_by && row.removed_for
          ? { at: row.removed_at, by: row.removed_by, reason: row.removed_for }
          : null,
    }))
    const people = attachments.flatMap(({ personId, removed }) => [personId, ...(removed ? [removed.by] : [])])
    const held = (await about.holds?.(trx, actor, false)) ?? { attach: null, detach: null }
    return { attachments, people: await namesOf(trx, people), held }
  })
}

/** The attachments that are there, of several subjects of the actor's organisation: their ids and names, by subject. */
export async function attachedTo(
  trx: Writer,
  { membership }: Actor,
  subjects: readonly string[],
): Promise<ReadonlyMap<string, readonly Pick<Attachment, 'id' | 'name'>[]>> {
  const rows = await trx
    .selectFrom('attachment')
    .select(['subject', 'id', 'name'])
    .where('organisation_id', '=', membership.organisation.id)
    .where(sql<boolean>`subject = any(${[...subjects]})`)
    .where('removed_at', 'is', null)
    .orderBy('name')
    .orderBy('id')
    .execute()
  const found = new Map<string, Pick<Attachment, 'id' | 'name'>[]>()
  for (const { subject, ...one } of rows) found.set(subject, [...(found.get(subject) ?? []), one])
  return found
}

/** An attachment that is there; null otherwise. */
export async function attachmentOf(
  means: Pick<Means, 'db'>,
  actor: Actor,
  about: Subject,
  id: string,
): Promise<Attachment | null> {
  const { attachments } = await attachmentsOf(means, actor, about)
  return attachments.find(one => one.id === id && one.removed === null) ?? null
}

/**
 * Removes an attachment: its line stays, with who, when and why; its bytes go the day after, when nothing else needs them.
 * @throws Refusal `role-lost`, `files-held`, `reason-length`, `attachment-unknown`
 */
export async function detach(
  { db }: Pick<Means, 'db'>,
  actor: Actor,
  about: Subject,
  id: string,
  why: string,
): Promise<void> {
  const reason = why.trim()
  if (reason.length < REASON.shortest || reason.length > REASON.longest) refuse('reason-length')
  await db.as(scopeOf(actor, 'detach'), async trx => {
    await holdWriter(trx, actor, about)
    await holdFiles(trx, actor, about, 'detach')
    const { numUpdatedRows } = await trx
      .updateTable('attachment')
      .set({ removed_at: new Date(), removed_by: actor.person.id, removed_for: reason })
      .where('organisation_id', '=', own(actor))
      .where('subject', '=', about.subject)
      .where('id', '=', id)
      .where('removed_at', 'is', null)
      .executeTakeFirst()
    if (numUpdatedRows === 0n) refuse('attachment-unknown')
  })
}

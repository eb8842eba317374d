import { randomUUID } from 'node:crypto'
import { type Actor, holdAsAdministrator, scopeOf } from '#features/organisations'
import type { Writer } from '#platform/db'
import { checkRoom, sizeOf } from './depot.ts'
import { refuse } from './labels.ts'
import { AT_ONCE, resumesAt } from './rules.ts'
import { type Announcement, type Intake, LARGEST, type Upload } from './uploads.ts'

const UNDER_WAY = ['receiving', 'waiting', 'reading'] as const

/** Somebody sends: of an organisation, and perhaps an administrator of the instance. */
export interface Sender {
  actor: Actor
  administrator: boolean
}

/** The organisation whose uploads an actor sees. */
export const own = (actor: Actor) => actor.membership.organisation.id

/** One upload of the actor's organisation, held until the transaction ends; undefined when there is none. */
export function held(trx: Writer, actor: Actor, id: string): Promise<Upload | undefined> {
  return trx
    .selectFrom('upload')
    .selectAll()
    .where('id', '=', id)
    .where('organisation_id', '=', own(actor))
    .forUpdate()
    .executeTakeFirst()
}

/** Adds one, unless too many are under way; to be called while the organisation is held. */
export async function begin(
  trx: Writer,
  { actor, administrator }: Sender,
  file: Pick<Upload, 'file' | 'bytes' | 'modified' | 'all_buyers'> & { writer?: string },
) {
  if (file.all_buyers && !administrator) refuse('everybody-reserved')
  const { n } = await trx
    .selectFrom('upload')
    .select(trx.fn.countAll<number>().as('n'))
    .where('organisation_id', '=', own(actor))
    .where('state', 'in', UNDER_WAY)
    .executeTakeFirstOrThrow()
  if (n >= AT_ONCE) refuse('too-many-files', { most: AT_ONCE })
  const row = { id: randomUUID(), organisation_id: own(actor), person_id: actor.person.id, ...file }
  return trx.insertInto('upload').values(row).returningAll().executeTakeFirstOrThrow()
}

/**
 * Makes room for a file whose bytes come by pieces; one that was begun goes on: same name, size, date and choice of buyers.
 * @returns from which byte on it is expected
 */
export async function announce(
  intake: Intake,
  sender: Sender,
  said: Announcement,
): Promise<{ id: string; received: number }> {
  const largest = intake.largest ?? LARGEST
  if (said.octets === 0) refuse('file-empty')
  if (said.octets > largest) refuse('file-too-large', { largest })
  const { actor } = sender
  const file = { file: said.fichier, bytes: said.octets, modified: said.modifie, all_buyers: said.acheteurs === 'tous' }
  return intake.db.as(scopeOf(actor, 'send-file'), async trx => {
    await holdAsAdministrator(trx, actor)
    const same = trx
      .selectFrom('upload')
      .selectAll()
      .where('organisation_id', '=', own(actor))
      .where('state', '=', 'receiving')
    const begun = await same
      .where('file', '=', file.file)
      .where('bytes', '=', file.bytes)
      .where('modified', '=', file.modified)
      .where('all_buyers', '=', file.all_buyers)
      .executeTakeFirst()
    if (begun === undefined) checkRoom(intake, file.bytes)
    const { id, received } = begun ?? (await begin(trx, sender, file))
    return { id, received: resumesAt(received, sizeOf(intake, id)) }
  })
}

import { z } from 'zod'
import type { Actor } from '#features/organisations'
import type { Database } from '#platform/db'
import { FORMAT, type SchemeDocument } from './document/document.ts'
import { readDocument } from './document/reading.ts'
import { refuse } from './labels.ts'
import { openScheme } from './schemes.ts'

const text = z.string().max(20_000).catch('')

/** What a form says of a scheme to open, whatever was sent. */
export const coverSent = z.object({
  code: text,
  title: text,
  edition: text,
  from: text,
  to: text,
  summary: text,
  notice: text,
})

/**
 * Opens a scheme of the actor's organisation as a form describes it, blank or with a text to begin from; of that organisation alone, unless that text
 * names its buyers.
 * @returns its code
 * @throws Refusal `cover-invalid`, and those of {@link openScheme}
 */
export async function openDescribed(
  db: Database,
  actor: Actor,
  sent: z.infer<typeof coverSent>,
  begun: Partial<SchemeDocument> = {},
): Promise<string> {
  const { siren, name } = actor.membership.organisation
  const read = readDocument({ format: FORMAT, ...sent, buyers: [{ siren, name }], ...begun })
  if ('problems' in read) return refuse('cover-invalid', { field: read.problems[0]?.at ?? '' })
  await openScheme(db, actor, read.document)
  return read.document.code
}

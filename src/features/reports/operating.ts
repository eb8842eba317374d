import { operatorOf } from '#features/organisations'
import { leaderOf } from '#features/scheme'
import type { Database } from '#platform/db'
import { readDraft } from './bilan/publishing.ts'
import { FORMATS, type FormatName } from './formats.ts'
import { refuse } from './labels.ts'

/**
 * The bilan of a year of any scheme of the instance, for whoever runs it, as the organisation that leads it would publish it now.
 * @throws Refusal `scheme-nowhere` | `year-nothing`
 */
export async function reportFor(db: Database, code: string, year: number, format: FormatName): Promise<Uint8Array> {
  const siren = await leaderOf(db, { code, buyers: [] })
  const draft = siren === null ? null : await readDraft(db, await operatorOf(db, siren), code, year)
  return draft === null ? refuse('scheme-nowhere', { code }) : FORMATS[format].write(draft.content, draft.bilan)
}

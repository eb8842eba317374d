import { operatorOf } from '#features/organisations'
import { leaderOf } from '#features/scheme'
import type { Database } from '#platform/db'
import { BILAN } from './bilan/composing.ts'
import { readDraft } from './bilan/publishing.ts'
import { GLOBAL, YEARLY } from './evaluation/composing.ts'
import { FORMATS, type FormatName } from './formats.ts'
import { refuse } from './labels.ts'

const COMPOSITIONS = { bilan: BILAN, evaluation: YEARLY, global: GLOBAL } as const
export type ReportName = keyof typeof COMPOSITIONS
/** What a scheme has a report of, by name: a year, the share that a year evaluates, a whole cycle. */
export const REPORT_NAMES = Object.keys(COMPOSITIONS) as ReportName[]

/**
 * The report of a year of any scheme of the instance, for whoever runs it, as the organisation that leads it would publish it now.
 * @throws Refusal `scheme-nowhere` | `year-nothing` | `evaluation-nothing`
 */
export async function reportFor(
  db: Database,
  code: string,
  year: number,
  format: FormatName,
  name: ReportName = 'bilan',
): Promise<Uint8Array> {
  const siren = await leaderOf(db, { code, buyers: [] })
  const draft = siren === null ? null : await readDraft(db, await operatorOf(db, siren), code, year, COMPOSITIONS[name])
  return draft === null ? refuse('scheme-nowhere', { code }) : FORMATS[format].write(draft.content, draft.bilan)
}

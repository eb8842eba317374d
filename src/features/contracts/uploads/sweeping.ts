import { sql } from 'kysely'
import { present, remove } from './depot.ts'
import { refuse, sentenceOf } from './labels.ts'
import { FORGOTTEN } from './rules.ts'
import type { Intake } from './uploads.ts'

/** Ends what gave no sign of life for two days, and removes the files that nobody reads any more. */
export async function sweep(intake: Intake): Promise<void> {
  // Listed first: a file that appears after the rows were read is not taken for one without a row.
  const files = present(intake)
  const alive = await intake.db.transaction(async trx => {
    await trx
      .updateTable('upload')
      .set({
        state: 'interrupted',
        reason: sentenceOf(() => refuse('gave-no-sign')),
        ended_at: sql<Date>`now()`,
        writer: null,
      })
      .where('ended_at', 'is', null)
      .where('alive_at', '<', new Date(Date.now() - FORGOTTEN))
      .execute()
    return trx.selectFrom('upload').select('id').where('ended_at', 'is', null).execute()
  })
  const kept = new Set(alive.map(({ id }) => id))
  for (const file of files) if (!kept.has(file)) remove(intake, file)
}

import { sql } from 'kysely'
import { z } from 'zod'
import { defineJob, type Handler, handler } from '#platform/jobs'
import type { Means } from '../discussion.ts'
import { drop, filesBefore, organisationsIn } from './store.ts'

/** What was removed is kept for a day more: a backup that was begun before finds it. */
const KEPT = 24 * 3600_000

/** Every night. */
const sweepJob = defineJob({ name: 'sweep-attachments', data: z.object({}), every: '40 3 * * *' })

/** The kinds of jobs of attachments. */
export const SWEEP_JOBS = [sweepJob] as const

/** Removes the bytes that no attachment needs: those that were removed, and those whose sending was cut. */
export async function sweepAttachments(means: Pick<Means, 'db' | 'dataDir'>, now = new Date()): Promise<void> {
  const before = new Date(now.getTime() - KEPT)
  for (const { path } of filesBefore(means, null, before)) drop(path)
  for (const organisation of organisationsIn(means)) {
    if (!z.uuid().safeParse(organisation).success) continue
    await means.db.transaction(async trx => {
      // Whoever attaches waits: what they bring may be what is about to go.
      await sql`select from organisation where id = ${organisation} for no key update`.execute(trx)
      const files = filesBefore(means, organisation, before)
      const needed = await trx
        .selectFrom('attachment')
        .select('sha256')
        .where('organisation_id', '=', organisation)
        .where(sql<boolean>`(removed_at is null or removed_at > ${before})`)
        .execute()
      const kept = new Set(needed.map(({ sha256 }) => sha256))
      for (const { name, path } of files) if (!kept.has(name)) drop(path)
    })
  }
}

/** What does it. */
export const sweepHandler = (means: Pick<Means, 'db' | 'dataDir'>): Handler =>
  handler(sweepJob, () => sweepAttachments(means))

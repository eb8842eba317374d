import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Database } from '#platform/db'
import { refuse } from './refusals.ts'

declare module '#platform/db' {
  interface Tables {
    mail_sent: { recipient: string; mails: number; since: Date }
  }
}

/**
 * Sends a mail unless its recipient was sent as many within the hour. It is counted before it is sent, so that ten at once are ten, and
 * forgotten when it could not be.
 * @throws Refusal `mail-limit`
 */
export async function withinLimit<T>(db: Database, to: string, perHour: number, send: () => Promise<T>): Promise<T> {
  const recipient = createHash('sha256')
    .update(JSON.stringify(['mail', to.toLowerCase()]))
    .digest('base64url')
  const mails = await db.transaction(async trx => {
    await sql`delete from mail_sent where since < now() - interval '1 day'`.execute(trx)
    const { rows } = await sql<{ mails: number }>`
      insert into mail_sent as m (recipient, mails, since) values (${recipient}, 1, now())
      on conflict (recipient) do update set
        mails = case when m.since < now() - interval '1 hour' then 1 else m.mails + 1 end,
        since = case when m.since < now() - interval '1 hour' then now() else m.since end
      returning mails`.execute(trx)
    return rows[0]?.mails ?? 0
  })
  const forget = () =>
    db.transaction(trx =>
      sql`update mail_sent set mails = greatest(mails - 1, 0) where recipient = ${recipient}`.execute(trx),
    )
  if (mails > perHour) {
    await forget()
    return refuse('mail-limit', { perHour })
  }
  try {
    return await send()
  } catch (error) {
    await forget()
    throw error
  }
}

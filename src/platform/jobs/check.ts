import type { Database } from '#platform/db'
import type { Check } from '#platform/doctor'
import { failedJobs } from './failed.ts'
import { FAILED, SCHEMA } from './install.ts'

const WEEK = 7 * 24 * 3600 * 1000
const jobsInWords = (n: number) => `${n} ${n < 2 ? 'travail' : 'travaux'}`

/** Jobs that could have begun more than an hour ago, and that nobody took. */
async function late(db: Database): Promise<number> {
  const { rows } = await db.run(
    `select count(*)::int as n from ${SCHEMA}.job
    where name <> $1 and state in ('created', 'retry') and start_after < now() - interval '1 hour'`,
    [FAILED],
  )
  return Number(rows[0]?.['n'] ?? 0)
}

/** Whether what is to be done later is done: nothing waits for more than an hour, nothing failed for good within the week. */
export const jobsCheck: Check = {
  name: 'Travaux différés',
  async ask(db) {
    const { rows } = await db.run('select to_regnamespace($1) is not null as made', [SCHEMA])
    if (!rows[0]?.['made']) return { found: 'aucun encore', remedy: null }
    const [waiting, failed] = [await late(db), await failedJobs(db)]
    const recent = failed.filter(({ failedAt }) => Date.now() - failedAt.getTime() < WEEK)
    const [latest] = recent
    const remedies = [
      ...(waiting > 0
        ? ['Lancez « mieuxdisant serve » : lui seul fait ces travaux ; s’il tourne, redémarrez-le.']
        : []),
      ...(latest
        ? [`Le dernier en échec (${latest.kind}) a dit « ${latest.reason} » : réparez-en la cause, puis redemandez-le.`]
        : []),
    ]
    return {
      found: `${jobsInWords(waiting)} en retard d’une heure, ${jobsInWords(failed.length)} en échec depuis trente jours`,
      remedy: remedies.join(' ') || null,
    }
  },
}

import { nobodyOf } from '#features/organisations'
import { mondayOf, parisDay } from '#kernel'
import type { Database, Writer } from '#platform/db'
import { type Handler, handler, type Jobs } from '#platform/jobs'
import { planReminders } from './keeping.ts'
import { dayJob, fanJob, letterJob, planJob } from './kinds.ts'
import { type LetterPost, letterHandler } from './letters.ts'
import type { OwedOf } from './reminders.ts'

/** How many letters are added in one transaction: pages wait for it on the embedded engine. */
const AT_ONCE = 200
/** How long letters wait for what other organisations have to tell the same people, in milliseconds. */
const GATHERING = 600_000

/** How reminders are planned, and leave. */
export interface Post extends LetterPost {
  db: Database
  jobs: Jobs
}

const scoped = (organisation: string) => ({ organisation, person: null, act: 'remind' })

/** Adds the planning of each organisation. */
const begin = ({ db, jobs }: Post) =>
  handler(dayJob, job =>
    db.transaction(async trx => {
      const day = parisDay(new Date())
      for (const { id } of await trx.selectFrom('organisation').select('id').execute())
        await jobs.add(trx, planJob, { organisation: id, day }, { key: `${id} ${day}` })
      await job.done(trx)
    }),
  )

/** The members of an organisation who chose not to be written to on such a day; asked by the owner, since it is theirs alone. */
async function quietIn(trx: Writer, organisation: string, day: string): Promise<ReadonlySet<string>> {
  const rows = await trx
    .selectFrom('mail_choice as c')
    .innerJoin('membership as m', 'm.person_id', 'c.person_id')
    .select('c.person_id as person')
    .where('m.organisation_id', '=', organisation)
    .where('c.reminders', 'in', day === mondayOf(day) ? ['none'] : ['none', 'weekly'])
    .execute()
  return new Set(rows.map(({ person }) => person))
}

/** Plans the reminders of an organisation, if it is still that day: another plans its own. */
const plan = ({ db, jobs }: Post, sources: readonly OwedOf[]) =>
  handler(planJob, async job => {
    const { organisation: id, day } = job.data
    const quiet = await db.transaction(trx => quietIn(trx, id, day))
    await db.as(scoped(id), async trx => {
      const found = await trx
        .selectFrom('organisation')
        .select(['id', 'siren', 'name'])
        .where('id', '=', id)
        .executeTakeFirst()
      if (found && day === parisDay(new Date())) {
        const actor = nobodyOf(found)
        const owed = []
        for (const source of sources) owed.push(...(await source(trx, actor)))
        await planReminders(
          trx,
          actor,
          owed.filter(({ person }) => !quiet.has(person)),
          day,
        )
        await jobs.add(trx, fanJob, { organisation: id, day, after: null }, { key: `${id} ${day}` })
      }
      await job.done(trx)
    })
  })

const fanOut = ({ db, jobs }: Post, atOnce: number) =>
  handler(fanJob, job =>
    db.as(scoped(job.data.organisation), async trx => {
      const { organisation, day, after } = job.data
      const people = await trx
        .selectFrom('reminder')
        .select('person_id as person')
        .distinct()
        .where('organisation_id', '=', organisation)
        .where('day', '=', day)
        .where('sent_at', 'is', null)
        .$if(after !== null, query => query.where('person_id', '>', after ?? ''))
        .orderBy('person_id')
        .limit(atOnce)
        .execute()
      const gathered = new Date(Date.now() + GATHERING)
      for (const { person } of people)
        await jobs.add(trx, letterJob, { person }, { key: `${person} ${day}`, after: gathered })
      const last = people.at(-1)
      if (last && people.length === atOnce)
        await jobs.add(
          trx,
          fanJob,
          { organisation, day, after: last.person },
          { key: `${organisation} ${day} ${last.person}` },
        )
      await job.done(trx)
    }),
  )

/** What reminds people each day of what they owe. @param sources what says so, as features hand it */
export const reminderHandlers = (post: Post, sources: readonly OwedOf[], atOnce = AT_ONCE): Handler[] => [
  begin(post),
  plan(post, sources),
  fanOut(post, atOnce),
  letterHandler(post),
]

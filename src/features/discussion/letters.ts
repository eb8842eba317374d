import { sql } from 'kysely'
import { z } from 'zod'
import { choosingWords, isPresent } from '#features/organisations'
import { lineOf, mondayOf, parisDay } from '#kernel'
import type { Database, Writer } from '#platform/db'
import { defineJob, type Handler, handler, type Job, type Jobs } from '#platform/jobs'
import type { Mailer, Message } from '#platform/mail'
import { count, fr, type People, plainMarkdown, shorten } from '#ui'
import { commentPath } from './addresses.ts'
import { namesOf } from './people.ts'

/** Tells somebody what awaits them, as they chose; `digest` when it is the hour of those who want one mail a day. */
const letterJob = defineJob({ name: 'discussion-letter', data: z.object({ person: z.uuid(), digest: z.boolean() }) })
/** Begins the letters of the day. */
const digestJob = defineJob({ name: 'discussion-digest', data: z.object({}), every: '30 7 * * *' })

/** The kinds of jobs of letters. */
export const LETTER_JOBS = [letterJob, digestJob] as const

/** How many comments one mail speaks of. */
const AT_ONCE = 20

/** Has people told of what waits for them, once the transaction is committed. */
export async function tell(jobs: Jobs, trx: Writer, people: readonly string[]): Promise<void> {
  for (const person of people) await jobs.add(trx, letterJob, { person, digest: false })
}

/** The same, once somebody chose how often they want to be: what waits is told, or forgotten, as they say now. */
export const tellAgain = (jobs: Jobs, trx: Writer, person: string): Promise<void> => tell(jobs, trx, [person])

/** Whether letters may be written now to who chose so. */
const isTime = (chosen: string, digest: boolean, today = parisDay(new Date())): boolean =>
  chosen === 'daily' ? digest : chosen === 'weekly' ? digest && today === mondayOf(today) : true

interface Waiting {
  id: string
  title: string
  path: string
  body: string
  mentions: string[]
  author_id: string
}

/** What waits for somebody, in the organisations that they belong to, of what their roles let them read. */
const waitingFor = (trx: Writer, person: string): Promise<Waiting[]> =>
  trx
    .selectFrom('comment as c')
    .innerJoin('membership as m', join =>
      join.onRef('m.organisation_id', '=', 'c.organisation_id').on('m.person_id', '=', person),
    )
    .select(['c.id', 'c.title', 'c.path', 'c.mentions', 'c.author_id'])
    .select(sql<string>`c.body`.as('body'))
    .where(sql<boolean>`c.untold @> array[${person}]::uuid[]`)
    .where('c.withdrawn_at', 'is', null)
    .where(isPresent('m'))
    .where(sql<boolean>`(c.readers is null or m.roles && c.readers)`)
    .orderBy('c.made_at')
    .orderBy('c.id')
    .execute()

function letterTo(
  { id: person, email }: { id: string; email: string },
  waiting: readonly Waiting[],
  people: People,
  site: string,
): Message {
  const said = waiting.slice(0, AT_ONCE).map(one => {
    const who = lineOf(people.get(one.author_id) ?? 'Compte effacé', 120)
    const what = lineOf(one.title, 120)
    const does = one.mentions.includes(person) ? 'vous mentionne' : 'vous répond'
    return { head: fr`${who} ${does} : ${what}`, text: shorten(plainMarkdown(one.body, people), 600), href: site + commentPath(one) } // biome-ignore format: one line
  })
  const [first] = said
  const choice = choosingWords(site)
  if (said.length === 1 && first)
    return {
      to: email,
      subject: first.head,
      paragraphs: ['Bonjour,', fr`${first.head}.`, ...(first.text === '' ? [] : [first.text]), choice],
      link: { label: 'Lire et répondre', href: first.href },
    }
  const rest = waiting.length - said.length
  return {
    to: email,
    subject: fr`${count(waiting.length, 'commentaire vous attend', 'commentaires vous attendent')}`,
    paragraphs: [
      'Bonjour,',
      ...said.map(({ head, text, href }) => `${head}.\n${text}\n${href}`),
      ...(rest > 0 ? [fr`Et ${count(rest, 'autre')}, à lire sur le site.`] : []),
      choice,
    ],
    link: { label: 'Voir ce qui vous attend', href: `${site}/organisations` },
  }
}

/** How letters are written and leave. */
export interface Post {
  db: Database
  jobs: Jobs
  mail: Mailer
  /** The address of the site, without a final slash. */
  url: string
}

/** One mail at most within the hour, of all that waits; the next one is planned for the end of that hour. */
async function write({ db, jobs, mail, url }: Post, job: Job<z.infer<typeof letterJob.data>>): Promise<void> {
  const { person, digest } = job.data
  await db.transaction(async trx => {
    await sql`insert into mail_choice (person_id) select id from person where id = ${person} on conflict do nothing`.execute(trx) // biome-ignore format: one line
    const choice = await trx
      .selectFrom('mail_choice as c')
      .innerJoin('person as p', 'p.id', 'c.person_id')
      .select(['p.id', 'p.email', 'c.comments', 'c.told_at'])
      .select(sql<boolean>`coalesce(c.told_at > now() - interval '1 hour', false)`.as('lately'))
      .where('c.person_id', '=', person)
      .forUpdate('c')
      .executeTakeFirst()
    if (choice === undefined || !isTime(choice.comments, digest)) return job.done(trx)
    const waiting = choice.comments === 'none' ? [] : await waitingFor(trx, person)
    if (waiting.length > 0 && choice.lately && choice.told_at) {
      const after = new Date(choice.told_at.getTime() + 3600_000)
      await jobs.add(trx, letterJob, job.data, { key: `${person} ${after.toISOString()}`, after })
      return job.done(trx)
    }
    await sql`update comment set untold = array_remove(untold, ${person}::uuid) where untold @> array[${person}]::uuid[]`.execute(trx) // biome-ignore format: one line
    if (waiting.length > 0) {
      const people = await namesOf(
        trx,
        waiting.flatMap(({ author_id, mentions }) => [author_id, ...mentions]),
      )
      await mail.send(trx, letterTo(choice, waiting, people, url))
      await sql`update mail_choice set told_at = date_trunc('milliseconds', now()) where person_id = ${person}`.execute(
        trx,
      )
    }
    await job.done(trx)
  })
}

/** What tells people of comments. */
export const letterHandlers = (post: Post): Handler[] => [
  handler(letterJob, job => write(post, job)),
  handler(digestJob, job =>
    post.db.transaction(async trx => {
      const { rows } = await sql<{ person: string }>`select distinct unnest(untold) as person from comment where untold <> '{}'`.execute(trx) // biome-ignore format: one line
      for (const { person } of rows) await post.jobs.add(trx, letterJob, { person, digest: true })
      await job.done(trx)
    }),
  ),
]

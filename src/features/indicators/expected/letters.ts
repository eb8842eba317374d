import { sql } from 'kysely'
import { z } from 'zod'
import {
  type Actor,
  actorsOf,
  choosingWords,
  hasSecondFactor,
  isPresent,
  mailChoiceOf,
  scopeOf,
} from '#features/organisations'
import { baseOf, PILOTS, type Scheme } from '#features/scheme'
import { mondayOf, parisDay } from '#kernel'
import type { Database } from '#platform/db'
import { defineJob, type Handler, handler, type Jobs } from '#platform/jobs'
import type { Mailer, Message } from '#platform/mail'
import { count, fr, shorten, typo } from '#ui'
import type { Due } from './due.ts'
import { linkAt } from './FormLinkPage.tsx'
import { addLinks, forgetLinks, LINK_DAYS } from './links.ts'
import { type Expected, expectedOf } from './reading.ts'
import { dueWords, formAt, sinceWords, summaryOf } from './words.ts'

/** Begins the letters of the week. */
const weekJob = defineJob({ name: 'expected-week', data: z.object({}), every: '0 7 * * 1' })
/** Tells somebody what is expected of them. @param week its Monday */
const letterJob = defineJob({ name: 'expected-letter', data: z.object({ person: z.uuid(), week: z.iso.date() }) })

/** The kinds of jobs of what is expected. */
export const EXPECTED_JOBS = [weekJob, letterJob] as const

/** How many links a letter holds for an organisation, and of how many organisations it speaks: a mail that is longer is not read. */
const AT_ONCE = { lines: 8, organisations: 3 }

/** How letters are written and leave. */
export interface Post {
  db: Database
  jobs: Jobs
  mail: Mailer
  /** The address of the site, without a final slash. */
  url: string
}

/** Something that is expected, and the token of a link to its form; none for who signs in with a second factor. */
interface Line {
  scheme: Scheme
  due: Due
  token?: string | undefined
}

/** What is expected of somebody in one of their organisations, with the links of a letter. */
interface Part {
  actor: Actor
  expected: readonly Expected[]
  lines: readonly Line[]
}

/** What is expected of the actor, and a link for each of the first lines, made in one transaction. */
const partOf = (db: Database, actor: Actor, links: boolean): Promise<Part> =>
  db.as(scopeOf(actor, 'send-links'), async trx => {
    const expected = await expectedOf(trx, actor)
    const first = expected.flatMap(({ scheme, dues }) => dues.map(due => ({ scheme, due }))).slice(0, AT_ONCE.lines)
    const tokens = links ? await addLinks(trx, actor, first) : []
    return { actor, expected, lines: first.map((line, rank) => ({ ...line, token: tokens[rank] })) }
  })

function lineOf(actor: Actor, { scheme, due, token }: Line, url: string): string {
  const what = due.kind === 'status' ? fr`Où en est l’action ${dueWords(due)} ?` : dueWords(due)
  const path = token === undefined ? formAt(baseOf(actor, scheme), due) : linkAt(token)
  return [typo(shorten(what, 200)), sinceWords(due), url + path].filter(Boolean).join('\n')
}

function letterTo(email: string, parts: readonly Part[], url: string, links: boolean): Message {
  const [first, ...others] = parts
  const said = parts.slice(0, AT_ONCE.organisations).flatMap(({ actor, expected, lines }) => {
    const { name, siren } = actor.membership.organisation
    const rest = expected.reduce((sum, { dues, waiting }) => sum + dues.length + waiting, 0) - lines.length
    const there = `${url}/organisations/${siren}/attendus`
    return [
      fr`${name} : ${summaryOf(expected)}.`,
      ...lines.map(line => lineOf(actor, line, url)),
      ...(rest > 0 ? [fr`Et ${count(rest, 'autre chose', 'autres choses')} :\n${there}`] : []),
    ]
  })
  const siren = first?.actor.membership.organisation.siren ?? ''
  return {
    to: email,
    subject:
      others.length === 0
        ? fr`Attendu de vous : ${summaryOf(first?.expected ?? [])}`
        : fr`Attendu de vous, dans ${parts.length} organisations`,
    paragraphs: [
      'Bonjour,',
      'Voici ce qui est attendu de vous cette semaine.',
      ...said,
      links
        ? fr`Chaque lien ouvre un seul formulaire, à votre nom et sans connexion, pendant ${LINK_DAYS} jours : ne transférez pas ce message.`
        : 'Chaque lien mène au formulaire, une fois que vous êtes connecté·e : votre compte a un second facteur.',
      choosingWords(url),
    ],
    link: {
      label: 'Voir tout ce qui est attendu de vous',
      href: others.length === 0 ? `${url}/organisations/${siren}/attendus` : `${url}/organisations`,
    },
  }
}

/** Adds the letter of everybody who may have something to say, and forgets the links that have expired. */
const begin = ({ db, jobs }: Post) =>
  handler(weekJob, job =>
    db.transaction(async trx => {
      await sql`delete from form_link where expires_at < now()`.execute(trx)
      const people = await trx
        .selectFrom('membership as m')
        .leftJoin('mail_choice as c', 'c.person_id', 'm.person_id')
        .select('m.person_id as person')
        .distinct()
        .where(isPresent('m'))
        .where(sql<boolean>`m.roles && ${[...PILOTS.roles]}::text[]`)
        .where(sql<boolean>`c.expected is distinct from 'none'`)
        .execute()
      const week = mondayOf(parisDay(new Date()))
      for (const { person } of people) await jobs.add(trx, letterJob, { person, week }, { key: `${person} ${week}` })
      await job.done(trx)
    }),
  )

/**
 * Writes a letter, if there is something to say. Its links are secret: it is no job of its own, and leaves under the name of this one, by which
 * it is known again when a process dies between the two.
 */
const write = ({ db, mail, url }: Post) =>
  handler(letterJob, async job => {
    const { person } = job.data
    const actors =
      (await mailChoiceOf({ db }, { id: person })).expected === 'weekly' ? await actorsOf(db.identity, person) : []
    const links = !(await hasSecondFactor(db.identity, person))
    const parts: Part[] = []
    for (const actor of actors) {
      const part = await partOf(db, actor, links)
      if (part.expected.length > 0) parts.push(part)
    }
    const [first] = parts
    if (first)
      await mail.deliver(job.id, letterTo(first.actor.person.email, parts, url, links)).catch(async error => {
        for (const { actor, lines } of parts)
          await forgetLinks(
            db,
            actor,
            lines.flatMap(({ token }) => token ?? []),
          )
        throw error
      })
    await db.transaction(trx => job.done(trx))
  })

/** What tells people each Monday what is expected of them. */
export const expectedHandlers = (post: Post): Handler[] => [begin(post), write(post)]

import { sql } from 'kysely'
import { z } from 'zod'
import { choiceOfAddress, choosingWords, newToken } from '#features/organisations'
import { parisDay } from '#kernel'
import type { Database, Writer } from '#platform/db'
import { defineJob, GiveUp, type Handler, handler, type Job, type Jobs } from '#platform/jobs'
import type { Mailer, Message } from '#platform/mail'
import { day, fr, shorten } from '#ui'
import { surveyById } from '../reading.ts'
import type { Survey } from '../surveys.ts'

/** Where the survey of a link is answered. */
export const publicPath = (link: string) => `/enquetes/${link}`

const place = z.object({ organisation: z.uuid(), id: z.uuid(), wave: z.int().min(0) })
/** Adds the letters of a wave, some at a time: the first one tells of the survey, the others remind of it. */
const waveJob = defineJob({ name: 'survey-wave', data: place.extend({ after: z.uuid().nullable() }) })
/** Tells somebody of a survey. */
const letterJob = defineJob({ name: 'survey-letter', data: place.extend({ invitation: z.uuid() }) })

/** The kinds of jobs of invitations. */
export const LETTER_JOBS = [waveJob, letterJob] as const

/** How many letters are added in one transaction: pages wait for it on the embedded engine. */
const AT_ONCE = 200

type Wave = z.infer<typeof place>

/** Has everybody who is invited told of a survey, or reminded of it, once the transaction is committed. */
export const beginWave = (trx: Writer, jobs: Jobs, wave: Wave): Promise<void> =>
  jobs.add(trx, waveJob, { ...wave, after: null })

/** Those whom a wave is for: they did not answer, their address takes mails, and it did not reach them yet. */
const waiting = (trx: Writer, { organisation, id, wave }: Wave) =>
  trx
    .selectFrom('survey_invitation')
    .where('organisation_id', '=', organisation)
    .where('survey_id', '=', id)
    .where('email', 'is not', null)
    .where('answered', '=', false)
    .where('unreachable', '=', false)
    .where('sent', '<=', wave)

/** How letters leave. */
export interface Post {
  db: Database
  jobs: Jobs
  mail: Mailer
  /** The address of the site, without a final slash. */
  url: string
}

const nobody = ({ organisation }: Wave) => ({ organisation, person: null, act: 'send-survey' })

const fanOut = ({ db, jobs }: Post) =>
  handler(waveJob, job =>
    db.as(nobody(job.data), async trx => {
      const { after, ...wave } = job.data
      const rows = await waiting(trx, wave)
        .select('id')
        .$if(after !== null, query => query.where('id', '>', after ?? ''))
        .orderBy('id')
        .limit(AT_ONCE)
        .execute()
      for (const { id } of rows)
        await jobs.add(trx, letterJob, { ...wave, invitation: id }, { key: `${id} ${wave.wave}` })
      const last = rows.at(-1)
      if (last && rows.length === AT_ONCE)
        await jobs.add(trx, waveJob, { ...wave, after: last.id }, { key: `${wave.id} ${wave.wave} ${last.id}` })
      await job.done(trx)
    }),
  )

function letterTo(email: string, survey: Survey, from: string, href: string, wave: number, last: string[]): Message {
  const title = shorten(survey.title, 180)
  return {
    to: email,
    subject: wave === 0 ? fr`Votre avis : ${title}` : fr`Rappel : ${title}`,
    paragraphs: [
      'Bonjour,',
      wave === 0
        ? fr`${from} vous invite à répondre à son enquête « ${title} ».`
        : fr`${from} vous a invité·e à répondre à son enquête « ${title} ». Vous n’avez pas encore répondu ; il est encore temps.`,
      ...(survey.closesOn === null ? [] : [fr`Elle est ouverte jusqu’au ${day(survey.closesOn)}.`]),
      survey.anonymous
        ? fr`Vos réponses sont anonymes : ce lien sert à ne répondre qu’une fois. Rien n’y rattache ce que vous répondez.`
        : fr`Vos réponses ne sont pas anonymes : votre adresse est conservée avec elles.`,
      ...last,
    ],
    link: { label: 'Répondre à l’enquête', href },
  }
}

/** What whoever is invited chose, where they have an account here; asked by the owner, since it is theirs alone. */
const chosenBy = (db: Database, invitation: string) =>
  db.transaction(async trx => {
    const to = await trx.selectFrom('survey_invitation').select('email').where('id', '=', invitation).executeTakeFirst()
    return to?.email ? choiceOfAddress(trx, to.email) : null
  })

/**
 * Writes a letter. Its link is secret: only the hash of its token is kept, and the mail leaves under the name of this job, by which it is known again when
 * a process dies in between. An address that is refused for good is noted, and stops nobody else’s.
 */
async function write({ db, mail, url }: Post, job: Job<z.infer<typeof letterJob.data>>): Promise<void> {
  const { invitation, ...wave } = job.data
  const choice = await chosenBy(db, invitation)
  const ready = await db.as(nobody(wave), async trx => {
    const told = await surveyById(trx, wave.organisation, wave.id)
    const to = await waiting(trx, wave).select('email').where('id', '=', invitation).executeTakeFirst()
    const isOpen = told?.survey.state === 'open' && (told.survey.closesOn ?? '9999') >= parisDay(new Date())
    if (!told || !isOpen || !to?.email) return null
    if (choice?.surveys === 'none' || (choice?.surveys === 'once' && wave.wave > 0)) return null
    const { token, hash } = newToken()
    // Those of former letters still serve; a few attempts leave a few.
    await sql`
      update survey_invitation set token_hashes = (array_append(token_hashes, ${hash}))[greatest(1, cardinality(token_hashes) - 8):]
      where organisation_id = ${wave.organisation} and id = ${invitation}`.execute(trx)
    const { name } = await trx
      .selectFrom('organisation')
      .select('name')
      .where('id', '=', wave.organisation)
      .executeTakeFirstOrThrow()
    return { email: to.email, token, survey: told.survey, name }
  })
  const changed = (set: { sent: number } | { unreachable: true }) =>
    db.as(nobody(wave), async trx => {
      await trx
        .updateTable('survey_invitation')
        .set(set)
        .where('organisation_id', '=', wave.organisation)
        .where('id', '=', invitation)
        .execute()
      await job.done(trx)
    })
  if (ready === null) return db.as(nobody(wave), trx => job.done(trx))
  const href = `${url}${publicPath(ready.survey.link)}?${new URLSearchParams({ jeton: ready.token })}`
  try {
    await mail.deliver(
      job.id,
      letterTo(ready.email, ready.survey, ready.name, href, wave.wave, choice ? [choosingWords(url)] : []),
    )
  } catch (error) {
    if (error instanceof GiveUp) return changed({ unreachable: true })
    throw error
  }
  return changed({ sent: wave.wave + 1 })
}

/** What tells people of surveys. */
export const letterHandlers = (post: Post): Handler[] => [fanOut(post), handler(letterJob, job => write(post, job))]

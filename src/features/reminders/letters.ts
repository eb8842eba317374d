import { sql } from 'kysely'
import { choiceIn, choosingWords, isPresent } from '#features/organisations'
import { parisDay } from '#kernel'
import type { Database, Writer } from '#platform/db'
import { type Handler, handler } from '#platform/jobs'
import type { Mailer, Message } from '#platform/mail'
import { count, day, fr, typo } from '#ui'
import { letterJob } from './kinds.ts'

/** How many lines a mail holds: one that is longer is not read. */
const AT_ONCE = 20

interface Line {
  id: string
  title: string
  path: string
  due: string | null
  organisation: string
  siren: string
  email: string
}

const waitingFor = (trx: Writer, person: string): Promise<Line[]> =>
  trx
    .selectFrom('reminder as r')
    .innerJoin('organisation as o', 'o.id', 'r.organisation_id')
    .innerJoin('person as p', 'p.id', 'r.person_id')
    .innerJoin('membership as m', join =>
      join.onRef('m.organisation_id', '=', 'r.organisation_id').onRef('m.person_id', '=', 'r.person_id'),
    )
    .select(['r.id', 'r.title', 'r.path', 'r.due', 'o.name as organisation', 'o.siren', 'p.email'])
    .where('r.person_id', '=', person)
    .where('r.sent_at', 'is', null)
    .where(isPresent('m'))
    .orderBy('o.name')
    .orderBy('r.due', order => order.asc().nullsLast())
    .orderBy('r.title')
    .forUpdate('r')
    .execute()

/** By when something is owed, from a day: « au plus tard le 30 juin 2026, dans 7 jours ». */
export function byWords(due: string | null, today: string): string {
  if (due === null) return ''
  const days = Math.round((Date.parse(due) - Date.parse(today)) / 86_400_000)
  if (days < 0) return fr`attendu le ${day(due)}, en retard de ${count(-days, 'jour')}`
  return days === 0 ? fr`au plus tard aujourd’hui` : fr`au plus tard le ${day(due)}, dans ${count(days, 'jour')}`
}

/** One mail of all that somebody owes, in each of their organisations. */
function letterTo(lines: readonly Line[], url: string, today: string): Message {
  const [first] = lines
  const names = [...new Set(lines.map(({ organisation }) => organisation))]
  const said = lines.slice(0, AT_ONCE)
  const late = lines.filter(({ due }) => due !== null && due < today).length
  const rest = lines.length - said.length
  return {
    to: first?.email ?? '',
    subject: fr`${count(lines.length, 'chose attendue', 'choses attendues')} de vous${late > 0 ? `, dont ${late} en retard` : ''}`,
    paragraphs: [
      'Bonjour,',
      'Voici ce qui est attendu de vous. Ce rappel cesse dès que c’est fait.',
      ...names.flatMap(name => {
        const here = said.filter(({ organisation }) => organisation === name)
        return here.map(({ title, due, path }, rank) =>
          [...(rank === 0 ? [fr`${name} :`] : []), typo(title), byWords(due, today), url + path]
            .filter(Boolean)
            .join('\n'),
        )
      }),
      ...(rest > 0 ? [fr`Et ${count(rest, 'autre')}, à lire sur le site.`] : []),
      choosingWords(url),
    ],
    link:
      names.length === 1
        ? { label: 'Ouvrir le tableau de bord', href: `${url}/organisations/${first?.siren ?? ''}` }
        : { label: 'Voir mes organisations', href: `${url}/organisations` },
  }
}

/** How letters are written and leave. */
export interface LetterPost {
  db: Database
  mail: Mailer
  /** The address of the site, without a final slash. */
  url: string
}

/**
 * Writes to somebody all that waits to be told them, as they chose: the mail, what says that it was sent and the end of this job are kept together, or none
 * of them is.
 */
export const letterHandler = ({ db, mail, url }: LetterPost): Handler =>
  handler(letterJob, job =>
    db.transaction(async trx => {
      const { person } = job.data
      const { reminders } = await choiceIn(trx, person)
      const today = parisDay(new Date())
      const lines = await waitingFor(trx, person)
      if (lines.length > 0 && reminders === 'none')
        await trx.deleteFrom('reminder').where('person_id', '=', person).where('sent_at', 'is', null).execute()
      else if (lines.length > 0) {
        await mail.send(trx, letterTo(lines, url, today))
        await sql`update reminder set sent_at = now() where id = any(${lines.map(({ id }) => id)}::uuid[])`.execute(trx)
      }
      await job.done(trx)
    }),
  )

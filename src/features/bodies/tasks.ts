import { type Actor, allows, scopeOf, type Tasks } from '#features/organisations'
import { parisDay } from '#kernel'
import type { Database } from '#platform/db'
import { count, day, fr, inParis, type Task } from '#ui'
import { ORGANISERS, READERS } from './access.ts'
import { type Ahead, type Awaited, awaitedOf, meetingsAhead } from './awaiting.ts'
import { casePath, casesPath } from './cases/within.ts'
import { meetingPath } from './within.ts'

/** How many days before a meeting it is spoken of. */
const SOON = 30
const DAY = 86_400_000

/** What bodies wait for: voices, decisions and meetings of whoever sits in them; what those who organise have still to call or to write down. */
export const bodyTasks =
  (db: Database): Tasks =>
  async actor => {
    const { roles } = actor.membership
    if (!allows(READERS, roles)) return []
    const { cases, meetings } = await db.as(scopeOf(actor), async trx => ({
      cases: await awaitedOf(trx, actor),
      meetings: await meetingsAhead(trx, actor),
    }))
    const now = new Date()
    const organises = allows(ORGANISERS, roles)
    return [
      ...cases.filter(({ asked }) => asked).map(one => toAnswer(actor, one)),
      ...toDecide(actor, cases),
      ...(organises ? toClose(actor, cases, parisDay(now)) : []),
      ...meetings.flatMap(one => ofMeeting(actor, one, now, organises)),
    ]
  }

const toAnswer = (actor: Actor, { id, title, body, until }: Awaited): Task => ({
  state: 'warn',
  when: fr`Avant le ${day(until ?? '', 'short')}`,
  ...(until === null ? {} : { due: until }),
  title: 'Répondre à une consultation écrite',
  text: fr`${body} : « ${title} ».`,
  action: { label: 'Répondre', href: casePath(actor, { id }) },
})

/** What waits for a meeting of bodies where the actor sits, a line for each of them. */
function toDecide(actor: Actor, cases: readonly Awaited[]): Task[] {
  const mine = cases.filter(({ sits, until }) => sits && until === null)
  return [...new Set(mine.map(({ body }) => body))].map(body => {
    const waiting = mine.filter(one => one.body === body)
    const [first] = waiting as [Awaited]
    return {
      state: 'info',
      when: fr`Depuis le ${day(inParis(first.since).date, 'short')}`,
      title:
        waiting.length === 1 ? 'Se prononcer sur un dossier' : fr`Se prononcer sur ${count(waiting.length, 'dossier')}`,
      text: waiting.length === 1 ? fr`${body} : « ${first.title} ».` : fr`${body} : « ${first.title} », et d’autres.`,
      action:
        waiting.length === 1
          ? { label: 'Lire le dossier', href: casePath(actor, first) }
          : { label: 'Voir les dossiers', href: casesPath(actor) },
    }
  })
}

/** Rounds whose last day is past, and which nobody has ended. */
const toClose = (actor: Actor, cases: readonly Awaited[], today: string): Task[] =>
  cases
    .filter(({ until }) => until !== null && until < today)
    .map(({ id, title, body, until }) => ({
      state: 'late',
      when: 'Échue',
      due: until ?? today,
      title: 'Terminer une consultation écrite',
      text: fr`${body} : « ${title} ». Son dernier jour est passé : inscrivez ce que les voix donnent.`,
      action: { label: 'Terminer', href: casePath(actor, { id }) },
    }))

function ofMeeting(actor: Actor, one: Ahead, now: Date, organises: boolean): Task[] {
  const { body, startsAt, endsAt, convened, agenda, sits, place } = one
  const { date, time } = inParis(startsAt)
  const href = meetingPath(actor, { id: one.id, body: one.bodyId })
  if (endsAt < now) {
    if (!organises) return []
    return [
      {
        state: 'warn',
        when: 'Passée',
        due: date,
        title: fr`Dire qui était à la réunion du ${day(date)}`,
        text: fr`${body}. Ses décisions et son compte rendu s’écrivent ensuite${convened ? '' : fr` ; annulez-la si elle n’a pas eu lieu`}.`,
        action: { label: 'Noter les présences', href },
      },
    ]
  }
  if (startsAt.getTime() - now.getTime() > SOON * DAY) return []
  const when = fr`Le ${day(date, 'short')}`
  if (organises && !convened)
    return [
      {
        state: 'warn',
        when,
        title: 'Convoquer une réunion',
        text: fr`${body}. ${agenda.length === 0 ? 'Son ordre du jour est vide.' : `${count(agenda.length, 'point')} à l’ordre du jour.`}`,
        action: { label: 'Préparer', href },
      },
    ]
  if (!sits || !convened) return []
  return [
    {
      state: 'info',
      when,
      title: fr`Réunion : ${body}`,
      text: fr`À ${time}${place === '' ? '' : fr`, ${place}`}. ${count(agenda.length, 'point')} à l’ordre du jour.`,
      action: { label: 'Lire l’ordre du jour', href },
    },
  ]
}

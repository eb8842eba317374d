import type { Actor } from '#features/organisations'
import { lineOf, parisClock } from '#kernel'
import { type CalendarEvent, calendarFile, calendarType } from '#platform/calendar'
import type { Message } from '#platform/mail'
import { day, fr, inParis, moment, plainMarkdown, shorten } from '#ui'
import type { Body } from '../bodies.ts'
import type { SeatHeld } from '../seats/reading.ts'
import { meetingPath } from '../within.ts'
import type { Meeting } from './meetings.ts'
import type { Item } from './reading.ts'

/** A mail to somebody who sits, of a meeting. */
export interface Letter {
  about: 'called' | 'changed' | 'cancelled'
  body: Body
  meeting: Meeting
  items: readonly Item[]
  /** All that they hold in the body on that day. */
  seats: readonly SeatHeld[]
  to: string
  /** Who calls, as calendars know them. */
  by: { name: string; email: string }
  /** Why it is cancelled. */
  why: string
  actor: Actor
  url: string
}

/** How much of what a point says stands in a mail. */
const SHORT = 600

const SUBJECTS = { called: 'Convocation', changed: 'Convocation modifiée', cancelled: 'Réunion annulée' } as const

/** From when to when: « 12 mars 2027, de 9 h 30 à 11 h 00 ». */
export function hoursOf({ startsAt, endsAt }: Pick<Meeting, 'startsAt' | 'endsAt'>): string {
  const { date, time } = inParis(startsAt)
  return fr`${day(date)}, de ${time} à ${inParis(endsAt).time}`
}

/** What its page is called: « Réunion du 12 mars 2027 ». */
export const titleOf = ({ startsAt }: Pick<Meeting, 'startsAt'>): string =>
  fr`Réunion du ${day(inParis(startsAt).date)}`

/** Where it takes place, in a line; empty where nobody said. */
export const placeOf = ({ place, link }: Pick<Meeting, 'place' | 'link'>): string =>
  [place, link && fr`en ligne : ${link}`].filter(Boolean).join(', ')

/** A meeting as an appointment. */
export function eventOf(
  { id, startsAt, endsAt, sequence, state, ...meeting }: Meeting,
  body: Pick<Body, 'name'>,
  items: readonly Item[],
  address: string,
  called?: CalendarEvent['called'],
): CalendarEvent {
  return {
    ...{ id, sequence, stamp: new Date(), from: startsAt, to: endsAt, title: body.name, address },
    place: meeting.place || meeting.link,
    words: [
      ...(meeting.link && meeting.place ? [fr`En ligne : ${meeting.link}`] : []),
      ...items.map(({ title }, rank) => `${rank + 1}. ${title}`),
    ].join('\n'),
    cancelled: state === 'cancelled',
    ...(called ? { called } : {}),
  }
}

/** What an agenda says of a point, in a paragraph of plain words. */
const lineOfItem = ({ title, words }: Item, rank: number) =>
  [`${rank + 1}. ${title}`, ...(words === '' ? [] : [shorten(plainMarkdown(words), SHORT)])].join('\n')

/** What somebody is written of a meeting; who has no account here has all of it in the mail, and no link that they could not follow. */
export function letterTo(letter: Letter): Message {
  const { about, body, meeting, items, seats, to, by, why, actor, url } = letter
  const address = url + meetingPath(actor, meeting)
  const name = lineOf(body.name, 120)
  const titles = seats.map(({ title, substituteOf }) => (substituteOf === null ? title : fr`${title}, en suppléance`))
  const where = placeOf(meeting)
  const member = seats.some(({ person }) => person !== null)
  const opening = {
    called: fr`Vous êtes convié·e à une réunion de « ${name} », où vous siégez : ${shorten(titles.join(' ; '), 1000)}.`,
    changed: fr`La convocation à la réunion de « ${name} » a changé. Voici comment elle est maintenant.`,
    cancelled: fr`La réunion de « ${name} » est annulée.`,
  }[about]
  const event = eventOf(meeting, body, items, member ? address : '', {
    by,
    who: { name: seats[0]?.name ?? '', email: to },
  })
  return {
    to,
    subject: fr`${SUBJECTS[about]} : ${name}, ${moment(meeting.startsAt)}`,
    paragraphs: [
      'Bonjour,',
      opening,
      [fr`Quand : ${hoursOf(meeting)}`, ...(where ? [fr`Où : ${where}`] : [])].join('\n'),
      ...(about === 'cancelled'
        ? [why].filter(Boolean)
        : [meeting.words, ...(items.length > 0 ? ['Ordre du jour\u00a0:'] : []), ...items.map(lineOfItem)].filter(
            Boolean,
          )),
      by.name,
    ],
    ...(member ? { link: { label: 'Voir la réunion', href: address } } : {}),
    replyTo: by.email,
    attachment: {
      name: `reunion-${parisClock(meeting.startsAt).day}.ics`,
      type: calendarType(event),
      text: calendarFile(event),
    },
  }
}

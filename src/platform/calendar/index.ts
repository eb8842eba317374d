import ical, { ICalAttendeeRole, ICalAttendeeStatus, ICalCalendarMethod, ICalEventStatus } from 'ical-generator'

/** Somebody in a calendar file. */
interface Party {
  name: string
  email: string
}

/** Something at an hour, as calendars keep it. */
export interface CalendarEvent {
  /** Never changes: the same one takes the place of the former. */
  id: string
  /** Grows each time that what is shown changes. */
  sequence: number
  /** When this file says so. */
  stamp: Date
  from: Date
  to: Date
  title: string
  place: string
  /** In plain words. */
  words: string
  /** Where more is read, `https://…`; empty where nowhere. */
  address: string
  /** Who calls, and who is called; without them the file only tells. */
  called?: { by: Party; who: Party }
  cancelled: boolean
}

/** Quotes would end a name there; the others are the same to whoever reads. */
const nameIn = ({ name, email }: Party) => ({ name: name.replaceAll('"', '”'), email })

/** An event as an iCalendar file (RFC 5545): asks somebody to come, or tells them not to; times in UTC, which calendars show in the reader’s. */
export function calendarFile(event: CalendarEvent): string {
  const { called, cancelled } = event
  const methods = cancelled ? ICalCalendarMethod.CANCEL : ICalCalendarMethod.REQUEST
  const calendar = ical({
    prodId: { company: 'Mieuxdisant', product: 'Mieuxdisant', language: 'FR' },
    method: called ? methods : ICalCalendarMethod.PUBLISH,
  })
  calendar.createEvent({
    id: event.id,
    sequence: event.sequence,
    stamp: event.stamp,
    start: event.from,
    end: event.to,
    summary: event.title,
    status: cancelled ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
    ...(event.place ? { location: event.place } : {}),
    ...(event.words ? { description: event.words } : {}),
    ...(event.address ? { url: event.address } : {}),
    ...(called ? { organizer: nameIn(called.by) } : {}),
    attendees: called
      ? [
          {
            ...nameIn(called.who),
            rsvp: !cancelled,
            role: ICalAttendeeRole.REQ,
            status: ICalAttendeeStatus.NEEDSACTION,
          },
        ]
      : [],
  })
  return `${calendar.toString().replace(/(?:\r?\n)+$/, '')}\r\n`
}

/** The type of such a file. */
export const calendarType = ({ called, cancelled }: Pick<CalendarEvent, 'called' | 'cancelled'>): string =>
  `text/calendar; charset=utf-8; method=${called ? (cancelled ? 'CANCEL' : 'REQUEST') : 'PUBLISH'}`

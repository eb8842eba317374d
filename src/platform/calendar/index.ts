import ical, {
  ICalAttendeeRole,
  ICalAttendeeStatus,
  type ICalCalendar,
  ICalCalendarMethod,
  ICalEventStatus,
} from 'ical-generator'
import { lineOf } from '#kernel'

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
  /** Takes whole days: those of `from` and `to` in UTC, the last one included. */
  wholeDays?: boolean
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

const PRODUCT = { company: 'Mieuxdisant', product: 'Mieuxdisant', language: 'FR' }
/** How often programs read a feed again, in seconds. */
const EVERY = 6 * 3600

/** Quotes would end a name there; the others are the same to whoever reads. */
const nameIn = ({ name, email }: Party) => ({ name: name.replaceAll('"', '”'), email })

/** An event as an iCalendar file (RFC 5545): asks somebody to come, or tells them not to; times in UTC, which calendars show in the reader’s. */
export function calendarFile(event: CalendarEvent): string {
  const { called, cancelled } = event
  const methods = cancelled ? ICalCalendarMethod.CANCEL : ICalCalendarMethod.REQUEST
  const calendar = ical({
    prodId: PRODUCT,
    method: called ? methods : ICalCalendarMethod.PUBLISH,
  })
  add(calendar, event)
  return fileOf(calendar)
}

/** Several events that programs read again and again: whoever subscribes sees them all, and sees none that is no more there. */
export function calendarFeed(name: string, events: readonly CalendarEvent[]): string {
  const calendar = ical({ prodId: PRODUCT, method: ICalCalendarMethod.PUBLISH, name: lineOf(name, 200), ttl: EVERY })
  for (const event of events) add(calendar, event)
  // Ours are instants; the time of the calendar is for what is made in it. The library would write it after the events, where it is not read.
  return fileOf(calendar).replace('\r\nREFRESH-INTERVAL', '\r\nX-WR-TIMEZONE:Europe/Paris\r\nREFRESH-INTERVAL')
}

const fileOf = (calendar: ICalCalendar) => `${calendar.toString().replace(/(?:\r?\n)+$/, '')}\r\n`

/** A day later: the end of an event of whole days is the day after its last one. */
const after = (instant: Date) => new Date(instant.getTime() + 86_400_000)

function add(calendar: ICalCalendar, event: CalendarEvent): void {
  const { called, cancelled, wholeDays = false } = event
  calendar.createEvent({
    id: event.id,
    sequence: event.sequence,
    stamp: event.stamp,
    start: event.from,
    end: wholeDays ? after(event.to) : event.to,
    allDay: wholeDays,
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
}

/** The type of such a file. */
export const calendarType = ({ called, cancelled }: Pick<CalendarEvent, 'called' | 'cancelled'>): string =>
  `text/calendar; charset=utf-8; method=${called ? (cancelled ? 'CANCEL' : 'REQUEST') : 'PUBLISH'}`

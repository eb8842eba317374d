import { z } from 'zod'
import { lineOf, parisInstant } from '#kernel'
import type { Sent } from '#platform/http'
import { refuse } from '../labels.ts'
import { anyLine, orNothing, reader, text } from '../seats/fields.ts'

const hour = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/)
/** The words of a convocation: a mail holds them whole. */
const WORDS = 4000

const readForm = reader(
  z.object({
    day: z.iso.date(),
    from: hour,
    to: hour,
    place: anyLine(300),
    link: z.union([z.literal(''), z.url({ protocol: /^https$/ }).max(500)]).default(''),
    words: text(WORDS),
  }),
  {
    day: 'meeting-day',
    from: 'meeting-times',
    to: 'meeting-times',
    place: 'meeting-place',
    link: 'meeting-link',
    words: 'meeting-words',
  },
)

/** When and where a body meets, from its form: a day and hours of Paris. @throws Refusal the code of the first wrong field */
export function readMeeting(sent: Sent) {
  const { day, from, to, ...rest } = readForm(sent)
  if (to <= from) refuse('meeting-times')
  return { ...rest, startsAt: parisInstant(day, from), endsAt: parisInstant(day, to) }
}
export type MeetingInput = ReturnType<typeof readMeeting>

const agenda = z.object({ agenda: z.string().max(20_000).default('') })
/** The points that the form of a meeting entered afterwards gives, one a line. @throws Refusal `item-title` */
export function readAgenda(sent: Sent): string[] {
  const typed = agenda.safeParse(sent).data?.agenda ?? refuse('item-title')
  const titles = typed.split(/\r?\n/).map(one => lineOf(one, 301)).filter(Boolean) // biome-ignore format: one line
  return titles.some(({ length }) => length > 300) ? refuse('item-title') : titles
}

/** A point of an agenda, and its rank in it, from 1. */
export const readItem = reader(
  z.object({
    title: anyLine(300),
    words: text(WORDS),
    case: orNothing(z.uuid()),
    rank: z.coerce.number().int().min(1).max(99).catch(99),
  }),
  { title: 'item-title', words: 'item-words', case: 'item-case', rank: 'item-title' },
)
export type ItemInput = ReturnType<typeof readItem>

/** What the form of a meeting’s minutes was sent with. */
export const readMinutes = reader(
  z.object({ minutes: text(20_000), revision: z.coerce.number().int().min(0).catch(-1) }),
  { minutes: 'minutes-length', revision: 'minutes-changed' },
)
export type MinutesInput = ReturnType<typeof readMinutes>

/** Why a meeting is cancelled, for those who were called to it. */
export const readReason = reader(z.object({ words: text(WORDS) }), { words: 'meeting-words' })

import type { Generated } from 'kysely'
import type { Actor } from '#features/organisations'
import type { Writer } from '#platform/db'

/** What entries are of, in the order in which a day tells them. */
export const KINDS = ['meeting', 'round', 'step', 'action', 'values', 'survey'] as const
export type Kind = (typeof KINDS)[number]

/** Who does it, of those that steer; the others are whoever follows the scheme. */
export const COLUMNS = ['political', 'technical', 'working-group', 'assembly', 'others'] as const
export type Column = (typeof COLUMNS)[number]

export type Standing = 'done' | 'late' | 'now' | 'past' | 'to-come' | 'cancelled'

/** Something that has a day. */
export interface Entry {
  /** Never changes, whatever becomes of it: programs know it again by it. */
  id: string
  kind: Kind
  title: string
  column: Column
  /** Who does it, in words. */
  who: string
  /** Its days, both included: `YYYY-MM-DD`. */
  from: string
  to: string
  /** Its hours, where it has some. */
  hours?: { from: Date; to: Date; place: string }
  /** The scheme that it is of; null for what is of none. */
  scheme: { code: string; title: string } | null
  /** Where it is read, from the root of the site. */
  path: string
  standing: Standing
  /** Grows each time that those who are called are told of a change. */
  sequence: number
}

/** Days, both included: `YYYY-MM-DD`. */
export interface Span {
  from: string
  to: string
}

/** What an actor may read that has a day within a span. */
export type EntriesOf = (trx: Writer, actor: Actor, span: Span) => Promise<readonly Entry[]>

/** Whether two spans have a day in common. */
export const meets = (one: Span, other: Span): boolean => one.from <= other.to && one.to >= other.from

/** What becomes of something whose doing nobody notes, from a day. */
export const standingOn = ({ from, to }: Span, today: string): Standing =>
  today < from ? 'to-come' : today <= to ? 'now' : 'past'

declare module '#platform/db' {
  interface Tables {
    calendar_feed: {
      id: string
      organisation_id: string
      person_id: string
      token_hash: string
      made_at: Generated<Date>
    }
  }
}

import type { Generated } from 'kysely'

/** What a body is, by what its mandate usually is. */
export const BODY_KINDS = ['political', 'technical', 'working-group', 'assembly', 'other'] as const
export type BodyKind = (typeof BODY_KINDS)[number]

/** How a body decides: by more voices for than against, or where none is against. */
export type Deciding = 'majority' | 'consent'

/** A body that steers: who meets to decide. */
export interface Body {
  id: string
  kind: BodyKind
  name: string
  /** Markdown. */
  mandate: string
  /** How many of its seats, of 100, must take part; null where none is asked for. */
  quorum: number | null
  decides: Deciding
  /** Whether who chairs it may decide in its name without a meeting. */
  alone: boolean
  open: boolean
}

export type SeatRole = 'chair' | 'secretary' | 'member'

/** A function in a body, and who holds it. */
export interface Seat {
  id: string
  body: string
  /** Somebody of the organisation; null for who has no account here. */
  person: string | null
  name: string
  /** Where convocations go; of the account, where there is one. */
  email: string | null
  /** « Vice-présidente déléguée à l’insertion ». */
  title: string
  role: SeatRole
  /** The seat that it sits for when its holder is away. */
  substituteOf: string | null
  since: string
  /** Its last day. */
  until: string | null
}

/** Whether somebody holds a seat on a day. */
export const holdsOn = ({ since, until }: Pick<Seat, 'since' | 'until'>, day: string): boolean =>
  since <= day && (until === null || until >= day)

/** Who somebody is, whichever seats they hold: the same word for the same person. */
export const personOf = ({ person, name, email }: Pick<Seat, 'person' | 'name' | 'email'>): string =>
  person ?? (email ?? name).trim().toLocaleLowerCase('fr')

export type MeetingState = 'planned' | 'convened' | 'held' | 'cancelled'
export type Presence = 'present' | 'excused' | 'away' | 'represented'

declare module '#platform/db' {
  interface Tables {
    body: {
      id: string
      organisation_id: string
      kind: BodyKind
      name: string
      mandate: string
      quorum: number | null
      decides: Deciding
      alone: boolean
      opened_at: Generated<Date>
      closed_at: Date | null
    }
    body_seat: {
      id: string
      organisation_id: string
      body_id: string
      person_id: string | null
      name: string | null
      email: string | null
      title: string
      role: SeatRole
      substitute_of: string | null
      since: string
      until: string | null
    }
    meeting: {
      id: string
      organisation_id: string
      body_id: string
      starts_at: Date
      ends_at: Date
      place: string
      link: string
      words: string
      state: Generated<MeetingState>
      convened_at: Generated<Date | null>
      convened_by: Generated<string | null>
      minutes: Generated<string>
      sequence: Generated<number>
      afterwards: Generated<boolean>
      revision: Generated<number>
    }
    meeting_item: {
      id: string
      organisation_id: string
      meeting_id: string
      position: number
      title: string
      words: string
      case_id: string | null
    }
    attendance: {
      id: string
      organisation_id: string
      body_id: string
      meeting_id: string
      seat_id: string
      presence: Presence
      by_seat: string | null
    }
  }
}

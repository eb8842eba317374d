import type { Generated } from 'kysely'

/** Where an orientation is: given, taken up by who is to write, answered by what they wrote, declined with a reason. */
export const ORIENTATION_STATES = ['sent', 'taken-up', 'answered', 'declined'] as const
export type OrientationState = (typeof ORIENTATION_STATES)[number]

/** What a body asks another one to write. */
export interface Orientation {
  id: string
  /** What it concerns, and what of it is to be written, as cases name them. */
  scope: string
  matter: string
  /** The bodies, by id. */
  by: string
  to: string
  /** Where it was given; null outside any meeting. */
  meeting: string | null
  /** `YYYY-MM-DD`, as what follows. */
  on: string
  due: string | null
  title: string
  /** Markdown. */
  words: string
  state: OrientationState
  takenUpAt: Date | null
  /** What was written, as subjects of the matter, and how each was called then. */
  written: readonly Written[]
  /** What goes with what was written, or why nothing was. Markdown. */
  answer: string
  answeredAt: Date | null
}

/** Something that was written. */
export interface Written {
  subject: string
  title: string
}

/** Whether who is to write still owes an answer. */
export const isOwed = ({ state }: Pick<Orientation, 'state'>): boolean => state === 'sent' || state === 'taken-up'

/** Whether an answer is owed since before a day. @param today `YYYY-MM-DD` */
export const isLate = ({ state, due }: Pick<Orientation, 'state' | 'due'>, today: string): boolean =>
  isOwed({ state }) && due !== null && due < today

declare module '#platform/db' {
  interface Tables {
    orientation: {
      id: string
      organisation_id: string
      scope: string
      matter: string
      by_body: string
      to_body: string
      meeting_id: string | null
      given_on: string
      due: string | null
      title: string
      words: string
      state: Generated<OrientationState>
      taken_up_at: Generated<Date | null>
      subjects: Generated<string[]>
      called: Generated<string[]>
      answer: Generated<string>
      answered_at: Generated<Date | null>
      answered_by: Generated<string | null>
      recorded_at: Generated<Date>
      recorded_by: string
    }
  }
}

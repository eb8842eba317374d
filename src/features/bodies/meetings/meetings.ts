import type { MeetingState } from '../bodies.ts'

/** A body that meets. */
export interface Meeting {
  id: string
  body: string
  startsAt: Date
  endsAt: Date
  place: string
  /** `https://…`; empty where it is not joined from afar. */
  link: string
  /** What the convocation says beside the agenda. */
  words: string
  state: MeetingState
  convenedAt: Date | null
  convenedBy: string | null
  /** Markdown. */
  minutes: string
  /** Grows each time that calendars are told. */
  sequence: number
  /** Whether it had taken place when it was entered: nobody was called to it from here. */
  afterwards: boolean
  /** Of the minutes. */
  revision: number
}

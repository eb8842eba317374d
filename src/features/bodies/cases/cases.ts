import type { Generated } from 'kysely'

/** What a body answers to what it is asked. */
export type Outcome = 'accept' | 'return' | 'refuse'
/** Where it answered: in a meeting, by mail, or by who chairs it alone. */
export type Way = 'meeting' | 'round' | 'alone'
export type Voice = 'for' | 'against' | 'abstention'
export type CaseState = 'open' | 'accepted' | 'returned' | 'refused' | 'withdrawn'

/** How many voices said what. */
export interface Voices {
  for: number
  against: number
  abstentions: number
}

/** What a body decided of a case, in its turn. */
export interface Decision {
  level: number
  body: string
  outcome: Outcome
  /** What accepting is subject to, or why it is sent back or refused. */
  reason: string
  way: Way
  meeting: string | null
  round: string | null
  /** The seats that took part. */
  seats: readonly string[]
  /** Null where voices were not counted. */
  voices: Voices | null
  /** `YYYY-MM-DD` */
  on: string
  recordedAt: Date
  recordedBy: string
}

/** Something that is submitted to bodies, one after the other. */
export interface Case {
  id: string
  /** What it belongs to, by the name that its feature gives it: `scheme:ID`. */
  scope: string
  /** What is validated, of that: `action`, `text`, `choice`… */
  matter: string
  /** Which one: `1-1.3`, `2024`… What is sent back and submitted again is another case of the same subject. */
  subject: string
  title: string
  /** SHA-256 of what is validated: where it is another since, what was decided does not hold for it. */
  fingerprint: string
  /** What is validated, as it was read, in Markdown. */
  words: string
  /** The bodies in their order, as the chain was when it was submitted. */
  bodies: readonly string[]
  /** Whose turn it is, from 0; the number of bodies once all have accepted. */
  level: number
  state: CaseState
  openedAt: Date
  openedBy: string
  closedAt: Date | null
  /** Whether a body decided it of itself, without anything submitted to it; it was opened as it met. */
  own: boolean
  decisions: readonly Decision[]
}

declare module '#platform/db' {
  interface Tables {
    validation_chain: { id: string; organisation_id: string; scope: string; matter: string; bodies: string[] }
    validation_case: {
      id: string
      organisation_id: string
      scope: string
      matter: string
      subject: string
      title: string
      fingerprint: string
      words: string
      bodies: string[]
      level: Generated<number>
      state: Generated<CaseState>
      opened_at: Generated<Date>
      opened_by: string
      closed_at: Date | null
      own: Generated<boolean>
    }
    round: {
      id: string
      organisation_id: string
      body_id: string
      case_id: string
      words: string
      opened_at: Generated<Date>
      opened_by: string
      until: string
      closed_at: Date | null
    }
    round_voice: {
      id: string
      organisation_id: string
      body_id: string
      round_id: string
      seat_id: string
      voice: Voice
      words: string
      said_by: string
      said_at: Generated<Date>
    }
    body_decision: {
      id: string
      organisation_id: string
      body_id: string
      case_id: string
      level: number
      outcome: Outcome
      reason: string
      way: Way
      meeting_id: string | null
      round_id: string | null
      seats: string[]
      voices_for: number | null
      voices_against: number | null
      abstentions: number | null
      decided_on: string
      recorded_at: Generated<Date>
      recorded_by: string
    }
  }
}

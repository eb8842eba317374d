import type { Actor } from '#features/organisations'
import type { Writer } from '#platform/db'
import type { Dated } from './rules.ts'

/** Something that a member of an organisation owes today. */
export interface Owed extends Dated {
  /** Who owes it. */
  person: string
  /** What it is, by its name for programs, which never changes. */
  subject: string
  /** What that is of, on whose page what was sent is shown: `campaign:…`. */
  topic: string
  /** In a line, beginning with what is to be done: « Évaluer l’action 1-2 ». */
  title: string
  /** Where it is done, from the root of the site. */
  path: string
}

/**
 * What members of an organisation owe today: what is done, or was taken back, is not among it. @param actor whoever asks, or the program itself, for
 * that organisation
 */
export type OwedOf = (trx: Writer, actor: Actor) => Promise<readonly Owed[]>

/** A mail that reminded somebody, or is about to, of something. */
export interface Reminded {
  day: string
  /** Of whom it was sent to. */
  name: string
  title: string
  /** Who had it sent; null for the days of the rules. */
  by: string | null
  sent: boolean
}

declare module '#platform/db' {
  interface Tables {
    reminder: {
      id: string
      organisation_id: string
      person_id: string
      day: string
      subject: string
      topic: string
      title: string
      path: string
      due: string | null
      by_hand_of: string | null
      sent_at: Date | null
    }
  }
}

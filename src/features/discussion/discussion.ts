import type { Generated } from 'kysely'
import type { Actor, Rule } from '#features/organisations'
import type { Database, Writer } from '#platform/db'
import type { Jobs } from '#platform/jobs'

/** What is discussed: a thing of another feature, which says what it is called, where it is, and who may. */
export interface Subject {
  /** Its name for programs, which never changes: `scheme/vallonne-2022/action/papier`. */
  subject: string
  /** What it is called, for lists and mails. */
  title: string
  /** The address of its page on this site, under which its comments and attachments have theirs. */
  path: string
  /** Who reads it: nobody else may be mentioned, or told of it. */
  readers: Rule
  /** Who writes and attaches. */
  writers: Rule
  /**
   * Why its files stay as they are, for whoever asks. @param acting in the transaction that would change them: what is looked at is held
   */
  holds?(trx: Writer, actor: Actor, acting: boolean): Promise<Held>
}

/** Why files may not be attached to a subject, or removed from it, in French; null when they may. */
export interface Held {
  attach: string | null
  detach: string | null
}

/** What discussing acts through. */
export interface Means {
  db: Database
  jobs: Jobs
  /** Attachments are in its folder `pieces`, which every process that serves this database must share. */
  dataDir: string
}

/** A comment, as whoever may read its subject sees it. */
export interface Comment {
  id: string
  parentId: string | null
  authorId: string
  /** Markdown, with people as `@{id}`; null once withdrawn. */
  body: string | null
  /** What it said before, the oldest first. */
  former: readonly Former[]
  mentions: readonly string[]
  /** Whether it asks for something, and whether that was done. */
  asks: boolean
  handled: { at: Date; by: string } | null
  madeAt: Date
  editedAt: Date | null
}

/** Words that a comment no longer says, and until when it did (ISO 8601). */
export interface Former {
  body: string
  until: string
}

declare module '#platform/db' {
  interface Tables {
    comment: {
      id: string
      organisation_id: string
      subject: string
      title: string
      path: string
      readers: string[] | null
      parent_id: string | null
      author_id: string
      body: string | null
      former: Generated<readonly Former[]>
      mentions: Generated<string[]>
      untold: Generated<string[]>
      asks: boolean
      handled_at: Date | null
      handled_by: string | null
      made_at: Generated<Date>
      edited_at: Date | null
      withdrawn_at: Date | null
    }
    attachment: {
      id: string
      organisation_id: string
      subject: string
      person_id: string
      name: string
      kind: string
      bytes: number
      sha256: string
      made_at: Generated<Date>
      removed_at: Date | null
      removed_by: string | null
      removed_for: string | null
    }
  }
}

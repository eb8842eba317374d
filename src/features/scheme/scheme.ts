import type { Generated } from 'kysely'
import type { Adoption, Cover, PartKind } from './document/document.ts'

export const VERSION_STATES = ['draft', 'submitted', 'adopted', 'dropped'] as const
export type VersionState = (typeof VERSION_STATES)[number]

/** Where an action stands, as its pilot says. */
export const STATUSES = ['to-start', 'ongoing', 'late', 'done'] as const
export type Status = (typeof STATUSES)[number]

/** A scheme, for somebody who may read it. */
export interface Scheme extends Cover {
  id: string
  /** The organisation that leads it. */
  organisation: string
  code: string
  publicSince: Date | null
  versions: readonly Version[]
}

/** A version of its text: the last adopted one is in force. */
export interface Version {
  id: string
  number: number
  state: VersionState
  purpose: string
  openedAt: Date
  submittedAt: Date | null
  adoption: Adoption | null
  sha256: string | null
}

/** The version that is being written or waits for its adoption; none when the text is frozen. */
export const openVersion = ({ versions }: Pick<Scheme, 'versions'>) =>
  versions.find(({ state }) => state === 'draft' || state === 'submitted')
/** The version in force: the last adopted one. */
export const inForce = ({ versions }: Pick<Scheme, 'versions'>) => versions.findLast(({ state }) => state === 'adopted')

declare module '#platform/db' {
  interface Tables {
    scheme: {
      id: string
      organisation_id: string
      code: string
      cover: Cover
      created_at: Generated<Date>
      public_since: Date | null
    }
    scheme_buyer: {
      id: string
      organisation_id: string
      scheme_id: string
      invited_at: Generated<Date>
      joined_at: Date | null
      ended_at: Date | null
    }
    scheme_version: {
      id: string
      organisation_id: string
      scheme_id: string
      number: number
      state: VersionState
      purpose: string
      opened_at: Generated<Date>
      opened_by: string
      submitted_at: Date | null
      submitted_by: string | null
      /** As JSON. */
      document: unknown
      sha256: string | null
      adopted_on: string | null
      deliberation: string | null
      vote: string | null
      closed_at: Date | null
      closed_by: string | null
    }
    scheme_part: {
      id: string
      organisation_id: string
      scheme_id: string
      kind: PartKind
      key: string
      parent: string | null
      position: number
      /** The part without its key and parent. */
      content: Record<string, unknown>
    }
    action_event: {
      id: string
      organisation_id: string
      scheme_id: string
      action: string
      kind: 'status' | 'note' | 'step'
      day: string
      status: Status | null
      step: string | null
      done: boolean | null
      words: string
      author_id: string
      made_at: Generated<Date>
    }
    action_pilot: {
      id: string
      organisation_id: string
      scheme_id: string
      action: string
      membership_id: string
      since: Generated<Date>
      ended_at: Date | null
    }
  }
}

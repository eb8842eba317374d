import type { Child } from 'hono/jsx'
import type { People } from '#ui'
import type { Body, Seat } from '../../bodies.ts'
import type { Orientation } from '../../orientations/orientations.ts'
import type { Framed } from '../../pages/BodyFrame.tsx'
import type { Case } from '../cases.ts'
import type { Matter, Place } from '../deciding.ts'
import type { Round } from '../rounds.ts'

/** What the reader may do with a case now. */
export interface Answering {
  /** Whether they organise: open a round, write a meeting’s decision down, enter voices. */
  organises: boolean
  /** Whether they chair or keep the records of the body whose turn it is. */
  keeps: boolean
  /** Whether they may decide in its name without a meeting. */
  alone: boolean
  /** Whether they submitted it. */
  submitted: boolean
  /** Its meetings that began since it was submitted, the latest first. */
  meetings: readonly { id: string; startsAt: Date }[]
  /** The seats that the reader speaks for in the round that is open. */
  mine: readonly string[]
  /** The seats that are asked in a round. */
  asked: readonly Seat[]
}

/** What the page of a case is given. */
export interface CaseProps extends Framed {
  asked: Case
  /** Other cases of the same subject. */
  others: readonly Case[]
  bodies: readonly Body[]
  seats: readonly Seat[]
  rounds: readonly Round[]
  /** Those that it answers. */
  orientations: readonly Orientation[]
  /** Names of who submitted and who wrote down. */
  people: People
  matters: readonly Matter[]
  /** What it belongs to; null where the organisation has that no more. */
  place: Place | null
  /** What is attached to it. */
  documents: Child
  answering: Answering
}

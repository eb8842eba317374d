import type { Actor } from '#features/organisations'
import type { Database } from '#platform/db'
import { type BodyInput, readSeat } from './seats/fields.ts'
import { openBody } from './seats/opening.ts'
import { addSeat } from './seats/seating.ts'

const PLAIN: BodyInput = { kind: 'technical', name: 'Comité technique', mandate: '', quorum: 50, decides: 'majority', alone: false } // biome-ignore format: one line

/** Opens a body. @returns its id */
export const bodyOf = (db: Database, actor: Actor, more: Partial<BodyInput> = {}) =>
  openBody(db, actor, { ...PLAIN, ...more })

/** Adds a seat as its form is sent, to somebody without an account unless told. @returns its id */
export const seatOf = (db: Database, actor: Actor, body: string, sent: Record<string, string>) =>
  addSeat(db, actor, body, readSeat({ title: 'Membre', since: '2024-01-01', ...sent }))

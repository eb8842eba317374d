import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Hono } from 'hono'
import { sql } from 'kysely'
import pino from 'pino'
import { afterAll, expect } from 'vitest'
import type { Actor } from '#features/organisations'
import type { Database } from '#platform/db'
import { Jobs } from '#platform/jobs'
import { Mailer, mailJob, outboxJob } from '#platform/mail'
import type { openDoor, Someone } from '../../../tests/support/actors.ts'
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

/** A case that some bodies are asked, one after the other; put there by the owner. @returns its id */
export async function caseOf(db: Database, actor: Actor, bodies: readonly string[], title: string, level = 0) {
  const id = randomUUID()
  await db.transaction(trx =>
    sql`
      insert into validation_case (id, organisation_id, scope, matter, subject, title, fingerprint, words, bodies, level, opened_by)
      values (${id}, ${actor.membership.organisation.id}, 's', 'm', ${id}, ${title}, ${'0'.repeat(64)}, '', ${[...bodies]}, ${level},
        ${actor.person.id})`.execute(trx),
  )
  return id
}

/** Words as they are read: without tags, each space a plain one. */
export const plain = (html: string) => html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')

/** Asks for the pages of the bodies of an organisation, by what follows their address. */
export const asking =
  (app: Hono, door: ReturnType<typeof openDoor>, of: () => Actor) =>
  async (path: string, someone: Someone, fields?: Record<string, string>) => {
    const answer = await app.request(`/organisations/${of().membership.organisation.siren}/instances${path}`, {
      headers: door.as(someone),
      ...(fields ? { method: 'POST', body: new URLSearchParams(fields) } : {}),
    })
    const bytes = new Uint8Array(await answer.arrayBuffer())
    const words = plain(Buffer.from(bytes).toString())
    return { status: answer.status, to: answer.headers.get('location') ?? '', words, bytes }
  }

export const refused = (code: string) => expect.objectContaining({ code })

/** What bodies act through, with mails that wait in the database and never leave; to be opened by its jobs. */
export function siteWith(db: Database) {
  const dataDir = mkdtempSync(join(tmpdir(), 'mieuxdisant-instances-'))
  const jobs = new Jobs(db, [mailJob, outboxJob], { log: pino({ level: 'silent' }) })
  afterAll(() => jobs.stop())
  afterAll(() => rmSync(dataDir, { recursive: true }))
  const mail = new Mailer(db, jobs, { mailUrl: null, mailFrom: 'Mieuxdisant <achats@exemple.fr>', dataDir })
  return { db, mail, url: 'https://exemple.test', means: { db, jobs, dataDir } }
}

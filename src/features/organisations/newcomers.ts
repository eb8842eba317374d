import { createHmac, randomUUID, timingSafeEqual } from 'node:crypto'
import { type Kysely, sql } from 'kysely'
import type { Database, Tables } from '#platform/db'
import { refuse } from './labels.ts'
import type { Kind } from './organisations.ts'
import { addOrganisation, instanceScope } from './registry.ts'
import { attempt } from './sign-in/attempts.ts'
import { checkLength } from './sign-in/passwords.ts'

interface Newcomer {
  email: string
  name: string
  administrator: boolean
}

/** Any constant works: it only has to be the same for every process. */
const FIRST_RUN = 7_418_337

/** Databases that somebody administers: there is no going back, so that they are asked no more. */
const settled = new WeakSet<Kysely<Tables>>()

/** Whether nobody administers the instance yet. Any page may ask: once somebody does, it costs nothing. */
export async function isNew(identity: Kysely<Tables>): Promise<boolean> {
  if (settled.has(identity)) return false
  const known = await identity.selectFrom('person').select('id').where('administrator', '=', true).limit(1).execute()
  if (known.length > 0) settled.add(identity)
  return known.length === 0
}

/**
 * What proves that who opens the first account runs the program: the same for every process and start of an installation, as long as it keeps
 * its secret.
 */
export function firstRunCode(secret: string): string {
  const code = createHmac('sha256', secret).update('first run').digest('hex').slice(0, 16)
  return code.match(/.{4}/g)?.join('-') ?? code
}

/**
 * Opens an account whose holder chooses the password at once.
 * @returns their id; null when the address has one
 * @throws Refusal `password-length`, and `already-started` for the first administrator when there is one
 */
export async function openAccount(
  identity: Kysely<Tables>,
  newcomer: Newcomer,
  password: string,
): Promise<string | null> {
  checkLength(password)
  const { hashPassword } = await import('better-auth/crypto')
  const hash = await hashPassword(password)
  return identity.transaction().execute(async trx => {
    if (newcomer.administrator) {
      await sql`select pg_advisory_xact_lock(${FIRST_RUN})`.execute(trx)
      if (!(await isNew(trx))) refuse('already-started')
    }
    const [person] = await trx
      .insertInto('person')
      .values({ id: randomUUID(), email_verified: true, ...newcomer })
      .onConflict(known => known.constraint('person_email_taken').doNothing())
      .returning('id')
      .execute()
    if (person === undefined) return null
    const now = new Date()
    await trx
      .insertInto('credential')
      .values({
        id: randomUUID(),
        person_id: person.id,
        account_id: person.id,
        provider_id: 'credential',
        password: hash,
        created_at: now,
        updated_at: now,
      })
      .execute()
    return person.id
  })
}

/**
 * Opens the first account, and the first organisation, which it administers.
 * @param place the network address of who asks
 * @throws Refusal `code-wrong`, `too-many-attempts`, `already-started`, `password-length`, `person-known`
 */
export async function firstRun(
  db: Database,
  secret: string,
  place: string,
  input: {
    code: string
    person: { email: string; name: string }
    password: string
    organisation: { siret: string; name: string; kind: Kind; territory: string }
  },
): Promise<void> {
  if (!(await isNew(db.identity))) return refuse('already-started')
  await attempt(db.identity, { address: 'first run', place }, async () => {
    const [given, right] = [input.code.trim().toLowerCase(), firstRunCode(secret)].map(text => Buffer.from(text))
    if (!given || !right || given.length !== right.length || !timingSafeEqual(given, right)) refuse('code-wrong')
  })
  const { email } = input.person
  const id = await openAccount(db.identity, { ...input.person, administrator: true }, input.password)
  if (id === null) return refuse('person-known', { email })
  const organisation = randomUUID()
  await db.as(instanceScope({ id }, 'first-run', organisation), async trx => {
    await addOrganisation(trx, organisation, input.organisation)
    await trx
      .insertInto('membership')
      .values({
        id: randomUUID(),
        organisation_id: organisation,
        person_id: id,
        roles: ['administrator'],
        directorate_id: null,
        until: null,
        ended_at: null,
      })
      .execute()
  })
}

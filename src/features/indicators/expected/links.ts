import { randomUUID } from 'node:crypto'
import type { Generated, Kysely } from 'kysely'
import { type Actor, hashOf, newToken, type OwnDataOf, scopeOf } from '#features/organisations'
import type { Database, Tables, Writer } from '#platform/db'
import type { Due } from './due.ts'

/** How long a link serves, in days: two Mondays. */
export const LINK_DAYS = 14

/** What a link opens, and for whom. */
export interface FormLink {
  organisation: string
  person: string
  scheme: string
  form: Due['kind']
  /** The key of the indicator or the action. */
  part: string
  /** The period, or the key of the step; empty for a status. */
  at: string
  madeAt: Date
}

const partOf = (due: Due) => (due.kind === 'value' ? due.indicator.key : due.action.key)
const atOf = (due: Due) => (due.kind === 'value' ? due.period : due.kind === 'step' ? due.step.key : '')

/** Makes a link to the form of each thing that is expected of the actor, of which only a hash is kept. @returns their tokens, in order */
export async function addLinks(
  trx: Writer,
  { person, membership }: Actor,
  dues: readonly { scheme: { id: string }; due: Due }[],
): Promise<string[]> {
  const expires_at = new Date(Date.now() + LINK_DAYS * 24 * 3600 * 1000)
  const made = dues.map(({ scheme, due }) => ({ ...newToken(), scheme, due }))
  if (made.length === 0) return []
  await trx
    .insertInto('form_link')
    .values(
      made.map(({ hash, scheme, due }) => ({
        id: randomUUID(),
        organisation_id: membership.organisation.id,
        person_id: person.id,
        scheme_id: scheme.id,
        form: due.kind,
        part: partOf(due),
        at: atOf(due),
        token_hash: hash,
        expires_at,
      })),
    )
    .execute()
  return made.map(({ token }) => token)
}

const mine = (trx: Writer, { person, membership }: Actor) =>
  trx
    .deleteFrom('form_link')
    .where('organisation_id', '=', membership.organisation.id)
    .where('person_id', '=', person.id)

/** Forgets links that were made for a mail that did not leave. */
export async function forgetLinks(db: Database, actor: Actor, tokens: readonly string[]): Promise<void> {
  if (tokens.length === 0) return
  await db.as(scopeOf(actor, 'send-links'), trx =>
    mine(trx, actor).where('token_hash', 'in', tokens.map(hashOf)).execute(),
  )
}

/** What the link of a token opens, for who is not known yet; null when it has expired, was cancelled, or never was. */
export async function linkOf(identity: Kysely<Tables>, token: string): Promise<FormLink | null> {
  const found = await identity
    .selectFrom('form_link')
    .select(['organisation_id as organisation', 'person_id as person', 'scheme_id as scheme'])
    .select(['form', 'part', 'at', 'made_at as madeAt'])
    .where('token_hash', '=', hashOf(token))
    .where('expires_at', '>', new Date())
    .executeTakeFirst()
  return found ?? null
}

/** How many links of the actor may still serve. */
export async function countLinks(trx: Writer, actor: Actor): Promise<number> {
  const { n } = await trx
    .selectFrom('form_link')
    .select(({ fn }) => fn.countAll<string>().as('n'))
    .where('organisation_id', '=', actor.membership.organisation.id)
    .where('person_id', '=', actor.person.id)
    .where('expires_at', '>', new Date())
    .executeTakeFirstOrThrow()
  return Number(n)
}

/** Cancels the links that were sent to the actor for their organisation. */
export async function cancelLinks(db: Database, actor: Actor): Promise<void> {
  await db.as(scopeOf(actor, 'cancel-links'), trx => mine(trx, actor).execute())
}

/** The links of a person that still serve; erased, they serve nobody. */
export const linksOfPerson: OwnDataOf = {
  name: 'formLinks',
  copy: (trx, person) =>
    trx
      .selectFrom('form_link as l')
      .innerJoin('organisation as o', 'o.id', 'l.organisation_id')
      .select(['o.siren', 'l.form', 'l.part', 'l.at', 'l.made_at', 'l.expires_at'])
      .where('l.person_id', '=', person)
      .orderBy('l.made_at')
      .execute(),
  async erase(trx, person) {
    await trx.deleteFrom('form_link').where('person_id', '=', person).execute()
  },
}

declare module '#platform/db' {
  interface Tables {
    form_link: {
      id: string
      organisation_id: string
      person_id: string
      scheme_id: string
      form: Due['kind']
      part: string
      at: string
      token_hash: string
      made_at: Generated<Date>
      expires_at: Date
    }
  }
}

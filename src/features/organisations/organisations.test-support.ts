import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { expect } from 'vitest'
import type { Database } from '#platform/db'
import type { Space } from '#ui'
import { Invitations, type Letters } from './invitations.ts'
import { Members } from './members.ts'
import { organisationRoutes } from './organisation-routes.ts'
import type { Actor, Role } from './organisations.ts'
import { Registry } from './registry.ts'
import { SECRET, SITE, site } from './sign-in/accounts.test-support.ts'

const space = (): Space => ({ name: 'Un espace', person: 'Quelqu’un', menu: [], here: '' })

/** What somebody is, without a directorate or an end. */
export const as = (roles: readonly Role[]) => ({ roles: [...roles], directorate: null, until: null })

/** A refusal of that code. */
export const code = (wanted: string) => expect.objectContaining({ code: wanted })

/** A site with organisations; letters are kept instead of leaving. */
export function organisationSite(db: Database) {
  const sent: {
    invitations: { organisation: string; invitation: string }[]
    refusals: { email: string; reason: string }[]
    links: { email: string; to: string }[]
  } = { invitations: [], refusals: [], links: [] }
  const letters: Letters = {
    invitation: async (_, ids) => void sent.invitations.push(ids),
    accountLink: async (_, wanted) => void sent.links.push(wanted),
    refusal: async (_, answer) => void sent.refusals.push(answer),
  }
  const members = new Members(db)
  const invitations = new Invitations(db, letters, SITE)
  const registry = new Registry(db, letters)
  const { accounts, browser, person } = site(db, all =>
    organisationRoutes({ db, accounts: all, invitations, letters, registry, secret: SECRET, proxies: 1 }, members, {
      ofOrganisation: space,
      ofInstance: space,
    }),
  )

  let siren = 910_000_000
  /** An organisation, opened by the owner of the database. */
  async function organisation(name: string) {
    const id = randomUUID()
    const siret = `${++siren}00010`
    await db.transaction(trx =>
      sql`insert into organisation (id, siret, name, kind, territory) values (${id}, ${siret}, ${name}, 'department', '')`.execute(
        trx,
      ),
    )
    return { id, siren: siret.slice(0, 9), name }
  }

  /** A member with an account, and the actor that they are. */
  async function member(of: { id: string; siren: string; name: string }, roles: Role[], email: string): Promise<Actor> {
    await person(email)
    const id = randomUUID()
    const personId = await db.transaction(async trx => {
      const { rows } = await sql<{ id: string }>`select id from person where email = ${email}`.execute(trx)
      const found = rows[0]?.id ?? ''
      await sql`
        insert into membership (id, organisation_id, person_id, roles)
        values (${id}, ${of.id}, ${found}, ${roles})`.execute(trx)
      return found
    })
    return {
      person: { id: personId, name: `Nom de ${email}`, email },
      membership: { id, organisation: of, roles, suspended: false },
    }
  }

  /** What the trail of an organisation says, the oldest first. */
  async function trailOf(organisationId: string) {
    const { rows } = await db.transaction(trx =>
      sql<{ act: string; relation: string; person_id: string }>`
        select act, relation, person_id from audit where organisation_id = ${organisationId} order by id`.execute(trx),
    )
    return rows
  }

  /** The link of the latest invitation, as its letter gives it. */
  async function latestLink(): Promise<string> {
    const ids = sent.invitations.at(-1)
    const made = ids && (await invitations.linkOf(ids.organisation, ids.invitation))
    return made ? made.link.slice(SITE.length) : ''
  }

  return { accounts, browser, person, members, invitations, registry, sent, organisation, member, latestLink, trailOf }
}

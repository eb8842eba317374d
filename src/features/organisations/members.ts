import { randomUUID } from 'node:crypto'
import type { Database, Writer } from '#platform/db'
import { scopeOf } from './access.ts'
import type { Belonging } from './fields.ts'
import { refuse } from './labels.ts'
import { isPresent } from './memberships.ts'
import type { Actor, Kind, Organisation, Role } from './organisations.ts'

/** Somebody who belongs to an organisation, or did. */
export interface Member {
  id: string
  personId: string
  name: string
  email: string
  roles: Role[]
  directorateId: string | null
  directorate: string | null
  /** The last day, `YYYY-MM-DD`. */
  until: string | null
  since: Date
  endedAt: Date | null
}

/** A part of an organisation. */
export interface Directorate {
  id: string
  name: string
}

/** Has whoever else would hold the organisation wait until the transaction ends; who writes a row that refers to it need not. */
export async function holdOrganisation(trx: Writer, { id }: Pick<Organisation, 'id'>): Promise<void> {
  await trx.selectFrom('organisation').select('id').where('id', '=', id).forNoKeyUpdate().execute()
}

/**
 * Whoever administers the organisation, as of now: nobody else administers it until the transaction ends, so that two who remove each other
 * come one after the other. @throws Refusal `role-lost`
 */
export async function holdAsAdministrator(trx: Writer, { person, membership }: Actor): Promise<void> {
  await holdOrganisation(trx, membership.organisation)
  const mine = await administrators(trx, membership.organisation.id).where('person_id', '=', person.id).execute()
  if (mine.length === 0) refuse('role-lost')
}

const administrators = (trx: Writer, organisation: string) =>
  trx
    .selectFrom('membership')
    .select('until')
    .where('organisation_id', '=', organisation)
    .where(isPresent())
    .where(still => still(still.val('administrator'), '=', still.fn.any('roles')))

const idOf = ({ membership }: Actor) => membership.organisation.id

/** Members of an organisation, and its directorates. */
export class Members {
  private readonly db: Database

  constructor(db: Database) {
    this.db = db
  }

  /** Everybody, those who left included, by name. */
  list(actor: Actor): Promise<Member[]> {
    return this.db.as(scopeOf(actor), trx =>
      trx
        .selectFrom('membership as m')
        .innerJoin('person as p', 'p.id', 'm.person_id')
        .leftJoin('directorate as d', 'd.id', 'm.directorate_id')
        .select([
          'm.id',
          'm.person_id as personId',
          'p.name',
          'p.email',
          'm.roles',
          'm.directorate_id as directorateId',
        ])
        .select(['d.name as directorate', 'm.until', 'm.created_at as since', 'm.ended_at as endedAt'])
        .where('m.organisation_id', '=', idOf(actor))
        .orderBy('p.name')
        .orderBy('m.id')
        .execute(),
    )
  }

  /** Directorates that are not closed, by name. */
  directorates(actor: Actor): Promise<Directorate[]> {
    return this.db.as(scopeOf(actor), trx =>
      trx
        .selectFrom('directorate')
        .select(['id', 'name'])
        .where('organisation_id', '=', idOf(actor))
        .where('closed_at', 'is', null)
        .orderBy('name')
        .execute(),
    )
  }

  /** Changes what somebody is here. @throws Refusal `not-here`, `role-lost`, `last-administrator`, `directorate-unknown` */
  change(actor: Actor, id: string, { roles, directorate, until }: Belonging): Promise<void> {
    return this.rule(actor, 'change-roles', async trx => {
      const changed = await trx
        .updateTable('membership')
        .set({ roles, directorate_id: await knownDirectorate(trx, idOf(actor), directorate), until })
        .where('organisation_id', '=', idOf(actor))
        .where('id', '=', id)
        .where('ended_at', 'is', null)
        .returning('id')
        .execute()
      if (changed.length === 0) refuse('not-here')
    })
  }

  /**
   * Somebody leaves: they may do nothing more here, and their name stays in the trail. There is nothing to hand on: invitations, directorates
   * and publications are the organisation's, whoever made them, and nobody heads a directorate. @throws Refusal as {@link change}
   */
  end(actor: Actor, id: string): Promise<void> {
    return this.rule(actor, 'end-membership', async trx => {
      const ended = await trx
        .updateTable('membership')
        .set({ ended_at: new Date() })
        .where('organisation_id', '=', idOf(actor))
        .where('id', '=', id)
        .where('ended_at', 'is', null)
        .returning('id')
        .execute()
      if (ended.length === 0) refuse('not-here')
    })
  }

  /** Leaves by oneself. @throws Refusal `last-administrator` */
  async leave({ person, membership }: Actor): Promise<void> {
    await this.db.as(scopeOf({ person, membership }, 'leave'), async trx => {
      await holdOrganisation(trx, membership.organisation)
      await trx
        .updateTable('membership')
        .set({ ended_at: new Date() })
        .where('organisation_id', '=', membership.organisation.id)
        .where('person_id', '=', person.id)
        .where('ended_at', 'is', null)
        .execute()
      await keepOne(trx, membership.organisation.id)
    })
  }

  /** What the organisation says of itself. */
  async settings(actor: Actor): Promise<{ siret: string; name: string; kind: Kind; territory: string }> {
    return this.db.as(scopeOf(actor), trx =>
      trx
        .selectFrom('organisation')
        .select(['siret', 'name', 'kind', 'territory'])
        .where('id', '=', idOf(actor))
        .executeTakeFirstOrThrow(),
    )
  }

  /** Changes what it says of itself. @throws Refusal `role-lost` */
  describe(actor: Actor, settings: { name: string; kind: Kind; territory: string }): Promise<void> {
    return this.rule(actor, 'describe-organisation', async trx => {
      await trx.updateTable('organisation').set(settings).where('id', '=', idOf(actor)).execute()
    })
  }

  /** Opens a directorate, or opens again the closed one of that name. @throws Refusal `directorate-known`, `role-lost` */
  openDirectorate(actor: Actor, name: string): Promise<void> {
    return this.rule(actor, 'open-directorate', async trx => {
      const opened = await trx
        .insertInto('directorate')
        .values({ id: randomUUID(), organisation_id: idOf(actor), name, closed_at: null })
        .onConflict(known =>
          known
            .constraint('directorate_known')
            .doUpdateSet({ closed_at: null })
            .where('directorate.closed_at', 'is not', null),
        )
        .returning('id')
        .execute()
      if (opened.length === 0) refuse('directorate-known')
    })
  }

  /** Closes a directorate; who was in it stays a member. @throws Refusal `not-here`, `role-lost` */
  closeDirectorate(actor: Actor, id: string): Promise<void> {
    return this.rule(actor, 'close-directorate', async trx => {
      const closed = await trx
        .updateTable('directorate')
        .set({ closed_at: new Date() })
        .where('organisation_id', '=', idOf(actor))
        .where('id', '=', id)
        .where('closed_at', 'is', null)
        .returning('id')
        .execute()
      if (closed.length === 0) refuse('not-here')
      await trx.updateTable('membership').set({ directorate_id: null }).where('directorate_id', '=', id).execute()
    })
  }

  /** One change by whoever administers, after which somebody still does. */
  private rule(actor: Actor, act: string, work: (trx: Writer) => Promise<void>): Promise<void> {
    return this.db.as(scopeOf(actor, act), async trx => {
      await holdAsAdministrator(trx, actor)
      await work(trx)
      await keepOne(trx, idOf(actor))
    })
  }
}

/** @throws Refusal `last-administrator` */
async function keepOne(trx: Writer, organisation: string): Promise<void> {
  const lasting = await administrators(trx, organisation).where('until', 'is', null).limit(1).execute()
  if (lasting.length === 0) refuse('last-administrator')
}

/** A directorate of the organisation that is open, or none. @throws Refusal `directorate-unknown` */
export async function knownDirectorate(trx: Writer, organisation: string, id: string | null): Promise<string | null> {
  if (id === null) return null
  const found = await trx
    .selectFrom('directorate')
    .select('id')
    .where('organisation_id', '=', organisation)
    .where('id', '=', id)
    .where('closed_at', 'is', null)
    .execute()
  return found.length === 0 ? refuse('directorate-unknown') : id
}

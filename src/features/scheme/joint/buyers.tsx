import { sql } from 'kysely'
import { type Actor, allows, scopeOf, type Tasks } from '#features/organisations'
import { fold } from '#kernel'
import type { Database, Reader, Writer } from '#platform/db'
import { fr } from '#ui'
import { LEADERS } from '../access.ts'
import { cover } from '../document/document.ts'
import type { Scheme } from '../scheme.ts'

/** A buyer of a scheme that has said something, or may. */
export interface Buyer {
  /** Its organisation. */
  id: string
  siren: string
  name: string
  /** False once it has left: what it said stays, nothing more is expected of it. */
  present: boolean
}

/** The buyers of a scheme, who leads first, then by name; those that have left included. */
export async function buyersOf(trx: Reader | Writer, scheme: string): Promise<Buyer[]> {
  const { rows } = await sql<Buyer>`
    select organisation_id as id, siren, name, present from known_buyers() where scheme_id = ${scheme}
    order by leads desc, name, siren`.execute(trx)
  return rows
}

/** An organisation that shares a scheme, or was asked to. */
export interface Sharer {
  /** Of its invitation; null for who leads. */
  id: string | null
  organisation: string
  siren: string
  name: string
  leads: boolean
  invitedAt: Date
  joinedAt: Date | null
  endedAt: Date | null
}

/** What has become of an invitation. */
export type Sharing = 'leads' | 'in' | 'invited' | 'left' | 'unanswered'
export const sharingOf = ({ leads, joinedAt, endedAt }: Sharer): Sharing =>
  leads ? 'leads' : endedAt === null ? (joinedAt ? 'in' : 'invited') : joinedAt ? 'left' : 'unanswered'

/** Who shares a scheme, who leads first, then in the order they were invited. Who is only invited sees itself and who leads. */
export async function sharersOf(trx: Writer, scheme: string): Promise<Sharer[]> {
  const { rows } = await sql<Sharer>`
    select id, organisation_id as organisation, siren, name, leads, invited_at as "invitedAt", joined_at as "joinedAt", ended_at as "endedAt"
    from sharing_buyers(${scheme}) order by leads desc, invited_at, name`.execute(trx)
  return rows
}

/** An organisation of the site. */
export interface Found {
  id: string
  siren: string
  name: string
  suspended: boolean
}

/** The organisations of the site that somebody looks for, by SIREN or by words of their name; at most twenty, by name. */
export async function organisationsNamed(trx: Writer, words: string): Promise<Found[]> {
  const said = fold(words)
  const siren = said.replaceAll(' ', '')
  const { rows } = await sql<Found>`
    select id, siren, name, suspended from organisations_named(${/^\d{9}$/.test(siren) ? siren : said})`.execute(trx)
  return rows
}

/** A scheme that the actor's organisation is invited to share. */
export interface Offer extends Pick<Scheme, 'id' | 'code' | 'title' | 'from' | 'to' | 'summary' | 'notice' | 'buyers'> {
  invitedAt: Date
  /** Who leads it. */
  lead: string
}

/** The schemes that the actor's organisation is invited to share and has not answered, the oldest invitation first. @param code one of them */
export async function offersTo(trx: Writer, { membership }: Actor, code?: string): Promise<Offer[]> {
  let query = trx
    .selectFrom('scheme_buyer as b')
    .innerJoin('scheme as s', 's.id', 'b.scheme_id')
    .select(['s.id', 's.code', 's.cover', 'b.invited_at'])
    .where('b.organisation_id', '=', membership.organisation.id)
    .where('b.joined_at', 'is', null)
    .where('b.ended_at', 'is', null)
  if (code !== undefined) query = query.where('s.code', '=', code)
  const rows = await query.orderBy('b.invited_at').execute()
  const offers: Offer[] = []
  for (const { id, code: known, cover: said, invited_at } of rows) {
    const lead = (await sharersOf(trx, id)).find(({ leads }) => leads)?.name ?? ''
    offers.push({ id, code: known, ...cover.parse(said), invitedAt: invited_at, lead })
  }
  return offers
}

/** Where the invitation to a scheme is answered. */
export const offerPath = ({ membership }: Actor, code: string) =>
  `/organisations/${membership.organisation.siren}/schemas/${code}/invitation`

/** Invitations to share a scheme, for who may answer. */
export const offerTasks =
  (db: Database): Tasks =>
  async actor => {
    if (!allows(LEADERS, actor.membership.roles)) return []
    const offers = await db.as(scopeOf(actor), trx => offersTo(trx, actor))
    return offers.map(({ code, title, lead }) => ({
      state: 'info',
      when: 'Invitation',
      title: <bdi>{title}</bdi>,
      text: fr`${lead} vous propose de partager ce schéma : rejoignez-le, ou déclinez.`,
      action: { label: 'Lire l’invitation', href: offerPath(actor, code) },
    }))
  }

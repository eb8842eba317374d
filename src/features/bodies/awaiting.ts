import { sql } from 'kysely'
import type { Actor } from '#features/organisations'
import { parisDay } from '#kernel'
import type { Writer } from '#platform/db'

/** Something that waits for the decision of a body. */
export interface Awaited {
  id: string
  title: string
  matter: string
  /** The body whose turn it is. */
  body: string
  /** Since when: it was submitted, or the body before decided. */
  since: Date
  /** The last day of the round by mail that is open, if one is. */
  until: string | null
  /** Whether the actor sits in that body today. */
  sits: boolean
  /** Whether that round waits for a voice that the actor may give: of their seat, or of one they sit for. */
  asked: boolean
}

/** A meeting that was not held yet, past or to come. */
export interface Ahead {
  id: string
  body: string
  bodyId: string
  startsAt: Date
  endsAt: Date
  place: string
  convened: boolean
  /** Whether the actor sits in that body on that day. */
  sits: boolean
  /** The titles of its agenda, in their order. */
  agenda: readonly string[]
}

/** More would be no task but a list. */
const AT_ONCE = 50

/** What waits for the decision of bodies of the actor’s organisation, the oldest first. */
export async function awaitedOf(trx: Writer, { person, membership }: Actor, now = new Date()): Promise<Awaited[]> {
  const today = parisDay(now)
  const held = (seat: string) =>
    sql<boolean>`${sql.ref(`${seat}.since`)} <= ${today} and coalesce(${sql.ref(`${seat}.until`)} >= ${today}, true)`
  const { rows } = await sql<Awaited>`
    select c.id, c.title, c.matter, b.name as body, r.until::text as until,
      coalesce((select max(d.recorded_at) from body_decision d where d.case_id = c.id and d.organisation_id = c.organisation_id), c.opened_at) as since,
      exists (select from body_seat m where m.body_id = b.id and m.person_id = ${person.id} and ${held('m')}) as sits,
      r.until >= ${today} and exists (
        select from body_seat s where s.body_id = b.id and s.substitute_of is null and ${held('s')}
          and (s.person_id = ${person.id}
            or exists (select from body_seat sub where sub.substitute_of = s.id and sub.person_id = ${person.id} and ${held('sub')}))
          and not exists (select from round_voice v where v.round_id = r.id and v.seat_id = s.id)
      ) is true as asked
    from validation_case c
      join body b on b.organisation_id = c.organisation_id and b.id = c.bodies[c.level + 1]
      left join round r on r.organisation_id = c.organisation_id and r.case_id = c.id and r.closed_at is null
    where c.organisation_id = ${membership.organisation.id} and c.state = 'open'
    order by c.opened_at, c.id limit ${AT_ONCE}`.execute(trx)
  return rows
}

/** The meetings of the actor’s organisation that wait for their day, or for who was there to be said; the earliest first. */
export async function meetingsAhead(trx: Writer, { person, membership }: Actor): Promise<Ahead[]> {
  const { rows } = await sql<Ahead>`
    select m.id, b.name as body, b.id as "bodyId", m.starts_at as "startsAt", m.ends_at as "endsAt", m.place, m.state = 'convened' as convened,
      exists (
        select from body_seat s where s.body_id = b.id and s.person_id = ${person.id}
          and s.since <= m.starts_at::date and coalesce(s.until >= m.starts_at::date, true)
      ) as sits,
      array(select i.title from meeting_item i where i.meeting_id = m.id and i.organisation_id = m.organisation_id order by i.position, i.id) as agenda
    from meeting m join body b on b.organisation_id = m.organisation_id and b.id = m.body_id
    where m.organisation_id = ${membership.organisation.id} and m.state in ('planned', 'convened') and b.closed_at is null
    order by m.starts_at, m.id limit ${AT_ONCE}`.execute(trx)
  return rows
}

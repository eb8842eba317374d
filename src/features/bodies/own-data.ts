import type { OwnDataOf } from '#features/organisations'

/**
 * What bodies keep of a person: where they sit and sat, and the meetings of which something was said of their seat. What bodies did stays when they
 * are erased, under their identifier, which then names nobody.
 */
export const seatsOfPerson: OwnDataOf = {
  name: 'bodies',
  async copy(trx, person) {
    const seats = await trx
      .selectFrom('body_seat as s')
      .innerJoin('body as b', 'b.id', 's.body_id')
      .innerJoin('organisation as o', 'o.id', 's.organisation_id')
      .select(['o.siren', 'b.name as body', 's.title', 's.role', 's.since', 's.until'])
      .where('s.person_id', '=', person)
      .orderBy('s.since')
      .orderBy('s.id')
      .execute()
    const meetings = await trx
      .selectFrom('attendance as a')
      .innerJoin('body_seat as s', 's.id', 'a.seat_id')
      .innerJoin('meeting as m', 'm.id', 'a.meeting_id')
      .innerJoin('body as b', 'b.id', 'm.body_id')
      .innerJoin('organisation as o', 'o.id', 'm.organisation_id')
      .select(['o.siren', 'b.name as body', 'm.starts_at', 's.title', 'a.presence'])
      .where('s.person_id', '=', person)
      .orderBy('m.starts_at')
      .orderBy('a.id')
      .execute()
    return { seats, meetings }
  },
  erase: async () => {},
}

import type { OwnDataOf } from '#features/organisations'

/** The views that a person saved, in every organisation; they go with the account. */
export const viewsOfPerson: OwnDataOf = {
  name: 'views',
  copy: (trx, person) =>
    trx
      .selectFrom('saved_view as v')
      .innerJoin('organisation as o', 'o.id', 'v.organisation_id')
      .select(['o.siren', 'v.name', 'v.path', 'v.query', 'v.shared'])
      .where('v.person_id', '=', person)
      .orderBy('v.name')
      .execute(),
  async erase(trx, person) {
    await trx.deleteFrom('saved_view').where('person_id', '=', person).execute()
  },
}

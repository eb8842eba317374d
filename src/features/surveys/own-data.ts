import type { OwnDataOf } from '#features/organisations'

/** The surveys that a person is still asked to answer, and what they answered under their name; of anonymous answers nothing can be told. */
export const surveysOfPerson: OwnDataOf = {
  name: 'surveys',
  async copy(trx, person) {
    const invitations = await trx
      .selectFrom('survey_invitation as i')
      .innerJoin('survey as s', 's.id', 'i.survey_id')
      .innerJoin('person as p', join =>
        join.on(({ eb, or, ref }) => or([eb('i.person_id', '=', ref('p.id')), eb('i.email', '=', ref('p.email'))])),
      )
      .select(['s.title', 'i.answered'])
      .where('p.id', '=', person)
      .orderBy('s.title')
      .execute()
    const answers = await trx
      .selectFrom('survey_answer as a')
      .innerJoin('survey as s', 's.id', 'a.survey_id')
      .select(['s.title', 'a.day', 'a.answers'])
      .where('a.person_id', '=', person)
      .orderBy('a.day')
      .execute()
    return { invitations, answers }
  },
  async erase(trx, person) {
    await trx.updateTable('survey_answer').set({ person_id: null }).where('person_id', '=', person).execute()
    await trx.deleteFrom('survey_invitation').where('person_id', '=', person).execute()
  },
}

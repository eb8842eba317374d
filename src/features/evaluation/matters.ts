import type { Case, Matter } from '#features/bodies'
import type { Actor } from '#features/organisations'
import type { Writer } from '#platform/db'
import { CHOICE, EVALUATION, GLOBAL_REPORT, SHARE_REPORT } from './reading.ts'

/** The campaign that a case is about. */
async function campaignOf(trx: Writer, { membership }: Actor, { scope, subject }: Case): Promise<string> {
  const found = await trx
    .selectFrom('campaign')
    .select('id')
    .where('organisation_id', '=', membership.organisation.id)
    .where('scheme_id', '=', scope.replace('scheme:', ''))
    .where('year', '=', Number(subject.split('/')[0]))
    .executeTakeFirstOrThrow()
  return found.id
}

/** What bodies are asked of evaluation, and what their accepting does: a share is designated, an evaluation validated. A report that they accept is then published as it is. */
export const EVALUATION_MATTERS: readonly Matter[] = [
  {
    name: CHOICE,
    label: 'Choix des actions à évaluer',
    says: 'La part des actions qu’une année évalue.',
    usual: ['technical', 'political'],
    async accepted(trx, actor, asked) {
      await trx
        .updateTable('campaign')
        .set({ designated_at: new Date() })
        .where('id', '=', await campaignOf(trx, actor, asked))
        .where('organisation_id', '=', actor.membership.organisation.id)
        .execute()
    },
  },
  {
    name: EVALUATION,
    label: 'Évaluation d’une action',
    says: 'Ce que son évaluation en juge et en recommande.',
    usual: ['working-group', 'technical', 'political'],
    async accepted(trx, actor, asked) {
      await trx
        .updateTable('evaluation')
        .set({ validated_at: new Date() })
        .where('campaign_id', '=', await campaignOf(trx, actor, asked))
        .where('organisation_id', '=', actor.membership.organisation.id)
        .where('action', '=', asked.subject.slice(asked.subject.indexOf('/') + 1))
        .execute()
    },
  },
  {
    name: SHARE_REPORT,
    label: 'Bilan d’une part',
    says: 'Ce que l’évaluation d’une année dit de toute sa part.',
    usual: ['technical'],
  },
  {
    name: GLOBAL_REPORT,
    label: 'Bilan global',
    says: 'Ce que le cycle entier dit du schéma, avant d’être publié.',
    usual: ['technical', 'political'],
  },
]

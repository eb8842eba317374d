import type { Case, Matter, Ownable } from '#features/bodies'
import { scopeOfScheme } from '#features/governance'
import type { Actor } from '#features/organisations'
import { schemesIn } from '#features/scheme'
import type { Writer } from '#platform/db'
import { fr } from '#ui'
import { rulesOf } from './reading.ts'
import { calendarOf } from './rules/calendar.ts'
import { CHOICE, cycledOf, EVALUATION, GLOBAL_REPORT, SHARE_REPORT, STRATEGY } from './shares.ts'

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

/** The years whose purchase strategy the calendars of an organisation’s schemes expect, the latest schemes and years first. */
async function strategiesIn(trx: Writer, actor: Actor): Promise<Ownable[]> {
  const offered: Ownable[] = []
  for (const scheme of (await schemesIn(trx, actor)).reverse()) {
    const calendar = calendarOf(await rulesOf(trx, actor, scheme), cycledOf(scheme))
    const years = new Set(calendar.flatMap(({ key, about }) => (key === 'strategy' && about !== null ? [about] : [])))
    for (const year of [...years].reverse()) {
      const title = `Stratégie d’achat de ${year}`
      offered.push({
        scope: scopeOfScheme(scheme),
        subject: String(year),
        title,
        label: fr`${title} : ${scheme.title}`,
      })
    }
  }
  return offered
}

/** What bodies are asked of evaluation, and what their accepting does: a share is designated, an evaluation validated. A report that they accept is then published as it is. */
export const EVALUATION_MATTERS: readonly Matter[] = [
  {
    name: CHOICE,
    label: 'Choix des actions à évaluer',
    says: 'La part des actions qu’une année évalue.',
    usual: ['technical', 'political'],
    href: (place, { subject }) => `${place.href}/evaluation/${subject}`,
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
    href: (place, { subject }) => `${place.href}/evaluation/${subject.replace('/', '/actions/')}`,
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
    href: ({ href }, { subject }) => `${href}/evaluation/${subject}/bilan`,
  },
  {
    name: GLOBAL_REPORT,
    label: 'Bilan global',
    says: 'Ce que le cycle entier dit du schéma, avant d’être publié.',
    usual: ['technical', 'political'],
    href: ({ href }, { subject }) => `${href}/evaluation/bilan-global/${subject}`,
  },
  {
    name: STRATEGY,
    label: 'Stratégie annuelle d’achat',
    says: 'Ce que l’organisation achètera, et comment, une année durant.',
    usual: [],
    href: ({ href }) => `${href}/evaluation#calendrier`,
    own: strategiesIn,
  },
]

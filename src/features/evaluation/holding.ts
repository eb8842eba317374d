import { casesOf, chainsOf } from '#features/bodies'
import { scopeOfScheme } from '#features/governance'
import { type Actor, allows, rolesHeld } from '#features/organisations'
import { findScheme, LEADERS, reachOf, type Scheme } from '#features/scheme'
import type { Writer } from '#platform/db'
import { refuse } from './labels.ts'
import { CHOICE, EVALUATION, subjectOf } from './shares.ts'

/** The scheme of a code, for whoever leads it in their organisation. @throws Refusal `role-lost` | `scheme-unknown` */
export async function holdScheme(trx: Writer, actor: Actor, code: string): Promise<Scheme> {
  if (!allows(LEADERS, await rolesHeld(trx, actor))) refuse('role-lost')
  return (await findScheme(trx, actor, code)) ?? refuse('scheme-unknown')
}

/** A campaign, held until the transaction ends. @throws Refusal `campaign-unknown` */
export async function holdCampaign(trx: Writer, { membership }: Actor, scheme: Scheme, year: number) {
  const found = await trx
    .selectFrom('campaign')
    .select(['id', 'designated_at as designatedAt'])
    .where('organisation_id', '=', membership.organisation.id)
    .where('scheme_id', '=', scheme.id)
    .where('year', '=', year)
    .forUpdate()
    .executeTakeFirst()
  return found ?? refuse('campaign-unknown', { year })
}

/** A share that may still change, held. @throws Refusal `step-designated` | `step-submitted` | … */
export async function holdShare(trx: Writer, actor: Actor, code: string, year: number) {
  const scheme = await holdScheme(trx, actor, code)
  const campaign = await holdCampaign(trx, actor, scheme, year)
  if (campaign.designatedAt) refuse('step-designated', { year })
  await nothingAsked(trx, actor, scheme, CHOICE, String(year))
  return { scheme, campaign }
}

/**
 * An action of a designated share whose evaluation may still be written, held, for whoever pilots it or leads.
 * @throws Refusal `not-designated` | `not-pilot` | `action-outside` | `step-submitted` | `step-validated` | …
 */
export async function holdAction(trx: Writer, actor: Actor, code: string, year: number, action: string) {
  const scheme = (await findScheme(trx, actor, code)) ?? refuse('scheme-unknown')
  const reach = await reachOf(trx, actor, scheme.id)
  if (reach !== 'all' && !reach.has(action)) refuse('not-pilot')
  const campaign = await holdCampaign(trx, actor, scheme, year)
  const organisation = actor.membership.organisation.id
  const found =
    (await trx
      .selectFrom('campaign_action')
      .select(['code', 'title', 'removed'])
      .where('organisation_id', '=', organisation)
      .where('campaign_id', '=', campaign.id)
      .where('action', '=', action)
      .executeTakeFirst()) ?? refuse('action-outside', { year })
  if (found.removed) refuse('action-outside', { year })
  if (!campaign.designatedAt) refuse('not-designated', { year })
  const evaluation = await trx
    .selectFrom('evaluation')
    .selectAll()
    .where('organisation_id', '=', organisation)
    .where('campaign_id', '=', campaign.id)
    .where('action', '=', action)
    .executeTakeFirst()
  if (evaluation?.validated_at) refuse('step-validated')
  await nothingAsked(trx, actor, scheme, EVALUATION, subjectOf(year, action))
  return { scheme, campaign, title: [found.code, found.title].filter(Boolean).join(' '), evaluation }
}

/** Whether bodies decide of shares, and of evaluations; whoever leads does where they do not. */
export interface Deciders {
  choice: boolean
  evaluation: boolean
}

export async function decidersOf(trx: Writer, actor: Actor, scheme: Scheme): Promise<Deciders> {
  const chains = await chainsOf(trx, actor, scopeOfScheme(scheme))
  const decide = (matter: string) => (chains.get(matter)?.length ?? 0) > 0
  return { choice: decide(CHOICE), evaluation: decide(EVALUATION) }
}

/** What whoever leads decides by themselves: no body is to. @throws Refusal `bodies-decide` | `role-lost` */
export async function holdAlone(trx: Writer, actor: Actor, scheme: Scheme, matter: keyof Deciders): Promise<void> {
  if (!allows(LEADERS, await rolesHeld(trx, actor))) refuse('role-lost')
  if ((await decidersOf(trx, actor, scheme))[matter]) refuse('bodies-decide')
}

/** @throws Refusal `step-submitted` while bodies read it */
async function nothingAsked(trx: Writer, actor: Actor, scheme: Scheme, matter: string, subject: string) {
  const [asked] = await casesOf(trx, actor, { scope: scopeOfScheme(scheme), matter, subject, state: 'open' })
  if (asked) refuse('step-submitted')
}

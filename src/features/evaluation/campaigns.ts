import { randomUUID } from 'node:crypto'
import { submitCase } from '#features/bodies'
import { scopeOfScheme } from '#features/governance'
import { type Actor, scopeOf } from '#features/organisations'
import { canonicalJson, sha256 } from '#features/publications'
import { tidy } from '#kernel'
import type { Database, Writer } from '#platform/db'
import { holdAlone, holdScheme, holdShare } from './holding.ts'
import { refuse } from './labels.ts'
import { actionsOf, rulesOf } from './reading.ts'
import { yearsOf } from './rules/cycle.ts'
import { type Rules, rules as rulesRead } from './rules/settings.ts'
import { proposeShare } from './rules/share.ts'
import { CHOICE, cycledOf } from './shares.ts'

/** Says how a scheme is evaluated. @throws Refusal `rules-in-use` where a campaign would fall out of the cycle that it is the beginning of | … */
export function setRules(db: Database, actor: Actor, code: string, rules: Rules): Promise<void> {
  return db.as(scopeOf(actor, 'set-evaluation-rules'), async trx => {
    const scheme = await holdScheme(trx, actor, code)
    const organisation_id = actor.membership.organisation.id
    const cycled = cycledOf(scheme)
    const [before, after] = [yearsOf(cycled, await rulesOf(trx, actor, scheme)), yearsOf(cycled, rules)]
    const opened = await trx
      .selectFrom('campaign')
      .select('year')
      .where('organisation_id', '=', organisation_id)
      .where('scheme_id', '=', scheme.id)
      .orderBy('year')
      .execute()
    // A cycle that is over gives way to the next; one that is under way keeps its shares.
    const next = (after[0] ?? 0) > (before.at(-1) ?? 0)
    const lost = next ? undefined : opened.find(({ year }) => before.includes(year) && !after.includes(year))
    if (lost) refuse('rules-in-use', { year: lost.year })
    const value = JSON.stringify(rulesRead.parse(rules))
    await trx
      .insertInto('evaluation_rules')
      .values({ id: randomUUID(), organisation_id, scheme_id: scheme.id, rules: value })
      .onConflict(known => known.constraint('evaluation_rules_of_scheme').doUpdateSet({ rules: value }))
      .execute()
  })
}

/**
 * Opens the campaign of a year, with the share that the rules propose.
 * @throws Refusal `year-outside` | `campaign-known` | `share-empty` | `role-lost` | `scheme-unknown`
 */
export function openCampaign(db: Database, actor: Actor, code: string, year: number): Promise<void> {
  return db.as(scopeOf(actor, 'open-campaign'), async trx => {
    const scheme = await holdScheme(trx, actor, code)
    const organisation_id = actor.membership.organisation.id
    const [rules, cycled] = [await rulesOf(trx, actor, scheme), cycledOf(scheme)]
    const years = yearsOf(cycled, rules)
    if (!years.includes(year)) refuse('year-outside', { first: years[0] ?? year, last: years.at(-1) ?? year })
    const id = randomUUID()
    const { numInsertedOrUpdatedRows } = await trx
      .insertInto('campaign')
      .values({
        id,
        organisation_id,
        scheme_id: scheme.id,
        year,
        cycle: years[0] ?? year,
        opened_by: actor.person.id,
        designated_at: null,
      })
      .onConflict(known => known.constraint('campaign_of_year').doNothing())
      .executeTakeFirst()
    if (Number(numInsertedOrUpdatedRows) === 0) refuse('campaign-known', { year })
    const had = await trx
      .selectFrom('campaign_action as a')
      .innerJoin('campaign as c', 'c.id', 'a.campaign_id')
      .select(['a.action', 'c.year'])
      .where('a.organisation_id', '=', organisation_id)
      .where('c.scheme_id', '=', scheme.id)
      .where('a.removed', '=', false)
      .orderBy('c.year')
      .execute()
    const actions = await actionsOf(trx, actor, scheme)
    const done = new Map(had.map(one => [one.action, one.year]))
    const share = new Set(proposeShare(actions, done, rules, year, cycled))
    if (share.size === 0) refuse('share-empty', { year })
    await trx
      .insertInto('campaign_action')
      .values(
        actions
          .filter(({ key }) => share.has(key))
          .map(({ key, code: called, title }) => ({
            ...{ id: randomUUID(), organisation_id, campaign_id: id, action: key, code: called, title },
            ...{ origin: 'proposed' as const, reason: '' },
          })),
      )
      .execute()
  })
}

/** A change of a share by hand: of which action, and why. */
export interface Amendment {
  action: string
  reason: string
}

const reasonIn = (sent: string): string => {
  const reason = tidy(sent)
  return reason === '' || reason.length > 2000 ? refuse('reason-missing') : reason
}

/** Adds an action to a share that is not submitted. @throws Refusal `action-unknown` | `action-known` | `reason-missing` | `step-designated` | `step-submitted` | … */
export async function addToShare(
  db: Database,
  actor: Actor,
  code: string,
  year: number,
  { action, reason: sent }: Amendment,
): Promise<void> {
  const reason = reasonIn(sent)
  return db.as(scopeOf(actor, 'amend-share'), async trx => {
    const { scheme, campaign } = await holdShare(trx, actor, code, year)
    const found = (await actionsOf(trx, actor, scheme)).find(({ key }) => key === action) ?? refuse('action-unknown')
    const there = trx
      .selectFrom('campaign_action')
      .select(['id', 'removed'])
      .where('organisation_id', '=', actor.membership.organisation.id)
      .where('campaign_id', '=', campaign.id)
      .where('action', '=', action)
    const known = await there.executeTakeFirst()
    if (known && !known.removed) refuse('action-known', { year })
    if (known)
      await trx
        .updateTable('campaign_action')
        .set({ removed: false, reason })
        .where('id', '=', known.id)
        .where('organisation_id', '=', actor.membership.organisation.id)
        .execute()
    else
      await trx
        .insertInto('campaign_action')
        .values({
          ...{ id: randomUUID(), organisation_id: actor.membership.organisation.id, campaign_id: campaign.id, action },
          ...{ code: found.code, title: found.title, origin: 'added', reason },
        })
        .execute()
  })
}

/** Removes an action from a share that is not submitted. @throws Refusal `action-outside` | `reason-missing` | `step-designated` | `step-submitted` | … */
export async function removeFromShare(
  db: Database,
  actor: Actor,
  code: string,
  year: number,
  { action, reason: sent }: Amendment,
): Promise<void> {
  const reason = reasonIn(sent)
  return db.as(scopeOf(actor, 'amend-share'), async trx => {
    const { campaign } = await holdShare(trx, actor, code, year)
    const { numUpdatedRows } = await trx
      .updateTable('campaign_action')
      .set({ removed: true, reason })
      .where('organisation_id', '=', actor.membership.organisation.id)
      .where('campaign_id', '=', campaign.id)
      .where('action', '=', action)
      .where('removed', '=', false)
      .executeTakeFirst()
    if (Number(numUpdatedRows) === 0) refuse('action-outside', { year })
  })
}

/** A share that may be chosen as it is, held. @throws Refusal `share-empty` | `step-designated` | `step-submitted` | … */
async function readyShare(trx: Writer, actor: Actor, code: string, year: number) {
  const { scheme, campaign } = await holdShare(trx, actor, code, year)
  const rows = await trx
    .selectFrom('campaign_action')
    .select(['action', 'code', 'title', 'origin', 'removed', 'reason'])
    .where('organisation_id', '=', actor.membership.organisation.id)
    .where('campaign_id', '=', campaign.id)
    .orderBy('code')
    .orderBy('action')
    .execute()
  const share = rows.filter(({ removed }) => !removed)
  if (share.length === 0) refuse('share-empty', { year })
  return { scheme, campaign, share, removed: rows.filter(one => one.removed) }
}

/**
 * Designates a share where no body chooses: whoever leads answers for it, by name.
 * @throws Refusal `bodies-decide` | `share-empty` | `step-designated` | `step-submitted` | …
 */
export function designateShare(db: Database, actor: Actor, code: string, year: number): Promise<void> {
  return db.as(scopeOf(actor, 'designate-share'), async trx => {
    const { scheme, campaign } = await readyShare(trx, actor, code, year)
    await holdAlone(trx, actor, scheme, CHOICE)
    await trx
      .updateTable('campaign')
      .set({ designated_at: new Date(), designated_by: actor.person.id })
      .where('id', '=', campaign.id)
      .where('organisation_id', '=', actor.membership.organisation.id)
      .execute()
  })
}

/** Submits a share to the bodies that choose. @returns the id of the case @throws Refusal `share-empty` | `step-designated` | `step-submitted` | those of {@link submitCase} */
export function submitChoice(
  db: Database,
  actor: Actor,
  code: string,
  year: number,
  now = new Date(),
): Promise<string> {
  return db.as(scopeOf(actor, 'submit-choice'), async trx => {
    const { scheme, share, removed } = await readyShare(trx, actor, code, year)
    const line = ({ code: called, title, reason }: (typeof share)[number]) =>
      `- ${[called, title].filter(Boolean).join(' ')}${reason && `\u00a0: ${reason}`}`
    return submitCase(trx, actor, {
      scope: scopeOfScheme(scheme),
      matter: CHOICE,
      subject: String(year),
      title: `Actions à évaluer en ${year}`,
      fingerprint: sha256(canonicalJson({ year, actions: share.map(({ action }) => action).sort() })),
      words: [
        ...share.map(line),
        ...(removed.length > 0 ? ['', 'Retirées de la proposition\u00a0:', '', ...removed.map(line)] : []),
      ].join('\n'),
      called: 'Choix des actions à évaluer',
      at: now,
    })
  })
}

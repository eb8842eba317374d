import type { Actor } from '#features/organisations'
import type { Scheme } from '#features/scheme'
import type { Writer } from '#platform/db'
import { type Cycle, type CycleAction, coverageAt, rulesOf } from './reading.ts'
import type { Coverage } from './rules/coverage.ts'
import { yearsOf } from './rules/cycle.ts'
import type { Rules } from './rules/settings.ts'
import type { Campaign, ShareAction } from './shares.ts'

/** What the report of a year’s evaluation tells: its share, and the cycle as that share left it. */
export interface CampaignRead {
  campaign: Campaign
  /** Without those that were removed. */
  actions: readonly ShareAction[]
  /** By this share and those before it. */
  coverage: Coverage
}

/** The campaign of a year; null where none was opened. */
export function campaignRead(cycle: Cycle, year: number): CampaignRead | null {
  const campaign = cycle.campaigns.find(one => one.year === year)
  return campaign ? { campaign, actions: kept(campaign), coverage: coverageAt(cycle, year, campaign.cycle) } : null
}

const kept = ({ actions }: Campaign) => actions.filter(({ removed }) => !removed)

/** What the global bilan of a cycle tells. */
export interface GlobalRead {
  years: readonly number[]
  /** Each share, with its actions. */
  shares: readonly { year: number; actions: readonly ShareAction[] }[]
  coverage: Coverage
  /** Actions that entered once the cycle had begun, and those that left since or are to leave. */
  additions: readonly CycleAction[]
  exits: readonly CycleAction[]
  /** Those whose validated evaluation proposes that they leave, from which day. */
  proposedExits: readonly { key: string; on: string }[]
}

/** A cycle as its global bilan tells it. @param first its first year; that of the cycle that the rules are of unless said */
export function globalRead(cycle: Cycle, first: number | null = null): GlobalRead {
  const { campaigns, actions, rules, cycled } = cycle
  const years = yearsOf(cycled, first === null ? rules : { ...rules, first })
  const from = [`${years[0]}-01-01`, cycled.adopted ?? cycled.from].sort()[1] as string
  const shares = campaigns
    .filter(({ year }) => years.includes(year))
    .map(one => ({ year: one.year, actions: kept(one) }))
  return {
    years,
    shares,
    coverage: coverageAt(cycle, years.at(-1) as number, first),
    additions: actions.filter(({ entered }) => (entered ?? '') > from),
    exits: actions.filter(({ left }) => left !== null && left > from),
    proposedExits: shares.flatMap(({ actions: share }) =>
      share.flatMap(({ key, evaluation }) =>
        evaluation?.validatedAt && evaluation.exitOn ? [{ key, on: evaluation.exitOn }] : [],
      ),
    ),
  }
}

/** What there is to tell of evaluations, without reading them: the years that a campaign was opened for, and the years of each cycle that has one. */
export interface Evaluations {
  years: readonly number[]
  cycles: readonly (readonly number[])[]
  rules: Rules
}

/** Reads which years and cycles of a scheme there is an evaluation of, latest first. */
export async function evaluationsOf(trx: Writer, actor: Actor, scheme: Scheme): Promise<Evaluations> {
  const rules = await rulesOf(trx, actor, scheme)
  const opened = await trx
    .selectFrom('campaign')
    .select(['year', 'cycle'])
    .where('organisation_id', '=', actor.membership.organisation.id)
    .where('scheme_id', '=', scheme.id)
    .orderBy('year', 'desc')
    .execute()
  const firsts = [...new Set(opened.map(({ cycle }) => cycle))]
  return {
    years: opened.map(({ year }) => year),
    cycles: firsts.map(first => yearsOf({ from: scheme.from, adopted: null }, { ...rules, first })),
    rules,
  }
}

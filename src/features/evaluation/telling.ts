import { type Campaign, type Cycle, type CycleAction, coverageAt, type ShareAction } from './reading.ts'
import type { Coverage } from './rules/coverage.ts'

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
  /** Actions that entered once the cycle had begun, and those that left or are to leave. */
  additions: readonly CycleAction[]
  exits: readonly CycleAction[]
  /** Those whose validated evaluation proposes that they leave, from which day. */
  proposedExits: readonly { key: string; on: string }[]
}

/** A cycle as its global bilan tells it. */
export function globalRead({ campaigns, actions, years, cycled, coverage }: Cycle): GlobalRead {
  const shares = campaigns
    .filter(({ year }) => years.includes(year))
    .map(one => ({ year: one.year, actions: kept(one) }))
  return {
    years,
    shares,
    coverage,
    additions: actions.filter(({ entered }) => (entered ?? '') > (cycled.adopted ?? cycled.from)),
    exits: actions.filter(({ left }) => left !== null),
    proposedExits: shares.flatMap(({ actions: share }) =>
      share.flatMap(({ key, evaluation }) =>
        evaluation?.validatedAt && evaluation.exitOn ? [{ key, on: evaluation.exitOn }] : [],
      ),
    ),
  }
}

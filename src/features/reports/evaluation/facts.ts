import {
  type ActionState,
  type Campaign,
  type CampaignState,
  type Coverage,
  type Criterion,
  type Cycle,
  type CycleAction,
  campaignRead,
  type Evaluation,
  type Grade,
  globalRead,
  type ShareAction,
  type Why,
} from '#features/evaluation'

/** What a body decided, and when. */
export interface Decided {
  body: string
  outcome: 'accept' | 'return' | 'refuse'
  reason: string
  /** `YYYY-MM-DD` */
  on: string
}

/** An action of a share, as a report tells it. */
export interface ToldAction {
  key: string
  code: string
  title: string
  /** The key of its axis; empty for one that the scheme has no more. */
  axis: string
  origin: ShareAction['origin']
  /** Why it was added by hand. */
  reason: string
  state: ActionState
  /** What is judged of it, once it is validated. */
  said: Evaluation | null
  decided: readonly Decided[]
}

/** A share, as a report tells it. */
export interface ToldShare {
  year: number
  state: CampaignState
  actions: readonly ToldAction[]
  removed: readonly Pick<ToldAction, 'key' | 'code' | 'title' | 'reason'>[]
  /** Of its choice. */
  decided: readonly Decided[]
}

/** An action of a cycle, evaluated or not: in which share, with which judgement, or why not. */
export interface Line {
  key: string
  code: string
  title: string
  axis: string
  /** The last share that has it. */
  share: number | null
  grade: Grade | null
  /** Null once it is evaluated. */
  why: Why | null
}

/** An action that entered on the way, left, or is proposed to leave. */
export interface Moved {
  key: string
  code: string
  title: string
  on: string
}

/** What a report tells of an evaluation: that of a share, or of a whole cycle. */
export interface Evaluated {
  of: 'share' | 'cycle'
  /** The years of the shares that it tells. */
  years: readonly number[]
  /** The years of the whole cycle. */
  cycle: readonly number[]
  /** What actions are judged by. */
  grid: readonly Criterion[]
  shares: readonly ToldShare[]
  /** By these shares and those before. */
  lines: readonly Line[]
  additions: readonly Moved[]
  exits: readonly Moved[]
  proposed: readonly Moved[]
}

/** The name of each body, by its id. */
export type Bodies = ReadonlyMap<string, string>

/** The evaluation of the share of a year, as its report tells it; null where no campaign was opened. */
export function shareTold(cycle: Cycle, year: number, bodies: Bodies): Evaluated | null {
  const read = campaignRead(cycle, year)
  if (read === null) return null
  const { campaign, coverage } = read
  const { years, additions, exits } = globalRead(cycle, campaign.cycle)
  const until = `${year}-12-31`
  return {
    of: 'share',
    years: [year],
    cycle: years,
    grid: cycle.rules.grid,
    shares: [shareOf(cycle, campaign, bodies)],
    lines: linesOf(cycle, coverage, years.filter(one => one <= year)), // biome-ignore format: one line
    additions: moves(additions, 'entered').filter(({ on }) => on <= until),
    exits: moves(exits, 'left').filter(({ on }) => on <= until),
    proposed: [],
  }
}

/** A cycle, as its global bilan tells it. @param first its first year */
export function cycleTold(cycle: Cycle, first: number, bodies: Bodies): Evaluated {
  const { years, coverage, additions, exits, proposedExits } = globalRead(cycle, first)
  const known = new Map(cycle.actions.map(one => [one.key, one]))
  return {
    of: 'cycle',
    years,
    cycle: years,
    grid: cycle.rules.grid,
    shares: cycle.campaigns
      .filter(({ year }) => years.includes(year))
      .map(campaign => shareOf(cycle, campaign, bodies)),
    lines: linesOf(cycle, coverage, years),
    additions: moves(additions, 'entered'),
    exits: moves(exits, 'left'),
    proposed: proposedExits.flatMap(({ key, on }) => {
      const one = known.get(key)
      return one ? [{ key, code: one.code, title: one.title, on }] : []
    }),
  }
}

const moves = (actions: readonly CycleAction[], day: 'entered' | 'left'): Moved[] =>
  actions.map(({ key, code, title, ...one }) => ({ key, code, title, on: one[day] ?? '' }))

const decidedBy = ({ asked }: Pick<ShareAction, 'asked'>, bodies: Bodies): Decided[] =>
  (asked?.decisions ?? []).map(({ body, outcome, reason, on }) => ({
    ...{ outcome, reason, on },
    body: bodies.get(body) ?? 'une instance close',
  }))

function shareOf({ actions: known }: Cycle, campaign: Campaign, bodies: Bodies): ToldShare {
  const { year, state, actions } = campaign
  const axes = new Map(known.map(({ key, axis }) => [key, axis]))
  return {
    year,
    state,
    actions: actions
      .filter(({ removed }) => !removed)
      .map(one => ({
        ...{ key: one.key, code: one.code, title: one.title, axis: axes.get(one.key) ?? '' },
        ...{ origin: one.origin, reason: one.reason, state: one.state },
        said: one.state === 'validated' ? one.evaluation : null,
        decided: decidedBy(one, bodies),
      })),
    removed: actions
      .filter(({ removed }) => removed)
      .map(({ key, code, title, reason }) => ({ key, code, title, reason })),
    decided: decidedBy(campaign, bodies),
  }
}

/** Each action that a coverage counts. @param years whose shares it is by */
function linesOf({ actions, campaigns }: Cycle, { missing }: Coverage, years: readonly number[]): Line[] {
  const shares = campaigns.filter(({ year }) => years.includes(year))
  return actions.flatMap(({ key, code, title, axis }): Line[] => {
    const not = missing.find(one => one.key === key)
    if (not) return [{ key, code, title, axis, share: not.share, grade: null, why: not.why }]
    const last = shares.findLast(({ actions: all }) =>
      all.some(one => one.key === key && !one.removed && one.state === 'validated'),
    )
    const said = last?.actions.find(one => one.key === key)?.evaluation
    return last ? [{ key, code, title, axis, share: last.year, grade: said?.grade ?? null, why: null }] : []
  })
}

/** The last day that bodies said anything of what it tells; null where they said nothing. */
export function lastSaid({ shares }: Pick<Evaluated, 'shares'>): string | null {
  const days = shares.flatMap(({ decided, actions }) => [...decided, ...actions.flatMap(one => one.decided)])
  return days.map(({ on }) => on).sort().at(-1) ?? null // biome-ignore format: one line
}

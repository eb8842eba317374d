import type { Someone } from '../support/actors.ts'
import type { Decade } from './ten-years.test-support.ts'
import type { Case, Held, Seat, Version } from './ten-years-held.test-support.ts'

// The rules of evaluation and of bodies, said again from the texts, over rows and nothing else.

export interface World {
  held: Held
  site: Decade
  /** `YYYY-MM-DD` */
  today: string
}

export const kept = (seat: Seat, day: string) => seat.since <= day && (seat.until === null || seat.until >= day)
export const seatsOn = ({ held }: World, body: string, day: string) =>
  held.body_seat.filter(seat => seat.body_id === body && kept(seat, day))
export const turnOf = (asked: Case) => (asked.state === 'open' ? asked.bodies[asked.level] : undefined)
export const decisionsOf = ({ held }: Pick<World, 'held'>, { id }: Pick<Case, 'id'>) =>
  held.body_decision.filter(({ case_id }) => case_id === id).sort((a, b) => a.level - b.level)
export const roundOn = ({ held }: World, id: string) =>
  held.round.find(one => one.case_id === id && one.closed_at === null)
export const organises = ({ site }: World, by: Someone) => by === site.actors.lead
export const openCase = ({ held }: Pick<World, 'held'>, matter: string, subject: string) =>
  held.validation_case.find(one => one.matter === matter && one.subject === subject && one.state === 'open')
export const chainOf = ({ held }: World, matter: string) =>
  held.validation_chain.find(one => one.matter === matter)?.bodies ?? []

/** Who some seats are, each once. */
export const peopleOf = ({ held }: Pick<World, 'held'>, seats: readonly string[]) => [
  ...new Set(held.body_seat.filter(({ id }) => seats.includes(id)).map(({ person_id, name }) => person_id ?? name)),
]
/** Whether the same person alone would have accepted twice in a row. */
export function aloneAgain(
  world: Pick<World, 'held'>,
  asked: Pick<Case, 'id' | 'level'>,
  seats: readonly string[],
): boolean {
  const before = decisionsOf(world, asked).find(({ level }) => level === asked.level - 1)
  const [then, now] = [peopleOf(world, before?.seats ?? []), peopleOf(world, seats)]
  return then.length === 1 && now.length === 1 && then[0] === now[0]
}

/** Whether a decision that some seats take may be written down. */
export function decidable(
  world: World,
  asked: Case,
  said: {
    level: number
    outcome: string
    reason: string
    way: 'alone' | 'meeting'
    seats: readonly string[]
    on: string
  },
): boolean {
  const body = world.held.body.find(({ id }) => id === turnOf(asked))
  if (!body || asked.level !== said.level || roundOn(world, asked.id)) return false
  if (said.reason.length > 5000 || (said.outcome !== 'accept' && said.reason === '')) return false
  const last = decisionsOf(world, asked).at(-1)
  if (last && said.on < last.decided_on) return false
  if (said.way === 'meeting' && !quorate(world, body, said.seats, said.on)) return false
  return said.outcome !== 'accept' || !aloneAgain(world, asked, said.seats)
}

/** Whether enough of a body takes part; nobody sits for anybody here. */
export function quorate(world: World, body: Held['body'][number], seats: readonly string[], day: string): boolean {
  const held = seatsOn(world, body.id, day)
  const there = held.filter(({ id }) => seats.includes(id)).length
  return there >= Math.max(1, Math.ceil((held.length * (body.quorum ?? 0)) / 100))
}

/** The years whose shares are evaluated. */
export function cycleOf({ held, site }: World): number[] {
  const first = held.evaluation_rules[0]?.rules.first ?? 2024
  return Array.from({ length: site.rules.years }, (_, at) => first + at)
}

export interface Known {
  key: string
  axis: string
  /** The day it entered; null for one that is there from the beginning. */
  entered: string | null
  left: string | null
}
export const adopted = ({ held }: Pick<World, 'held'>): Version[] =>
  held.scheme_version.filter(({ state }) => state === 'adopted')

/** Every action that a text in force ever had: it enters on the day that it says, or of the first text that has it; it leaves on the day that it says, or of the first text that has it no more. */
export function knownActions(world: Pick<World, 'held'>): Known[] {
  const all = new Map<string, Known>()
  for (const [at, { actions, adopted_on }] of adopted(world).entries()) {
    for (const [key, one] of all)
      if (!(key in actions) && !(one.left !== null && one.left <= (adopted_on ?? ''))) one.left = adopted_on
    for (const [key, { axis, entered, left }] of Object.entries(actions))
      all.set(key, {
        key,
        axis,
        entered: entered ?? (all.has(key) || at === 0 ? (all.get(key)?.entered ?? null) : adopted_on),
        left,
      })
  }
  return [...all.values()]
}

/** The first day on which an action may leave. */
export function mayLeave({ site }: Pick<World, 'site'>, entered: string | null): string {
  const since = site.rules.stayFrom === 'entry' && entered !== null && entered > '2024-01-04' ? entered : '2024-01-04'
  return `${Number(since.slice(0, 4)) + site.rules.stay}${since.slice(4)}`
}
/** Whether an action of a text in force would leave too early; nothing is held before a first campaign. */
export function early(world: World, key: string, on: string): boolean {
  const known = knownActions(world).find(one => one.key === key)
  return world.held.campaign.length > 0 && known !== undefined && on < mayLeave(world, known.entered)
}

/** Whether actions of a text in force would leave too early by another text, each at the day that it says, or on the day when it is there no more. */
export const leavesEarly = (world: World, text: Readonly<Record<string, string | null>>, day: string) =>
  knownActions(world).some(({ key, left }) => {
    const on = key in text ? (text[key] ?? null) : left !== null && left <= day ? left : day
    return on !== null && on !== left && early(world, key, on)
  })

/** The actions that the share of a year may take, and those that no share of its cycle had. */
export function eligible(world: World, year: number): { all: Known[]; fresh: Known[] } {
  const day = year === 2024 ? '2024-01-04' : `${year}-01-01`
  const all = knownActions(world).filter(({ entered, left }) => (entered ?? '') <= day && (left === null || left > day))
  const years = cycleOf(world)
  const { campaign, campaign_action } = world.held
  const had = new Map<string, number>()
  for (const one of [...campaign].sort((a, b) => a.year - b.year))
    for (const { action, removed, campaign_id } of campaign_action)
      if (campaign_id === one.id && !removed) had.set(action, one.year)
  return { all, fresh: all.filter(({ key }) => !years.includes(had.get(key) ?? 0)) }
}

/** Where an action of a share is, as far as writing of it goes. */
export function shareOf({ held }: Pick<World, 'held'>, year: number) {
  const campaign = held.campaign.find(one => one.year === year)
  const rows = held.campaign_action.filter(({ campaign_id }) => campaign_id === campaign?.id)
  return { campaign, rows, actions: rows.filter(({ removed }) => !removed).map(({ action }) => action) }
}
export const evaluationOf = ({ held }: Pick<World, 'held'>, year: number, action: string) =>
  held.evaluation.find(
    one => one.action === action && one.campaign_id === held.campaign.find(campaign => campaign.year === year)?.id,
  )
export const openVersion = ({ held }: Pick<World, 'held'>) =>
  held.scheme_version.find(({ state }) => state === 'draft' || state === 'submitted')

import type { Case } from '#features/bodies'
import type { Actor } from '#features/organisations'
import { documentOf, frozenTexts, type Scheme, type SchemeDocument } from '#features/scheme'
import { parisDay } from '#kernel'
import type { Writer } from '#platform/db'
import { calendarOf, type Step } from './rules/calendar.ts'
import { type Coverage, coverageOf } from './rules/coverage.ts'
import { type Cycled, lastYear, yearsOf } from './rules/cycle.ts'
import { DEFAULT_RULES, type Rules, rules as rulesRead } from './rules/settings.ts'
import type { Candidate } from './rules/share.ts'
import { askedOf, type Campaign, campaignsOf, cycledOf, GLOBAL_REPORT, SHARE_REPORT, STRATEGY } from './shares.ts'

/** An action of the text, as cycles know it. */
export interface CycleAction extends Candidate {
  code: string
  title: string
}

/** All that a scheme’s cycle is, for an organisation. */
export interface Cycle {
  rules: Rules
  cycled: Cycled
  years: readonly number[]
  calendar: readonly Step[]
  /** The organisation’s, in the order of the text. */
  actions: readonly CycleAction[]
  campaigns: readonly Campaign[]
  /** The years whose purchase strategy a body decided, and the case of each. */
  strategies: ReadonlyMap<number, Case>
  coverage: Coverage
  /** The last time that each report was submitted: of a share, by its year; of a cycle, by the year after its last. */
  reports: { shares: ReadonlyMap<string, Case>; cycles: ReadonlyMap<string, Case> }
}

/** The rules of a scheme’s evaluation, for the actor’s organisation; those of the source where it changed none. */
export async function rulesOf(trx: Writer, { membership }: Actor, { id }: Pick<Scheme, 'id'>): Promise<Rules> {
  const found = await trx
    .selectFrom('evaluation_rules')
    .select('rules')
    .where('organisation_id', '=', membership.organisation.id)
    .where('scheme_id', '=', id)
    .executeTakeFirst()
  return found ? rulesRead.parse(found.rules) : DEFAULT_RULES
}

/** The actions of a text that an organisation evaluates: those of all where it leads, and its own. */
function actionsIn({ actions, objectives }: SchemeDocument, actor: Actor, scheme: Scheme): CycleAction[] {
  const { id, siren } = actor.membership.organisation
  const axes = new Map(objectives.map(({ key, parent }) => [key, parent]))
  return actions
    .filter(({ buyer }) => (buyer === null ? scheme.organisation === id : buyer === siren))
    .map(({ key, code, title, parent, pilots, entered, left }) => ({
      ...{ key, code, title, pilots, entered },
      axis: axes.get(parent) ?? parent,
      left: left?.on ?? null,
    }))
}

/**
 * The actions that an organisation evaluates, as the text in force has them; before them, those that its former versions had and it has no more,
 * which left on the day it was adopted, or before it where they said so. What a later text adds entered on the day it was adopted, unless it says
 * another. Of a scheme that was never adopted, those of the text that is being written.
 */
export async function actionsOf(trx: Writer, actor: Actor, scheme: Scheme): Promise<CycleAction[]> {
  const adopted = scheme.versions.flatMap(({ number, adoption }) => (adoption ? [{ number, on: adoption.on }] : []))
  if (adopted.length === 0) return actionsIn(await documentOf(trx, scheme), actor, scheme)
  const texts = await frozenTexts(trx, scheme, adopted.map(({ number }) => number)) // biome-ignore format: one line
  let known: CycleAction[] = []
  for (const [at, { number, on }] of adopted.entries()) {
    const text = texts.get(number)
    if (text === undefined) continue
    const before = new Map(known.map(one => [one.key, one]))
    const now = actionsIn(text, actor, scheme).map(one => {
      const then = before.get(one.key)
      return { ...one, entered: one.entered ?? (then ? then.entered : at === 0 ? null : on) }
    })
    const gone = known.filter(({ key }) => now.every(one => one.key !== key))
    known = [...gone.map(one => ({ ...one, left: one.left !== null && one.left < on ? one.left : on })), ...now]
  }
  return known
}

/** Reads a scheme’s cycle: its rules, its shares, what is judged of their actions and decided of it. */
export async function readCycle(trx: Writer, actor: Actor, scheme: Scheme): Promise<Cycle> {
  const rules = await rulesOf(trx, actor, scheme)
  const cycled = cycledOf(scheme)
  const actions = await actionsOf(trx, actor, scheme)
  const calendar = calendarOf(rules, cycled)
  const about = await askedOf(trx, actor, scheme)
  const campaigns = await campaignsOf(trx, actor, scheme, rules, about)
  const coverage = coverageAt({ campaigns, actions, rules, cycled }, lastYear(cycled, rules), null)
  const reports = { shares: about(SHARE_REPORT), cycles: about(GLOBAL_REPORT) }
  const strategies = new Map([...about(STRATEGY, 'accepted')].map(([year, one]) => [Number(year), one]))
  return { rules, cycled, years: yearsOf(cycled, rules), calendar, actions, campaigns, strategies, coverage, reports }
}

/** The day on which a share was chosen: that of the last body, or of who designated it alone. */
const chosenOn = ({ asked, designatedAt, designatedBy }: Campaign): string | null =>
  (designatedBy === null ? asked?.decisions.at(-1)?.on : undefined) ?? (designatedAt && parisDay(designatedAt))

/**
 * What a cycle had covered by the share of a year.
 * @param first the first year of that cycle; null for the one that the rules are of
 */
export function coverageAt(
  { campaigns, actions, rules, cycled }: Pick<Cycle, 'campaigns' | 'actions' | 'rules' | 'cycled'>,
  year: number,
  first: number | null,
): Coverage {
  const then = first === null ? rules : { ...rules, first }
  const evaluations = campaigns
    .filter(one => one.year <= year)
    .flatMap(({ year: share, actions: all }) =>
      all.filter(({ removed }) => !removed).map(({ key, state }) => ({ key, share, validated: state === 'validated' })),
    )
  const last = campaigns.find(one => one.year === lastYear(cycled, then))
  const chosen = last?.designatedAt && last.year <= year ? chosenOn(last) : null
  return coverageOf(actions, evaluations, then, cycled, chosen)
}

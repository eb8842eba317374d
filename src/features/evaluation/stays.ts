import type { Actor } from '#features/organisations'
import { documentOf, type Leaver, type Leaving, type Scheme, type Verifier } from '#features/scheme'
import { parisDay } from '#kernel'
import type { Writer } from '#platform/db'
import { count, day } from '#ui'
import { type Early, earlyWords, refuse } from './labels.ts'
import { actionsOf, type CycleAction, rulesOf } from './reading.ts'
import type { Rules } from './rules/settings.ts'
import { earliestExit } from './rules/stay.ts'
import { cycledOf } from './shares.ts'

/** What to say where an action would leave too early; null where it may leave that day. */
function tooEarly(
  { code, title, entered }: CycleAction,
  on: string,
  scheme: Pick<Scheme, 'from' | 'versions'>,
  rules: Pick<Rules, 'stay' | 'stayFrom'>,
): Early | null {
  const from = earliestExit({ entered }, cycledOf(scheme), rules)
  if (from === null || on >= from) return null
  return {
    title: [code, title].filter(Boolean).join(' '),
    from: day(from),
    stay: count(rules.stay, 'an'),
    since: rules.stayFrom === 'scheme' ? 'la première adoption du schéma' : 'son entrée dans le schéma',
  }
}

/** The first day on which each action of a scheme may leave, by its key; none of a scheme that was never adopted. */
export async function exitsOf(trx: Writer, actor: Actor, scheme: Scheme): Promise<ReadonlyMap<string, string>> {
  const rules = await rulesOf(trx, actor, scheme)
  return new Map(
    (await actionsOf(trx, actor, scheme)).flatMap(one => {
      const from = earliestExit(one, cycledOf(scheme), rules)
      return from === null ? [] : [[one.key, from] as const]
    }),
  )
}

/** @throws Refusal `exit-early` where an action of the text in force would leave before the rules of its scheme let it */
export async function holdStay(trx: Writer, actor: Actor, scheme: Scheme, leavers: readonly Leaver[]): Promise<void> {
  const [first] = await earlyLeavers(trx, actor, scheme, leavers)
  if (first) refuse('exit-early', first)
}

async function earlyLeavers(trx: Writer, actor: Actor, scheme: Scheme, leavers: readonly Leaver[]): Promise<Early[]> {
  if (leavers.length === 0 || cycledOf(scheme).adopted === null) return []
  const rules = await rulesOf(trx, actor, scheme)
  const known = new Map((await actionsOf(trx, actor, scheme)).map(one => [one.key, one]))
  const today = parisDay(new Date())
  return leavers.flatMap(({ action, on }) => {
    const one = known.get(action)
    return (one && tooEarly(one, on ?? today, scheme, rules)) ?? []
  })
}

/** Whether an organisation evaluates a scheme: its rules are in use from its first campaign. */
async function inUse(trx: Writer, { membership }: Actor, { id }: Scheme): Promise<boolean> {
  const found = await trx
    .selectFrom('campaign')
    .select('id')
    .where('organisation_id', '=', membership.organisation.id)
    .where('scheme_id', '=', id)
    .limit(1)
    .executeTakeFirst()
  return found !== undefined
}

/** Holds actions in a scheme that is evaluated as long as its rules say. */
export const leavingByRules: Leaving = async (trx, actor, scheme, leavers) => {
  if (leavers.length > 0 && (await inUse(trx, actor, scheme))) await holdStay(trx, actor, scheme, leavers)
}

/** Why a text may not replace the one in force from a day on: the actions that would leave too early by it, in sentences. */
async function leftTooEarly(trx: Writer, actor: Actor, scheme: Scheme, day: string): Promise<string[]> {
  if (!(await inUse(trx, actor, scheme))) return []
  const now = new Map((await documentOf(trx, scheme)).actions.map(({ key, left }) => [key, left?.on ?? null]))
  const leavers = (await actionsOf(trx, actor, scheme)).flatMap(({ key, left }): Leaver[] => {
    const on = now.has(key) ? (now.get(key) ?? null) : left !== null && left <= day ? left : day
    return on === null || on === left ? [] : [{ action: key, on }]
  })
  return (await earlyLeavers(trx, actor, scheme, leavers)).map(earlyWords)
}

/** What reads a text over, that also blocks one where an action leaves too early, however it was written, and whatever day its adoption is said to be of. */
export const alsoStaying = (verifier: Verifier): Verifier => ({
  ...verifier,
  async blocking(trx, actor, scheme) {
    const found = await verifier.blocking(trx, actor, scheme)
    return [...found, ...(await leftTooEarly(trx, actor, scheme, parisDay(new Date())))]
  },
  async adoption(trx, actor, scheme, on) {
    const found = (await verifier.adoption?.(trx, actor, scheme, on)) ?? []
    return [...found, ...(await leftTooEarly(trx, actor, scheme, on))]
  },
})

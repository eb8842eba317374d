import { type Actor, allows, rolesHeld, scopeOf } from '#features/organisations'
import { definitionsOf, LEADERS, reachOf } from '#features/scheme'
import { yearOf } from '#kernel'
import type { Database, Writer } from '#platform/db'
import { holdValues, writeAct } from './keeping.ts'
import { refuse } from './labels.ts'
import { valuesOf } from './reading.ts'
import { type State, says, type Value } from './values.ts'

export const STEPS = ['submit', 'validate', 'refuse', 'publish'] as const
export type Step = (typeof STEPS)[number]

/** From which states a value takes each step, and to which; whoever leads validates what was not even sent. */
const MOVES: Record<Step, { from: readonly State[]; to: State }> = {
  submit: { from: ['draft', 'refused'], to: 'submitted' },
  validate: { from: ['draft', 'submitted', 'refused'], to: 'validated' },
  refuse: { from: ['submitted', 'validated'], to: 'refused' },
  publish: { from: ['validated'], to: 'published' },
}

/** Whether a value may take a step: it says something, and is in one of its states. */
export const mayTake = (step: Step, value: Pick<Value, 'state' | 'value' | 'words'>) =>
  says(value) && MOVES[step].from.includes(value.state)

/**
 * Takes a step with values as they were seen: those that were changed since, or may not take it, are left as they are.
 * Whoever pilots sends theirs; who leads validates, refuses with a reason and publishes.
 * @param ids of the revisions that were seen
 * @returns how many were done, and how many left; `act` is null where none was
 * @throws Refusal `role-lost` | `reason-missing` | `nothing-chosen` | `publisher-suspended`
 */
export async function judgeValues(
  db: Database,
  actor: Actor,
  scheme: string,
  step: Step,
  ids: readonly string[],
  why = '',
): Promise<{ act: number | null; done: number; left: number }> {
  const reason = why.trim().slice(0, 2000)
  if (ids.length === 0) refuse('nothing-chosen')
  if (step === 'refuse' && reason === '') refuse('reason-missing')
  return db.as(scopeOf(actor, `${step}-values`), async trx => {
    const { organisation } = actor.membership
    await holdAs(trx, actor, scheme, step)
    const seen = await valuesOf(trx, scheme, { organisation: organisation.id, ids })
    const mine = step === 'submit' ? await within(trx, actor, scheme, seen) : seen
    const moving = mine.filter(value => mayTake(step, value))
    const left = ids.length - moving.length
    if (moving.length === 0) return { act: null, done: 0, left }
    const act = await move(trx, actor, scheme, step, moving, step === 'refuse' ? reason : '')
    return { act, done: moving.length, left }
  })
}

/**
 * Publishes all that the actor's organisation has validated up to a year, in a transaction that speaks for them.
 * @throws Refusal `role-lost` | `publisher-suspended`
 */
export async function publishUpTo(trx: Writer, actor: Actor, scheme: string, year: number): Promise<void> {
  await holdAs(trx, actor, scheme, 'publish')
  const all = await valuesOf(trx, scheme, { organisation: actor.membership.organisation.id })
  const moving = all.filter(value => mayTake('publish', value) && yearOf(value.period) <= year)
  if (moving.length > 0) await move(trx, actor, scheme, 'publish', moving)
}

async function holdAs(trx: Writer, actor: Actor, scheme: string, step: Step): Promise<void> {
  // In the order of whoever publishes more than values: the organisation, then what it says.
  if (step === 'publish') await speaking(trx, actor.membership.organisation.id)
  await holdValues(trx, actor.membership.organisation.id, scheme)
  if (step !== 'submit' && !allows(LEADERS, await rolesHeld(trx, actor))) refuse('role-lost')
}

/** Writes the step of values that may take it. */
function move(trx: Writer, actor: Actor, scheme: string, step: Step, moving: readonly Value[], reason = '') {
  const revisions = moving.map(({ id, organisation: _, act: __, ...value }) => ({
    ...value,
    state: MOVES[step].to,
    judged: step === 'submit' ? null : step === 'publish' ? value.judged : ('own' as const),
    replaces: id,
  }))
  return writeAct(trx, actor, scheme, step, revisions, reason)
}

/** Of some values, those that the actor may send. */
async function within(trx: Writer, actor: Actor, scheme: string, values: readonly Value[]): Promise<readonly Value[]> {
  const reach = await reachOf(trx, actor, scheme)
  if (reach === 'all') return values
  const definitions = await definitionsOf(trx, scheme, [...new Set(values.map(({ indicator }) => indicator))])
  const mine = new Set(definitions.filter(({ action }) => action !== null && reach.has(action)).map(({ key }) => key))
  return values.filter(({ indicator }) => mine.has(indicator))
}

async function speaking(trx: Writer, organisation: string): Promise<void> {
  const { suspended_at } = await trx
    .selectFrom('organisation')
    .select('suspended_at')
    .where('id', '=', organisation)
    .forShare()
    .executeTakeFirstOrThrow()
  if (suspended_at !== null) refuse('publisher-suspended')
}

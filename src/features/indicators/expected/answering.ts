import type { Kysely } from 'kysely'
import { type Actor, actorsOf, allows, hasSecondFactor, scopeOf } from '#features/organisations'
import {
  type Branch,
  type Definition,
  flat,
  outlineOf,
  PILOTS,
  reachOf,
  type Scheme,
  saidIn,
  sayIn,
  schemesIn,
} from '#features/scheme'
import { type Period, parsePeriod } from '#kernel'
import type { Database, Tables, Writer } from '#platform/db'
import { linesOf } from '../grid/grid.ts'
import { cellsOf, type Rejected, rejectedOf } from '../grid/sent.ts'
import { obstacleTo } from '../values/deciding.ts'
import { enterIn, situationOf } from '../values/entering.ts'
import { holdValues } from '../values/keeping.ts'
import { lastAct, valuesOf } from '../values/reading.ts'
import { says, type Value } from '../values/values.ts'
import { refuse } from './labels.ts'
import { type FormLink, linkOf } from './links.ts'

/** Who follows a link, and what it opens. */
export interface Followed {
  actor: Actor
  link: FormLink
}

/** The form of a link, for who may still fill it in. */
export type LinkForm = { scheme: Scheme } & (
  | { kind: 'value'; definition: Definition; period: Period; values: Value[]; seen: number }
  | { kind: 'status' | 'step'; action: Branch; at: string }
)

/** Who follows a link, as they are today. @throws Refusal `link-unusable`, `link-left`, `link-second-factor` */
export async function follow(identity: Kysely<Tables>, token: string): Promise<Followed> {
  const link = (await linkOf(identity, token)) ?? refuse('link-unusable')
  const actor = (await actorsOf(identity, link.person)).find(
    ({ membership }) => membership.organisation.id === link.organisation,
  )
  // It may have been turned on since the link was made.
  if (await hasSecondFactor(identity, link.person)) return refuse('link-second-factor')
  if (actor === undefined || !allows(PILOTS, actor.membership.roles)) return refuse('link-left')
  return { actor, link }
}

/**
 * What a link opens, until it is said. In a transaction that speaks for who follows it.
 * @throws Refusal `link-unusable` where it is no more in the scheme, `link-held` where they may not say it now, `link-taken`, `link-said`
 */
export async function formOf(trx: Writer, { actor, link }: Followed): Promise<LinkForm> {
  const scheme = (await schemesIn(trx, actor)).find(({ id }) => id === link.scheme) ?? refuse('link-unusable')
  if (link.form === 'value') return valueForm(trx, actor, scheme, link)
  const action = flat(await outlineOf(trx, scheme.id)).find(({ kind, key }) => kind === 'action' && key === link.part)
  const reach = await reachOf(trx, actor, scheme.id)
  if (action === undefined || action.left !== null) return refuse('link-unusable')
  if (link.form === 'step' && !action.steps.some(({ key }) => key === link.at)) return refuse('link-unusable')
  if (reach !== 'all' && !reach.has(action.key)) return refuse('link-taken')
  const since = await trx
    .selectFrom('action_event')
    .select('id')
    .where('scheme_id', '=', scheme.id)
    .where('organisation_id', '=', link.organisation)
    .where('action', '=', action.key)
    .where('kind', '=', link.form)
    .where(said => said.or([said('step', 'is', null), said('step', '=', link.at)]))
    .where('made_at', '>', link.madeAt)
    .limit(1)
    .executeTakeFirst()
  return since ? refuse('link-said') : { kind: link.form, scheme, action, at: link.at }
}

async function valueForm(
  trx: Writer,
  actor: Actor,
  scheme: Scheme,
  { organisation, part, at }: FormLink,
): Promise<LinkForm> {
  const period = parsePeriod(at) ?? refuse('link-unusable')
  const seen = await lastAct(trx, organisation, scheme.id)
  const situation = await situationOf(trx, actor, scheme.id, [part])
  const definition = situation.definitions.get(part) ?? refuse('link-unusable')
  const why = obstacleTo({ indicator: part, period, row: '' }, situation)
  if (why !== null) return refuse('link-held', { why })
  const place = { organisation, origin: 'entered', indicators: [part], periods: [period] } as const
  const values = await valuesOf(trx, scheme.id, place)
  const there = new Map(values.map(value => [value.row, value]))
  const whole = there.get('')
  const rows = whole && says(whole) ? [''] : linesOf(definition, false).map(({ row }) => row)
  const said = rows.every(row => {
    const value = there.get(row)
    return value && says(value) && value.state !== 'refused'
  })
  return said && values.every(({ state }) => state !== 'refused')
    ? refuse('link-said')
    : { kind: 'value', scheme, definition, period, values, seen }
}

/**
 * Says what a link asks for, in the name of who follows it: by the same verbs, and nothing else.
 * @param sent the fields of the form
 * @returns the fields that were not saved, with why, as the page of a value shows them
 * @throws Refusal as {@link formOf}; `link-other`, `answer-empty`; what the verbs refuse
 */
export function answer(db: Database, followed: Followed, sent: Readonly<Record<string, unknown>>): Promise<Rejected> {
  const { actor, link } = followed
  const act = link.form === 'value' ? 'enter-values-by-link' : 'say-of-action-by-link'
  return db.as(scopeOf(actor, act), async trx => {
    // Two answers at once come one after the other: the second finds it said.
    await holdValues(trx, link.organisation, link.scheme)
    const form = await formOf(trx, followed)
    if (form.kind === 'value') {
      const { definition, period } = form
      const texts = Object.entries(sent).flatMap(([name, text]) =>
        typeof text === 'string' ? [[name, text] as const] : [],
      )
      const cells = cellsOf(texts, Number(sent['vu']) || 0)
      if (cells.some(cell => cell.indicator !== definition.key || cell.period !== period)) return refuse('link-other')
      const entered = await enterIn(trx, actor, link.scheme, cells)
      const rejected = rejectedOf(cells, entered)
      return entered.act === null && rejected.size === 0 ? refuse('answer-empty') : rejected
    }
    const said = saidIn({ ...sent })
    if (said.kind !== form.kind || (said.kind === 'step' && said.step !== link.at)) return refuse('link-other')
    await sayIn(trx, actor, form.scheme, form.action.key, said)
    return new Map()
  })
}

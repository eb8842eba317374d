import { casesOf } from '#features/bodies'
import { scopeOfScheme } from '#features/governance'
import { type Actor, allows, scopeOf, type Tasks } from '#features/organisations'
import { LEADERS, PILOTS, pilotingIn, type Scheme, schemesIn } from '#features/scheme'
import type { Database, Writer } from '#platform/db'
import { count, day, fr } from '#ui'
import { cycledOf, EVALUATION, rulesOf, subjectOf } from './reading.ts'
import { calendarOf, dueOf } from './rules/calendar.ts'
import { actionPath, yearPath } from './within.ts'

/** The evaluations of a designated share that are still to be written, or written again. */
export interface Owed {
  scheme: Scheme
  year: number
  /** The last day on which they are expected, `YYYY-MM-DD`. */
  due: string | null
  actions: readonly { key: string; code: string; title: string }[]
}

/** What the shares of the actor’s organisation still owe, the oldest first; what bodies read or have validated is owed no more. */
export async function owedOf(trx: Writer, actor: Actor): Promise<Owed[]> {
  const rows = await trx
    .selectFrom('campaign as c')
    .innerJoin('campaign_action as a', 'a.campaign_id', 'c.id')
    .leftJoin('evaluation as e', join =>
      join.onRef('e.campaign_id', '=', 'a.campaign_id').onRef('e.action', '=', 'a.action'),
    )
    .select(['c.scheme_id as scheme', 'c.year', 'c.cycle', 'a.action as key', 'a.code', 'a.title'])
    .where('c.organisation_id', '=', actor.membership.organisation.id)
    .where('c.designated_at', 'is not', null)
    .where('a.removed', '=', false)
    .where('e.validated_at', 'is', null)
    .orderBy('c.year')
    .orderBy('a.code')
    .execute()
  if (rows.length === 0) return []
  const read = await casesOf(trx, actor, { matter: EVALUATION, state: 'open' })
  const asked = new Set(read.map(({ scope, subject }) => `${scope} ${subject}`))
  const left = rows.filter(one => !asked.has(`${scopeOfScheme({ id: one.scheme })} ${subjectOf(one.year, one.key)}`))
  const owed: Owed[] = []
  for (const scheme of await schemesIn(trx, actor)) {
    const mine = left.filter(one => one.scheme === scheme.id)
    if (mine.length === 0) continue
    const rules = await rulesOf(trx, actor, scheme)
    for (const year of new Set(mine.map(one => one.year))) {
      const actions = mine.filter(one => one.year === year)
      const due = dueOf(calendarOf({ ...rules, first: actions[0]?.cycle ?? year }, cycledOf(scheme)), year)
      owed.push({ scheme, year, due, actions: actions.map(({ key, code, title }) => ({ key, code, title })) })
    }
  }
  return owed
}

/** The evaluations that wait: those of one’s actions for who pilots, all of them for who leads. */
export const evaluationTasks =
  (db: Database): Tasks =>
  async actor => {
    const { roles, id } = actor.membership
    if (!allows(PILOTS, roles)) return []
    const leads = allows(LEADERS, roles)
    const { owed, pilots } = await db.as(scopeOf(actor), async trx => {
      const found = await owedOf(trx, actor)
      const schemes = leads ? [] : found.map(({ scheme }) => scheme.id)
      return { owed: found, pilots: await pilotingIn(trx, actor, schemes) }
    })
    return owed.flatMap(({ scheme, year, due, actions }) => {
      const mine = actions.filter(
        ({ key }) =>
          leads || pilots.some(one => one.scheme === scheme.id && one.action === key && one.membership === id),
      )
      const [first] = mine
      if (first === undefined) return []
      const named = fr`${[first.code, first.title].filter(Boolean).join(' ')}`
      return {
        state: 'warn' as const,
        when: due === null ? fr`Part de ${year}` : fr`Avant le ${day(due, 'short')}`,
        ...(due === null ? {} : { due }),
        title: leads
          ? fr`Réunir ${count(mine.length, 'évaluation')} de la part de ${year}`
          : mine.length === 1
            ? 'Évaluer une action'
            : fr`Évaluer ${count(mine.length, 'action')}`,
        text: mine.length === 1 ? named : fr`${named}, et ${count(mine.length - 1, 'autre')}.`,
        action:
          mine.length === 1 && !leads
            ? { label: 'Évaluer', href: actionPath(actor, scheme, year, first.key) }
            : { label: 'Voir la part', href: yearPath(actor, scheme, year) },
      }
    })
  }

import { sql } from 'kysely'
import { type Actor, allows, scopeOf, type Tasks } from '#features/organisations'
import { LEADERS, PILOTS, pilotingIn, type Scheme } from '#features/scheme'
import type { Database, Writer } from '#platform/db'
import { count, day, fr } from '#ui'
import { calendarOf, dueOf } from './rules/calendar.ts'
import { DEFAULT_RULES, rules } from './rules/settings.ts'
import { EVALUATION } from './shares.ts'
import { actionPath, yearPath } from './within.ts'

/** The evaluations of a designated share that are still to be written, or written again. */
export interface Owed {
  scheme: Pick<Scheme, 'id' | 'code'>
  year: number
  /** The last day on which they are expected, `YYYY-MM-DD`. */
  due: string | null
  actions: readonly { key: string; code: string; title: string }[]
}

/** What the shares of the actor’s organisation still owe, the oldest first; what bodies read or have validated is owed no more. */
export async function owedOf(trx: Writer, { membership }: Actor): Promise<Owed[]> {
  const { rows } = await sql<{
    id: string
    code: string
    from: string
    adopted: string | null
    rules: unknown
    year: number
    cycle: number
    actions: Owed['actions']
  }>`
    select s.id, s.code, s.cover ->> 'from' as from, r.rules, c.year, c.cycle,
      (select min(v.adopted_on)::text from scheme_version v where v.scheme_id = s.id) as adopted,
      json_agg(json_build_object('key', a.action, 'code', a.code, 'title', a.title) order by a.code, a.action) as actions
    from campaign c
      join scheme s on s.id = c.scheme_id
      join campaign_action a on a.campaign_id = c.id and not a.removed
      left join evaluation e on e.campaign_id = c.id and e.action = a.action
      left join evaluation_rules r on r.organisation_id = c.organisation_id and r.scheme_id = s.id
    where c.organisation_id = ${membership.organisation.id} and c.designated_at is not null and e.validated_at is null
      and not exists (
        select from validation_case asked where asked.organisation_id = c.organisation_id and asked.scope = 'scheme:' || s.id
          and asked.matter = ${EVALUATION} and asked.subject = c.year || '/' || a.action and asked.state = 'open'
      )
    group by s.id, r.rules, c.id order by c.year, s.code`.execute(trx)
  return rows.map(({ id, code, from, adopted, rules: kept, year, cycle, actions }) => {
    const known = kept === null ? DEFAULT_RULES : rules.parse(kept)
    return {
      scheme: { id, code },
      year,
      due: dueOf(calendarOf({ ...known, first: cycle }, { from, adopted }), year),
      actions,
    }
  })
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

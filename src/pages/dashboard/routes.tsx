import { latestRates, openRegister } from '#features/contracts'
import {
  type Actor,
  forMembers,
  formerVisit,
  MEMBERS,
  scopeOf,
  type Tasks,
  type Visitor,
} from '#features/organisations'
import { parisDay } from '#kernel'
import type { Database } from '#platform/db'
import type { Route } from '#platform/http'
import { activityOf, concerning } from '../activity/activity.ts'
import { spaceOf } from '../spaces.ts'
import { DashboardPage } from './DashboardPage.tsx'
import { pressing } from './pressing.ts'

/** How many deeds a dashboard tells. */
const NEWS = 6

/**
 * The first page of an organisation's members.
 * @param tasks what features say awaits whoever reads, the most pressing first
 */
export function dashboardRoutes(db: Database, tasks: readonly Tasks[]): Route<Visitor>[] {
  return [
    forMembers('get', '', MEMBERS, async (c, actor) => {
      const { siren } = actor.membership.organisation
      const today = parisDay(new Date())
      // In one breath: all read the same register.
      const [register, news, ...waiting] = await Promise.all([
        openRegister(db.read),
        newsFor(db, actor),
        ...tasks.map(of => of(actor)),
      ])
      return c.html(
        <DashboardPage
          space={spaceOf(actor, `/organisations/${siren}`)}
          today={today}
          tasks={pressing(waiting.flat(), today)}
          siren={siren}
          news={news}
          rates={await latestRates(register, siren)}
          demo={register.example}
        />,
      )
    }),
  ]
}

/** What others did of what concerns the actor since their former visit; null where nothing does. */
async function newsFor(db: Database, actor: Actor) {
  const chronicles = concerning(actor)
  if (chronicles.length === 0) return null
  return db.as(scopeOf(actor), async trx => {
    const since = await formerVisit(trx, actor)
    const asked = { others: true, limit: NEWS + 1, ...(since ? { since } : {}) }
    const told = await activityOf(trx, actor, chronicles, asked)
    return { since, told: told.slice(0, NEWS), more: told.length > NEWS }
  })
}

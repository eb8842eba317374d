import { latestRates, openRegister } from '#features/contracts'
import { forMembers, MEMBERS, type Tasks, type Visitor } from '#features/organisations'
import { parisDay } from '#kernel'
import type { Database } from '#platform/db'
import type { Route } from '#platform/http'
import { spaceOf } from '../spaces.ts'
import { DashboardPage } from './DashboardPage.tsx'
import { pressing } from './pressing.ts'

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
      const [register, ...waiting] = await Promise.all([openRegister(db.read), ...tasks.map(of => of(actor))])
      return c.html(
        <DashboardPage
          space={spaceOf(actor, `/organisations/${siren}`)}
          today={today}
          tasks={pressing(waiting.flat(), today)}
          siren={siren}
          rates={await latestRates(register, siren)}
          demo={register.example}
        />,
      )
    }),
  ]
}

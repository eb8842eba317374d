import { READERS as BODY_READERS } from '#features/bodies'
import { latestRates, openRegister } from '#features/contracts'
import {
  type Actor,
  allows,
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
import { EssentialPage } from '../essential/EssentialPage.tsx'
import { essentialOf } from '../essential/reading.ts'
import { spaceOf } from '../spaces.ts'
import { DashboardPage, News, Waiting } from './DashboardPage.tsx'
import { pressing } from './pressing.ts'

/** How many deeds a dashboard tells. */
const NEWS = 6
const ESSENTIAL = '/essentiel'

/**
 * The first page of an organisation's members: what awaits them, or else, for who decides and does nothing else there, the essential.
 * @param tasks what features say awaits whoever reads, the most pressing first
 */
export function dashboardRoutes(db: Database, tasks: readonly Tasks[]): Route<Visitor>[] {
  const waitingFor = async (actor: Actor) => {
    const found = await Promise.all(tasks.map(of => of(actor)))
    return found.flat()
  }
  return [
    forMembers('get', '', MEMBERS, async (c, actor) => {
      const { siren } = actor.membership.organisation
      const space = spaceOf(actor, `/organisations/${siren}`)
      const today = parisDay(new Date())
      if (decidesOnly(actor)) {
        const [read, news, waiting] = await Promise.all([essentialOf(db, actor), newsFor(db, actor), waitingFor(actor)])
        // What bodies wait for is said already.
        const others = waiting.filter(
          ({ action }) => !/^\/organisations\/\d+\/(decisions|instances)\b/.test(action.href),
        )
        return c.html(
          <EssentialPage {...{ space, actor, read }}>
            {others.length > 0 && <Waiting tasks={pressing(others, today)} />}
            {news && <News {...news} siren={siren} />}
          </EssentialPage>,
        )
      }
      // In one breath: all read the same register.
      const [register, news, waiting] = await Promise.all([
        openRegister(db.read),
        newsFor(db, actor),
        waitingFor(actor),
      ])
      return c.html(
        <DashboardPage
          {...{ space, today, siren, news }}
          tasks={pressing(waiting, today)}
          essential={allows(BODY_READERS, actor.membership.roles) ? `/organisations/${siren}${ESSENTIAL}` : null}
          rates={await latestRates(register, siren)}
          demo={register.example}
        />,
      )
    }),
    forMembers('get', ESSENTIAL, BODY_READERS, async (c, actor) => {
      const { siren } = actor.membership.organisation
      const space = spaceOf(actor, `/organisations/${siren}${decidesOnly(actor) ? '' : ESSENTIAL}`)
      return c.html(<EssentialPage {...{ space, actor }} read={await essentialOf(db, actor)} />)
    }),
  ]
}

/** Whether the essential is the first page of somebody: of who decides, and has no other work there. */
const decidesOnly = ({ membership }: Actor) => membership.roles.every(role => role === 'elected')

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

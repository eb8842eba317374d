import { READERS as BODY_READERS } from '#features/bodies'
import { latestRates, openRegister } from '#features/contracts'
import { type Actor, allows, forMembers, formerVisit, MEMBERS, scopeOf, type Visitor } from '#features/organisations'
import { parisDay } from '#kernel'
import type { Database, Writer } from '#platform/db'
import type { Route } from '#platform/http'
import type { Task } from '#ui'
import { activityOf, concerning } from '../activity/activity.ts'
import { EssentialPage } from '../essential/EssentialPage.tsx'
import { ratesFacts } from '../essential/rates.ts'
import { essentialIn, essentialOf } from '../essential/reading.ts'
import { spaceOf } from '../spaces.ts'
import type { WaitingTasks } from './all-tasks.ts'
import { DashboardPage, News, Waiting } from './DashboardPage.tsx'
import { pressing } from './pressing.ts'

/** How many deeds a dashboard tells. */
const NEWS = 6
const ESSENTIAL = '/essentiel'

/**
 * The first page of an organisation's members: what awaits them, or else, for who decides and does nothing else there, the essential.
 * @param tasks what features say awaits whoever reads
 */
export function dashboardRoutes(db: Database, tasks: WaitingTasks): Route<Visitor>[] {
  return [
    forMembers('get', '', MEMBERS, async (c, actor) => {
      const { siren } = actor.membership.organisation
      const space = spaceOf(actor, `/organisations/${siren}`)
      const today = parisDay(new Date())
      // In one breath: all read the same register.
      const [register, rates, ...outside] = await Promise.all([
        openRegister(db.read),
        decidesOnly(actor) ? ratesFacts(db, siren, today) : null,
        ...tasks.outside.map(of => of(actor)),
      ])
      const { news, inside, essential } = await db.as(scopeOf(actor), async trx => {
        const found: Task[] = []
        for (const of of tasks.inside(within(db, trx), rates !== null)) found.push(...(await of(actor)))
        const read = rates && (await essentialIn(trx, actor, rates))
        return { news: await newsFor(trx, actor), inside: found, essential: read }
      })
      const waiting = [...inside, ...outside.flat()]
      if (essential) {
        return c.html(
          <EssentialPage {...{ space, actor }} read={essential}>
            {waiting.length > 0 && <Waiting tasks={pressing(waiting, today)} />}
            {news && <News {...news} siren={siren} />}
          </EssentialPage>,
        )
      }
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

/** The same database in a transaction that speaks for the actor already: whatever reads a part of the page begins none of its own. It reads by it alone: the embedded engine does one thing at a time. */
const within = (db: Database, trx: Writer): Database => ({ ...db, as: (_, work) => work(trx) })

/** What others did of what concerns the actor since their former visit; null where nothing does. */
async function newsFor(trx: Writer, actor: Actor) {
  const chronicles = concerning(actor)
  if (chronicles.length === 0) return null
  const since = await formerVisit(trx, actor)
  const asked = { others: true, limit: NEWS + 1, ...(since ? { since } : {}) }
  const told = await activityOf(trx, actor, chronicles, asked)
  return { since, told: told.slice(0, NEWS), more: told.length > NEWS }
}

import { randomBytes } from 'node:crypto'
import {
  contractRoutes,
  finishedImports,
  openRegister,
  ratesOf,
  searchBuyers,
  sumsByYear,
  sumsOf,
} from '#features/contracts'
import { Accounts, accountRoutes, doorOf, type Visitor } from '#features/organisations'
import type { Database } from '#platform/db'
import { publicPage, type Route, webApp } from '#platform/http'
import type { Log } from '#platform/log'
import { assets } from '#ui'
import {
  BrokenPage,
  ForeignPage,
  NotFoundPage,
  RefusedPage,
  ReservedPage,
  UnavailablePage,
} from './pages/ErrorPages.tsx'
import { HomePage } from './pages/HomePage.tsx'
import { outboxRoutes } from './pages/outbox-routes.tsx'
import type { Services } from './services.ts'

/** Every address of the site. `publicUrl` and `proxies`: see {@link Hosting}. */
export function routesOf(services: Services, accounts: Accounts, publicUrl = '', proxies = 0): Route<Visitor>[] {
  const { db } = services
  return [
    publicPage('/', async c => c.html(await home(db))),
    ...contractRoutes(db, publicUrl),
    ...accountRoutes(accounts, proxies),
    ...outboxRoutes(services),
  ]
}

/** Where the application runs. */
interface Hosting {
  /**
   * The address under which people reach it, without a final slash, for what leaves the site (exported files, citations); without it, those
   * addresses start at the root of the site.
   */
  publicUrl?: string
  /** What cookies are signed with; without one, sessions end with this process. */
  secret?: string
  /** How many proxies stand in front of it. */
  proxies?: number
}

/** The whole web application over its services. Jobs are added by it, and done by whoever starts them. */
export function openApp(services: Services, log: Log, { publicUrl = '', secret, proxies = 0 }: Hosting = {}) {
  const { db } = services
  const accounts = new Accounts(db, {
    url: publicUrl || 'http://localhost',
    secret: secret ?? randomBytes(32).toString('hex'),
  })
  const errors = {
    notFound: async c => c.html(<NotFoundPage demo={await isExample(db)} />, 404),
    refused: async (c, refusal) => c.html(<RefusedPage message={refusal.message} demo={await isExample(db)} />, 400),
    foreign: c => c.html(<ForeignPage />, 403),
    reserved: (c, words) => c.html(<ReservedPage words={words} />, 403),
    broken: (c, incident) => c.html(<BrokenPage incident={incident} />, 500),
    unavailable: (c, reason) => c.html(<UnavailablePage busy={reason.code === 'database-busy'} />, 503),
  } satisfies Parameters<typeof webApp>[2]
  return webApp(
    routesOf(services, accounts, publicUrl, proxies),
    assets,
    errors,
    log,
    () => isReady(db),
    doorOf(accounts),
  )
}

async function isReady(db: Database): Promise<boolean> {
  try {
    await openRegister(db.read)
    return true
  } catch {
    return false
  }
}

/** A page of error is shown whatever the state of the database. */
async function isExample(db: Database): Promise<boolean> {
  try {
    return (await openRegister(db.read)).example
  } catch {
    return false
  }
}

async function home(db: Database) {
  const register = await openRegister(db.read)
  const byYear = (await sumsByYear(register, { buyers: null, year: null })).filter(
    ({ year, sums }) => year > 0 && sums.social.yes + sums.social.none > 0,
  )
  const year = byYear.at(-1)?.year ?? null
  const rates = ratesOf(await sumsOf(register, { buyers: null, year }))
  const { buyers } = await searchBuyers(register, '')
  const [latest] = await finishedImports(register).limit(1).execute()
  return <HomePage rates={rates} year={year} buyers={buyers} latest={latest} demo={register.example} />
}

import {
  contractRoutes,
  finishedImports,
  openRegister,
  ratesOf,
  searchBuyers,
  sumsByYear,
  sumsOf,
} from '#features/contracts'
import type { Database } from '#platform/db'
import { type Route, webApp } from '#platform/http'
import type { Log } from '#platform/log'
import { assets } from '#ui'
import { BrokenPage, NotFoundPage, RefusedPage, UnavailablePage } from './pages/ErrorPages.tsx'
import { HomePage } from './pages/HomePage.tsx'

/** Every address of the site. `publicUrl`: see {@link openApp}. */
export function routesOf(db: Database, publicUrl = ''): Route[] {
  return [
    { method: 'get', path: '/', access: 'everyone', handler: async c => c.html(await home(db)) },
    ...contractRoutes(db, publicUrl),
  ]
}

/**
 * The whole web application over a database.
 * @param publicUrl the address under which people reach it, without a final slash, for what leaves the site (exported files,
 * citations); empty, those addresses start at the root of the site
 */
export function openApp(db: Database, log: Log, publicUrl = '') {
  const errors = {
    notFound: async c => c.html(<NotFoundPage demo={await isExample(db)} />, 404),
    refused: async (c, refusal) => c.html(<RefusedPage message={refusal.message} demo={await isExample(db)} />, 400),
    broken: (c, incident) => c.html(<BrokenPage incident={incident} />, 500),
    unavailable: (c, reason) => c.html(<UnavailablePage busy={reason.code === 'database-busy'} />, 503),
  } satisfies Parameters<typeof webApp>[2]
  return webApp(routesOf(db, publicUrl), assets, errors, log, () => isReady(db))
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

import { bodyRoutes, seatsOfPerson } from '#features/bodies'
import { calendarRoutes, feedsOfPerson } from '#features/calendar'
import {
  contractRoutes,
  finishedImports,
  openRegister,
  ratesKind,
  ratesOf,
  searchBuyers,
  sumsByYear,
  sumsOf,
  uploadRoutes,
} from '#features/contracts'
import { discussionOfPerson, tellAgain } from '#features/discussion'
import { alsoStaying, evaluationRoutes, leavingByRules } from '#features/evaluation'
import { adoptionHeld, governanceRoutes, schemePlaces } from '#features/governance'
import {
  computingAfter,
  formLinkRoutes,
  indicatorGuests,
  indicatorRoutes,
  linksOfPerson,
  valueKeeper,
} from '#features/indicators'
import { linterRoutes, verifierOf } from '#features/linter'
import {
  accountRoutes,
  doorOf,
  isNew,
  MAIL_CHOICE,
  mailChoiceRoutes,
  mailsOfPerson,
  notingVisits,
  organisationRoutes,
  type Visitor,
  visitsOfPerson,
} from '#features/organisations'
import { publicationRoutes } from '#features/publications'
import { remindersOfPerson } from '#features/reminders'
import { bilanKind, bilanRoutes, evaluationKind, sheetRoutes } from '#features/reports'
import { schemeRoutes } from '#features/scheme'
import { surveyRoutes, surveysOfPerson } from '#features/surveys'
import { viewRoutes, viewsOfPerson } from '#features/views'
import type { Database } from '#platform/db'
import { HeavyWork, publicPage, type Route, webApp } from '#platform/http'
import type { Log } from '#platform/log'
import { assets } from '#ui'
import { LISTS } from './lists.ts'
import { MATTERS } from './matters.ts'
import { MEASURES } from './measures.ts'
import { ENTRIES } from './owed.ts'
import { activityRoutes } from './pages/activity/routes.tsx'
import { tasksOf } from './pages/dashboard/all-tasks.ts'
import { dashboardRoutes } from './pages/dashboard/routes.tsx'
import {
  BrokenPage,
  ForeignPage,
  NotFoundPage,
  RefusedPage,
  ReservedPage,
  TooManyPage,
  UnavailablePage,
} from './pages/ErrorPages.tsx'
import { HomePage } from './pages/HomePage.tsx'
import { AccessibilityPage, LegalNoticePage, PersonalDataPage } from './pages/LegalPages.tsx'
import { keepsMails, outboxRoutes } from './pages/outbox-routes.tsx'
import { searchRoutes } from './pages/search/search-routes.tsx'
import { instanceSpaceOf, spaceOf } from './pages/spaces.ts'
import { trailRoutes } from './pages/trail-routes.tsx'
import { addressOf, type Site } from './site.ts'
import { TRAIL } from './trail.ts'

/** Every address of the site. */
export function routesOf(site: Site): Route<Visitor>[] {
  const { db, accounts, members, publicUrl, proxies, legal } = site
  const scheme = { db, publicUrl, means: site.intake, menu: spaceOf, measures: MEASURES }
  const routes: Route<Visitor>[] = [
    publicPage('/', async c => c.html(await home(db))),
    publicPage('/mentions-legales', async c => c.html(<LegalNoticePage legal={legal} demo={await isExample(db)} />)),
    publicPage('/donnees-personnelles', async c =>
      c.html(<PersonalDataPage legal={legal} demo={await isExample(db)} />),
    ),
    publicPage('/accessibilite', async c => c.html(<AccessibilityPage legal={legal} demo={await isExample(db)} />)),
    ...contractRoutes(db, publicUrl, spaceOf),
    ...uploadRoutes(site.intake, spaceOf),
    ...computingAfter(
      [
        ...schemeRoutes({
          ...scheme,
          guests: indicatorGuests,
          keeper: valueKeeper,
          verifier: alsoStaying({ ...verifierOf(MEASURES), adoption: adoptionHeld }),
          leaving: leavingByRules,
        }),
        ...indicatorRoutes(scheme),
      ],
      site,
    ),
    ...bodyRoutes({
      db,
      mail: site.mail,
      url: addressOf(site),
      means: site.intake,
      menu: spaceOf,
      matters: MATTERS,
      places: schemePlaces,
    }),
    ...governanceRoutes({ ...scheme, matters: MATTERS }),
    ...surveyRoutes({ db, jobs: site.jobs, publicUrl, menu: spaceOf }),
    ...evaluationRoutes(scheme),
    ...calendarRoutes({ db, url: addressOf(site), proxies, menu: spaceOf, sources: ENTRIES }),
    ...bilanRoutes({ db, publicUrl, menu: spaceOf }),
    ...linterRoutes(scheme),
    ...sheetRoutes({ db, publicUrl, measures: MEASURES }),
    ...formLinkRoutes({ db, proxies }),
    ...publicationRoutes(db, [ratesKind, bilanKind, evaluationKind], publicUrl),
    ...accountRoutes(accounts, proxies, () => keepsMails(site), [MAIL_CHOICE]),
    ...mailChoiceRoutes(db, (trx, person) => tellAgain(site.jobs, trx, person)),
    ...organisationRoutes(site, members, { ofOrganisation: spaceOf, ofInstance: instanceSpaceOf }, [
      mailsOfPerson,
      discussionOfPerson,
      remindersOfPerson,
      feedsOfPerson,
      linksOfPerson,
      seatsOfPerson,
      surveysOfPerson,
      viewsOfPerson,
      visitsOfPerson,
    ]),
    ...viewRoutes({ db, menu: spaceOf, lists: LISTS }),
    ...dashboardRoutes(db, tasksOf(db)),
    ...activityRoutes(db, members),
    ...searchRoutes(db),
    ...trailRoutes(db, members, TRAIL),
    ...outboxRoutes(site),
  ]
  return notingVisits(routes, db)
}

/**
 * The whole web application of a site. Jobs are added by it, and done by whoever starts them.
 * @param work how much heavy work it takes on
 */
export function openApp(site: Site, log: Log, work = new HeavyWork()) {
  const { db, accounts, proxies } = site
  const errors = {
    notFound: async c => c.html(<NotFoundPage demo={await isExample(db)} />, 404),
    refused: async (c, refusal) => c.html(<RefusedPage message={refusal.message} demo={await isExample(db)} />, 400),
    foreign: c => c.html(<ForeignPage />, 403),
    reserved: (c, words) => c.html(<ReservedPage words={words} />, 403),
    tooMany: (c, seconds) => c.html(<TooManyPage seconds={seconds} />, 429),
    broken: (c, incident) => c.html(<BrokenPage incident={incident} />, 500),
    unavailable: (c, reason) => c.html(<UnavailablePage busy={reason.code === 'database-busy'} />, 503),
  } satisfies Parameters<typeof webApp>[2]
  return webApp(routesOf(site), assets, errors, log, () => isReady(db), doorOf(accounts, proxies), work)
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
  const demo = register.example
  return <HomePage {...{ rates, year, buyers, latest, demo }} isNew={await isNew(db.identity)} />
}

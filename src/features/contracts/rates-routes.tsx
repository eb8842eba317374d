import type { Context } from 'hono'
import { publicationsBy } from '#features/publications'
import type { Database } from '#platform/db'
import { type PublicRoute, publicPage } from '#platform/http'
import { publishedCorrected } from './corrections/corrected.ts'
import { BuyerPage } from './pages/BuyerPage.tsx'
import { BuyersPage } from './pages/BuyersPage.tsx'
import { ExplanationPage } from './pages/ExplanationPage.tsx'
import { MethodPage } from './pages/MethodPage.tsx'
import { RatesPage } from './pages/RatesPage.tsx'
import { correctionsHref } from './pages/WithCorrections.tsx'
import { explain, type MeasureWord } from './rates/explanation.ts'
import { PARTS, type PartWord, PILLARS, type PillarWord, readRates } from './rates/overview.ts'
import { publishedRates } from './rates/rates.ts'
import { linkTo, readScope, scopeQuery } from './rates/scope.ts'
import { establishmentsOf, searchBuyers } from './register/buyers.ts'
import { readOverview } from './register/overview.ts'
import { openRegister } from './register/register.ts'

function oneOf<T extends string>(words: readonly T[], given: string | undefined, fallback: T): T {
  return words.find(word => word === given) ?? fallback
}

const queryOf = (c: Context) => Object.fromEntries(new URL(c.req.url).searchParams)
const LONGEST_QUERY = 200

/** Buyers, their rates, and how each figure is made. */
export function ratesRoutes(db: Database, publicUrl: string): PublicRoute[] {
  const register = () => openRegister(db.read)
  return [
    publicPage('/acheteurs', async c => {
      const now = await register()
      const query = (c.req.query('q') ?? '').trim().slice(0, LONGEST_QUERY)
      const { buyers, more } = await searchBuyers(now, query)
      return c.html(
        <BuyersPage
          query={query}
          buyers={buyers}
          more={more}
          empty={query === '' && buyers.length === 0}
          demo={now.example}
        />,
      )
    }),
    publicPage('/acheteurs/:id', async c => {
      const id = (c.req.param('id') ?? '').replace(/\s/g, '')
      if (!/^[0-9A-Za-z]{1,20}$/.test(id)) return c.notFound()
      const now = await register()
      const overview = await readRates(now, { buyers: [id], year: null }, 'cpv')
      const establishments = await establishmentsOf(now, id)
      const publishes = (await publicationsBy(db.read, id.slice(0, 9))).length > 0
      return c.html(
        <BuyerPage {...{ id, overview, establishments, publishes }} demo={now.example} />,
        establishments.length > 0 ? 200 : 404,
      )
    }),
    publicPage('/taux', async c => {
      const query = queryOf(c)
      const { scope, ignored } = readScope(query)
      const part = oneOf(Object.keys(PARTS) as PartWord[], query['par'], 'cpv')
      const now = await register()
      return c.html(
        <RatesPage overview={await readRates(now, scope, part)} part={part} ignored={ignored} demo={now.example} />,
      )
    }),
    publicPage('/taux.json', async c => {
      const { scope } = readScope(queryOf(c))
      const now = await register()
      const { rates, corrected, concessions, files } = await readRates(now, scope, 'cpv')
      return c.json({
        url: publicUrl + linkTo('/taux', scopeQuery(scope)),
        ...scope,
        generation: now.at,
        rates: publishedRates(rates),
        corrected: corrected && publishedCorrected(corrected, publicUrl + correctionsHref(scope)),
        concessions: publishedRates(concessions),
        latestFiles: files,
      })
    }),
    publicPage('/taux/calcul', async c => {
      const query = queryOf(c)
      const { scope } = readScope(query)
      const pillar = oneOf(Object.keys(PILLARS) as PillarWord[], query['pilier'], 'environnementale')
      const measure = oneOf<MeasureWord>(['nombre', 'valeur'], query['mesure'], 'nombre')
      const shown = oneOf(['oui', 'renseignes'], query['marches'], 'oui')
      const now = await register()
      const overview = await readRates(now, scope, 'cpv')
      const explanation = explain(scope, overview.rates, overview.concessions.contracts, PILLARS[pillar], measure)
      const contracts = await readOverview(
        now,
        shown === 'oui' ? explanation.numeratorFilter : explanation.denominatorFilter,
      )
      const address = publicUrl + linkTo('/taux/calcul', { ...scopeQuery(scope), pilier: pillar, mesure: measure })
      return c.html(
        <ExplanationPage {...{ overview, explanation, pillar, shown, contracts, address }} demo={now.example} />,
      )
    }),
    publicPage('/methode', async c => c.html(<MethodPage demo={(await register()).example} />)),
  ]
}

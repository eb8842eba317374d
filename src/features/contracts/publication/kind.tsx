import { addressOf, type PublicationKind } from '#features/publications'
import { figuresIn, ledeOf, RatesBody, Recomputing } from './pages/RatesBody.tsx'
import { RATES } from './publishing.ts'

/** How the rates of a buyer for a year are drawn once published. */
export const ratesKind: PublicationKind = {
  kind: RATES,
  lede: published => ledeOf(figuresIn(published)),
  body: published => <RatesBody figures={figuresIn(published)} />,
  recomputing: ({ publication }) => <Recomputing address={addressOf(publication)} />,
}

import { fr, percent } from '#ui'
import type { CorrectedRates } from '../corrections/corrected.ts'
import type { PillarRates, Rates } from '../rates/rates.ts'
import { linkTo, scopeQuery } from '../rates/scope.ts'
import type { Scope } from '../rates/sums.ts'

/** A figure that corrections may change: its fraction, and the rate that it gives. */
export const MEASURES = {
  nombre: (of: PillarRates) => ({ part: of.yes, whole: of.filled, rate: of.rate }),
  valeur: (of: PillarRates) => ({ part: of.amount.yes, whole: of.amount.filled, rate: of.amount.rate }),
  renseignes: (of: PillarRates, contracts: number) => ({ part: of.filled, whole: contracts, rate: of.shareFilled }),
} as const
export type CorrectedMeasure = keyof typeof MEASURES

/** The figure with corrections; null where none changes it. */
export function changedBy(
  corrected: CorrectedRates | null | undefined,
  official: Rates,
  pillar: 'social' | 'environmental',
  measure: CorrectedMeasure,
) {
  if (!corrected) return null
  const of = (rates: Rates) => MEASURES[measure](rates[pillar], rates.contracts)
  const [before, after] = [of(official), of(corrected.rates)]
  return before.part === after.part && before.whole === after.whole ? null : after
}

/** Where the corrections of a scope are listed. */
export const correctionsHref = (scope: Scope) => linkTo('/corrections', scopeQuery(scope))

/** « la correction de l’acheteur », « les 3 corrections des acheteurs », leading to their list. */
export const CorrectionsLink = ({ corrections, scope }: { corrections: number; scope: Scope }) => (
  <a href={correctionsHref(scope)}>
    {fr`${corrections === 1 ? 'la correction' : `les ${corrections} corrections`} ${scope.buyers?.length === 1 ? 'de l’acheteur' : 'des acheteurs'}`}
  </a>
)

/** Beside an official figure: the same one with the corrections; nothing where none changes it. */
export const WithCorrections = (props: {
  corrected: CorrectedRates | null | undefined
  rates: Rates
  pillar: 'social' | 'environmental'
  measure: CorrectedMeasure
  scope: Scope
}) => {
  const { corrected, scope } = props
  const figure = changedBy(corrected, props.rates, props.pillar, props.measure)
  // Corrections of the two terms may leave the rate where it was: nothing to say beside it.
  return figure &&
    corrected &&
    figure.rate !== MEASURES[props.measure](props.rates[props.pillar], props.rates.contracts).rate ? (
    <span>
      Avec <CorrectionsLink corrections={corrected.corrections} scope={scope} />
      {fr` : `}
      <b>{percent(figure.rate)}</b>
    </span>
  ) : null
}

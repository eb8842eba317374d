import { count, Formula, fr, percent } from '#ui'
import type { Explanation } from '../rates/explanation.ts'
import { PILLARS, type PillarWord, type RatesOverview } from '../rates/overview.ts'
import { CorrectionsLink, changedBy } from './WithCorrections.tsx'

/** The same fraction with what buyers correct; nothing where no correction changes it. */
export const CorrectedFormula = ({
  overview: { corrected, rates, scope },
  pillar,
  explanation,
  write,
}: {
  overview: RatesOverview
  pillar: PillarWord
  explanation: Explanation
  /** How a figure of this measure is written. */
  write: (value: number) => string
}) => {
  const figure = changedBy(corrected, rates, PILLARS[pillar], explanation.measure)
  if (!corrected || !figure) return null
  return (
    <>
      <h3>
        Avec <CorrectionsLink corrections={corrected.corrections} scope={scope} />
      </h3>
      <Formula
        numerator={{ label: 'Numérateur corrigé', value: write(figure.part) }}
        denominator={{ label: 'Dénominateur corrigé', value: write(figure.whole) }}
        result={{ label: 'Taux avec corrections', value: percent(figure.rate) }}
      />
      <p>
        {fr`Le taux officiel reste celui du haut. Celui-ci applique la même règle à ce que l’acheteur corrige de ${count(corrected.contracts, 'marché')}, avec un motif pour chaque correction.`}
      </p>
    </>
  )
}

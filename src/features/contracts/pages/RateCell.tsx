import { fr, Missing, percent } from '#ui'
import type { PillarRates } from '../rates/rates.ts'

/** The rates of one pillar in a cell: in number, then in value and the share filled that it rests on; `corrected` where corrections change it. */
export const RateCell = ({ of, corrected }: { of: PillarRates; corrected?: { rate: number | null } | null }) => (
  <>
    {of.rate === null ? <Missing>non calculable</Missing> : percent(of.rate)}
    {of.rate !== null && <small>{percent(of.amount.rate)} en valeur</small>}
    <small>{of.filled === 0 ? 'aucun renseigné' : `${percent(of.shareFilled)} renseignés`}</small>
    {corrected && <small>{fr`avec corrections : ${percent(corrected.rate)}`}</small>}
  </>
)

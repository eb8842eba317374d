import type { Buyer } from '#features/scheme'
import { Card, type Column, fr, Table } from '#ui'
import { STANDINGS, type Standing } from '../standing.ts'
import { STANDING_LABELS } from '../standing-words.ts'
import type { Told } from './reading.ts'
import { TOLD_COLUMNS } from './told-columns.tsx'

type At = (query: Record<string, string>) => string

/** What a buyer says of an indicator; null for all of them together. */
export interface BuyerTold {
  buyer: Buyer | null
  told: Told
}

/** One indicator, a line for each buyer and one for all of them: where each starts, where it is, where it goes, how it stands. */
export const ByBuyer = ({ lines, at }: { lines: readonly BuyerTold[]; at: At }) => (
  <Card id="par-acheteur" title="Par acheteur" flush>
    <Table
      id="par-acheteur-table"
      caption="Ce que chaque acheteur en dit"
      hideCaption
      stack
      rows={lines}
      columns={[
        { head: 'Acheteur', cell: ({ buyer }) => <Name buyer={buyer} at={at} /> },
        ...TOLD_COLUMNS.map(
          ({ cell, ...column }): Column<BuyerTold> => ({ ...column, cell: ({ told }) => cell(told) }),
        ),
      ]}
    />
    <p class="small muted card__foot">
      {fr`L’ensemble additionne les quantités ; d’une part, il divise la somme des numérateurs par celle des dénominateurs. Il est partiel tant qu’un acheteur n’a rien dit.`}
    </p>
  </Card>
)

/** How the indicators of a buyer stand; null for all of them together. */
export interface BuyerStandings {
  buyer: Buyer | null
  counts: Readonly<Partial<Record<Standing, number>>>
}

/** How many of some indicators stand in each way. */
export function countsOf(told: readonly Told[]): BuyerStandings['counts'] {
  const counts: Partial<Record<Standing, number>> = {}
  for (const { standing } of told) counts[standing.standing] = (counts[standing.standing] ?? 0) + 1
  return counts
}

/** Where the indicators of each buyer stand, and those of all of them together. */
export const Standings = ({ standings, at }: { standings: readonly BuyerStandings[]; at: At }) => (
  <Card id="positions" title="Où en est chaque acheteur" flush>
    <Table
      id="positions-table"
      caption="Nombre d’indicateurs par position, pour chaque acheteur"
      hideCaption
      stack
      rows={standings}
      columns={[
        { head: 'Acheteur', cell: ({ buyer }) => <Name buyer={buyer} at={at} /> },
        ...STANDINGS.map(
          (standing): Column<BuyerStandings> => ({
            head: STANDING_LABELS[standing],
            numeric: true,
            cell: ({ counts }) => counts[standing] ?? 0,
          }),
        ),
        {
          head: 'Indicateurs',
          numeric: true,
          cell: ({ counts }) => Object.values(counts).reduce((sum, n) => sum + n, 0),
        },
      ]}
    />
  </Card>
)

const Name = ({ buyer, at }: { buyer: Buyer | null; at: At }) =>
  buyer === null ? (
    <b>Ensemble</b>
  ) : (
    <a href={at({ acheteur: buyer.siren })}>
      <bdi>{buyer.name}</bdi>
    </a>
  )

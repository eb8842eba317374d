import type { Told } from '#features/indicators'
import { yearOf } from '#kernel'
import type { Block, TableBlock } from '#platform/paper'
import { fr } from '#ui'
import type { BilanFacts } from '../facts.ts'
import { bare, figureCell, nameCell, ofYear, startCell, text, words } from './pieces.ts'

/** Years that fit beside one another on a page. */
const YEARS = 6

/** Every indicator over the years, then, for a joint scheme, each buyer's own figures. */
export function annexes(facts: BilanFacts): Block[] {
  if (facts.indicators.length === 0) return [text('Le schéma n’a pas d’indicateur.')]
  const years = [...new Set(facts.indicators.flatMap(({ figures }) => figures.map(({ period }) => yearOf(period))))]
    .sort((a, b) => a - b)
    .slice(-YEARS)
  return [
    {
      as: 'table',
      id: 'tous-les-indicateurs',
      caption: 'Tous les indicateurs, année par année',
      columns: [
        { head: 'Indicateur', weight: 4 },
        { head: 'T0', numeric: true, weight: 2 },
        ...years.map(year => ({ head: String(year), numeric: true as const, weight: 2 })),
      ],
      rows: facts.indicators.map(one => [nameCell(one), bare(startCell(one)), ...years.map(year => cellOf(one, year))]),
      note: fr`Pour un indicateur suivi par semestre ou par trimestre, la dernière période de l’année.`,
    },
    ...byBuyer(facts),
  ]
}

function cellOf(told: Told, year: number) {
  const said = ofYear(told, year)
  return said ? bare(figureCell(told, said)) : words('–')
}

function byBuyer({ byBuyer: buyers, year }: BilanFacts): TableBlock[] {
  const [first] = buyers
  if (first === undefined) return []
  return [
    {
      as: 'table',
      id: 'par-acheteur',
      caption: `Chaque acheteur en ${year}`,
      columns: [
        { head: 'Indicateur', weight: 4 },
        ...buyers.map(({ name }) => ({ head: name, numeric: true as const, weight: 2 })),
      ],
      rows: first.indicators.map((named, rank) => [
        nameCell(named),
        ...buyers.map(({ indicators }) => {
          const told = indicators[rank]
          return told ? cellOf(told, year) : words('–')
        }),
      ]),
    },
  ]
}

import type { Definition } from '#features/scheme'
import type { Period } from '#kernel'
import { fr } from '#ui'
import type { Explained } from '../computing/explaining.ts'
import { figure, periodWords } from '../figures.ts'

const PARTS = { value: '', numerator: 'numérateur de ', denominator: 'dénominateur de ' } as const

/** What leads to the rows behind a measured figure. @param rows their address */
export const rowsWords = (rows: string): string =>
  `Voir ${rows.startsWith('/marches') ? 'les marchés' : 'l’enquête'} derrière ce chiffre`

/** How a computed figure was made, in French: what pages and documents say of it. */
export interface LineageTold {
  /** Why there is no figure; empty where there is one. */
  obstacle: string
  /** What was measured, and how it was narrowed; empty for a formula. */
  measured: string
  /** The address of the rows behind it on this site; empty where there is none. */
  rows: string
  excluded: readonly { reason: string; count: number }[]
  /** The figures that a formula read. */
  inputs: readonly {
    key: string
    /** « numérateur de » before its name, where that is what was read. */
    part: string
    label: string
    row: string
    period: Period
    /** Null where nothing was there. */
    value: string | null
    unit: string
  }[]
}

export function lineageTold({ value, lineage, measure, definitions }: Explained): LineageTold {
  const said = {
    obstacle: lineage.obstacle && fr`Pas de chiffre pour ${periodWords(value.period)}. ${lineage.obstacle}`,
    measured: '',
    rows: '',
    excluded: [],
    inputs: [],
  }
  if (lineage.by === 'formula')
    return {
      ...said,
      inputs: lineage.inputs.map(({ key, row, period, part, value }) => {
        const read = definitions.get(key)
        const named = { key, part: PARTS[part], label: read?.label ?? key, unit: read?.unit ?? '' }
        return { ...named, row: row === null ? '' : rowWords(read, row), period, value }
      }),
    }
  const filters = Object.entries(lineage.filters).map(([name, chosen]) => {
    const filter = measure?.filters.find(one => one.name === name)
    const words = filter?.choices?.find(choice => choice.value === chosen)?.label ?? chosen
    return fr`${filter?.label ?? name} : ${words}.`
  })
  return {
    ...said,
    measured: measure ? [measure.explained, ...filters].join(' ') : '',
    rows: lineage.rows,
    excluded: lineage.excluded,
  }
}

/** A figure that a formula read, as it is shown; null where nothing was there. */
export const inputFigure = ({ value, unit }: LineageTold['inputs'][number]) =>
  value === null ? null : figure(value, unit)

/** The label of a row of an indicator. */
export const rowWords = (definition: Definition | undefined, row: string) =>
  definition?.breakdown?.rows.find(({ key }) => key === row)?.label ?? row

import type { Child } from 'hono/jsx'
import { drawColumns } from './columns.tsx'
import { Figure, type FigureProps, Plot, Twin } from './Figure.tsx'
import { type Columns, nameOf, type SeriesPoint, wordsOf } from './points.ts'

export interface BarSeriesProps extends FigureProps, Columns {
  /** Headings of the table twin: what a point is, what is measured. */
  heads?: readonly [string, string]
  /** A richer table twin (numerators, denominators) in place of the one made of the points. */
  twin?: Child
}

/** Columns over time, one of them in front, with the same values as a table. */
export const BarSeries = (props: BarSeriesProps) => (
  <Figure
    {...props}
    twin={
      props.twin ?? (
        <Twin
          of={props}
          columns={[
            { head: props.heads?.[0] ?? 'Année', cell: nameOf },
            { head: props.heads?.[1] ?? 'Valeur', cell: (point: SeriesPoint) => wordsOf(point, props), numeric: true },
          ]}
          rows={props.points.filter(point => !point.ahead)}
        />
      )
    }
  >
    <Plot drawing={drawColumns(props)} />
  </Figure>
)

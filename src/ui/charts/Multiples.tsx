import { scaleBand, scaleLinear } from 'd3-scale'
import { MISSING } from '../format.ts'
import { pattern } from '../icons.tsx'
import { shorten } from '../marks.tsx'
import { across, type Drawing, down, drawable, Figure, type FigureProps, Twin } from './Figure.tsx'

/** One of the small charts: what it is of, and its values in the order of the periods. */
export interface Multiple {
  label: string
  values: readonly (number | null)[]
}

export interface MultiplesProps extends FigureProps {
  periods: readonly string[]
  /** Of each period, whether its values are not final: hatched, and said. */
  partial?: readonly boolean[] | undefined
  rows: readonly Multiple[]
  /** Writes a value, with its unit. */
  format: (value: number) => string
  partialLabel?: string | undefined
  /** What the rows are. */
  by?: string | undefined
}

const HEIGHT = 88
const BASE = 66

/** The lowest and highest ends of every chart: they are compared, so they share them. */
function scaleOf(rows: readonly Multiple[]) {
  const known = rows.flatMap(({ values }) => values).flatMap(value => drawable(value) ?? [])
  const [low, high] = [Math.min(0, ...known), Math.max(0, ...known)]
  return scaleLinear([low, high > low ? high : low + 1], [BASE, 6])
}

const Mini = ({
  row,
  y,
  periods,
  partial,
}: { row: Multiple; y: ReturnType<typeof scaleOf> } & Pick<MultiplesProps, 'periods' | 'partial'>) => {
  const x = scaleBand([...periods.keys()], [0, 100]).paddingInner(0.2)
  const last = row.values.findLastIndex(value => drawable(value) !== null)
  return (
    <>
      {row.values.map((one, i) => {
        const value = drawable(one)
        const box = { x: across(x(i) ?? 0), width: across(x.bandwidth()) }
        if (value === null) return <rect {...box} y={BASE - 4} height="4" class="hollow" />
        const bar = { ...box, y: down(Math.min(y(0), y(value))), height: down(Math.max(1, Math.abs(y(0) - y(value)))) }
        return (
          <>
            <rect {...bar} class={i === last ? 'fill' : 'fill-soft'} />
            {partial?.[i] && <rect {...bar} fill={pattern('hatch')} class="edge" />}
          </>
        )
      })}
      <line x1="0" x2="100%" y1={down(y(0))} y2={down(y(0))} class="axis" />
      <text x="0" y={HEIGHT - 6} class="soft">
        {periods[0]}
      </text>
      {periods.length > 1 && (
        <text x="100%" y={HEIGHT - 6} text-anchor="end" class="soft">
          {periods.at(-1)}
        </text>
      )}
    </>
  )
}

/** The last value of a row, and of when it is where that is not the last period. */
function latest({ values }: Multiple, { periods, format }: Pick<MultiplesProps, 'periods' | 'format'>) {
  const at = values.findLastIndex(value => drawable(value) !== null)
  if (at < 0) return MISSING.data
  return format(values[at] ?? 0) + (at === values.length - 1 ? '' : ` (${periods[at]})`)
}

/** Rows side by side, a small chart each, all on one scale; real text says the last value of each. */
export const Multiples = (props: MultiplesProps) => {
  const { rows, periods, partial, format, partialLabel = 'Valeur provisoire' } = props
  const y = scaleOf(rows)
  return (
    <Figure
      {...props}
      twin={
        <Twin
          of={props}
          columns={[
            { head: props.by ?? 'Ligne', cell: (row: Multiple) => row.label },
            ...periods.map((head, i) => ({
              head,
              numeric: true,
              cell: ({ values }: Multiple) => {
                const value = drawable(values[i] ?? null)
                return value === null ? MISSING.data : format(value)
              },
            })),
          ]}
          rows={rows}
        />
      }
    >
      <ul class="multiples">
        {rows.map(row => (
          <li>
            <span>{row.label}</span>
            <b>{latest(row, props)}</b>
            <svg height={HEIGHT} aria-hidden="true">
              <Mini {...{ row, y, periods, partial }} />
            </svg>
          </li>
        ))}
      </ul>
      {partial?.includes(true) && (
        <ul class="legend">
          <li>
            <svg aria-hidden="true">
              <rect width="100%" height="12" class="fill" />
              <rect width="100%" height="12" fill={pattern('hatch')} />
            </svg>
            {partialLabel}
          </li>
        </ul>
      )}
    </Figure>
  )
}

const CELL = 148
const IN_LINE = 3

/** The same at a fixed width, for a file: three side by side. */
export function drawMultiples(props: Omit<MultiplesProps, keyof FigureProps>): Drawing {
  const { rows, periods, partial } = props
  const y = scaleOf(rows)
  return {
    height: Math.ceil(rows.length / IN_LINE) * CELL,
    label: rows.map(row => `${row.label}\u00a0: ${latest(row, props)}`).join('. '),
    legend: [],
    body: rows.map((row, i) => (
      <svg
        aria-hidden="true"
        x={across(((i % IN_LINE) * 100) / IN_LINE)}
        y={Math.floor(i / IN_LINE) * CELL}
        width={across(100 / IN_LINE - 4)}
        height={CELL}
      >
        <text y="14">{shorten(row.label, 38)}</text>
        <text y="34" class="strong">
          {latest(row, props)}
        </text>
        <svg aria-hidden="true" y="40" width="100%" height={HEIGHT}>
          <Mini {...{ row, y, periods, partial }} />
        </svg>
      </svg>
    )),
  }
}

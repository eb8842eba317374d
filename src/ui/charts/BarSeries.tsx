import { scaleBand, scaleLinear } from 'd3-scale'
import type { Child } from 'hono/jsx'
import { MISSING } from '../format.ts'
import { pattern } from '../icons.tsx'
import { Table } from '../Table.tsx'
import { across, down, drawable, Figure, type FigureProps } from './Figure.tsx'

/** One column: a year and its value, null when there is no data (never drawn as a zero). */
export interface SeriesPoint {
  name: string
  value: number | null
  /** Not final: hatched, and said under the drawing. */
  partial?: boolean
}

export interface BarSeriesProps extends FigureProps {
  points: readonly SeriesPoint[]
  /** Writes a value, with its unit. */
  format: (value: number) => string
  /** The point that the message speaks of; the last one with a value unless told. */
  highlight?: string
  /** A level to compare with, drawn as a dashed line. */
  reference?: { value: number | null; label: string } | undefined
  /** What a partial point is: `Année en cours`. */
  partialLabel?: string
  /** Headings of the table twin: what a point is, what is measured. */
  heads?: readonly [string, string]
  /** A richer table twin (numerators, denominators) in place of the one made of the points. */
  twin?: Child
}

const TOP = 30
const BASE = 210
const HEIGHT = BASE + 28
/** Beyond, columns are too narrow for every label: the secondary ones are left out of narrow screens. */
const ROOMY = 6
/** Fewer points leave room beside them rather than stretch. */
const SLOTS = 4

/** What the drawing says, for those who do not see it: every point when they are few, else the ends. */
function describe(points: readonly SeriesPoint[], write: (point: SeriesPoint) => string, reference: string): string {
  const say = (point: SeriesPoint) => `${point.name}\u00a0: ${write(point)}`
  const few = points.length <= 12
  const told = few ? points : [...points.slice(0, 1), ...points.slice(-1)]
  const text = `Colonnes. ${told.map(say).join(', ')}.`
  return `${text}${reference}${few ? '' : ' Toutes les valeurs sont dans le tableau qui suit.'}`
}

/** Columns over time, one of them in front; a year without data is said, not drawn. */
export const BarSeries = (props: BarSeriesProps) => {
  const { points, format, partialLabel = 'Valeur provisoire' } = props
  const values = points.map(point => drawable(point.value))
  const write = (point: SeriesPoint) => {
    const value = drawable(point.value)
    return value === null ? MISSING.data : format(value) + (point.partial ? ` (${partialLabel.toLowerCase()})` : '')
  }
  const level = drawable(props.reference?.value ?? null)
  const heights = [...values, level].filter(value => value !== null)
  const high = Math.max(0, ...heights)
  const y = scaleLinear([Math.min(0, ...heights), high > 0 ? high : 1], [BASE, TOP])
  const zero = y(0)
  const slots = Math.max(points.length, SLOTS)
  const x = scaleBand([...Array(slots).keys()], [0, 100])
    .paddingInner(0.24)
    .paddingOuter(0.1)
  const lastKnown = values.findLastIndex(value => value !== null)
  const named = points.findIndex(point => point.name === props.highlight)
  const front = named === -1 ? lastKnown : named
  const crowded = points.length > ROOMY
  const reference = props.reference && level !== null ? ` ${props.reference.label}\u00a0: ${format(level)}.` : ''
  const secondary = (i: number) => crowded && i !== front && i !== 0
  // Names are kept from the front one backwards, so that it always has its own
  const namedOneIn = Math.ceil(points.length / 24)

  return (
    <Figure
      {...props}
      twin={
        props.twin ?? (
          <Table
            id={`${props.id}-valeurs`}
            caption={props.note ?? props.title}
            bare
            columns={[
              { head: props.heads?.[0] ?? 'Année', cell: (point: SeriesPoint) => point.name },
              { head: props.heads?.[1] ?? 'Valeur', cell: write, numeric: true },
            ]}
            rows={points}
          />
        )
      }
    >
      <svg height={HEIGHT} role="img" aria-label={describe(points, write, reference)}>
        {points.map((point, i) => {
          const value = values[i] ?? null
          const left = x(i) ?? 0
          const middle = across(left + x.bandwidth() / 2)
          const box = {
            x: across(left),
            width: across(x.bandwidth()),
            y: down(Math.min(zero, y(value ?? 0))),
            height: down(Math.abs(zero - y(value ?? 0))),
            rx: 2,
          }
          return (
            <>
              {value === null ? (
                <svg x={middle} y={down(zero - 8)} overflow="visible" aria-hidden="true">
                  <text class="soft" transform="rotate(-90)" y="4">
                    {MISSING.data}
                  </text>
                </svg>
              ) : (
                <>
                  <rect {...box} class={i === front ? 'fill' : 'fill-soft'} />
                  {point.partial && <rect {...box} fill={pattern('hatch')} class="edge" />}
                </>
              )}
              {Math.abs(front - i) % namedOneIn === 0 && (
                <text
                  x={middle}
                  y={HEIGHT - 8}
                  text-anchor="middle"
                  class={`${i === front ? '' : 'soft'}${crowded && Math.abs(front - i) % 2 === 1 ? ' wide' : ''}`}
                >
                  {point.name}
                </text>
              )}
            </>
          )
        })}
        {zero < BASE && <line x1="0" x2="100%" y1={BASE} y2={BASE} class="axis" opacity="0.4" />}
        <line x1="0" x2="100%" y1={down(zero)} y2={down(zero)} class="axis" />
        {level !== null && (
          <>
            <line x1="0" x2="100%" y1={down(y(level))} y2={down(y(level))} class="target-halo" />
            <line x1="0" x2="100%" y1={down(y(level))} y2={down(y(level))} class="target" />
          </>
        )}
        {points.map((_, i) => {
          const value = values[i] ?? null
          if (value === null || (i !== front && points.length > 16)) return null
          const beside = y(value) + (value < 0 ? 18 : -8)
          const line = level === null ? Number.NaN : y(level)
          return (
            <text
              x={across((x(i) ?? 0) + x.bandwidth() / 2)}
              y={down(beside > line - 4 && beside < line + 14 ? line - 7 : beside)}
              text-anchor="middle"
              class={`halo${i === front ? ' strong' : ''}${secondary(i) ? ' wide' : ''}`}
            >
              {format(value)}
            </text>
          )
        })}
      </svg>
      {(reference !== '' || points.some(point => point.partial)) && (
        <ul class="legend">
          {props.reference && level !== null && (
            <li>
              <svg aria-hidden="true">
                <line x1="0" x2="100%" y1="6" y2="6" class="target" />
              </svg>
              {props.reference.label}
              {'\u00a0: '}
              {format(level)}
            </li>
          )}
          {points.some(point => point.partial) && (
            <li>
              <svg aria-hidden="true">
                <rect width="100%" height="12" class="fill" />
                <rect width="100%" height="12" fill={pattern('hatch')} />
              </svg>
              {partialLabel}
            </li>
          )}
        </ul>
      )}
    </Figure>
  )
}

import { scaleLinear } from 'd3-scale'
import type { Child } from 'hono/jsx'
import { MISSING } from '../format.ts'
import { shorten } from '../marks.tsx'
import { across, type Drawing, drawable, Figure, type FigureProps } from './Figure.tsx'

/** One category: its name, its value (null when there is none), what the value is made of. */
export interface BarItem {
  label: Child
  value: number | null
  /** The fraction behind the value: `12 sur 48 marchés`. */
  note?: Child
  /** Where the category opens. */
  href?: string | undefined
}

export interface HorizontalBarsProps extends FigureProps {
  items: readonly BarItem[]
  /** Writes a value, with its unit. */
  format: (value: number) => string
  /** The value of a full bar; the highest value unless told. */
  max?: number
  /** A level to compare every bar with. */
  reference?: { value: number | null; label: string } | undefined
  /** A table twin, when it says more than the list itself. */
  twin?: Child
}

/** Where bars end, and a level they are compared with. */
function measured({ items, max, reference }: Pick<HorizontalBarsProps, 'items' | 'max' | 'reference'>) {
  const level = drawable(reference?.value ?? null)
  const known = [...items.map(item => drawable(item.value)), level].filter(value => value !== null)
  const top = max ?? Math.max(0, ...known)
  return { level, x: scaleLinear([0, top > 0 ? top : 1], [0, 100]).clamp(true) }
}

/**
 * Bars by category. The list is real text, so it wraps, links and reads aloud by itself; the drawings only repeat it.
 */
export const HorizontalBars = (props: HorizontalBarsProps) => {
  const { items, format } = props
  const { level, x } = measured(props)
  return (
    <Figure {...props}>
      <ul class="hbars">
        {items.map(item => {
          const value = drawable(item.value)
          return (
            <li>
              <span>{item.href ? <a href={item.href}>{item.label}</a> : item.label}</span>
              <span>
                <b>{value === null ? <span class="missing">{MISSING.data}</span> : format(value)}</b>
                {item.note && <small> {item.note}</small>}
              </span>
              <svg aria-hidden="true">
                <rect width="100%" height="100%" rx="3" class={value === null ? 'hollow' : 'track'} />
                {value !== null && value > 0 && <rect width={across(x(value))} height="100%" rx="3" class="fill" />}
                {level !== null && value !== null && (
                  <line x1={across(x(level))} x2={across(x(level))} y1="-2" y2="100%" class="mark" />
                )}
              </svg>
            </li>
          )
        })}
      </ul>
      {props.reference && level !== null && (
        <ul class="legend">
          <li>
            <svg aria-hidden="true">
              <line x1="50%" x2="50%" y1="0" y2="12" class="mark" />
            </svg>
            {props.reference.label}
            {'\u00a0: '}
            {format(level)}
          </li>
        </ul>
      )}
    </Figure>
  )
}

const LINE = 46

/** The same at a fixed width, for a file. */
export function drawHorizontalBars(
  props: Pick<HorizontalBarsProps, 'format' | 'max' | 'reference'> & {
    items: readonly { label: string; value: number | null }[]
  },
): Drawing {
  const { items, format, reference } = props
  const { level, x } = measured(props)
  const words = (one: number | null) => {
    const value = drawable(one)
    return value === null ? MISSING.data : format(value)
  }
  return {
    height: items.length * LINE,
    label: items.map(({ label, value }) => `${label}\u00a0: ${words(value)}`).join('. '),
    legend:
      reference && level !== null
        ? [
            {
              mark: <line x1="50%" x2="50%" y1="0" y2="12" class="mark" />,
              label: `${reference.label}\u00a0: ${format(level)}`,
            },
          ]
        : [],
    body: items.map((item, i) => {
      const value = drawable(item.value)
      const y = i * LINE + 22
      return (
        <>
          <text y={y - 7}>{shorten(item.label, 100)}</text>
          <text x="100%" y={y - 7} text-anchor="end" class="strong">
            {words(value)}
          </text>
          <rect y={y} width="100%" height="12" rx="3" class={value === null ? 'hollow' : 'track'} />
          {value !== null && value > 0 && <rect y={y} width={across(x(value))} height="12" rx="3" class="fill" />}
          {level !== null && <line x1={across(x(level))} x2={across(x(level))} y1={y - 3} y2={y + 15} class="mark" />}
        </>
      )
    }),
  }
}

import { scaleLinear } from 'd3-scale'
import type { Child } from 'hono/jsx'
import { MISSING } from '../format.ts'
import { across, drawable, Figure, type FigureProps } from './Figure.tsx'

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

/**
 * Bars by category. The list is real text, so it wraps, links and reads aloud by itself; the drawings only repeat it.
 */
export const HorizontalBars = (props: HorizontalBarsProps) => {
  const { items, format } = props
  const level = drawable(props.reference?.value ?? null)
  const known = [...items.map(item => drawable(item.value)), level].filter(value => value !== null)
  const top = props.max ?? Math.max(0, ...known)
  const x = scaleLinear([0, top > 0 ? top : 1], [0, 100]).clamp(true)
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

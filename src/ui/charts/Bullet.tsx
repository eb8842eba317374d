import { scaleLinear } from 'd3-scale'
import type { Pillar } from '../marks.tsx'
import { across, drawable } from './Figure.tsx'

/** A position on a {@link Bullet} and the words that say it. */
export interface BulletMark {
  value: number | null
  label: string
}

export interface BulletProps {
  value: number | null
  /** The value at the right end, such as 1 for a rate. */
  max: number
  /** Where it started: a circle. */
  start?: BulletMark | undefined
  /** What it is compared with, or aims at: a thick line. */
  target?: BulletMark | undefined
  pillar?: Pillar | undefined
}

/** A value between where it started and what it is compared with. The text under it carries the same facts. */
export const Bullet = ({ value, max, start, target, pillar }: BulletProps) => {
  const x = scaleLinear([0, max > 0 ? max : 1], [0, 100]).clamp(true)
  const at = (mark: BulletMark | undefined) => {
    const position = drawable(mark?.value ?? null)
    return position === null ? null : across(x(position))
  }
  const [from, to, shown] = [at(start), at(target), drawable(value)]
  return (
    <div data-pillar={pillar}>
      <svg class="bullet" height="26" aria-hidden="true">
        <rect y="9" width="100%" height="10" rx="3" class={shown === null ? 'hollow' : 'track'} />
        {shown !== null && <rect y="9" width={across(x(shown))} height="10" rx="3" class="fill" />}
        {from !== null && <circle cx={from} cy="14" r="5" class="dot" />}
        {to !== null && <line x1={to} x2={to} y1="2" y2="26" class="mark" />}
      </svg>
      {(start || target) && (
        <ul class="legend">
          {start && (
            <li>
              {from !== null && <span aria-hidden="true">○</span>}
              {start.label}
            </li>
          )}
          {target && (
            <li>
              {to !== null && <span aria-hidden="true">┃</span>}
              {target.label}
            </li>
          )}
        </ul>
      )}
    </div>
  )
}

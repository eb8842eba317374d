import { stack, stackOffsetExpand } from 'd3-shape'
import type { Child } from 'hono/jsx'
import { nb } from '../format.ts'
import { pattern } from '../icons.tsx'
import type { Pillar } from '../marks.tsx'
import { across } from './Figure.tsx'

/** How a part looks, so that it survives a black-and-white print. */
export type ShareLook = 'solid' | 'hatched' | 'striped' | 'empty'

/** One part of a whole. */
export interface SharePart {
  look: ShareLook
  value: number
  /** What the value counts: `oui`, `non renseignés`. */
  label: string
  /** Where the counted things are listed. */
  href?: string | undefined
}

/** A part that exists is seen: 1.5 % of the width at least. */
const VISIBLE = 0.015

/** The start and width of each part along the bar, in hundredths; an absent part has no width. */
export function shareOf(values: readonly number[]): { x: number; width: number }[] {
  const clean = values.map(value => (Number.isFinite(value) && value > 0 ? value : 0))
  const total = clean.reduce((sum, value) => sum + value, 0)
  if (total === 0) return clean.map(() => ({ x: 0, width: 0 }))
  const shown = clean.map(value => (value > 0 ? Math.max(value / total, VISIBLE) : 0))
  const series = stack<readonly number[], number>()
    .keys([...shown.keys()])
    .value((row, i) => row[i] ?? 0)
    .offset(stackOffsetExpand)([shown])
  return series.map(([span]) => ({ x: (span?.[0] ?? 0) * 100, width: ((span?.[1] ?? 0) - (span?.[0] ?? 0)) * 100 }))
}

// What goes past the right edge is cut by the drawing around
const Fill = ({ look, x = 0 }: { look: ShareLook; x?: number }) =>
  look === 'empty' ? (
    <rect x={x} width="100%" height="100%" class="hollow box" />
  ) : (
    <>
      <rect x={x} width="100%" height="100%" class={look === 'striped' ? 'fill-late' : 'fill'} />
      {look !== 'solid' && (
        <rect x={x} width="100%" height="100%" fill={pattern(look === 'hatched' ? 'hatch' : 'stripe')} />
      )}
    </>
  )

/**
 * A whole and its parts in one bar: solid, hatched, striped, empty. With its legend, text says what the bar shows;
 * without (in a table whose cells say it), the bar is an image with a label.
 */
export const ShareBar = (props: {
  parts: readonly SharePart[]
  pillar?: Pillar | undefined
  big?: boolean
  legend?: boolean
  /** What the whole is, said when there is nothing in it: `Aucun marché`. */
  none?: Child
}) => {
  const { parts, legend = true } = props
  const spans = shareOf(parts.map(part => part.value))
  const words = parts.filter(part => part.value > 0).map(part => `${nb(part.value)} ${part.label}`)
  return (
    <div class={props.big ? 'share share--big' : 'share'} data-pillar={props.pillar}>
      <svg
        role={legend ? undefined : 'img'}
        aria-hidden={legend ? 'true' : undefined}
        aria-label={legend ? undefined : words.join(', ') || 'Aucune donnée'}
      >
        {words.length === 0 && <Fill look="empty" />}
        {parts.map((part, i) => {
          const span = spans[i]
          if (!span || span.width === 0) return null
          // 2 px are left between two parts, whatever colour is under
          return (
            <svg x={across(span.x)} width={across(span.width)} height="100%" aria-hidden="true">
              <Fill look={part.look} x={span.x > 0 ? 2 : 0} />
            </svg>
          )
        })}
      </svg>
      {legend && (
        <ul class="legend">
          {words.length === 0 && <li>{props.none ?? 'Aucune donnée'}</li>}
          {parts.map(
            part =>
              part.value > 0 && (
                <li>
                  <svg aria-hidden="true">
                    <Fill look={part.look} />
                  </svg>
                  {part.href ? (
                    <a href={part.href}>
                      {nb(part.value)} {part.label}
                    </a>
                  ) : (
                    `${nb(part.value)} ${part.label}`
                  )}
                </li>
              ),
          )}
        </ul>
      )}
    </div>
  )
}

/** The four states of a consideration as the parts of a bar, in their order of precedence. */
export function considerationParts(
  counts: { yes: number; declaredNone: number; notFilled: number; unreadable: number },
  href?: (state: 'yes' | 'none' | 'not-filled' | 'unreadable') => string,
): SharePart[] {
  const many = (n: number, word: string) => (n < 2 ? word : `${word}s`)
  return [
    { look: 'solid', value: counts.yes, label: 'oui', href: href?.('yes') },
    { look: 'hatched', value: counts.declaredNone, label: 'non, déclaré', href: href?.('none') },
    {
      look: 'empty',
      value: counts.notFilled,
      label: many(counts.notFilled, 'non renseigné'),
      href: href?.('not-filled'),
    },
    {
      look: 'striped',
      value: counts.unreadable,
      label: many(counts.unreadable, 'illisible'),
      href: href?.('unreadable'),
    },
  ]
}

import type { Child } from 'hono/jsx'
import { down, type LegendItem } from './Figure.tsx'

/** How a line across a chart looks: what is aimed at, what the law asks, what others do, a level that nothing aims at. */
export type LineLook = 'target' | 'legal' | 'peers' | 'axis'

/** A level to compare with: `Cible 2025`, `Minimum légal`. */
export interface Level {
  value: number
  label: string
  look: LineLook
}

/** A line that is drawn at this height, with its words. */
export interface Line extends Omit<Level, 'value'> {
  y: number
  /** Its value in words. */
  words: string
}

const GAP = 36

/** Heights as near as can be to those that are asked for, none nearer to the next than two lines of text, none out of the drawing. */
export function apart(heights: readonly number[], height: number): number[] {
  const order = [...heights.keys()].sort((a, b) => (heights[a] ?? 0) - (heights[b] ?? 0))
  const placed = [...heights]
  let floor = 12
  for (const i of order) {
    placed[i] = Math.max(heights[i] ?? 0, floor)
    floor = (placed[i] ?? 0) + GAP
  }
  let ceiling = height - 24
  for (const i of order.toReversed()) {
    placed[i] = Math.min(placed[i] ?? 0, ceiling)
    ceiling = (placed[i] ?? 0) - GAP
  }
  return placed
}

/** The stroke of a line of this look. */
export const Stroke = ({
  look,
  y,
  x = ['0', '100%'],
}: {
  look: LineLook
  y: number
  x?: readonly [string, string]
}) => <line x1={x[0]} x2={x[1]} y1={down(y)} y2={down(y)} class={look} />

/** The names and values of lines at the right of a drawing, each at the height of its line. */
export function besideLines(lines: readonly Line[], height: number): Child {
  if (lines.length === 0) return undefined
  const heights = apart(
    lines.map(({ y }) => y),
    height,
  )
  return lines.map(({ label, words }, i) => (
    <>
      <text x="8" y={down((heights[i] ?? 0) + 1)} class="soft">
        {label}
      </text>
      <text x="8" y={down((heights[i] ?? 0) + 17)} class="strong">
        {words}
      </text>
    </>
  ))
}

/** The same in a legend, where there is no room at the right. */
export const legendOf = (lines: readonly Line[]): LegendItem[] =>
  lines.map(({ look, label, words }) => ({
    mark: <Stroke look={look} y={6} />,
    label: `${label}\u00a0: ${words}`,
    beside: true,
  }))

import { MISSING } from '../format.ts'
import { drawable } from './Figure.tsx'
import type { Level } from './lines.tsx'

/** One column: a year and its value, null when there is no data (never drawn as a zero). */
export interface SeriesPoint {
  name: string
  /** Written under its name, once where several follow that have the same: the year of a quarter, `T0`. */
  under?: string
  /** What it is called away from the axis, when that is not `name under`. */
  full?: string
  value: number | null
  /** Not final: hatched, and said under the drawing. */
  partial?: boolean
  /** Still to come: its place is empty, and nothing is said of it. */
  ahead?: boolean
  /** What is aimed at by then; a target that holds for several points is one line. */
  aim?: { value: number; label: string } | undefined
}

export interface Columns {
  points: readonly SeriesPoint[]
  /** Writes a value, with its unit. */
  format: (value: number) => string
  /** Writes a value over its column, where there is little room; as `format` unless told. */
  short?: ((value: number) => string) | undefined
  /** The point that the message speaks of; the last one with a value unless told. */
  highlight?: string | undefined
  /** A level to compare with, drawn as a dashed line and named under the drawing. */
  reference?: { value: number | null; label: string } | undefined
  /** Other levels, each named beside its line. */
  levels?: readonly Level[] | undefined
  /** From a point to another, the way that goes straight: drawn where both are there. */
  path?: { from: number; to: number; values: readonly [number, number]; label: string } | undefined
  /** The whole that each value is a part of: what is left of it is drawn empty. */
  whole?: { value: number; part: string; rest: string } | undefined
  /** Where columns stand; 0 unless told. */
  base?: number | undefined
  /** What a partial point is: `Année en cours`. */
  partialLabel?: string | undefined
}

/** What a point is called: `T3 2024`. */
export const nameOf = ({ name, under, full }: SeriesPoint) => full ?? (under ? `${name} ${under}` : name)

/** A point in words; a missing value is said so. */
export function wordsOf(point: SeriesPoint, { format, partialLabel = 'Valeur provisoire' }: Omit<Columns, 'points'>) {
  const value = drawable(point.value)
  return value === null ? MISSING.data : format(value) + (point.partial ? ` (${partialLabel.toLowerCase()})` : '')
}

/** What the drawing says, for those who do not see it: every point when they are few, else the ends. */
export function describe(of: Columns, lines: string): string {
  const there = of.points.filter(point => !point.ahead)
  const few = there.length <= 12
  const told = few ? there : [...there.slice(0, 1), ...there.slice(-1)]
  const text = `Colonnes. ${told.map(point => `${nameOf(point)}\u00a0: ${wordsOf(point, of)}`).join(', ')}.`
  return `${text}${lines}${few ? '' : ' Toutes les valeurs sont dans le tableau qui suit.'}`
}

/** Points that follow one another and aim at the same. */
export function runsOf(points: readonly SeriesPoint[]) {
  const runs: { from: number; to: number; value: number; label: string }[] = []
  points.forEach(({ aim }, i) => {
    const last = runs.at(-1)
    if (!aim || drawable(aim.value) === null) return
    if (last && last.to === i - 1 && last.value === aim.value && last.label === aim.label) last.to = i
    else runs.push({ from: i, to: i, ...aim })
  })
  return runs
}

import { type Period, rhythmOf, yearOf } from '#kernel'
import { decimal } from '#ui'

/** A figure in French, with its unit: `38,5 %`, `1 234 t`. What is said of the unit between parentheses is left out. */
export function figure(value: string, unit: string): string {
  const short = unit.replace(/\([^)]*\)/g, '').trim()
  if (short === '') return decimal(value)
  return `${decimal(value)}${short.startsWith('%') ? '\u202f' : '\u00a0'}${short}`
}

/** A period in French: `2025`, `1er semestre 2025`, `3e trimestre 2025`. */
export function periodWords(period: Period): string {
  const rhythm = rhythmOf(period)
  if (rhythm === 'year') return period
  const rank = period.at(-1)
  return `${rank}${rank === '1' ? 'er' : 'e'}\u00a0${rhythm === 'semester' ? 'semestre' : 'trimestre'} ${yearOf(period)}`
}

/** The same with what leads to it: `en 2025`, `au 1er semestre 2025`. */
export function inPeriod(period: Period): string {
  return `${rhythmOf(period) === 'year' ? 'en' : 'au'} ${periodWords(period)}`
}

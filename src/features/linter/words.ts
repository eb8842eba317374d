import { figure, inPeriod, periodWords } from '#features/indicators'
import type { Period } from '#kernel'
import { fr, shorten } from '#ui'
import type { Place } from './subject.ts'

/** How a part is called in a sentence: its code, then its title or its label. */
export function called(part: { code: string; title?: string; label?: string }): string {
  const name = fr`« ${shorten(part.title ?? part.label ?? '', 90)} »`
  return part.code === '' ? name : `${part.code} ${name}`
}

/** Where a figure stands, as a row says it: its period, its row, its buyer where there are several. */
export function placeWords(
  { period, row, buyer }: Pick<Place, 'period' | 'row' | 'buyer'>,
  { breakdown }: { breakdown: { rows: readonly { key: string; label: string }[] } | null },
  joint: boolean,
): string {
  const label = row === '' ? '' : (breakdown?.rows.find(({ key }) => key === row)?.label ?? row)
  return [periodWords(period), label, joint ? buyer.name : ''].filter(word => word !== '').join(', ')
}

/** The same in a sentence: `en 2015`, `en 2015 (Commune d’Aubrelieu)`. */
export function whenWords({ period, buyer }: Pick<Place, 'period' | 'buyer'>, joint: boolean): string {
  return joint ? `${inPeriod(period)} (${buyer.name})` : inPeriod(period)
}

/** A figure to at most so many decimals: what is computed has no end. */
export function shownTo(value: string, unit: string, places = 2): string {
  const [whole = '', decimals = ''] = value.split('.')
  if (decimals.length <= places) return figure(value, unit)
  const scaled = BigInt(whole.replace('-', '') + decimals.slice(0, places)) + (Number(decimals[places]) >= 5 ? 1n : 0n)
  const digits = String(scaled).padStart(places + 1, '0')
  const rounded = `${digits.slice(0, -places)}.${digits.slice(-places)}`.replace(/\.?0+$/, '')
  return figure(whole.startsWith('-') ? `-${rounded}` : rounded, unit)
}

/** Years or periods in a sentence: `2011, 2013 et 2014`. */
export function listed(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} et ${words.at(-1)}`
}

export const periodsListed = (periods: readonly Period[]): string => listed(periods.map(periodWords))

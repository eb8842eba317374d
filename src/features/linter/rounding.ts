import type Fraction from 'fraction.js'
import { exact } from '#features/indicators'

/** How many decimals a decimal text shows. */
export const placesOf = (text: string): number => text.split('.')[1]?.length ?? 0

/** Whether a figure that was written is an exact one, rounded to the places that it shows: half up, or half to even. */
export function isRounded(written: string, number: Fraction): boolean {
  const places = placesOf(written)
  const scale = exact(`1${'0'.repeat(places)}`)
  const [shown, meant] = [exact(written).mul(scale), number.mul(scale)]
  const gap = shown.sub(meant).abs().mul(2)
  if (gap.lt(1)) return true
  const isEven = shown.mod(2).equals(0)
  return gap.equals(1) && (isEven || shown.abs().gt(meant.abs()))
}

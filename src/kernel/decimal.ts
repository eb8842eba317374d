/**
 * Reads a number as French tables write it, as an exact decimal text with a point: spaces (also no-break) between thousands, comma or point for
 * decimals, a minus sign of any kind. `1.234` is refused: one reads a thousand, another a fraction.
 * @returns null when it is not a number
 */
export function readDecimal(text: string): string | null {
  const plain = text.replace(/[\s\u00a0\u202f]/g, '').replace(/^[−–]/, '-')
  const match = /^([+-]?)(\d{1,21})(?:([.,])(\d{1,12}))?$/.exec(plain)
  if (match === null) return null
  const [, sign, whole = '', mark, fraction = ''] = match
  if (mark === '.' && fraction.length === 3 && whole.length <= 3 && whole !== '0') return null
  const digits = whole.replace(/^0+(?=\d)/, '')
  const decimals = fraction.replace(/0+$/, '')
  const value = decimals === '' ? digits : `${digits}.${decimals}`
  return sign === '-' && value !== '0' ? `-${value}` : value
}

/** A decimal text as French writes it in a field: a comma, no grouping. */
export const writeDecimal = (value: string): string => value.replace('.', ',')

/** An amount of money in whole euro cents. */
export type Cents = number & { readonly __unit: 'euro-cent' }

const PLAIN = /^([+-]?)(\d*)(?:[.,](\d*))?$/

/**
 * Reads an amount in euros as whole cents, half a cent rounded away from zero on the decimal writing (1.005 → 101).
 * Accepts a number, or a text with spaces (also no-break), a decimal point or comma, and a euro sign.
 * @returns null when it is not an amount.
 */
export function parseCents(value: unknown): Cents | null {
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) return null
    if (Number.isSafeInteger(value)) return (value * 100) as Cents
    return fromDecimal(String(value)) ?? (Math.round(value * 100) as Cents)
  }
  if (typeof value !== 'string') return null
  const text = value.replace(/[\s€\u00a0\u202f]/g, '')
  if (/e/i.test(text)) {
    const number = Number(text)
    return text !== '' && Number.isFinite(number) ? parseCents(number) : null
  }
  return fromDecimal(text)
}

function fromDecimal(text: string): Cents | null {
  const match = PLAIN.exec(text)
  if (!match) return null
  const [, sign, whole = '', fraction = ''] = match
  if (whole === '' && fraction === '') return null
  const cents =
    Number(whole || '0') * 100 +
    Number(fraction.slice(0, 2).padEnd(2, '0')) +
    (fraction[2] && fraction[2] >= '5' ? 1 : 0)
  return (sign === '-' ? 0 - cents : cents) as Cents
}

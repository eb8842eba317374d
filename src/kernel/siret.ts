const LA_POSTE = '356000000'

/** Removes every space; `null` and other kinds give an empty text. */
export function compactId(value: unknown): string {
  return typeof value === 'string' ? value.replace(/\s+/g, '') : typeof value === 'number' ? String(value) : ''
}

function luhnSum(digits: string): number {
  let sum = 0
  for (let i = 0; i < digits.length; i++) {
    let digit = digits.charCodeAt(digits.length - 1 - i) - 48
    if (i % 2 === 1) digit = digit > 4 ? digit * 2 - 9 : digit * 2
    sum += digit
  }
  return sum
}

/**
 * Whether a text is a well-formed SIRET: 14 digits, Luhn key.
 * La Poste's establishments (SIREN 356000000) follow another rule: the sum of the digits is a multiple of 5.
 */
export function isSiret(text: string): boolean {
  if (!/^\d{14}$/.test(text)) return false
  if (luhnSum(text) % 10 === 0) return true
  if (!text.startsWith(LA_POSTE)) return false
  let sum = 0
  for (const digit of text) sum += Number(digit)
  return sum % 5 === 0
}

/** Whether a text is a well-formed SIREN: 9 digits, Luhn key. */
export function isSiren(text: string): boolean {
  return /^\d{9}$/.test(text) && luhnSum(text) % 10 === 0
}

/** A SIREN or SIRET grouped for reading (`226 200 129 00012`); anything else is returned as it is. */
export function formatSiret(text: string): string {
  if (!/^\d{9}(\d{5})?$/.test(text)) return text
  return [text.slice(0, 3), text.slice(3, 6), text.slice(6, 9), text.slice(9)].filter(Boolean).join('\u202f')
}

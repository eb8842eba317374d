import { DIVISIONS } from '#features/families'
import type { WarningCode } from '../contracts.ts'
import { isBlank } from './shape.ts'

/** Whether the two digits (0 to 99) are a division: an array is what a hot path can ask. */
const IS_DIVISION = Array.from({ length: 100 }, (_, number) =>
  Object.hasOwn(DIVISIONS, String(number).padStart(2, '0')),
)

/**
 * Reads a CPV code (regulation (EC) No 213/2008) as its eight digits, without key. Seven digits have lost their leading zero, which
 * is given back when that makes an existing division; nothing is ever added on the right.
 */
export function readCpv(value: unknown, warnings: WarningCode[]): string | null {
  const digits = typeof value === 'string' && isEightDigits(value) ? value : digitsOf(value)
  if (digits.length === 8) {
    if (!IS_DIVISION[divisionNumber(digits)]) warnings.push('cpv-unknown')
    return digits
  }
  const completed = `0${digits}`
  if (completed.length === 8 && IS_DIVISION[divisionNumber(completed)]) {
    warnings.push('cpv-repaired')
    return completed
  }
  warnings.push(isBlank(value) ? 'cpv-missing' : 'cpv-unreadable')
  return null
}

function isEightDigits(text: string): boolean {
  if (text.length !== 8) return false
  for (let i = 0; i < 8; i++) {
    const code = text.charCodeAt(i)
    if (code < 48 || code > 57) return false
  }
  return true
}

const divisionNumber = (digits: string) => (digits.charCodeAt(0) - 48) * 10 + digits.charCodeAt(1) - 48

/** The seven or eight digits of a code, without spaces or key; '' when it is something else. */
function digitsOf(value: unknown): string {
  if (typeof value !== 'string' && typeof value !== 'number') return ''
  return /^(\d{7,8})(?:-\d)?$/.exec(String(value).replace(/\s+/g, ''))?.[1] ?? ''
}

import { fromWindows1252 } from '#kernel'
import type { WarningCode } from '../contracts.ts'
import { textOf } from './shape.ts'

const SUSPECT = /[\0\u0080-\u009f\ufffd¿]/
const LOST = /\ufffd|\p{L}¿\p{L}/u

/**
 * Reads a text as people see it: trimmed, the characters of windows-1252 that were taken for controls given back. Letters lost by
 * a wrong conversion (`�`, or `¿` for an apostrophe) cannot be, and are told.
 */
export function readSubject(value: unknown, warnings: WarningCode[]): string | null {
  const text = textOf(value)
  if (text === null) {
    warnings.push('subject-missing')
    return null
  }
  if (!SUSPECT.test(text)) return text
  if (LOST.test(text)) warnings.push('subject-damaged')
  const given = fromWindows1252(text.replaceAll('\0', ''))
  if (given !== text) warnings.push('encoding-repaired')
  return given
}

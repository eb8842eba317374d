import { hash } from 'node:crypto'
import type { Dialect } from '../contracts.ts'
import { textOf } from './shape.ts'

/** What tells two contracts apart. `notified` is the date as read, `''` when there is none; `holders` are sorted, without spaces. */
export interface IdentityParts {
  buyer: string
  id: unknown
  dialect: Dialect
  notified: string
  holders: readonly string[]
  subject: unknown
}

/**
 * The identity of a contract: the first 32 hexadecimal digits of the SHA-256 of buyer, normalised id, notification date, holders
 * (joined by U+001E) and normalised subject, joined by U+001F.
 */
export function identityOf({ buyer, id, dialect, notified, holders, subject }: IdentityParts): string {
  const ids = holders.length === 1 ? holders[0] : holders.join('\u001e')
  const text = `${buyer}\u001f${normalId(id, dialect)}\u001f${notified}\u001f${ids}\u001f${normalSubject(subject)}`
  return hash('sha256', text).slice(0, 32)
}

/**
 * The id of a contract as compared: trimmed and upper-cased. In v1 its last two characters, when both are digits, are the rank of
 * the amendment (arrêté of 22 March 2019): they are removed, so that a contract keeps its identity.
 */
export function normalId(id: unknown, dialect: Dialect): string {
  const text = textOf(id)?.toUpperCase() ?? ''
  return dialect === 'v1' && isDigit(text.charCodeAt(text.length - 1)) && isDigit(text.charCodeAt(text.length - 2))
    ? text.slice(0, -2)
    : text
}

const isDigit = (code: number) => code >= 48 && code <= 57

/** The defining writing of the rule; {@link normalSubject} is the same, faster. */
export function normalSubjectPlainly(text: string): string {
  return text
    .toLowerCase()
    .normalize('NFKD')
    .replace(/[^0-9a-z]/g, '')
}

/** Above, the rule depends on more than one UTF-16 unit. */
const SINGLE_UNITS = 0x250
const LETTERS = Array.from({ length: SINGLE_UNITS }, (_, unit) =>
  Buffer.from(normalSubjectPlainly(String.fromCharCode(unit))),
)
const FIRST = Uint8Array.from(LETTERS, letters => letters[0] ?? 0)
const MANY = Uint8Array.from(LETTERS, letters => (letters.length > 1 ? 1 : 0))
/** Punctuation (dashes, curly quotes, spaces): nothing remains of it, but for … and ‼. */
const PUNCTUATION = { from: 0x2010, to: 0x202f, exceptFrom: 0x2024, exceptTo: 0x2026 }

let letters = Buffer.alloc(4096)

/** The subject as compared: lower-case, accents removed, ASCII letters and digits only. */
export function normalSubject(subject: unknown): string {
  if (typeof subject !== 'string')
    return subject === undefined || subject === null ? '' : normalSubjectPlainly(textOf(subject) ?? '')
  if (letters.length < subject.length) letters = Buffer.alloc(subject.length * 2)
  let length = 0
  for (let i = 0; i < subject.length; i++) {
    const unit = subject.charCodeAt(i)
    if (unit >= SINGLE_UNITS) {
      if (
        unit >= PUNCTUATION.from &&
        unit <= PUNCTUATION.to &&
        !(unit >= PUNCTUATION.exceptFrom && unit <= PUNCTUATION.exceptTo)
      )
        continue
      return normalSubjectPlainly(subject)
    }
    if (MANY[unit] === 1) return normalSubjectPlainly(subject)
    const letter = FIRST[unit] as number
    if (letter !== 0) letters[length++] = letter
  }
  return letters.toString('latin1', 0, length)
}

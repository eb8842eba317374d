import type { WarningCode } from '../contracts.ts'
import { isBlank } from './shape.ts'

/** A date as read: `date` is null when nothing is written (`missing`) or when it does not exist in the calendar (`unreadable`). */
export type DateReading = { date: string; defect: null } | { date: null; defect: 'missing' | 'unreadable' }

const MISSING: DateReading = { date: null, defect: 'missing' }
const UNREADABLE: DateReading = { date: null, defect: 'unreadable' }
/** What spreadsheets write for no date. */
const SPREADSHEET_ZERO = '1899-12-31'
const MONTH_DAYS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
const FIRST_PLAUSIBLE = '1990-01-01'

/** Reads a date from its first ten characters, without conversion of its time zone. */
export function readDate(value: unknown): DateReading {
  if (isBlank(value)) return MISSING
  if (typeof value !== 'string') return UNREADABLE
  const date = value.length === 10 ? value : value.trim().slice(0, 10)
  if (date === SPREADSHEET_ZERO) return MISSING
  return isCalendarDate(date) ? { date, defect: null } : UNREADABLE
}

/** Reads a date, or null. */
export function dateOf(value: unknown): string | null {
  return readDate(value).date
}

function isCalendarDate(text: string): boolean {
  if (text.length !== 10) return false
  for (let i = 0; i < 10; i++) {
    const code = text.charCodeAt(i)
    if (i === 4 || i === 7 ? code !== 45 : code < 48 || code > 57) return false
  }
  const year = Number(text.slice(0, 4))
  const month = Number(text.slice(5, 7))
  const day = Number(text.slice(8, 10))
  // There is no year zero, for PostgreSQL either.
  if (year === 0 || month < 1 || month > 12 || day < 1 || day > (MONTH_DAYS[month - 1] ?? 0)) return false
  return month !== 2 || day < 29 || (year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0))
}

/** Whether a notification date cannot be true: before 1990, or after today. */
export function isImplausible(date: string, today: string): boolean {
  return date < FIRST_PLAUSIBLE || date > today
}

/**
 * Whether a publication comes more than two calendar months after the notification: the delay of the arrêté of 22 December 2022.
 * From 31 December, the last day in time is the last of February.
 */
export function isLate(published: string, notified: string): boolean {
  const year = Number(notified.slice(0, 4))
  const month = Number(notified.slice(5, 7)) + 2
  const [limitYear, limitMonth] = month > 12 ? [year + 1, month - 12] : [year, month]
  const limit = `${String(limitYear).padStart(4, '0')}-${String(limitMonth).padStart(2, '0')}-${notified.slice(8)}`
  // A day past the end of the limit month compares like its last day: no publication date lies in between.
  return published > limit
}

/** Reads the date from which a contract counts: its notification, for a concession its signature. */
export function readNotified(value: unknown, today: string, warnings: WarningCode[]): string | null {
  const { date, defect } = readDate(value)
  if (defect) warnings.push(`notified-${defect}`)
  else if (isImplausible(date, today)) warnings.push('notified-implausible')
  return date
}

/** Reads the date of publication and compares it with that of notification. */
export function readPublished(value: unknown, notified: string | null, warnings: WarningCode[]): string | null {
  const { date } = readDate(value)
  if (date === null) warnings.push('published-missing')
  else if (notified !== null && date < notified) warnings.push('published-early')
  else if (notified !== null && isLate(date, notified)) warnings.push('published-late')
  return date
}

const MONTHS = ['janvier', 'fevrier', 'mars', 'avril', 'mai', 'juin', 'juillet', 'aout', 'septembre', 'octobre', 'novembre', 'decembre'] // biome-ignore format: twelve words

/** A calendar day, `YYYY-MM-DD`; null where there is none of these numbers. */
export function dayOf(year: number, month: number, day: number): string | null {
  const date = new Date(Date.UTC(2000, month - 1, day))
  date.setUTCFullYear(year, month - 1, day)
  const written = `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
  return date.toISOString().slice(0, 10) === written ? written : null
}

/** The last day of a month. */
const endOf = (year: number, month: number) => new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10)
const startOf = (year: number, month: number) => `${year}-${String(month).padStart(2, '0')}-01`

/** The day on which a spreadsheet counts so many days: from 1900, with the leap day that it did not have, or from 1904. */
export function dayOfSerial(serial: number, from1904 = false): string | null {
  const whole = Math.floor(serial)
  if (!Number.isFinite(whole) || whole < 1 || whole > 2_958_465) return null
  const origin = from1904 ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, whole < 60 ? 31 : 30)
  return new Date(origin + whole * 86_400_000).toISOString().slice(0, 10)
}

/** What a spreadsheet counts for a day, from 1900; null for a day on which programs differ, or that none can count. */
export function serialOf(day: string): number | null {
  const serial = (Date.parse(`${day}T00:00:00Z`) - Date.UTC(1899, 11, 30)) / 86_400_000
  return serial > 60 && serial <= 2_958_465 ? serial : null
}

/** A day as French tables write it: 31/12/2026. */
export const frenchDay = (day: string) => day.split('-').reverse().join('/')

/** A day alone: 31/12/2026, 31-12-26, 2026-12-31; null where it is anything else. */
export function dayIn(text: string): string | null {
  const iso = /^(\d{4})-(\d\d)-(\d\d)(?:T[\d:.]*Z?)?$/.exec(text.trim())
  if (iso) return dayOf(Number(iso[1]), Number(iso[2]), Number(iso[3]))
  const [, day, month, year = ''] = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d\d)$/.exec(text.trim()) ?? []
  return year === '' ? null : dayOf(year.length === 2 ? 2000 + Number(year) : Number(year), Number(month), Number(day))
}

/** First and last day of a time. */
export interface Span {
  from: string
  to: string
}

const YEAR = '((?:19|20)\\d\\d)'
const WRITTEN: readonly [RegExp, (match: string[]) => Span | null][] = [
  [/^(\d{1,2}[/.-]\d{1,2}[/.-](?:\d{4}|\d\d)|\d{4}-\d\d-\d\d)$/, ([, text = '']) => both(dayIn(text))],
  [
    new RegExp(`^(\\d{1,2})(?:er)? (${MONTHS.join('|')}) ${YEAR}$`),
    ([, day, month = '', year]) => both(dayOf(Number(year), MONTHS.indexOf(month) + 1, Number(day))),
  ],
  [new RegExp(`^(?:fin |mi-|debut |courant )?(${MONTHS.join('|')}) ${YEAR}$`), ([, month = '', year]) => months(year, MONTHS.indexOf(month) + 1, 1)], // biome-ignore format: one writing a line
  [new RegExp(`^(\\d{1,2})/${YEAR}$`), ([, month, year]) => months(year, Number(month), 1)],
  [new RegExp(`^(?:t|q)([1-4])[ -/]*${YEAR}$`), ([, rank, year]) => months(year, 3 * Number(rank) - 2, 3)],
  [new RegExp(`^${YEAR}[ -]*t([1-4])$`), ([, year, rank]) => months(year, 3 * Number(rank) - 2, 3)],
  [new RegExp(`^([1-4])(?:er|e|eme)? ?trimestre ${YEAR}$`), ([, rank, year]) => months(year, 3 * Number(rank) - 2, 3)],
  [new RegExp(`^s([12])[ -/]*${YEAR}$`), ([, rank, year]) => months(year, 6 * Number(rank) - 5, 6)],
  [new RegExp(`^${YEAR}[ -]*s([12])$`), ([, year, rank]) => months(year, 6 * Number(rank) - 5, 6)],
  [new RegExp(`^([12])(?:er|e|nd|eme)? ?semestre ${YEAR}$`), ([, rank, year]) => months(year, 6 * Number(rank) - 5, 6)],
  [new RegExp(`^(?:fin |debut |courant |des |en |annee )?${YEAR}$`), ([, year]) => months(year, 1, 12)],
]

const both = (day: string | null): Span | null => (day === null ? null : { from: day, to: day })
function months(year: string | undefined, first: number, count: number): Span | null {
  return first < 1 || first > 12
    ? null
    : { from: startOf(Number(year), first), to: endOf(Number(year), first + count - 1) }
}

/** The time that a folded text names and says nothing else of: a day, a month, a quarter, a half-year, a year, or from one to another. */
export function spanIn(folded: string): Span | null {
  const text = folded.replace(/[.:]$/, '').trim()
  for (const [pattern, read] of WRITTEN) {
    const match = pattern.exec(text)
    if (match) return read(match as string[])
  }
  const [, first, last] = /^(?:de |du )?(.+?)(?: a | au | - | – |-|–)(.+)$/.exec(text) ?? []
  if (first === undefined || last === undefined) return null
  const [from, to] = [spanIn(first), spanIn(last)]
  return from && to && from.from <= to.to ? { from: from.from, to: to.to } : null
}

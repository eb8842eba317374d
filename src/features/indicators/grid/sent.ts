import { parsePeriod } from '#kernel'
import { decimal } from '#ui'
import type { Kind } from '../kinds.ts'
import { type Cell, FIELDS, type Field } from '../values/deciding.ts'
import type { Entered, Outcome } from '../values/entering.ts'
import { type Content, nameOf, type Place } from '../values/values.ts'

/** The name of a field in forms: its place, and which of its columns. */
export const fieldName = (place: Place, field: Field) => `${nameOf(place)}.${field}`

/** The field of a name; null for what is none. */
export function fieldOf(name: string): (Place & { field: Field }) | null {
  const [indicator = '', written = '', row = '', word, ...more] = name.split('.')
  const field = FIELDS.find(one => one === word)
  const period = parsePeriod(written)
  return field === undefined || period === null || more.length > 0 ? null : { indicator, period, row, field }
}

/** Fields that were sent, as cells: those of one place together. @param seen the last act that was seen, where a field does not say its own */
export function cellsOf(sent: Iterable<readonly [name: string, text: string, seen?: number]>, seen: number): Cell[] {
  const cells = new Map<string, Cell & { texts: Partial<Record<Field, string>> }>()
  for (const [name, text, known = seen] of sent) {
    const field = fieldOf(name)
    if (field === null) continue
    const { indicator, period, row } = field
    const place = nameOf(field)
    const cell = cells.get(place) ?? { indicator, period, row, texts: {}, seen: known }
    cell.texts[field.field] = text
    cells.set(place, cell)
  }
  return [...cells.values()]
}

/** A decimal text as one types it, all its digits kept: `46 748,5`. */
export const typed = (decimal: string | null): string => {
  if (decimal === null) return ''
  const [whole = '', decimals] = decimal.split('.')
  const grouped = whole.replace(/\B(?=(?:\d{3})+$)/g, '\u202f')
  return decimals === undefined ? grouped : `${grouped},${decimals}`
}

/** What stands in a field of the grid. */
export function shownIn(content: Content, field: Field, kind: Kind): string {
  if (field === 'comment') return content.comment
  if (kind === 'scale') return content.words
  if (kind === 'deliverable') return content.value === null ? '' : content.value === '0' ? 'non' : 'oui'
  const terms = content.numerator ?? content.denominator
  // What is computed is read, not typed.
  if (field === 'value' && kind === 'ratio' && terms !== null)
    return content.value === null ? '' : decimal(content.value)
  return typed(content[field])
}

/** Fields that were not saved: their texts, and why, by their names. */
export type Rejected = Map<string, { text: string; why: string }>

/** What a page says beside the cells that were not saved. */
export function rejectedOf(cells: readonly Cell[], { outcomes, definitions }: Entered): Rejected {
  const rejected: Rejected = new Map()
  for (const [at, cell] of cells.entries()) {
    const outcome = outcomes[at]
    if (outcome?.is !== 'refused' && outcome?.is !== 'conflict') continue
    const kind = definitions.get(cell.indicator)?.kind ?? 'amount'
    for (const [field, text] of Object.entries(cell.texts ?? {}) as [Field, string][])
      if (outcome.field === null || outcome.field === field)
        rejected.set(fieldName(cell, field), { text, why: whyNot(outcome, field, kind) })
  }
  return rejected
}

function whyNot(outcome: Exclude<Outcome, { is: 'saved' | 'unchanged' }>, field: Field, kind: Kind): string {
  if (outcome.is === 'refused') return outcome.reason
  const who = outcome.by?.author ?? 'Quelqu’un'
  const theirs = shownIn(outcome.theirs, field, kind)
  return theirs === ''
    ? `${who} a vidé cette case entre-temps. Enregistrez de nouveau pour garder votre valeur.`
    : `${who} a saisi « ${theirs} » entre-temps. Enregistrez de nouveau pour garder votre valeur, ou remettez la sienne.`
}

import { z } from 'zod'
import { readDecimal } from '#kernel'
import { PILLARS } from '../document/document.ts'
import { newKey } from '../text/keys.ts'
import { type Edit, markOf } from '../text/merging.ts'
import type { Spec } from '../text/specs.ts'

const text = z.string().max(100_000).catch('')
const list = z.preprocess(sent => (sent === undefined ? [] : [sent].flat()), z.array(text)).catch([])
const nothing = (value: string) => (value === '' ? null : value)
/** Lines that say something; a dash or a bullet before them is not theirs. */
const linesOf = (value: string) =>
  value
    .split(/\r?\n/)
    .map(line => line.replace(/^\s*[-•*–]\s+/, '').trim())
    .filter(line => line !== '')

type Sent = Readonly<Record<string, unknown>>

function stepsOf(sent: Sent, name: string) {
  const [keys, titles, from, to] = ['key', 'title', 'from', 'to'].map(part => list.parse(sent[`${name}.${part}`]))
  const steps: { key: string; title: string; from: string | null; to: string | null }[] = []
  const known = new Set(keys?.filter(key => key !== ''))
  for (const [rank, title] of titles?.entries() ?? []) {
    if (title.trim() === '') continue
    const key = keys?.[rank] || newKey('e', known)
    known.add(key)
    steps.push({ key, title, from: nothing(from?.[rank] ?? ''), to: nothing(to?.[rank] ?? '') })
  }
  return steps
}

/** The rows of a list of repeated fields, each by its parts. */
function rowsOf(sent: Sent, name: string, parts: readonly string[]): string[][] {
  const columns = parts.map(part => list.parse(sent[`${name}.${part}`]))
  return (columns[0] ?? []).map((_, row) => columns.map(column => (column[row] ?? '').trim()))
}

/** A number as it was typed when it does not read: what checks the part then says so, and the form shows it again. */
const number = (typed: string) => (typed === '' ? null : (readDecimal(typed) ?? typed))

/** Whether a field was opened with this in it, or with nothing. */
const wasOpened = (sent: Sent, name: string, content: unknown) =>
  ['', markOf(content)].includes(text.parse(sent[`${name}.marque`]))

/** Which of « value », « none » or nothing is said: what was typed says so where the choice was left as it was opened, on nothing. */
function choiceOf(sent: Sent, name: string, isTyped: boolean): string {
  const said = text.parse(sent[`${name}.dit`])
  if (said !== '' || !wasOpened(sent, name, null)) return said
  return isTyped ? 'value' : text.parse(sent[`${name}.none`]).trim() === '' ? '' : 'none'
}

function baselineOf(sent: Sent, name: string) {
  const said = (part: string) => text.parse(sent[`${name}.${part}`]).trim()
  const choice = choiceOf(sent, name, said('value') !== '' || said('numerator') !== '')
  if (choice === 'none') return { none: said('none') || 'Pas de référence.' }
  if (choice !== 'value') return null
  return {
    period: said('period'),
    row: null,
    value: number(said('value')),
    numerator: number(said('numerator')),
    denominator: number(said('denominator')),
    source: said('source'),
  }
}

function targetsOf(sent: Sent, name: string) {
  const rows = rowsOf(sent, name, ['period', 'value', 'row', 'source', 'tentative'])
    .filter(([, value]) => value !== '')
    .map(([period = '', value = '', row = '', source = '', tentative = '']) => ({
      period: nothing(period),
      row: nothing(row),
      value: number(value),
      tentative: tentative === 'oui',
      source,
    }))
  const choice = choiceOf(sent, name, rows.length > 0)
  if (choice === 'none') return { none: text.parse(sent[`${name}.none`]).trim() || 'Pas de cible chiffrée.' }
  return choice === 'value' && rows.length > 0 ? rows : null
}

function breakdownOf(sent: Sent, name: string) {
  const by = text.parse(sent[`${name}.by`]).trim()
  const labels = linesOf(text.parse(sent[`${name}.rows`]))
  if (by === '' && labels.length === 0) return null
  const known = new Map(rowsOf(sent, name, ['label', 'key']).map(([label = '', key = '']) => [label, key]))
  const taken = new Set(known.values())
  return {
    by: by || 'Ligne',
    rows: labels.map(label => {
      const key = known.get(label) ?? newKey(label, taken)
      taken.add(key)
      return { key, label }
    }),
  }
}

const ENTERED = { kind: 'entered' }

function sourceOf(sent: Sent, name: string) {
  const chosen = text.parse(sent[name])
  const [formula, measure] = [text.parse(sent[`${name}.formula`]).trim(), text.parse(sent[`${name}.measure`])]
  // A formula under a choice that was left as it was opened is one all the same.
  const left = chosen !== 'formula' && chosen !== 'measured' && wasOpened(sent, name, ENTERED)
  const kind = !left ? chosen : formula !== '' ? 'formula' : measure !== '' ? 'measured' : 'entered'
  if (kind === 'formula') return { kind, formula }
  if (kind !== 'measured') return ENTERED
  const filters = rowsOf(sent, name, ['filter', 'choice']).filter(([, choice]) => choice !== '')
  return { kind, measure, filters: Object.fromEntries(filters) }
}

const minimaOf = (sent: Sent, name: string) =>
  rowsOf(sent, name, ['period', 'value', 'source'])
    .filter(([, value]) => value !== '')
    .map(([period = '', value = '', source = '']) => ({ period: nothing(period), value: number(value), source }))

function readField({ name, as }: Spec, sent: Sent): unknown {
  const one = text.parse(sent[name])
  if (as === 'lines') return linesOf(one)
  if (as === 'pillar') return nothing(one)
  if (as === 'day') return nothing(one)
  if (as === 'pillars') return PILLARS.filter(pillar => list.parse(sent[name]).includes(pillar))
  if (as === 'steps') return stepsOf(sent, name)
  if (as === 'leaving') {
    const [on, reason] = [text.parse(sent[`${name}.on`]), text.parse(sent[`${name}.reason`])]
    return on === '' && reason.trim() === '' ? null : { on, reason }
  }
  if (as === 'tick') return one === 'oui'
  if (as === 'breakdown') return breakdownOf(sent, name)
  if (as === 'source') return sourceOf(sent, name)
  if (as === 'baseline') return baselineOf(sent, name)
  if (as === 'targets') return targetsOf(sent, name)
  if (as === 'minima') return minimaOf(sent, name)
  return one.replace(/\r\n?/g, '\n').trim()
}

/** What a form says of a part, and what each field was when it was opened. */
export function readEdit(specs: readonly Spec[], sent: Sent): Edit {
  return {
    fields: Object.fromEntries(specs.map(spec => [spec.name, readField(spec, sent)])),
    marks: Object.fromEntries(specs.map(({ name }) => [name, text.parse(sent[`${name}.marque`])])),
  }
}

/** The marks that a form carries. */
export const marksOf = (specs: readonly Spec[], content: Readonly<Record<string, unknown>>): Record<string, string> =>
  Object.fromEntries(specs.map(({ name }) => [name, markOf(content[name])]))

import { z } from 'zod'
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

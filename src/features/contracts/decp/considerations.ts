import { fold } from '#kernel'
import type { Considerations, Dialect, WarningCode } from '../contracts.ts'

export type Pillar = 'social' | 'environmental'

/** What one word means. */
type Meaning = 'clause' | 'criterion' | 'reserved' | 'none' | 'unreadable' | 'nothing'

/** The official values that count as yes, folded (arrêtés of 22 December 2022, contracts and concessions). */
const OFFICIAL: Record<Pillar, Record<string, Meaning>> = {
  social: {
    'clause sociale': 'clause',
    'critere social': 'criterion',
    'marche reserve': 'reserved',
    'concession reservee': 'reserved',
  },
  environmental: { 'clause environnementale': 'clause', 'critere environnemental': 'criterion' },
}

/** Words for "not filled": see `isBlank`; aggregators join them. "Sans objet" is apart: the tabular file writes it for "Pas de…". */
const NOTHING = new Set(['', 'nc', 'mq', 'cdl', 'mq nc', 'null', 'none', 'nan'])

/** The names under which the inner list of a pillar is published, flattened ones included. */
const FIELDS = {
  social: ['considerationsSociales', 'considerationsSociales_considerationSociale', 'considerationSociale'],
  environmental: [
    'considerationsEnvironnementales',
    'considerationsEnvironnementales_considerationEnvironnementale',
    'considerationEnvironnementale',
  ],
} as const
const INNER = { social: 'considerationSociale', environmental: 'considerationEnvironnementale' } as const

interface Result {
  considerations: Considerations
  warnings: readonly WarningCode[]
}

const NOT_FILLED: Considerations = Object.freeze({
  state: 'not-filled',
  clause: false,
  criterion: false,
  reserved: false,
})

/** Few lists of words recur in millions of records: each is interpreted once. */
const known = { social: new Map<string, Result>(), environmental: new Map<string, Result>() }
const KNOWN_AT_MOST = 10_000

/** Reads the considerations of one pillar from a record's fields: one of four states, and which kinds of values. */
export function readConsiderations(
  fields: Record<string, unknown>,
  pillar: Pillar,
  dialect: Dialect,
  warnings: WarningCode[],
): Considerations {
  const words = wordsOf(pillarOf(fields, pillar), INNER[pillar])
  if (words.length === 0) return NOT_FILLED
  const joined = words.length === 1 ? (words[0] as string) : words.join('\u001f')
  const key = dialect === 'tabular' ? `${joined}\u001e` : joined
  let result = known[pillar].get(key)
  if (result === undefined) {
    result = interpret(words.flatMap(splitWords), pillar, dialect)
    if (key.length < 500 && known[pillar].size < KNOWN_AT_MOST) known[pillar].set(key, result)
  }
  for (const warning of result.warnings) warnings.push(warning)
  return result.considerations
}

function pillarOf(fields: Record<string, unknown>, pillar: Pillar): unknown {
  const [name, flattened, inner] = FIELDS[pillar]
  return fields[name] ?? fields[flattened] ?? fields[inner]
}

/** The considerations of one pillar as written, what one text joins separated. */
export function writtenConsiderations(fields: Record<string, unknown>, pillar: Pillar): string[] {
  const words = wordsOf(pillarOf(fields, pillar), INNER[pillar]).flatMap(splitWords)
  return words.map(word => word.trim()).filter(word => word !== '')
}

const NO_WORDS: readonly string[] = []
const MOST = 1_000

/** The texts of a value of any shape: a list under its inner name, a bare list, a text; nested lists are walked, not trusted. */
export function wordsOf(value: unknown, inner: string): readonly string[] {
  if (value === undefined || value === null) return NO_WORDS
  if (typeof value === 'string') return [value]
  const list = typeof value === 'object' && inner in value ? (value as Record<string, unknown>)[inner] : value
  if (Array.isArray(list) && list.length < MOST && list.every(word => typeof word === 'string')) return list as string[]
  const words: string[] = []
  const waiting: unknown[] = [list]
  for (let seen = 0; waiting.length > 0 && seen < MOST; seen++) {
    const next = waiting.shift()
    if (typeof next === 'object' && next !== null) waiting.push(...Object.values(next).slice(0, MOST))
    else if (next !== null && next !== undefined) words.push(String(next))
  }
  return words
}

/** Separates what one text joins: "A, B", "A ; B", or the writing of a Python list or dictionary. */
export function splitWords(text: string): string[] {
  const trimmed = text.trim()
  if (/^[[{]/.test(trimmed)) {
    const quoted = [...trimmed.matchAll(/(['"])(.*?)\1(?=\s*([\],}:]|$))/g)]
    return quoted.filter(match => match[3] !== ':').flatMap(match => splitWords(match[2] ?? ''))
  }
  return trimmed.split(/[,;]/)
}

function meaningOf(word: string, pillar: Pillar, dialect: Dialect): Meaning {
  const folded = fold(word)
  if (NOTHING.has(folded)) return 'nothing'
  if (folded === 'sans objet') return dialect === 'tabular' ? 'none' : 'nothing'
  const official = OFFICIAL[pillar]
  return Object.hasOwn(official, folded)
    ? (official[folded] ?? 'unreadable')
    : /^pas de\b/.test(folded)
      ? 'none'
      : 'unreadable'
}

function interpret(words: string[], pillar: Pillar, dialect: Dialect): Result {
  const meanings = new Set(words.map(word => meaningOf(word, pillar, dialect)))
  const clause = meanings.has('clause')
  const criterion = meanings.has('criterion')
  const reserved = meanings.has('reserved')
  const yes = clause || criterion || reserved
  const state = yes ? 'yes' : meanings.has('none') ? 'none' : meanings.has('unreadable') ? 'unreadable' : 'not-filled'
  const warnings: WarningCode[] = []
  if (yes && meanings.has('none')) warnings.push(`${pillar}-contradictory`)
  if (meanings.has('unreadable')) warnings.push(`${pillar}-unreadable`)
  return { considerations: Object.freeze({ state, clause, criterion, reserved }), warnings }
}

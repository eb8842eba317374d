import { fold } from '#kernel'
import { splitWords, wordsOf } from './considerations.ts'
import { booleanOf, numberOf } from './scalars.ts'
import { type Fields, isBlank } from './shape.ts'

/** What the register does not keep apart, and only the text of a record says. */
export const SAYINGS = ['offers', 'framework', 'innovative', 'small'] as const
export type Saying = (typeof SAYINGS)[number]

/** The field that says it. The size of the holder is in no official format: the national table adds it. */
export const FIELDS: Record<Saying, string> = {
  offers: 'offresRecues',
  framework: 'techniques',
  innovative: 'marcheInnovant',
  small: 'titulaire_categorie',
}

/** Reads what a field says: a number of offers, yes (1) or no (0); null when it says nothing that can be read. */
export const READ: Record<Saying, (value: unknown) => number | null> = {
  offers: value => {
    const offers = numberOf(value)
    return offers !== null && Number.isInteger(offers) && offers >= 1 && offers <= MOST_OFFERS ? offers : null
  },
  framework: value => {
    const words = wordsOf(value, 'technique')
      .flatMap(splitWords)
      .filter(word => !isBlank(word))
    return words.length === 0 ? null : words.some(word => fold(word) === 'accord-cadre') ? 1 : 0
  },
  innovative: value => {
    const said = booleanOf(value)
    return said === null ? null : Number(said)
  },
  small: value => (typeof value === 'string' ? (SIZES[value.trim().toUpperCase()] ?? null) : null),
}

/** More offers than this is no count of offers. */
const MOST_OFFERS = 9999

/** The sizes of enterprises of INSEE: small and medium ones, those between, large ones (decree 2008-1354). */
const SIZES: Record<string, number> = { PME: 1, ETI: 0, GE: 0 }

/** What a record says, out of its fields. */
export function sayingIn(saying: Saying, fields: Fields): number | null {
  return READ[saying](fields[FIELDS[saying]] ?? (saying === 'framework' ? fields['technique'] : undefined))
}

/** How many characters after the name of a field are enough to read it, nearly always. */
export const GLANCE: Record<Saying, number> = { offers: 24, framework: 100, innovative: 24, small: 24 }

const LIST = /^"?\s*:\s*(null\b|\[[^\]{}]*\]|\{\s*"technique"\s*:\s*(?:null|\[[^\]{}]*\]|"[^"\\]*")\s*\})/
const VALUE = /^"\s*:\s*(null\b|true\b|false\b|\d+(?=\s*[,}])|"[^"\\]*")/
const LIST_IN_XML = /^((?:\s*<technique>[^<&]*<\/technique>)*)\s*<\/$/
const VALUE_IN_XML = /^>([^<&]*)</

/**
 * What a field says, from the few characters of a JSON or XML text that follow its name, none where the text does not name it: what makes a hundred
 * thousand records readable in a second. `undefined` when they are not enough, and the whole record must be read.
 */
export function glanceAt(saying: Saying, text: string): number | null | undefined {
  if (text === '') return null
  const isList = saying === 'framework'
  const json = (isList ? LIST : VALUE).exec(text)
  if (json) return readText(saying, json[1] as string, JSON.parse)
  const xml = (isList ? LIST_IN_XML : VALUE_IN_XML).exec(text)
  if (xml === null) return undefined
  return readText(saying, xml[1] as string, value => (isList ? value.match(/[^<>]+(?=<\/)/g) : value))
}

/** Few writings recur in millions of records: each is read once. */
const known = new Map<string, number | null | undefined>()
const KNOWN_AT_MOST = 10_000

function readText(saying: Saying, text: string, parse: (text: string) => unknown): number | null | undefined {
  const key = `${saying} ${text}`
  let value = known.get(key)
  if (value === undefined && !known.has(key)) {
    try {
      value = READ[saying](parse(text))
    } catch {
      value = undefined
    }
    if (known.size < KNOWN_AT_MOST) known.set(key, value)
  }
  return value
}

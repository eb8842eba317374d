import { stemmer } from '@orama/stemmers/french'
import { fold } from '#kernel'

/** Words that say nothing of a subject; folded. */
export const EMPTY_WORDS = new Set(
  'a au aux avec ce ces d dans de des du elle en et eux il ils je l la le les leur leurs lui ma mais me mes mon ne nos notre nous on ou par pas pour qu que qui s sa se ses son sur un une vos votre vous'.split(
    ' ',
  ),
)
/** What words are made of. */
export const WORD = /[\p{L}\p{N}]+/gu

/** Words recur across millions of subjects: stemming each once is what makes terms cheap. */
const known = new Map<string, string>()
const KNOWN_AT_MOST = 200_000

/** What a word comes down to, so that those of one family are one; empty for a word that says nothing, or in another script. */
export function termOf(word: string): string {
  let term = known.get(word)
  if (term === undefined) {
    const folded = fold(word)
    term = EMPTY_WORDS.has(folded) || !/^[a-z0-9]+$/.test(folded) ? '' : /^\d/.test(folded) ? folded : stemmer(folded)
    if (term.length > 60) term = term.slice(0, 60)
    if (known.size >= KNOWN_AT_MOST) known.clear()
    known.set(word, term)
  }
  return term
}

/** A text longer than this is found by its beginning: a published subject may weigh megabytes, an index entry may not. */
const READ_AT_MOST = 10_000

/**
 * The search terms of a query: French words reduced to their stem, without case, accents or empty words; numbers as they are.
 * Texts and queries are read alike, so that both engines find the same contracts.
 */
export function termsOf(text: string): string[] {
  return [...new Set(termText(text).split(' '))].filter(term => term !== '')
}

/** The terms of a text as PostgreSQL reads a `tsvector`: separated by spaces, repetitions left to it. */
export function termText(text: string): string {
  const lower = text.slice(0, READ_AT_MOST).toLowerCase()
  let terms = ''
  let start = -1
  for (let i = 0; i <= lower.length; i++) {
    const unit = i < lower.length ? lower.charCodeAt(i) : SPACE
    if (unit >= SINGLE_UNITS && unit !== CURLY_APOSTROPHE) return termsOfWords(lower.match(WORD) ?? [])
    if (IN_WORD[unit] === 1) {
      if (start < 0) start = i
    } else if (start >= 0) {
      const term = termOf(lower.slice(start, i))
      if (term !== '') terms += terms === '' ? term : ` ${term}`
      start = -1
    }
  }
  return terms
}

/** Below, a UTF-16 unit is a character of its own that is part of words, or not; the common case, without a regular expression. */
const SINGLE_UNITS = 0x250
const IN_WORD = Uint8Array.from({ length: SINGLE_UNITS }, (_, unit) =>
  /[\p{L}\p{N}]/u.test(String.fromCharCode(unit)) ? 1 : 0,
)
const SPACE = 32
const CURLY_APOSTROPHE = 0x2019

function termsOfWords(words: readonly string[]): string {
  return words
    .map(termOf)
    .filter(term => term !== '')
    .join(' ')
}

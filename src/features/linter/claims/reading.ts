import { type Period, parsePeriod, readDecimal } from '#kernel'

/** What a sentence says of a figure: it is so much, it lies between two, it moved by so much, it has gone one way since. */
export type Claim = { words: string } & (
  | { kind: 'figure'; value: string; unit: string; period: Period | null }
  | { kind: 'range'; low: string; high: string; unit: string; period: Period | null }
  | { kind: 'change'; way: Way; amount: string; unit: string; since: Period | null; period: Period | null }
  | { kind: 'trend'; way: Way; since: Period }
)
export type Way = 'up' | 'down'

const NUMBER = '(\\d{1,3}(?:[ \\u00a0\\u202f]\\d{3})+(?:,\\d+)?|\\d+(?:,\\d+)?)'
const GAP = '[ \\u00a0\\u202f]*'
const UNIT = `${GAP}(%|points?|[\\p{L}€][\\p{L}€²]*)`
const DOWN =
  'bais(?:se|ses|sé|sent|sait|ser)|diminu(?:e|é|tion|tions|er|ent)|recul(?:e|é|er)?|rédui(?:t|re|sent)|réductions?|chut(?:e|é)|moins'
const UP = 'hausses?|augment(?:e|é|ation|ations|er|ent)|progress(?:e|é|ion|er|ent)|croissance|plus|mieux'
const MOVE = new RegExp(`(?<!\\p{L})(?:(${DOWN})|(${UP}))(?!\\p{L})`, 'giu')
/** What speaks of another figure than the one commented, or of none in particular. */
const OTHER =
  /(?<!\p{L})(?:cibles?|objectifs?|minimum|maximum|seuil|loi|national\p{L}*|moyenne nationale|prévoir|prévus?|prévues?|vis(?:e|er|ons)|environ|près de|presque|plus de|moins de|au moins|au plus|dont|hors|sans|si|pour|chaque)(?!\p{L})/iu
const SAYS =
  /(?<!\p{L})(?:dit|annonc\p{L}+|représent\p{L}+|attei\p{L}+|établi\p{L}*|situe|est|sont|soit|passe|imprime\p{L}*|affich\p{L}+|:)(?!\p{L})/iu
const RANGE = new RegExp(`entre ${NUMBER}(?:${GAP}%)? et ${NUMBER}${UNIT}`, 'iu')
const FIGURE = new RegExp(`${NUMBER}${UNIT}`, 'giu')
const QUANTITY = new RegExp(`${NUMBER}${GAP}(?:%|points?|t(?:onnes?)?|kg|€)`, 'iu')
const SINCE =
  /(?:depuis|par rapport à|contre|sur)(?: l’année)? ((?:19|20)\d\d)|entre ((?:19|20)\d\d) et ((?:19|20)\d\d)/iu
/** The year that a sentence begins with is that of all its parts. */
const LEADING = /^(?:en|pour) ((?:19|20)\d\d)(?!\d)/iu
const IN = /(?<!\p{L})(?:en|de|pour) ((?:19|20)\d\d)(?!\d)/iu

/**
 * Reads what a French comment claims of the figures of its own indicator. Conservative: what names a target, the law, an approximation or
 * another quantity is no claim.
 */
export const readClaims = (text: string): Claim[] =>
  text.split(/(?<=[.;!?])\s+|\n+/u).flatMap(sentence => readSentence(sentence.replace(/\s+/gu, ' ').trim()))

function readSentence(sentence: string): Claim[] {
  const since = SINCE.exec(sentence)
  const from = yearIn(since?.[1] ?? since?.[2])
  const period = yearIn(since?.[3] ?? LEADING.exec(sentence)?.[1])
  const range = RANGE.exec(sentence)
  if (range) {
    const [low, high] = [readDecimal(range[1] ?? ''), readDecimal(range[2] ?? '')]
    if (low === null || high === null || OTHER.test(sentence)) return []
    return [{ kind: 'range', low, high, unit: unitIn(range[3]), period: periodIn(sentence, period), words: range[0] }]
  }
  // A part of a sentence that opposes another year is about that year.
  const parts = sentence.split(/,(?= )| et (?=\p{L}|\d+ points)|(?= contre )/u)
  const claims = parts.flatMap(part => readPart(part, sentence, from, period))
  const moved = new Set(claims.map(({ kind }) => kind))
  const way = wayIn(sentence.replace(/par rapport à.*$/iu, ''))
  if (!moved.has('change') && way && from !== null && /depuis/iu.test(sentence) && !QUANTITY.test(sentence))
    return [...claims, { kind: 'trend', way, since: from, words: sentence }]
  return claims
}

function readPart(part: string, sentence: string, since: Period | null, period: Period | null): Claim[] {
  const opposed = /^ ?(?:contre|au lieu)/iu.test(part)
  // What is opposed to a figure is one of another year, where it says which.
  if ((opposed && !IN.test(part)) || OTHER.test(part.replace(/(?:de|en) (?:plus|moins)(?!\p{L}| de)/giu, ''))) return []
  return [...part.matchAll(FIGURE)].flatMap((match): Claim[] => {
    const [words, number = '', unit = ''] = match
    const value = readDecimal(number)
    if (value === null || /^(?:19|20)\d\d$/.test(number)) return []
    const way = wayIn(part) ?? (/^ ?soit/iu.test(part) ? wayIn(sentence) : null)
    const told = { words: words.trim(), unit: unitIn(unit) }
    if (/^points?$/iu.test(unit) && !way) return []
    if (way) return [{ ...told, kind: 'change', way, amount: value, since, period: periodIn(part, period) }]
    return SAYS.test(part) || SAYS.test(sentence)
      ? [{ ...told, kind: 'figure', value, period: periodIn(part, period) }]
      : []
  })
}

function wayIn(text: string): Way | null {
  const ways = [...text.matchAll(MOVE)].map(([, down]) => (down === undefined ? 'up' : 'down'))
  const [way] = ways
  return way !== undefined && ways.every(one => one === way) ? way : null
}

const periodIn = (part: string, otherwise: Period | null) => yearIn(IN.exec(part.replace(SINCE, ''))?.[1]) ?? otherwise
const unitIn = (text: string | undefined) => (text ?? '').trim()
const yearIn = (text: string | undefined): Period | null => (text === undefined ? null : parsePeriod(text))

const AFTER_NUMBER =
  '(?:[kM]?€|Md€|h|j|kg|km|t|octets?|[kMG]o|points?|ans?|mois|jours?|heures?|marchés?|contrats?|acheteurs?|lignes?)'
const UNIT = new RegExp(`(\\d) (?=${AFTER_NUMBER}(?![\\p{L}\\d]))`, 'gu')
const LEADING_UNIT = new RegExp(`^ (?=${AFTER_NUMBER}(?![\\p{L}\\d]))`, 'u')

/**
 * French typography for a text that we wrote: typographic apostrophes, U+202F before `; ! ? %`, U+00A0 before a colon,
 * inside guillemets and before units, U+202F between thousands. Idempotent; changes nothing but apostrophes and spaces.
 * Never for data: a subject, a name, a file's word is shown as it is.
 */
export function typo(text: string): string {
  return text
    .replace(/'/g, '\u2019')
    .replace(/« ?/g, m => (m === '«' ? m : '«\u00a0'))
    .replace(/ (?=[:»])/g, '\u00a0')
    .replace(/ (?=[;!?%])/g, '\u202f')
    .replace(/(\d) (?=\d{3}(?!\d))/g, '$1\u202f')
    .replace(UNIT, '$1\u00a0')
}

const pieces = new WeakMap<TemplateStringsArray, readonly string[]>()
/** The words of a sentence of ours with their typography: the same each time it is said. */
function piecesOf(words: TemplateStringsArray): readonly string[] {
  const known = pieces.get(words) ?? words.map(typo)
  pieces.set(words, known)
  return known
}

/**
 * Tag for a sentence with values in it: our words get their typography, the values are left exactly as they are.
 * @example fr`${count} % des marchés : voir « ${subject} »`
 */
export function fr(words: TemplateStringsArray, ...values: (string | number)[]): string {
  let text = ''
  piecesOf(words).forEach((own, i) => {
    // "${n} €": the digit that calls for the no-break space is at the end of the value before
    text += i > 0 && /\d$/.test(String(values[i - 1])) ? own.replace(LEADING_UNIT, '\u00a0') : own
    if (i < values.length) text += values[i]
  })
  return text
}

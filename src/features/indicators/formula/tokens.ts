import { createToken, Lexer } from 'chevrotain'

const SPACE = '[ \\t\\u00a0\\u202f\\u2009]'

// A number takes in the spaces and marks between its digits: what is not well written is then told as a whole.
const Figure = createToken({ name: 'Figure', pattern: new RegExp(`\\d(?:(?:${SPACE}|[.,])*\\d)*`) })
const Bracketed = createToken({ name: 'Bracketed', pattern: /\[[^[\]]*\]/, line_breaks: true })
const Word = createToken({
  name: 'Word',
  pattern: /[A-Za-zÀ-ÖØ-öø-ÿŒœ_](?:[A-Za-zÀ-ÖØ-öø-ÿŒœ_0-9'’]|[\u0300-\u036f])*/,
})
const Additive = createToken({ name: 'Additive', pattern: Lexer.NA })
const Multiplicative = createToken({ name: 'Multiplicative', pattern: Lexer.NA })
const Plus = createToken({ name: 'Plus', pattern: '+', categories: Additive })
const Minus = createToken({ name: 'Minus', pattern: /[-\u2010-\u2014\u2212]/, categories: Additive })
const Times = createToken({ name: 'Times', pattern: /[*×]/, categories: Multiplicative })
const Over = createToken({ name: 'Over', pattern: /[/÷]/, categories: Multiplicative })
const Percent = createToken({ name: 'Percent', pattern: '%' })
const Open = createToken({ name: 'Open', pattern: '(' })
const Close = createToken({ name: 'Close', pattern: ')' })
const Semicolon = createToken({ name: 'Semicolon', pattern: ';' })
const Blank = createToken({
  name: 'Blank',
  pattern: /[\s\u00a0\u202f\u2009]+/,
  group: Lexer.SKIPPED,
  line_breaks: true,
})
const Unclosed = createToken({ name: 'Unclosed', pattern: /\[[^[\]]*/, line_breaks: true })

/** What a formula is cut into; `Unclosed` is never right. */
export const TOKENS = {
  Blank,
  Figure,
  Bracketed,
  Word,
  Additive,
  Multiplicative,
  Plus,
  Minus,
  Times,
  Over,
  Percent,
  Open,
  Close,
  Semicolon,
  Unclosed,
}

export const lexer = new Lexer(Object.values(TOKENS), { positionTracking: 'onlyOffset' })

import { EOF, type IToken } from 'chevrotain'
import { fr } from '#ui'
import type { Formula, Problem } from './formula.ts'
import { Grammar } from './grammar.ts'
import { pieceProblem, strayProblem } from './pieces.ts'
import { lexer, TOKENS } from './tokens.ts'

/** Formulas longer than this are refused: they are to be cut into several indicators. */
export const LONGEST_FORMULA = 2_000
const DEEPEST = 30

const grammar = new Grammar()
const ENDS = new Set([TOKENS.Figure, TOKENS.Bracketed, TOKENS.Percent, TOKENS.Close])
const STARTS = new Set([TOKENS.Figure, TOKENS.Bracketed, TOKENS.Word, TOKENS.Open])

/** A formula as it was read, or all that is wrong with how it is written. */
export type Parsed = { formula: Formula } | { problems: readonly Problem[] }

/**
 * Reads the text of a formula (docs/formulas.md). Which indicators exist is not looked at: see {@link checkFormula}.
 * Never throws. Where several pieces are wrong, all are told; where the pieces are right, the first place where they do not go together.
 */
export function parseFormula(text: string): Parsed {
  if (text.length > LONGEST_FORMULA)
    return wrong({
      at: LONGEST_FORMULA,
      length: text.length - LONGEST_FORMULA,
      message: fr`Une formule a au plus ${LONGEST_FORMULA} caractères : coupez-la en plusieurs indicateurs.`,
    })
  const { tokens, errors } = lexer.tokenize(text)
  const pieces = [
    ...errors.map(error => strayProblem(text, error)),
    ...tokens.map(pieceProblem).filter(problem => problem !== null),
  ]
  const { deep, opened } = parentheses(tokens)
  if (deep)
    pieces.push(
      at(deep, fr`Plus de ${DEEPEST} parenthèses l’une dans l’autre : coupez la formule en plusieurs indicateurs.`),
    )
  if (pieces.length > 0) return wrong(...pieces)

  grammar.input = tokens
  grammar.misuses = []
  const formula = grammar.sum()
  const [error] = grammar.errors
  if (error) return wrong(explain(error.token, tokens, opened))
  return grammar.misuses.length > 0 ? wrong(...grammar.misuses) : { formula }
}

const wrong = (...problems: Problem[]): Parsed => ({ problems: problems.sort((a, b) => a.at - b.at) })
const at = ({ startOffset, image }: IToken, message: string): Problem => ({
  at: startOffset,
  length: image.length,
  message,
})

/** The first parenthesis that is too deep, and those that are never closed. */
function parentheses(tokens: readonly IToken[]) {
  const opened: IToken[] = []
  let deep: IToken | null = null
  for (const token of tokens) {
    if (token.tokenType === TOKENS.Open) opened.push(token)
    else if (token.tokenType === TOKENS.Close) opened.pop()
    if (opened.length > DEEPEST) deep ??= token
  }
  return { deep, opened }
}

/** What the pieces on both sides of the place where the grammar stopped say is wrong. */
function explain(token: IToken, tokens: readonly IToken[], opened: readonly IToken[]): Problem {
  const before = token.tokenType === EOF ? tokens.at(-1) : tokens[tokens.indexOf(token) - 1]
  if (before?.tokenType === TOKENS.Word && token.tokenType !== TOKENS.Open)
    return at(before, fr`Un indicateur s’écrit entre crochets : [${before.image}].`)
  if (token.tokenType === EOF) {
    if (!before)
      return { at: 0, length: 0, message: fr`La formule est vide : écrivez par exemple [papier recyclé] / [papier].` }
    const [open] = opened
    if (open && ENDS.has(before.tokenType)) return at(open, fr`Cette parenthèse n’est jamais refermée.`)
    return at(
      before,
      fr`La formule s’arrête après « ${before.image} » : il y manque un nombre, un indicateur ou une parenthèse.`,
    )
  }
  if (before && ENDS.has(before.tokenType) && STARTS.has(token.tokenType))
    return at(token, fr`Il manque un signe (+ − × ÷) entre « ${before.image} » et « ${token.image} ».`)
  if (token.tokenType === TOKENS.Percent) return at(token, fr`« % » ne s’écrit qu’après un nombre : 50 %.`)
  if (before && ENDS.has(before.tokenType)) {
    if (token.tokenType === TOKENS.Close) return at(token, fr`Cette parenthèse est fermée sans avoir été ouverte.`)
    if (token.tokenType === TOKENS.Semicolon) return at(token, fr`« ; » ne sert qu’entre les arguments d’une fonction.`)
  }
  return at(token, fr`Il faut ici un nombre, un indicateur ou une parenthèse, et non « ${token.image} ».`)
}

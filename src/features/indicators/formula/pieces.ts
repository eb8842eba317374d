import type { ILexingError, IToken } from 'chevrotain'
import { fold } from '#kernel'
import { fr } from '#ui'
import { readNumber } from '../decimals.ts'
import type { Problem, Reference } from './formula.ts'
import { TOKENS } from './tokens.ts'

const MOST_BACK = 99
const PERIOD = /,\s*n\s*(?:([-+\u2010-\u2014\u2212])\s*(\d+)\s*)?$/i

const HINTS: Record<string, string> = {
  '=': fr`La formule s’écrit sans le signe « = ».`,
  ':': fr`La division s’écrit ÷ ou /.`,
  ',': fr`Entre les arguments d’une fonction, écrivez « ; ».`,
  ']': fr`Ce crochet est fermé sans avoir été ouvert.`,
  '^': fr`Il n’y a pas de puissance : répétez la multiplication.`,
  '"': fr`Un indicateur s’écrit entre crochets, sans guillemets : [papier].`,
}

const problem = (token: IToken, message: string): Problem => ({
  at: token.startOffset,
  length: token.image.length,
  message,
})

/** What is wrong with characters that make no piece. */
export function strayProblem(text: string, { offset, length }: ILexingError): Problem {
  const image = text.slice(offset, offset + length)
  const message = HINTS[image.charAt(0)] ?? fr`« ${image} » n’a pas de sens dans une formule.`
  return { at: offset, length, message }
}

/** What a piece alone shows to be wrong, whatever is around it. */
export function pieceProblem(token: IToken): Problem | null {
  switch (token.tokenType) {
    case TOKENS.Unclosed:
      return {
        at: token.startOffset,
        length: 1,
        message: fr`Ce crochet n’est jamais refermé : écrivez « ] » après le nom.`,
      }
    case TOKENS.Figure: {
      const read = numberOf(token)
      return typeof read === 'string' ? null : read
    }
    case TOKENS.Bracketed: {
      const read = referenceOf(token)
      return 'message' in read ? read : null
    }
    default:
      return null
  }
}

/** The decimal text of a number. */
export function numberOf(token: IToken): string | Problem {
  const read = readNumber(token.image)
  if (read === null)
    return problem(
      token,
      fr`« ${token.image} » n’est pas un nombre : écrivez par exemple 1 234,5. Entre des arguments, il faut « ; ».`,
    )
  if ('value' in read) return read.value
  const [thousands, decimals] = read.either
  return problem(
    token,
    fr`« ${token.image} » se lit de deux façons : écrivez ${thousands} ou ${decimals.replace('.', ',')}.`,
  )
}

/** What stands between brackets: a name, then possibly a row, then possibly an earlier period. */
export function referenceOf(token: IToken): Reference | Problem {
  const inside = token.image.slice(1, -1)
  const period = PERIOD.exec(inside)
  const rest = period ? inside.slice(0, period.index) : inside
  const colon = rest.indexOf(':')
  const name = (colon < 0 ? rest : rest.slice(0, colon)).trim()
  const row = colon < 0 ? null : rest.slice(colon + 1).trim()
  const back = Number(period?.[2] ?? 0)
  const from = (index: number, message: string): Problem => ({
    at: token.startOffset + 1 + index,
    length: inside.length - index,
    message,
  })
  if (fold(name) === '') return problem(token, fr`Il manque le nom de l’indicateur : écrivez par exemple [papier].`)
  if (row === '') return problem(token, fr`Il manque le nom de la ligne après « : », par exemple [${name} : recyclé].`)
  if (period?.[1] === '+')
    return from(period.index, fr`Une formule ne lit pas les périodes à venir : écrivez N, N-1, N-2…`)
  if (period && back > MOST_BACK)
    return from(period.index, fr`On remonte au plus de ${MOST_BACK} périodes : écrivez N-1, N-2…`)
  const comma = colon < 0 ? rest.indexOf(',') : -1
  if (comma >= 0) return from(comma, fr`Après la virgule, on écrit la période : [${rest.slice(0, comma).trim()}, N-1].`)
  return { kind: 'reference', name, row, back, part: 'value', at: token.startOffset, length: token.image.length }
}

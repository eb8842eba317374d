import { EmbeddedActionsParser, type IToken, type ParserMethod } from 'chevrotain'
import { readCall } from './calls.ts'
import type { Formula, Place, Problem, Sign } from './formula.ts'
import { numberOf, referenceOf } from './pieces.ts'
import { TOKENS } from './tokens.ts'

const { Additive, Bracketed, Close, Figure, Minus, Multiplicative, Open, Over, Percent, Plus, Semicolon, Times, Word } =
  TOKENS
const SIGNS = new Map<unknown, Sign>([
  [Plus, '+'],
  [Minus, '−'],
  [Times, '×'],
  [Over, '÷'],
])

type Rule = ParserMethod<[], Formula>

const span = (start: IToken, end: IToken): Place => ({
  at: start.startOffset,
  length: end.startOffset + end.image.length - start.startOffset,
})

const operation = (sign: IToken, left: Formula, right: Formula): Formula => ({
  kind: 'operation',
  sign: SIGNS.get(sign.tokenType) ?? '+',
  left,
  right,
  at: left.at,
  length: right.at + right.length - left.at,
})

/** Sums of products of factors. The library runs each rule once without a text: what makes nodes waits in `ACTION`. */
export class Grammar extends EmbeddedActionsParser {
  /** What is wrong with pieces and calls that stand where they may. */
  misuses: Problem[] = []

  constructor() {
    super(Object.values(TOKENS))
    this.performSelfAnalysis()
  }

  sum: Rule = this.RULE('sum', () => {
    let left = this.SUBRULE(this.product)
    this.MANY(() => {
      const sign = this.CONSUME(Additive)
      const right = this.SUBRULE2(this.product)
      this.ACTION(() => {
        left = operation(sign, left, right)
      })
    })
    return left
  })

  product: Rule = this.RULE('product', () => {
    let left = this.SUBRULE(this.factor)
    this.MANY(() => {
      const sign = this.CONSUME(Multiplicative)
      const right = this.SUBRULE2(this.factor)
      this.ACTION(() => {
        left = operation(sign, left, right)
      })
    })
    return left
  })

  factor: Rule = this.RULE('factor', () => {
    const minus = this.OPTION(() => this.CONSUME(Minus))
    const of = this.OR([
      { ALT: () => this.SUBRULE(this.literal) },
      { ALT: () => this.SUBRULE(this.reference) },
      { ALT: () => this.SUBRULE(this.call) },
      { ALT: () => this.SUBRULE(this.group) },
    ])
    if (minus === undefined) return of
    return this.ACTION((): Formula => {
      const at = minus.startOffset
      return { kind: 'negated', of, at, length: of.at + of.length - at }
    })
  })

  literal: Rule = this.RULE('literal', () => {
    const figure = this.CONSUME(Figure)
    const percent = this.OPTION(() => this.CONSUME(Percent))
    return this.ACTION((): Formula => {
      const value = numberOf(figure)
      if (typeof value !== 'string') return this.wrong(value)
      return { kind: 'number', value, percent: percent !== undefined, ...span(figure, percent ?? figure) }
    })
  })

  reference: Rule = this.RULE('reference', () => {
    const written = this.CONSUME(Bracketed)
    return this.ACTION(() => {
      const read = referenceOf(written)
      return 'message' in read ? this.wrong(read) : read
    })
  })

  call: Rule = this.RULE('call', () => {
    const of: Formula[] = []
    const word = this.CONSUME(Word)
    this.CONSUME(Open)
    this.AT_LEAST_ONE_SEP({ SEP: Semicolon, DEF: () => of.push(this.SUBRULE(this.sum)) })
    const close = this.CONSUME(Close)
    return this.ACTION(() => {
      const read = readCall({ word, of, place: span(word, close) })
      return 'message' in read ? this.wrong(read) : read
    })
  })

  group: Rule = this.RULE('group', () => {
    this.CONSUME(Open)
    const within = this.SUBRULE(this.sum)
    this.CONSUME(Close)
    return within
  })

  private wrong(problem: Problem): Formula {
    this.misuses.push(problem)
    return { kind: 'number', value: '0', percent: false, at: problem.at, length: problem.length }
  }
}

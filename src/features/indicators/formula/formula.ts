/** Where a piece of a formula is written: from which character, over how many. */
export interface Place {
  at: number
  length: number
}

/** What is wrong, where, and in French what to do. */
export interface Problem extends Place {
  message: string
}

/** The functions, as they are written. */
export const FUNCTIONS = ['somme', 'moyenne', 'minimum', 'maximum', 'arrondi', 'cumul'] as const
export type FunctionName = (typeof FUNCTIONS)[number]

/** Which figure of an indicator: its value, or one of the two that a ratio divides. */
export type Part = 'value' | 'numerator' | 'denominator'

/** How the figures that a ratio divides are asked for. */
export const PART_WORDS = { numérateur: 'numerator', dénominateur: 'denominator' } as const

export type Sign = '+' | '−' | '×' | '÷'

/** What an indicator’s formula says, before any indicator is looked up. */
export type Formula = Place &
  (
    | { kind: 'number'; value: string; percent: boolean }
    | ReferenceNode
    | { kind: 'negated'; of: Formula }
    | { kind: 'operation'; sign: Sign; left: Formula; right: Formula }
    /** `decimals` is for `arrondi` only. */
    | { kind: 'call'; name: FunctionName; of: readonly Formula[]; decimals: number }
  )

interface ReferenceNode {
  kind: 'reference'
  /** As written: a key, or another name of the indicator. */
  name: string
  row: string | null
  /** How many periods before the one computed. */
  back: number
  part: Part
}
export type Reference = Place & ReferenceNode

/** The reference as it is written: `[papier : recyclé, N-1]`. */
export function printReference({ name, row, back }: Pick<Reference, 'name' | 'row' | 'back'>): string {
  return `[${name}${row === null ? '' : ` : ${row}`}${back === 0 ? '' : `, N-${back}`}]`
}

const STRENGTH: Record<Sign, number> = { '+': 1, '−': 1, '×': 2, '÷': 2 }
const NEGATED = 3

function strengthOf(node: Formula): number {
  if (node.kind === 'operation') return STRENGTH[node.sign]
  return node.kind === 'negated' ? NEGATED : NEGATED + 1
}

const within = (node: Formula, least: number) =>
  strengthOf(node) < least ? `(${printFormula(node)})` : printFormula(node)

/** The formula written out, with no more parentheses than it needs; read again, it is the same. */
export function printFormula(node: Formula): string {
  switch (node.kind) {
    case 'number':
      return node.value.replace('.', ',') + (node.percent ? ' %' : '')
    case 'reference': {
      const word = Object.entries(PART_WORDS).find(([, part]) => part === node.part)?.[0]
      return word ? `${word}(${printReference(node)})` : printReference(node)
    }
    case 'negated':
      return `−${within(node.of, NEGATED + 1)}`
    case 'operation': {
      const strength = STRENGTH[node.sign]
      return `${within(node.left, strength)} ${node.sign} ${within(node.right, strength + 1)}`
    }
    case 'call': {
      const decimals = node.name === 'arrondi' && node.decimals > 0 ? [String(node.decimals)] : []
      return `${node.name}(${[...node.of.map(printFormula), ...decimals].join(' ; ')})`
    }
  }
}

import fc from 'fast-check'
import { type Formula, FUNCTIONS, type Part, type Sign } from './formula.ts'

const placed = { at: 0, length: 0 }
const signs: Sign[] = ['+', '−', '×', '÷']
const parts: Part[] = ['value', 'numerator', 'denominator']

/** A number as it is kept: `0`, `12.5`. */
const decimals = fc
  .tuple(fc.bigInt({ min: 0n, max: 10n ** 12n }), fc.integer({ min: 0, max: 999 }))
  .map(([whole, rest]) => `${whole}.${String(rest).padStart(3, '0')}`.replace(/\.?0+$/, ''))

/** Any formula over references that `named` makes; no cumul within another. */
export function formulas(named: fc.Arbitrary<Pick<Extract<Formula, { kind: 'reference' }>, 'name' | 'row'>>) {
  const reference = fc
    .tuple(named, fc.nat(3), fc.constantFrom(...parts))
    .map(([name, back, part]): Formula => ({ kind: 'reference', ...name, back, part, ...placed }))
  const number = fc
    .tuple(decimals, fc.boolean())
    .map(([value, percent]): Formula => ({ kind: 'number', value, percent, ...placed }))
  return fc.letrec<{ node: Formula }>(tie => {
    const several = fc.array(tie('node'), { minLength: 1, maxLength: 3 })
    return {
      node: fc.oneof(
        { maxDepth: 5, depthSize: 'max', withCrossShrink: true },
        number,
        { weight: 3, arbitrary: reference },
        tie('node').map((of): Formula => ({ kind: 'negated', of, ...placed })),
        {
          weight: 8,
          arbitrary: fc
            .tuple(fc.constantFrom(...signs), tie('node'), tie('node'))
            .map(([sign, left, right]): Formula => ({ kind: 'operation', sign, left, right, ...placed })),
        },
        {
          weight: 3,
          arbitrary: fc
            .tuple(fc.constantFrom(...FUNCTIONS), several, fc.nat(10))
            .map(([name, of, decimals]): Formula => {
              const one = name === 'arrondi' || name === 'cumul'
              const inside = name === 'cumul' ? of.map(withoutCumul) : of
              return {
                kind: 'call',
                name,
                of: one ? inside.slice(0, 1) : inside,
                decimals: name === 'arrondi' ? decimals : 0,
                ...placed,
              }
            }),
        },
      ),
    }
  }).node
}

function withoutCumul(node: Formula): Formula {
  switch (node.kind) {
    case 'negated':
      return { ...node, of: withoutCumul(node.of) }
    case 'operation':
      return { ...node, left: withoutCumul(node.left), right: withoutCumul(node.right) }
    case 'call':
      return { ...node, name: node.name === 'cumul' ? 'somme' : node.name, of: node.of.map(withoutCumul) }
    default:
      return node
  }
}

/** The same formula without its places. */
export function bare(node: Formula): Formula {
  switch (node.kind) {
    case 'negated':
      return { ...node, ...placed, of: bare(node.of) }
    case 'operation':
      return { ...node, ...placed, left: bare(node.left), right: bare(node.right) }
    case 'call':
      return { ...node, ...placed, of: node.of.map(bare) }
    default:
      return { ...node, ...placed }
  }
}

import type { IToken } from 'chevrotain'
import { fold } from '#kernel'
import { fr } from '#ui'
import { closest } from './closest.ts'
import { type Formula, FUNCTIONS, type FunctionName, PART_WORDS, type Place, type Problem } from './formula.ts'

const MOST_DECIMALS = 10
const PARTS = new Map(Object.entries(PART_WORDS).map(([word, part]) => [fold(word), { word, part }]))
const NAMES = new Map(FUNCTIONS.map(name => [fold(name), name]))
const ALL = [...FUNCTIONS, ...Object.keys(PART_WORDS)].join(', ')

/** A call as it is written: the word, what it is given, and the whole of it. */
export interface Written {
  word: IToken
  of: readonly Formula[]
  place: Place
}

/** The call that a word with arguments makes, or why it makes none. */
export function readCall({ word, of, place }: Written): Formula | Problem {
  const folded = fold(word.image)
  const part = PARTS.get(folded)
  if (part) return partOf(part, of, place)
  const name = NAMES.get(folded)
  if (name === undefined)
    return { at: word.startOffset, length: word.image.length, message: unknown(word.image, folded) }
  if (name === 'arrondi') return rounded(of, place)
  if (name === 'cumul') return accumulated(of, place)
  return call(name, of, place)
}

const call = (name: FunctionName, of: readonly Formula[], place: Place, decimals = 0): Formula => ({
  kind: 'call',
  name,
  of,
  decimals,
  ...place,
})

function unknown(image: string, folded: string): string {
  const near = closest(folded, [...NAMES.keys(), ...PARTS.keys()])
  const meant = near && (NAMES.get(near) ?? PARTS.get(near)?.word)
  return meant
    ? fr`La fonction « ${image} » n’existe pas : vouliez-vous dire « ${meant} » ?`
    : fr`La fonction « ${image} » n’existe pas. Il y a : ${ALL}.`
}

function partOf(
  { word, part }: { word: string; part: 'numerator' | 'denominator' },
  of: readonly Formula[],
  place: Place,
) {
  const [only] = of
  return of.length === 1 && only?.kind === 'reference' && only.part === 'value'
    ? { ...only, part, ...place }
    : { ...place, message: fr`« ${word} » prend un seul indicateur, entre crochets : ${word}([papier]).` }
}

function rounded(of: readonly Formula[], place: Place): Formula | Problem {
  const [value, decimals, ...more] = of
  if (value && !decimals) return call('arrondi', [value], place)
  const digits = decimals?.kind === 'number' && !decimals.percent ? Number(decimals.value) : Number.NaN
  return value && more.length === 0 && Number.isInteger(digits) && digits <= MOST_DECIMALS
    ? call('arrondi', [value], place, digits)
    : {
        at: (decimals ?? place).at,
        length: (decimals ?? place).length,
        message: fr`« arrondi » prend un calcul, puis un nombre de décimales de 0 à ${MOST_DECIMALS} : arrondi([papier] ; 1).`,
      }
}

function accumulated(of: readonly Formula[], place: Place): Formula | Problem {
  const [only] = of
  if (!only || of.length > 1) return { ...place, message: fr`« cumul » prend un seul calcul : cumul([heures]).` }
  // Each would multiply the work by the number of periods.
  if (holdsCumul(only)) return { ...place, message: 'Un cumul ne peut pas en contenir un autre.' }
  return call('cumul', [only], place)
}

function holdsCumul(node: Formula): boolean {
  switch (node.kind) {
    case 'negated':
      return holdsCumul(node.of)
    case 'operation':
      return holdsCumul(node.left) || holdsCumul(node.right)
    case 'call':
      return node.name === 'cumul' || node.of.some(holdsCumul)
    default:
      return false
  }
}

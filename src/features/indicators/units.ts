import type Fraction from 'fraction.js'
import { fold } from '#kernel'
import { tenTo } from './decimals.ts'

/** A power of a thing that is counted or measured, and how it was written. */
interface Dimension {
  power: number
  shown: string
}

/** What a figure is counted in. Without dimension: a plain number or a share. */
export interface Unit {
  dimensions: ReadonlyMap<string, Dimension>
  /** One of it, in the unit that stands for its dimensions: 1 000 for k€, 0.01 for %. */
  factor: Fraction
}

/** What a number that counts nothing is in. */
export const PLAIN: Unit = { dimensions: new Map(), factor: tenTo(0) }

/** [what stands for them, then each writing with its power of ten] */
const SAME: readonly [shown: string, Record<string, number>][] = [
  ['€', { '€': 0, euro: 0, eur: 0, 'k€': 3, "millier d'euro": 3, 'm€': 6, "million d'euro": 6, 'md€': 9 }],
  ['heures', { heure: 0, h: 0 }],
  ['jours', { jour: 0, j: 0 }],
  ['ans', { an: 0, annee: 0 }],
  ['t', { tonne: 0, t: 0, kg: -3, kilogramme: -3, g: -6, gramme: -6, kt: 3 }],
  ['L', { litre: 0, l: 0, hl: 2, hectolitre: 2 }],
  ['km', { km: 0, kilometre: 0, m: -3, metre: -3 }],
  ['kWh', { kwh: 0, wh: -3, mwh: 3, gwh: 6 }],
  ['m²', { m2: 0, ha: 4, hectare: 4 }],
]
const KNOWN = new Map(
  SAME.flatMap(([shown, writings]) => Object.entries(writings).map(([word, power]) => [word, { shown, power }])),
)
const WITHOUT_DIMENSION = new Map<string, number>(
  Object.entries({
    '': 0,
    nombre: 0,
    indice: 0,
    index: 0,
    coefficient: 0,
    ratio: 0,
    'sans unite': 0,
    '%': -2,
    'pour cent': -2,
    pourcentage: -2,
    point: -2,
    '‰': -3,
  }).map(([word, power]) => [singular(word), power]),
)

const LEADING_POWER = /^1((?:\s?0)*)(?:\s+|$)/

/**
 * Reads a unit as people write it: `marchés`, `€ HT`, `k€`, `heures/personne`, `heures par agent`, `L/100 km`, `tCO2e`, `%`, `index (1 = stable)`.
 * Singular and plural are the same; what stands between parentheses says nothing of the unit; € HT, € TTC and € are three units.
 */
export function readUnit(text: string): Unit {
  const bare = text
    .replace(/\([^)]*\)/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
  if (/^[%‰]/.test(bare)) return { dimensions: new Map(), factor: tenTo(bare.startsWith('%') ? -2 : -3) }
  const plain = WITHOUT_DIMENSION.get(singular(bare))
  if (plain !== undefined) return { dimensions: new Map(), factor: tenTo(plain) }
  const [above = '', ...below] = bare.split(/\s*\/\s*|\s+par\s+/i)
  return below.reduce((unit, piece) => combined(unit, pieceOf(piece), -1), pieceOf(above))
}

/** One word or phrase of a unit, such as `100 km`, `kg de papier`. */
function pieceOf(text: string): Unit {
  const zeros = LEADING_POWER.exec(text)
  const leading = tenTo(zeros?.[1]?.replace(/\s/g, '').length ?? 0)
  const name = zeros ? text.slice(zeros[0].length) : text
  const folded = singular(name)
  if (folded === '') return { dimensions: new Map(), factor: leading }
  const whole = KNOWN.get(folded)
  const known = whole ?? KNOWN.get(folded.split(' ')[0] ?? '')
  if (!known) return { dimensions: new Map([[folded, { power: 1, shown: name }]]), factor: leading }
  const rest = whole ? [] : name.split(' ').slice(1)
  const shown = [known.shown, ...rest].join(' ')
  return { dimensions: new Map([[singular(shown), { power: 1, shown }]]), factor: leading.mul(tenTo(known.power)) }
}

/** The form under which singular and plural are the same. */
function singular(text: string): string {
  return fold(text).replace(/(?<=\p{L}{2})[sx](?!\p{L})/gu, '')
}

function combined(a: Unit, b: Unit, sign: 1 | -1): Unit {
  const dimensions = new Map(a.dimensions)
  for (const [base, { power, shown }] of b.dimensions) {
    const sum = (dimensions.get(base)?.power ?? 0) + sign * power
    if (sum === 0) dimensions.delete(base)
    else dimensions.set(base, { power: sum, shown })
  }
  return { dimensions, factor: sign > 0 ? a.factor.mul(b.factor) : a.factor.div(b.factor) }
}

/** What the product (1) or the quotient (−1) of two figures is in: half of 12 k€ is 6 k€, k€ over k€ is a plain number. */
export function combine(a: Unit, b: Unit, sign: 1 | -1): Unit {
  const scaled = (unit: Unit): Unit => (isPlain(unit) ? PLAIN : unit)
  return scaled(combined(scaled(a), scaled(b), sign))
}

/** Whether it has no dimension. */
export const isPlain = (unit: Unit): boolean => unit.dimensions.size === 0

/** Whether figures in one can be added to figures in the other, once both factors are applied. */
export function sameDimensions(a: Unit, b: Unit): boolean {
  return (
    a.dimensions.size === b.dimensions.size &&
    [...a.dimensions].every(([base, { power }]) => b.dimensions.get(base)?.power === power)
  )
}

/** The unit of its dimensions, in French: `heures/personne`, `€`; `sans unité` without any. */
export function unitWords(unit: Unit): string {
  const written = (sign: 1 | -1) =>
    [...unit.dimensions.values()]
      .filter(({ power }) => power * sign > 0)
      .map(({ power, shown }) => (Math.abs(power) === 1 ? shown : `${shown}^${Math.abs(power)}`))
  const above = written(1).join(' × ')
  const below = written(-1).map(name => name.replace(/(?<=\p{L}{2})s(?!\p{L})/gu, ''))
  if (below.length === 0) return above || 'sans unité'
  return `${above || '1'}/${below.join('/')}`
}

import { fold } from '#kernel'
import { fr } from '#ui'
import { decimalOf, exact, readNumber } from './decimals.ts'
import type { Kind } from './kinds.ts'
import { readUnit, sameDimensions } from './units.ts'

/** What a cell of the grid is for. */
export interface CellOf {
  kind: Kind
  unit: string
  /** The levels of a scale. */
  levels?: readonly { value: string; label: string }[]
}

/** What was typed or pasted: nothing said; a decimal text (1 or 0 for a deliverable, the level of a scale); or why not, in French. */
export type Cell = { state: 'empty' } | { state: 'value'; value: string } | { state: 'refused'; message: string }

const EMPTY: Cell = { state: 'empty' }
const NOTHING_SAID = new Set([
  ...['', '-', '--', 'nd', 'n/d', 'nc', 'n/c', 'nr', 'n/r', '...'],
  ...['non disponible', 'non communique', 'non renseigne', 'non connu', 'inconnu'],
])
const ANSWERS = new Map<string, string>([
  ...['oui', 'o', 'fait', 'realise', 'vrai', '1', 'x', '✓', '✔', '☑'].map(word => [word, '1'] as const),
  ...['non', 'n', 'non fait', 'pas fait', 'non realise', 'faux', '0', '☐'].map(word => [word, '0'] as const),
])
const LONGEST = 200
const MOST_DIGITS = 18
const MOST_DECIMALS = 12
const SHEET_ERROR = /^#(?:\S+[!?]|N\/A|N\/D|NUL|#+)$/i
const SCIENTIFIC = /^[-+−]?\d+(?:[.,]\d+)?E[-+]?\d+$/i
const NAMES_A_UNIT = /^[\p{L}€%‰][\p{L}€%‰/².' ]*$/u
// What is left when the number and its sign are taken is the unit.
const SIGNED = /^(?<sign>[-+\u2010-\u2014\u2212]?)\s*(?<number>\d(?:[\d\s.,]*\d)?)\s*(?<unit>[^\d\s].*)?$/s

/**
 * Reads what a person types or pastes in a cell of the grid: French numbers, with or without their unit (`12 k€` where the unit is €),
 * minus signs and accountants’ parentheses, `oui`/`fait` for a deliverable, a level by its label.
 * `-`, `n.d.`, `nc` and nothing at all say nothing. What may be read in two ways, or is only about a number, is refused.
 */
export function readCell(text: string, { kind, unit, levels = [] }: CellOf): Cell {
  const bare = text.replace(/\s+/g, ' ').trim()
  if (bare.length > LONGEST)
    return refused(fr`« ${shown(bare)} » est trop long pour une case : écrivez-le en commentaire.`)
  const folded = fold(bare).replace(/[\u2010-\u2014\u2212]/g, '-')
  if (NOTHING_SAID.has(folded.replace(/(?<=[a-z])\./g, ''))) return EMPTY
  if (SHEET_ERROR.test(bare))
    return refused(
      fr`« ${shown(bare)} » est une erreur du tableur : corrigez-la dans le fichier, ou laissez la case vide.`,
    )
  if (kind === 'deliverable') return readAnswer(bare, folded)
  return kind === 'scale' ? readLevel(bare, folded, levels) : readFigure(bare, unit)
}

function readAnswer(bare: string, folded: string): Cell {
  const value = ANSWERS.get(folded)
  return value === undefined
    ? refused(fr`« ${shown(bare)} » ne dit pas si c’est fait : écrivez « oui » ou « non », et le reste en commentaire.`)
    : { state: 'value', value }
}

function readLevel(bare: string, folded: string, levels: NonNullable<CellOf['levels']>): Cell {
  const level = levels.find(({ label }) => fold(label) === folded) ?? levels.find(({ value }) => value === bare)
  const choices = levels.map(({ label }) => `« ${label} »`).join(', ')
  return level
    ? { state: 'value', value: level.value }
    : refused(fr`« ${shown(bare)} » n’est pas un niveau de cet indicateur. Il y a : ${choices}.`)
}

function readFigure(bare: string, unit: string): Cell {
  if (SCIENTIFIC.test(bare))
    return refused(
      fr`« ${shown(bare)} » est un nombre que le tableur a raccourci : élargissez sa colonne, ou écrivez-le en entier.`,
    )
  const bracketed = /^\((.*)\)$/s.exec(bare)?.[1]?.trim()
  const { sign = '', number = '', unit: written } = SIGNED.exec(bracketed ?? bare)?.groups ?? {}
  const read = readNumber(number)
  if (read === null || (bracketed !== undefined && sign !== '')) return notANumber(bare)
  if ('either' in read) {
    const [thousands, decimals] = read.either
    return refused(
      fr`« ${shown(bare)} » se lit de deux façons : écrivez « ${thousands} » ou « ${decimals.replace('.', ',')} ».`,
    )
  }
  const factor = written === undefined ? null : factorOf(written, unit)
  if (written !== undefined && factor === null) return wrongUnit(bare, written, unit)
  const value = factor ? decimalOf(exact(read.value).mul(factor), 30) : read.value
  const [whole = '', decimals = ''] = value.split('.')
  if (whole.length > MOST_DIGITS || decimals.length > MOST_DECIMALS)
    return refused(
      fr`« ${shown(bare)} » a trop de chiffres : ${MOST_DIGITS} au plus avant la virgule, ${MOST_DECIMALS} après.`,
    )
  const negative = value !== '0' && (bracketed !== undefined || !['', '+'].includes(sign))
  return { state: 'value', value: negative ? `-${value}` : value }
}

/** How many of the indicator’s unit one of the written unit is; null when it is something else. `k€` is read as `k€ HT` where the unit is `€ HT`. */
function factorOf(written: string, unit: string) {
  const own = readUnit(unit)
  const [, precise = ''] = /^\S+(?: (.*))?$/.exec(unit) ?? []
  const same = [written, `${written} ${precise}`].map(readUnit).find(read => sameDimensions(read, own))
  return same ? same.factor.div(own.factor) : null
}

function wrongUnit(bare: string, written: string, unit: string): Cell {
  return NAMES_A_UNIT.test(written)
    ? refused(
        fr`« ${shown(bare)} » est en « ${shown(written)} », et cet indicateur en « ${unit || 'sans unité'} » : donnez le nombre dans cette unité.`,
      )
    : notANumber(bare)
}

function notANumber(bare: string): Cell {
  const inside = /\d[\d\s.,]*\d|\d/.exec(bare)?.[0]
  const example = inside && readNumber(inside) ? inside : '1\u202f234,5'
  return refused(
    fr`« ${shown(bare)} » n’est pas un nombre : écrivez-le seul, par exemple « ${example} », et le reste en commentaire.`,
  )
}

const refused = (message: string): Cell => ({ state: 'refused', message })

/** What was written, cut where it is long. */
const shown = (text: string) => (text.length > 40 ? `${text.slice(0, 39)}…` : text)

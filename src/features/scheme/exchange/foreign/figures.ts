import { fold } from '#kernel'
import { said, Unreadable } from '../cells.ts'
import { numberIn } from '../numbers.ts'
import type { Cell } from '../tables.ts'
import { isBlankWord, saysNone } from './wording.ts'

/** What a cell of a T0, a target or a value says. */
export type Said =
  | { is: 'nothing' }
  /** That there is no figure, and why. */
  | { is: 'none'; words: string }
  | { is: 'figure'; decimal: string; unit: string; year: string | null; words: string }
  /** Words that are no number. */
  | { is: 'words'; words: string }

const YEAR = /(?:19|20)\d\d/
/** A year that says when, beside the figure: « (2023) », « en 2023 », « d’ici 2026 », « 2026 : ». */
const WHEN =
  /\(\s*(?:en |fin |d[eè]s )?((?:19|20)\d\d)\s*\)|\b(?:en|fin|d[’']ici|[àa] horizon|horizon|depuis|pour|au 31\/12\/)\s*((?:19|20)\d\d)\b|^((?:19|20)\d\d)\s*[:=–—-]\s+/i

/** Reads a figure as people write it in a cell. @throws Unreadable when it says two things, or what the spreadsheet made of it is another */
export function figureIn(cell: Cell): Said {
  if (typeof cell === 'object' && cell !== null) {
    if (cell.is === 'day')
      throw new Unreadable(`Le tableur a fait une date (${said(cell)}) de ce qui est sans doute un nombre.`)
    if (cell.is !== 'error') {
      const unit = cell.is === 'percent' ? '%' : ''
      return { is: 'figure', decimal: cell.text, unit, year: null, words: '' }
    }
  }
  const text = said(cell).trim()
  if (text === '' || isBlankWord(text)) return { is: 'nothing' }
  if (saysNone(text)) return { is: 'none', words: text }
  const when = WHEN.exec(text)
  const year = when ? (when[1] ?? when[2] ?? when[3] ?? null) : null
  const rest = when ? text.replace(when[0], ' ').trim() : text
  const found = numberIn(rest)
  if (found === null) return { is: 'words', words: text }
  if (/^-?\d{1,3}\.\d{3}$/.test(/-?[\d.,]+/.exec(rest)?.[0] ?? ''))
    throw new Unreadable(
      `« ${text} » se lit de deux façons : ${found.decimal.replace('.', '')} ou ${found.decimal.replace('.', ',')}. Écrivez l’une d’elles.`,
    )
  if (/\d/.test(found.after.replace(new RegExp(YEAR, 'g'), '').replace(/[²³]/g, '')))
    throw new Unreadable(`« ${text} » dit plusieurs nombres : écrivez-en un seul, par exemple 46 748.`)
  const bare = fold(found.before) === '' && fold(found.after) === fold(found.unit)
  return { is: 'figure', decimal: found.decimal, unit: found.unit, year, words: bare && year === null ? '' : text }
}

export type GuessedKind = 'count' | 'amount' | 'ratio' | 'change' | 'deliverable'

/** What kind of indicator a label and a unit speak of. */
export function kindOf(label: string, unit: string): GuessedKind {
  const words = fold(label)
  if (/^(?:evolution|variation|hausse|baisse|progression|diminution|augmentation|reduction)\b/.test(words))
    return 'change'
  if (unit.includes('%') || /^(?:part|taux|pourcentage|proportion|%|ratio)\b|^%/.test(words)) return 'ratio'
  if (/^(?:nombre|nb|n°|effectif|nbre)\b/.test(words)) return 'count'
  if (
    /\b(?:oui ?\/ ?non|o\/n)\b/.test(`${words} ${fold(unit)}`) ||
    /^(?:existence|realisation|redaction|publication|mise en place|creation|adoption|production|elaboration) /.test(
      words,
    )
  )
    return 'deliverable'
  return unit === '' ? 'count' : 'amount'
}

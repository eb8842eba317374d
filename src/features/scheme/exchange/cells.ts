import { fold } from '#kernel'
import { dayIn, dayOfSerial, frenchDay, serialOf } from './days.ts'
import { decimalIn, isExact, scaled } from './numbers.ts'
import { type Cell, textOf } from './tables.ts'

/** Why a cell cannot be read, in French. */
export class Unreadable extends Error {}

/** How a field of a document is written in a cell, and read from it. */
export interface Codec {
  write(value: unknown): Cell
  /** @throws Unreadable */
  read(cell: Cell): unknown
}

/** What a cell says as a text; a number or a day that a spreadsheet made of it is written as people do. */
export function said(cell: Cell): string {
  if (cell === null || typeof cell === 'string') return cell ?? ''
  if (cell.is === 'error')
    throw new Unreadable(`La cellule contient ${cell.text}, que son tableur n’a pas su calculer.`)
  if (cell.is === 'day') return frenchDay(cell.text)
  return cell.is === 'percent' ? `${cell.text.replace('.', ',')} %` : cell.text.replace('.', ',')
}

/** The same for whoever looks at it, errors as they are. */
export const shown = (cell: Cell | undefined): string =>
  cell === undefined || (typeof cell === 'object' && cell?.is === 'error') ? textOf(cell) : said(cell)

const text: Codec = { write: value => (value === '' || value === null ? null : String(value)), read: said }

/** A mark such as `1-1.3`: spreadsheets make numbers and days of some. */
const code: Codec = {
  write: text.write,
  read(cell) {
    if (typeof cell !== 'object' || cell === null || cell.is === 'error') return said(cell)
    if (cell.is === 'number') return cell.text
    throw new Unreadable(
      `Le tableur a fait de ce code « ${said(cell)} » : mettez la colonne au format texte, puis écrivez-le de nouveau.`,
    )
  },
}

const optional: Codec = { write: text.write, read: cell => said(cell).trim() || null }

/** A list, an item a line. */
const list: Codec = {
  write: value => (value as string[]).join('\n') || null,
  read: cell => said(cell).split('\n').filter(line => line.trim() !== ''), // biome-ignore format: short
}

const number: Codec = {
  write: value =>
    value === null ? null : isExact(String(value)) ? { is: 'number', text: String(value) } : String(value),
  read(cell) {
    if (cell === null || textOf(cell).trim() === '') return null
    if (typeof cell === 'object' && cell.is === 'number') return cell.text
    if (typeof cell === 'object' && cell.is === 'percent') return scaled(cell.text, 0)
    const decimal = decimalIn(said(cell))
    if (decimal === null)
      throw new Unreadable(`« ${said(cell)} » n’est pas un nombre. Écrivez-le seul, par exemple 46 748,5.`)
    return decimal
  },
}

const day: Codec = {
  write: value => (value === null ? null : { is: 'day', text: String(value) }),
  read(cell) {
    if (cell === null || textOf(cell).trim() === '') return null
    if (typeof cell === 'object' && cell.is === 'day') return cell.text
    const counted = typeof cell === 'object' && cell.is === 'number' ? dayOfSerial(Number(cell.text)) : null
    const read = counted ?? dayIn(said(cell))
    if (read === null) throw new Unreadable(`« ${said(cell)} » n’est pas une date. Écrivez-la ainsi : 31/12/2026.`)
    return read
  },
}

const flag: Codec = {
  write: value => (value === true ? 'oui' : null),
  read(cell) {
    const word = fold(said(cell))
    if (['oui', 'x', 'vrai'].includes(word)) return true
    if (['', 'non', 'faux'].includes(word)) return false
    throw new Unreadable(`« ${said(cell)} » : écrivez « oui », ou laissez la cellule vide.`)
  },
}

/** One of some words; `empty` is what an empty cell says. */
function choice(words: Readonly<Record<string, string>>, empty: string | null | undefined): Codec {
  const byWord = new Map(Object.entries(words).map(([value, word]) => [fold(word), value]))
  return {
    write: value => (value === null ? null : (words[String(value)] ?? null)),
    read(cell) {
      const word = fold(said(cell))
      const value = word === '' ? empty : byWord.get(word)
      if (value !== undefined) return value
      throw new Unreadable(`« ${said(cell)} » : attendu, ${Object.values(words).join(', ')}.`)
    },
  }
}

const choices = (words: Readonly<Record<string, string>>): Codec => {
  const one = choice(words, undefined)
  return {
    write: value => list.write((value as string[]).map(item => textOf(one.write(item)))),
    read: cell => (list.read(cell) as string[]).map(item => one.read(item)),
  }
}

/** Names and values, as in an address: `cpv=30&procedure=ouverte`. */
const filters: Codec = {
  write: value => (value === null ? null : new URLSearchParams(value as Record<string, string>).toString() || null),
  read: cell => Object.fromEntries(new URLSearchParams(said(cell).trim())),
}

/** SIREN, then name, a buyer a line. */
const buyers: Codec = {
  write: value => list.write((value as { siren: string; name: string }[]).map(({ siren, name }) => `${siren} ${name}`)),
  read: cell =>
    (list.read(cell) as string[]).map(line => {
      const [, siren, name] = /^(\d{9}) (.+)$/.exec(line) ?? []
      if (siren === undefined)
        throw new Unreadable(`« ${line} » : écrivez le SIREN de l’acheteur, une espace, puis son nom.`)
      return { siren, name }
    }),
}

export const as = { text, code, optional, list, number, day, flag, choice, choices, filters, buyers }

/** A day as a number of days, for a file whose days are numbers; texts otherwise. */
export const serialIn = (cell: Cell): number | null =>
  typeof cell === 'object' && cell?.is === 'day' ? serialOf(cell.text) : null

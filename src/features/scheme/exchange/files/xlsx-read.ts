import { dayOfSerial } from '../days.ts'
import { decimalOf, scaled } from '../numbers.ts'
import { type Cell, columnOf } from '../tables.ts'
import type { Builder } from './builder.ts'
import { type Archive, type Attributes, readMarkup } from './zip.ts'

type Shown = 'number' | 'percent' | 'day'

/** Formats of numbers that every workbook has: days and times, and percentages. */
const DAYS = new Set([14, 15, 16, 17, 18, 19, 20, 21, 22, 27, 30, 36, 45, 46, 47, 50, 57])
const PERCENTS = new Set([9, 10])

/** What a format of numbers shows, by its code: `dd/mm/yyyy`, `0.0%`… */
function shownBy(code: string): Shown {
  const bare = code.replace(/"[^"]*"|\\.|\[[^\]]*\]/g, '')
  if (/[dmyh]/i.test(bare) && !/general/i.test(bare)) return 'day'
  return bare.includes('%') ? 'percent' : 'number'
}

/** Excel writes some characters of texts as `_x000D_`. */
const unescaped = (text: string) =>
  text.replace(/_x([0-9a-f]{4})_/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))

const isOn = (value: string | undefined) => value === '1' || value === 'true'

/** Reads the sheets of an XLSX workbook: what cells show, never how they are computed. */
export async function readXlsx(archive: Archive, builder: Builder): Promise<void> {
  const sheets: { name: string; id: string; hidden: boolean }[] = []
  let from1904 = false
  await readMarkup(archive, 'xl/workbook.xml', {
    begin(name, { name: sheet = '', id = '', state, date1904 }) {
      if (name === 'workbookPr') from1904 = isOn(date1904)
      if (name === 'sheet') sheets.push({ name: sheet, id, hidden: state === 'hidden' || state === 'veryHidden' })
    },
  })
  const targets = new Map<string, string>()
  await readMarkup(archive, 'xl/_rels/workbook.xml.rels', {
    begin(name, { Id = '', Target = '' }) {
      if (name === 'Relationship') targets.set(Id, Target.startsWith('/') ? Target.slice(1) : `xl/${Target}`)
    },
  })
  const texts = await sharedTexts(archive)
  const styles = await shownByStyles(archive)
  for (const { name, id, hidden } of sheets) {
    const target = targets.get(id)
    if (target === undefined || !archive.names.includes(target)) continue
    builder.begin(name, hidden)
    await readMarkup(archive, target, sheetMarkup(builder, { texts, styles, from1904 }))
    builder.end()
  }
  if (archive.names.some(name => /vbaProject\.bin$/i.test(name)))
    builder.remarks.push('Ce fichier contient des macros : elles sont ignorées, seules les cellules sont lues.')
}

/** The texts that cells share, without how they are pronounced. */
async function sharedTexts(archive: Archive): Promise<string[]> {
  const texts: string[] = []
  let text = ''
  let aside = 0
  let inside = false
  await readMarkup(archive, 'xl/sharedStrings.xml', {
    begin(name) {
      if (name === 'si') text = ''
      if (name === 'rPh') aside++
      inside = name === 't'
    },
    end(name) {
      inside = false
      if (name === 'rPh') aside--
      if (name === 'si') texts.push(unescaped(text))
    },
    text(piece) {
      if (inside && aside === 0) text += piece
    },
  })
  return texts
}

/** What each style of cell shows a number as. */
async function shownByStyles(archive: Archive): Promise<Shown[]> {
  const codes = new Map<number, string>()
  const styles: Shown[] = []
  let inCells = false
  await readMarkup(archive, 'xl/styles.xml', {
    begin(name, { numFmtId = '0', formatCode = '' }) {
      const id = Number(numFmtId)
      if (name === 'numFmt') codes.set(id, formatCode)
      if (name === 'cellXfs') inCells = true
      if (name !== 'xf' || !inCells) return
      const code = codes.get(id)
      styles.push(code !== undefined ? shownBy(code) : DAYS.has(id) ? 'day' : PERCENTS.has(id) ? 'percent' : 'number')
    },
    end(name) {
      if (name === 'cellXfs') inCells = false
    },
  })
  return styles
}

interface Workbook {
  texts: readonly string[]
  styles: readonly Shown[]
  from1904: boolean
}

function sheetMarkup(builder: Builder, workbook: Workbook) {
  let row = -1
  let column = -1
  let cell: Attributes = {}
  let value = ''
  let formula = false
  let inside = false
  return {
    begin(name: string, attributes: Attributes) {
      inside = name === 'v' || name === 't'
      if (name === 'row') {
        row = attributes['r'] ? Number(attributes['r']) - 1 : row + 1
        column = -1
      } else if (name === 'c') {
        const letters = /^[A-Z]+/.exec(attributes['r'] ?? '')?.[0]
        column = letters ? columnOf(letters) : column + 1
        cell = attributes
        value = ''
        formula = false
      } else if (name === 'f') formula = true
      else if (name === 'mergeCell') span(builder, attributes['ref'] ?? '')
    },
    end(name: string) {
      inside = false
      if (name !== 'c') return
      builder.put(row, column, formula && value === '' ? NOT_COMPUTED : cellOf(cell, value, workbook))
    },
    text(piece: string) {
      if (inside) value += piece
    },
  }
}

/** A formula whose file does not say what it gives: a program wrote it that does not compute. */
const NOT_COMPUTED: Cell = { is: 'error', text: 'une formule sans résultat' }

function cellOf({ t = 'n', s }: Attributes, value: string, { texts, styles, from1904 }: Workbook): Cell {
  if (value === '') return null
  if (t === 's') return texts[Number(value)] ?? null
  if (t === 'str' || t === 'inlineStr') return unescaped(value)
  if (t === 'b') return isOn(value) ? 'oui' : 'non'
  if (t === 'e') return { is: 'error', text: value }
  if (t === 'd') return { is: 'day', text: value.slice(0, 10) }
  const decimal = decimalOf(value)
  if (decimal === null) return value
  const shown = styles[Number(s ?? 0)] ?? 'number'
  if (shown === 'percent') return { is: 'percent', text: scaled(decimal, 2) }
  const day = shown === 'day' ? dayOfSerial(Number(decimal), from1904) : null
  return day === null ? { is: 'number', text: decimal } : { is: 'day', text: day }
}

function span(builder: Builder, ref: string) {
  const [, left = '', top = '', right = '', bottom = ''] = /^([A-Z]+)(\d+):([A-Z]+)(\d+)$/.exec(ref) ?? []
  if (left === '') return
  const [row, column] = [Number(top) - 1, columnOf(left)]
  builder.span(row, column, Number(bottom) - row, columnOf(right) - column + 1)
}

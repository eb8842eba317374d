import { fold } from '#kernel'
import type { Problem } from '../../document/check.ts'
import type { SchemeDocument } from '../../document/document.ts'
import { readDocument } from '../../document/reading.ts'
import { dayIn } from '../days.ts'
import { isFilled, type Table, textOf } from '../tables.ts'
import { type Gathered, type GatheredIndicator, Gathering, LISTS } from './gathering.ts'
import { readFiguresOf, readIndicators } from './indicators.ts'
import type { SheetMapping } from './mapping.ts'
import { FIELDS } from './meanings.ts'
import { ForeignRow } from './row.ts'
import { coded, items, stepIn } from './wording.ts'

/** What was understood of somebody else's tables. */
export interface Understood {
  /** Null where even what was understood does not hold together. */
  document: SchemeDocument | null
  /** What was left out, with its place in the file. */
  problems: Problem[]
  /** What was decided for want of being said. */
  assumed: Problem[]
}

/** A document holds no more. */
const MOST = { actions: 2000, indicators: 5000 }
const TOLD = 200

/** Where a table is: what the rows above said. */
interface Standing {
  axis: string | null
  objective: string | null
  action: Gathered | null
  indicators: GatheredIndicator[]
}

/**
 * Reads tables as people write schemes: a row an action or an indicator, axes and objectives in columns, in merged cells, or as rows of their own.
 * @param cover what the scheme says of itself: `format`, `code`, `title`, `from`, `to`, `buyers`
 */
export function understand(
  tables: readonly Table[],
  mappings: readonly SheetMapping[],
  cover: Record<string, unknown>,
): Understood {
  const made = new Gathering()
  const start = String(cover['from'] ?? '').slice(0, 4)
  const pairs = tables.flatMap((table, rank) => {
    const mapping = mappings[rank]
    return mapping && mapping.use !== 'no' && mapping.head !== null ? [{ table, mapping }] : []
  })
  const lists = (use: string) => pairs.filter(({ mapping }) => mapping.use === use)
  const known = lists('actions').length > 0
  for (const { table, mapping } of [...lists('actions'), ...lists('indicators')])
    readTable(table, mapping, made, start, mapping.use === 'actions' || !known)
  const read = readDocument(made.document(cover))
  const problems = [...made.problems, ...('problems' in read ? read.problems : [])]
  return {
    document: 'document' in read ? read.document : null,
    problems: problems.slice(0, TOLD),
    assumed: made.assumed.slice(0, TOLD),
  }
}

function readTable(table: Table, { head, columns }: SheetMapping, made: Gathering, start: string, opens: boolean) {
  const standing: Standing = { axis: null, objective: null, action: null, indicators: [] }
  const first = head ?? -1
  const heads = columns.map((_, column) => textOf(table.rows[first]?.[column]))
  for (let rank = 0; rank < table.rows.length; rank++) {
    if (rank === first || !(table.rows[rank] ?? []).some(isFilled)) continue
    const isSection = readSection(table, rank, columns, made, standing)
    // What is above the heads is the title of the sheet, or a section.
    if (isSection || rank < first) continue
    const row = new ForeignRow(table, rank, columns, heads, made.problems)
    if (row.isEmpty()) continue
    if (made.actions.length >= MOST.actions || made.indicators.length >= MOST.indicators) {
      made.problems.push({ at: row.at, message: `Un schéma compte au plus ${MOST.actions} actions et ${MOST.indicators} indicateurs : les lignes suivantes ne sont pas reprises.` }) // biome-ignore format: a sentence
      return
    }
    readRow(row, made, standing, start, opens)
  }
}

const AXIS = /^(?:axe|volet|pilier|chapitre|ambition|priorite)$/
const OBJECTIVE = /^(?:objectif|orientation|enjeu|engagement|sous-axe)$/

/** Whether a row names an axis or an objective for those below: a cell alone, which covers several columns or says what it is. */
function readSection(
  table: Table,
  rank: number,
  columns: SheetMapping['columns'],
  made: Gathering,
  standing: Standing,
) {
  const cells = (table.rows[rank] ?? []).map(textOf)
  const filled = cells.flatMap((text, column) => (text.trim() === '' ? [] : [{ text, column }]))
  const [only] = filled
  if (only === undefined || new Set(filled.map(({ text }) => text)).size > 1) return false
  if (/^total\b/.test(fold(only.text))) return true
  const { kind } = coded(only.text)
  const named = AXIS.test(kind) ? 'axis' : OBJECTIVE.test(kind) ? 'objective' : null
  const wide = table.wide?.has(rank) === true
  const meant = columns[only.column]?.field
  if (!wide && (named === null || meant === 'axis' || meant === 'objective')) return false
  const at = `${table.name}!${rank + 1}`
  if (
    named === 'axis' ||
    (named === null && !columns.some(meaning => meaning?.field === 'axis') && standing.objective === null)
  ) {
    // Above the heads, what covers the sheet and does not say that it is an axis is its title.
    if (named === null && made.actions.length === 0 && standing.axis === null && !hasMoreSections(table, rank))
      return true
    standing.axis = made.place('axes', only.text, at)
    standing.objective = null
  } else standing.objective = made.place('objectives', only.text, at, axisOf(made, standing, at))
  standing.action = null
  standing.indicators = []
  return true
}

const hasMoreSections = (table: Table, rank: number) => [...(table.wide ?? [])].some(other => other > rank)

function axisOf(made: Gathering, standing: Standing, at: string): string {
  if (standing.axis === null) {
    standing.axis = made.place('axes', 'Actions', at)
    made.assumed.push({ at, message: 'Le fichier ne dit pas d’axe : les actions sont dans un axe « Actions », que vous renommerez.' }) // biome-ignore format: a sentence
  }
  return standing.axis
}

function readRow(row: ForeignRow, made: Gathering, standing: Standing, start: string, opens: boolean) {
  const [axis, objective] = [row.text('axis'), row.text('objective')]
  if (axis !== '') {
    const key = made.place('axes', axis, row.place('axis'))
    if (key !== standing.axis) standing.objective = null
    standing.axis = key
  }
  if (objective !== '')
    standing.objective = made.place('objectives', objective, row.place('objective'), axisOf(made, standing, row.place('objective'))) // biome-ignore format: a call
  readAction(row, made, standing, opens)
  const above = standing.objective ?? standing.axis
  const indicators = readIndicators(row, made, standing.action, above, start)
  if (indicators.length > 0) standing.indicators = indicators
  else if (row.has('baseline', 'target', 'value', 'minimum')) {
    const [one] = standing.indicators
    if (one && standing.indicators.length === 1) readFiguresOf(row, made, one, start)
    else made.problems.push({ at: row.at, message: 'Cette ligne donne des nombres sans nommer d’indicateur : elle n’est pas reprise.' }) // biome-ignore format: a sentence
  }
}

/** The action that a row is about: a new one, one that was named above, or that of the row above where it names none. */
function readAction(row: ForeignRow, made: Gathering, standing: Standing, opens: boolean) {
  const whole = row.text('action').replace(/\s*\n\s*/g, ' ')
  const code = row.of('code').map(({ cell }) => textOf(cell).trim())[0] ?? ''
  if (whole !== '' || code !== '') {
    const read = coded(whole)
    // A code that has a column of its own is not taken from the title.
    const named = code === '' ? read : { code, title: read.code === code ? read.title : whole }
    const known = made.actionNamed(named)
    if (known === undefined && (named.title === '' || !opens)) {
      const what = named.title || named.code
      const message = opens
        ? `Cette ligne a le code « ${what} » et pas d’intitulé : elle n’est pas reprise comme action.`
        : `L’action « ${what} » n’est dans aucune feuille d’actions : ses indicateurs sont rattachés au schéma.`
      made.problems.push({ at: row.place(whole === '' ? 'code' : 'action'), message })
      standing.action = null
    } else {
      const place = row.place('action')
      standing.action = known ?? made.action(standing.objective ?? axisOf(made, standing, place), named, place)
    }
    if (known === undefined || known !== standing.action) standing.indicators = []
  }
  if (standing.action) fill(row, standing.action)
  else if (row.has('description', 'pilots', 'aim', 'calendar'))
    made.problems.push({ at: row.at, message: 'Cette ligne n’a pas d’intitulé d’action : elle n’est pas reprise.' })
}

/** Adds what a row says of its action to what is known of it: cells that are merged, or go on below, say the same again. */
function fill(row: ForeignRow, action: Gathered) {
  for (const field of ['aim', 'description', 'remark'] as const) {
    const text = row.text(field)
    if (text !== '' && !action.texts[field].includes(text))
      action.texts[field] = [action.texts[field], text].filter(Boolean).join('\n')
  }
  for (const field of LISTS)
    for (const item of items(row.text(field))) if (!action.lists[field].includes(item)) action.lists[field].push(item)
  const steps = items(row.text('calendar')).map(stepIn)
  for (const field of ['from', 'to'] as const) steps.push(...stepOf(row, field))
  for (const step of steps)
    if (!action.calendar.some(one => one.title === step.title && one.to === step.to))
      action.calendar.push({ key: `e${action.calendar.length + 1}`, ...step, title: step.title.slice(0, 500) })
}

/** A day to begin or to end by, as a step; words that name no day stay words. */
function stepOf(row: ForeignRow, field: 'from' | 'to') {
  const [placed] = row.of(field)
  const text = row.text(field)
  if (placed === undefined || text === '') return []
  const { cell } = placed
  const day = typeof cell === 'object' && cell?.is === 'day' ? cell.text : dayIn(text)
  const span = day ? { from: day, to: day } : stepIn(text)
  const title = FIELDS[field].label
  if (!span.from && !span.to) return [{ title: `${title} : ${text}`, from: null, to: null }]
  return [{ title, from: field === 'from' ? span.from : null, to: field === 'to' ? span.to : null }]
}

import { fold } from '#kernel'
import type { Problem } from '../document/check.ts'
import { FORMAT, type SchemeDocument } from '../document/document.ts'
import { readDocument } from '../document/reading.ts'
import { newKey } from '../text/keys.ts'
import { Unreadable } from './cells.ts'
import { assembled, flattened } from './flat.ts'
import { MARKS, SHEETS, type SheetColumn, type SheetName } from './sheets.ts'
import { fitted, opened, type Row, type Table, textOf } from './tables.ts'

const NAMES = Object.keys(SHEETS) as SheetName[]
const columnsOf = (sheet: SheetName): readonly SheetColumn[] => SHEETS[sheet].columns

/** A document as the sheets of a workbook, in order; those with nothing to say have their heads only. */
export function tablesOf(document: SchemeDocument): Table[] {
  const flat = flattened(document)
  return NAMES.map(sheet => {
    const columns = columnsOf(sheet)
    const rows = flat[sheet].map(row => columns.map(([, field, codec]) => codec.write(row[field])))
    return fitted(SHEETS[sheet].name, columns.map(([head]) => head), rows) // biome-ignore format: short
  })
}

const tableOf = (tables: readonly Table[], sheet: SheetName) =>
  tables.find(({ name }) => fold(name) === fold(SHEETS[sheet].name))

/** Whether tables are those of {@link tablesOf}, and not a spreadsheet of another shape. */
export function isWorkbook(tables: readonly Table[]): boolean {
  const scheme = tableOf(tables, 'scheme')
  return (scheme?.rows ?? []).slice(0, 2).some(row => row.some(cell => textOf(cell) === FORMAT))
}

/** A row that was read, with its fields, and the cells that they come from. */
interface ReadRow {
  fields: Record<string, unknown>
  row: Row
}

const atOf = ({ row }: ReadRow, sheet: SheetName, field: string): string | undefined => {
  const head = columnsOf(sheet).find(column => column[1] === field)?.[0]
  return (head === undefined ? undefined : row.get(fold(head))?.at) ?? row.values().next().value?.at
}

/** Reads the tables of a workbook. Rows without an identifier are new parts: they are given one, and their parent may be a code. */
export function documentIn(tables: readonly Table[]): { document: SchemeDocument } | { problems: Problem[] } {
  const problems: Problem[] = []
  const read = Object.fromEntries(
    NAMES.map(sheet => {
      const table = tableOf(tables, sheet)
      return [sheet, table ? readSheet(table, sheet, problems) : []]
    }),
  ) as Record<SheetName, ReadRow[]>
  nameNewParts(read)
  checkReferences(read, problems)
  if (problems.length > 0) return { problems }
  const flat = Object.fromEntries(NAMES.map(sheet => [sheet, read[sheet].map(({ fields }) => fields)]))
  const answer = readDocument(assembled(flat as Record<SheetName, Record<string, unknown>[]>))
  if ('document' in answer) return answer
  return { problems: answer.problems.map(({ at, message }) => ({ at: placeOf(at, read), message })) }
}

function readSheet(table: Table, sheet: SheetName, problems: Problem[]): ReadRow[] {
  const known = new Set(columnsOf(sheet).map(([head]) => fold(head)))
  for (const head of table.rows[0] ?? [])
    if (textOf(head) !== '' && !known.has(fold(textOf(head).replace(/ \(suite.*$/, ''))))
      problems.push({ at: table.name, message: `La colonne « ${textOf(head)} » n’est pas d’un schéma exporté : retirez-la, ou corrigez son titre.` }) // biome-ignore format: a sentence
  return opened(table, fold).map(row => {
    const fields: Record<string, unknown> = {}
    for (const [head, field, codec] of columnsOf(sheet)) {
      const found = row.get(fold(head))
      try {
        fields[field] = codec.read(found?.cell ?? null)
      } catch (error) {
        if (!(error instanceof Unreadable)) throw error
        problems.push({ at: found?.at ?? `${table.name}, colonne « ${head} »`, message: error.message })
      }
    }
    return { fields, row }
  })
}

const PARTS = ['axes', 'objectives', 'actions', 'indicators'] as const

function nameNewParts(read: Record<SheetName, ReadRow[]>) {
  const all = PARTS.flatMap(sheet => read[sheet].map(({ fields }) => fields))
  const given = new Set(all.map(({ key }) => String(key)))
  const known = new Set([...given, ...read.own.map(({ fields }) => String(fields['key']))])
  for (const fields of all)
    if (fields['key'] === null) {
      const key = newKey(String(fields['title'] ?? fields['label']), known)
      known.add(key)
      fields['key'] = key
    }
  const byCode = new Map(all.map(({ code, key }) => [code, key]))
  for (const fields of all) {
    const { parent } = fields
    if (parent && !given.has(String(parent)) && byCode.has(parent)) fields['parent'] = byCode.get(parent)
  }
}

/** Rows that hang on nothing would be lost without a word, and so would a second T0. */
function checkReferences(read: Record<SheetName, ReadRow[]>, problems: Problem[]) {
  const keysOf = (...sheets: SheetName[]) =>
    new Set(sheets.flatMap(sheet => read[sheet].map(({ fields }) => fields['key'])))
  const hangs = (sheet: SheetName, field: string, on: Set<unknown>) => {
    for (const one of read[sheet])
      if (!on.has(one.fields[field]))
        problems.push({
          at: atOf(one, sheet, field) ?? SHEETS[sheet].name,
          message: `« ${one.fields[field] ?? ''} » n’est l’identifiant de rien : reprenez celui de la feuille où il est donné.`,
        })
  }
  hangs('steps', 'action', keysOf('actions'))
  hangs('rows', 'indicator', keysOf('indicators'))
  hangs('marks', 'of', keysOf('indicators', 'own'))
  const seen = new Map<string, unknown>()
  for (const one of read.marks) {
    const { of, mark } = one.fields
    const family = `${of} ${String(mark).replace('no-', '')}`
    const before = seen.get(family)
    if (before !== undefined && /baseline|target/.test(family) && !(mark === 'target' && before === 'target'))
      problems.push({
        at: atOf(one, 'marks', 'mark') ?? SHEETS.marks.name,
        message: `« ${MARKS[mark as keyof typeof MARKS]} » contredit une ligne au-dessus, pour le même indicateur : gardez-en une.`,
      })
    seen.set(family, mark)
  }
}

/** The sheet that holds what a field of a part is made of: there, the field that names the part, and the mark. */
const ELSEWHERE: Record<string, [sheet: SheetName, by: string, mark?: string]> = {
  calendar: ['steps', 'action'],
  breakdown: ['rows', 'indicator'],
  baseline: ['marks', 'of', 'baseline'],
  targets: ['marks', 'of', 'target'],
  legal: ['marks', 'of', 'legal'],
  peers: ['marks', 'of', 'peers'],
}
const FLAT: Record<string, string> = { 'left.on': 'leftOn', 'left.reason': 'leftFor', 'breakdown.by': 'by', 'source.measure': 'measure', 'source.formula': 'formula', 'adoption.on': 'adopted' } // biome-ignore format: pairs

/** Where in the file a field of the document is. */
function placeOf(path: string, read: Record<SheetName, ReadRow[]>): string {
  const [, list = '', rank, field = ''] = /^(\w+)\[(\d+)\]\.?(.*)$/.exec(path) ?? []
  const [scheme] = read.scheme
  if (!(list in SHEETS)) return (scheme && atOf(scheme, 'scheme', FLAT[path] ?? path.split(/[.[]/)[0] ?? '')) ?? path
  const part = read[list as SheetName][Number(rank)]
  if (part === undefined) return path
  const [, inner = '', at = '0', last = ''] = /^(\w+)(?:\.rows)?(?:\[(\d+)\])?\.?(.*)$/.exec(field) ?? []
  const [sheet, by, mark] = ELSEWHERE[inner] ?? []
  if (sheet && by && !(field in FLAT)) {
    const among = read[sheet].filter(({ fields }) => fields[by] === part.fields['key'] && (!mark || fields['mark'] === mark)) // biome-ignore format: a condition
    const one = among[Number(at)]
    if (one) return atOf(one, sheet, last) ?? path
  }
  return atOf(part, list as SheetName, FLAT[field] ?? inner) ?? path
}

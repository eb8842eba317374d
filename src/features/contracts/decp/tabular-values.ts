import { hash } from 'node:crypto'
import { fold } from '#kernel'
import { isBlank } from './shape.ts'
import type { Column, Header } from './tabular-columns.ts'

/** One line of a table: its rank under the header, its exact text, its cells. */
export interface Line {
  position: number
  raw: string
  cells: string[]
}

type Path = readonly [string] | readonly [string, string]
/** The fields of one record, in the nesting of the JSON formats. */
export type Values = Record<string, unknown>

/** Where things are in the lines of a table. */
export class Table {
  readonly columns: (Column | null)[]
  private readonly uid: number
  private readonly current: number
  private readonly version: number
  private readonly buyer: number
  private readonly authority: number
  private readonly id: number
  private readonly subject: number
  /** What tells apart the contracts that share an id. */
  private readonly variants: number[]

  constructor({ columns }: Header) {
    this.columns = columns
    const control = (name: string) => columns.findIndex(column => column?.to === 'control' && column.name === name)
    const field = (name: string) =>
      columns.findIndex(column => column?.to === 'field' && column.path.join('.') === name)
    this.uid = control('uid')
    this.current = control('current')
    this.version = control('version')
    this.buyer = field('acheteur.id')
    this.authority = field('autoriteConcedante.id')
    this.id = field('id')
    this.subject = field('objet')
    this.variants = ['dateNotification', 'dateSignature', 'montant', 'valeurGlobale'].map(field)
  }

  /** Names of the columns without which a line says nothing. */
  missing(): string[] {
    const buyer = this.buyer >= 0 || this.authority >= 0
    return [...(buyer ? [] : ['acheteur_id']), ...(this.id >= 0 || this.uid >= 0 ? [] : ['id'])]
  }

  /** Unknown counts as current: only what says that it is not is an older version. */
  isCurrent(cells: string[]): boolean {
    return !/^\s*(?:false|faux|non|0)\s*$/i.test(cells[this.current] ?? '')
  }

  /** Whether a line is said to be the current version, in so many words. */
  saysCurrent(cells: string[]): boolean {
    return /^\s*(?:true|vrai|oui|1)\s*$/i.test(cells[this.current] ?? '')
  }

  /** A digest of what the lines of one contract share, whatever their version. */
  contractKey(cells: string[]): string {
    const cell = (place: number) => cells[place]?.trim() ?? ''
    const owner = cell(this.uid) || `${cell(this.buyer)} ${cell(this.authority)} ${cell(this.id)}`
    return hash('sha1', `${owner}\n${fold(cell(this.subject))}`)
  }

  variantKey(cells: string[]): string {
    return this.variants.map(place => cells[place]?.trim() ?? '').join(' ')
  }

  /** Whether the table has a line for each version of a contract, and says which. */
  get hasVersions(): boolean {
    return this.version >= 0
  }

  /** Whether a line is said to be the contract as it was signed. */
  isOriginal(cells: string[]): boolean {
    return /^\s*0+(?:\.0*)?\s*$/.test(cells[this.version] ?? '')
  }

  /** 0 is the contract as it was signed. */
  versionOf(cells: string[]): number {
    return Number.parseFloat(cells[this.version] ?? '') || 0
  }
}

/** The fields that the lines of one version of a contract make, one holder a line. */
export function fieldsOf(lines: readonly Line[], table: Table): Values {
  const value: Values = {}
  const items = new Map<string, Set<string>>()
  const add = (list: string, wrapper: string, fields: Values) => {
    const known = items.get(list) ?? new Set()
    const text = JSON.stringify(fields)
    if (known.has(text)) return
    items.set(list, known.add(text))
    value[list] = [...((value[list] as unknown[] | undefined) ?? []), { [wrapper]: fields }]
  }
  for (const { cells } of lines) {
    const operators = new Map<string, { list: string; fields: Values }>()
    const nested: Record<string, Values> = {}
    for (const [i, column] of table.columns.entries()) {
      const cell = cells[i] ?? ''
      if (!column || cell.trim() === '') continue
      if (column.to === 'field') setOnce(value, column.path, cell)
      else if (column.to === 'choices') setOnce(value, column.path, listOf(cell))
      else if (column.to === 'operator' && !isBlank(cell)) {
        const key = `${column.list} ${column.rank}`
        const operator = operators.get(key) ?? { list: column.list, fields: {} }
        setOnce(operator.fields, [column.field], cell)
        operators.set(key, operator)
      } else if (column.to === 'item' && !isBlank(cell)) {
        nested[column.list] ??= {}
        setOnce(nested[column.list] ?? {}, column.path, cell)
      }
    }
    for (const { list, fields } of operators.values())
      if (fields['id'] !== undefined) add(list, WRAPPERS[list] ?? list, fields)
    for (const [list, { titulaire, ...fields }] of Object.entries(nested)) {
      add(list, WRAPPERS[list] ?? list, titulaire ? { ...fields, titulaires: [{ titulaire }] } : fields)
    }
  }
  return value
}

const WRAPPERS: Record<string, string> = {
  titulaires: 'titulaire',
  concessionnaires: 'concessionnaire',
  modifications: 'modification',
  actesSousTraitance: 'acteSousTraitance',
  modificationsActesSousTraitance: 'modificationActeSousTraitance',
}

/** Some headers are repeated: the first that says something wins. */
function setOnce(target: Values, [name, inner]: Path, value: unknown) {
  if (inner === undefined) target[name] ??= value
  else {
    const nested = (target[name] ?? {}) as Values
    nested[inner] ??= value
    target[name] = nested
  }
}

/** `A, B`, `A ; B`, and the lists of Python and JSON (`['A', "L'B"]`) that aggregators let through. */
function listOf(cell: string): string[] {
  const text = cell.trim()
  if (/^[[{]/.test(text)) {
    const quoted = text.slice(text.indexOf('[')).match(/"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'/g)
    return (quoted ?? []).map(item => item.slice(1, -1).replace(/\\(.)/g, '$1'))
  }
  return text.split(/\s*[,;|]\s*/).filter(item => item !== '')
}

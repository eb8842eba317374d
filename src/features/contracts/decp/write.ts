import { compactId } from '#kernel'
import type { Dialect } from '../contracts.ts'
import { NO_ENVIRONMENTAL, NO_SOCIAL, official } from './enumerations.ts'
import { expectation } from './expectations.ts'
import { CONCESSION, type Field, type Fields, MARKET } from './schema.ts'
import { fieldOf, isBlank, isFields, itemsOf, textOf } from './shape.ts'
import { Shelf } from './shelf.ts'

/** A record as it was parsed, whatever the format it came in. */
export interface Parsed {
  value: unknown
  dialect: Dialect
  concession: boolean
}

/**
 * A record in the strict form of format 2.0.4, or why it cannot take it (French, one reason per field).
 * `dropped` names the optional fields of the format whose content could not be kept.
 */
export type Official =
  | { concession: boolean; contract: Record<string, unknown>; dropped: string[] }
  | { missing: string[] }

/**
 * Rewrites a record in format 2.0.4: fields outside the schema go, known drifts of lists, types and nesting are put right, and nothing
 * is invented: a required field that is absent or means nothing makes the record one that cannot be exported.
 */
export function toOfficial({ value, dialect, concession }: Parsed): Official {
  if (!isFields(value)) return { missing: ['l’enregistrement n’est pas un objet'] }
  const writer = new Writer(dialect)
  const contract = writer.fields(value, concession ? CONCESSION : MARKET, '')
  return writer.missing.length > 0 ? { missing: writer.missing } : { concession, contract, dropped: writer.dropped }
}

/** Absent: nothing says anything; unusable: something is said that the format does not know. */
type Written = { value: unknown } | 'absent' | 'unusable'

class Writer {
  readonly missing: string[] = []
  readonly dropped: string[] = []
  private readonly dialect: Dialect

  constructor(dialect: Dialect) {
    this.dialect = dialect
  }

  fields(source: Record<string, unknown>, fields: Fields, path: string): Record<string, unknown> {
    const target: Record<string, unknown> = {}
    for (const [name, field] of Object.entries(fields)) {
      const at = path ? `${path}.${name}` : name
      const written = this.write(this.find(source, name, field), field, at)
      if (typeof written === 'object') target[name] = written.value
      else if (!field.optional) this.missing.push(`${at} : ${written === 'absent' ? 'absent' : expectation(field)}`)
      else if (written === 'unusable') this.dropped.push(at)
    }
    return target
  }

  /** Format 2.0.0 used singular names for lists: `technique`, `modaliteExecution`, `typePrix`. */
  private find(source: Record<string, unknown>, name: string, field: Field): unknown {
    const value = fieldOf(source, name)
    return isBlank(value) && field.kind === 'choices' ? fieldOf(source, field.name) : value
  }

  private write(value: unknown, field: Field, path: string): Written {
    if (isBlank(value)) return 'absent'
    switch (field.kind) {
      case 'text':
        return suited(writeText(value, field.pattern !== undefined), text => {
          const length = [...text].length
          if (length < (field.min ?? 0) || length > (field.max ?? Number.POSITIVE_INFINITY)) return false
          return field.pattern === undefined || new RegExp(field.pattern, 'u').test(text)
        })
      case 'date':
        return suited(textOf(value)?.slice(0, 10), text => /^\d{4}-\d{2}-\d{2}$/.test(text))
      case 'number':
        return suited(writeNumber(value), number => {
          if (field.integer && !Number.isInteger(number)) return false
          return number >= field.min && number <= (field.max ?? Number.MAX_VALUE)
        })
      case 'flag':
        return suited(writeFlag(value), () => true)
      case 'choice':
        return suited(official(field.among, textOf(value) ?? ''), () => true)
      case 'choices':
        return this.choices(value, field)
      case 'object':
        return isFields(value) ? { value: this.fields(completed(value, field.fields), field.fields, path) } : 'unusable'
      case 'list':
        return this.list(value, field, path)
    }
  }

  private choices(value: unknown, field: Field & { kind: 'choices' }): Written {
    const inner = isFields(value) ? (fieldOf(value, field.name) ?? Object.values(value)[0]) : value
    const said = [inner].flat(4).filter(item => !isBlank(item))
    if (said.length === 0) return 'absent'
    const known = new Set<string>()
    for (const item of said) for (const text of this.split(textOf(item) ?? '', field)) known.add(text)
    return known.size > 0 ? { value: { [field.name]: [...known] } } : 'unusable'
  }

  /** `A, B` and `A ; B` are two values; in the national table "Sans objet" says that there is no consideration. */
  private split(text: string, { among }: Field & { kind: 'choices' }): string[] {
    const none = [NO_SOCIAL, NO_ENVIRONMENTAL].find(value => among.includes(value))
    return text.split(/[,;|]/).flatMap(part => {
      const known = official(among, part.replace(/^[\s['"]+|[\s\]'"]+$/g, ''))
      if (known) return [known]
      return none && this.dialect === 'tabular' && /^\s*sans objet\s*$/i.test(part) ? [none] : []
    })
  }

  private list(value: unknown, field: Field & { kind: 'list' }, path: string): Written {
    const { items, strays } = itemsOf(value, field.name)
    const said = items.filter(item => Object.values(item).some(inner => !isBlank(inner)))
    if (said.length === 0) return strays.length > 0 ? 'unusable' : 'absent'
    const written = said.map((item, i) => this.fields(completed(item, field.of), field.of, `${path}[${i}]`))
    const unique = new Map(written.map(item => [JSON.stringify(item), { [field.name]: item }]))
    return { value: field.repeats ? written.map(item => ({ [field.name]: item })) : [...unique.values()] }
  }
}

/** An operator whose kind of identifier is left empty has a SIRET when the identifier is one (14 digits). */
function completed(item: Record<string, unknown>, fields: Fields): Record<string, unknown> {
  if (!('typeIdentifiant' in fields) || !isBlank(fieldOf(item, 'typeIdentifiant'))) return item
  return /^\d{14}$/.test(compactId(fieldOf(item, 'id'))) ? { ...item, typeIdentifiant: 'SIRET' } : item
}

function suited<T>(value: T | null | undefined, suits: (value: T) => boolean): Written {
  return value !== null && value !== undefined && suits(value) ? { value } : 'unusable'
}

const writeText = (value: unknown, compact: boolean) => (compact ? compactId(value) || null : textOf(value))

function writeNumber(value: unknown): number | null {
  if (typeof value === 'number') return Number.isFinite(value) ? value : null
  const text = typeof value === 'string' ? value.replace(/[\s€]/g, '').replace(',', '.') : ''
  return /^[+-]?\d+(?:\.\d*)?(?:e[+-]?\d+)?$/i.test(text) ? Number(text) : null
}

function writeFlag(value: unknown): boolean | null {
  const text = String(value).trim()
  if (/^(?:true|vrai|oui|1(?:\.0)?)$/i.test(text)) return true
  return /^(?:false|faux|non|0(?:\.0)?)$/i.test(text) ? false : null
}

/**
 * A file in format 2.0.4, piece by piece, one contract per line. Records that cannot be exported are told to `onLeftOut` with the reasons;
 * concessions may come anywhere among the records: they wait on disk past some size, and are written last.
 */
export async function* officialFile<R extends Parsed>(
  records: AsyncIterable<R> | Iterable<R>,
  onLeftOut: (record: R, missing: string[]) => void,
): AsyncGenerator<string, void, undefined> {
  const concessions = new Shelf()
  let concessionCount = 0
  let separator = '\n'
  try {
    yield '{"marches":{"marche":['
    for await (const record of records) {
      const official = toOfficial(record)
      if ('missing' in official) onLeftOut(record, official.missing)
      else if (official.concession) concessions.put(`${concessionCount++}`, JSON.stringify(official.contract))
      else {
        yield separator + JSON.stringify(official.contract)
        separator = ',\n'
      }
    }
    yield '\n],"contrat-concession":['
    for (let i = 0; i < concessionCount; i++) yield `${i === 0 ? '\n' : ',\n'}${concessions.take(`${i}`)}`
    yield '\n]}}\n'
  } finally {
    concessions.close()
  }
}

import type { ErrorObject } from 'ajv'
import { messageOf, pathOf } from './messages.ts'
import { openParts, type Part } from './open.ts'
import { withoutPrologue } from './prologue.ts'
import { LONGEST_RECORD } from './records.ts'
import { refuse } from './refusals.ts'
import { Splitter } from './split.ts'

/** One thing that format 2.0.4 does not allow: where (`$.marches.marche[12].codeCPV`), and what is wrong, then expected, in French. */
export interface ValidationError {
  path: string
  message: string
}

export interface Validation {
  valid: boolean
  /** The first ones, {@link LISTED} at most. */
  errors: ValidationError[]
  /** All of them. */
  count: number
}

/** How many errors are listed. */
export const LISTED = 1000

const SLICE = 256 * 1024
/**
 * Compares a JSON file, plain or compressed, with schema 2.0.4. Each record is validated as it comes, in the memory of one record.
 * Throws a Refusal when the file cannot be read as JSON.
 */
export async function validateFile(path: string): Promise<Validation> {
  const { parts, close } = await openParts(path)
  const result: Validation = { valid: true, errors: [], count: 0 }
  try {
    for (const part of parts) {
      if (part.format !== 'json')
        refuse('validate-json-only', { format: part.format === 'xml' ? 'du XML' : 'un tableau CSV' })
      await validatePart(part, (path, message) => {
        result.valid = false
        result.count += 1
        if (result.errors.length < LISTED)
          result.errors.push({ path: part.name ? `${part.name}\u00a0: ${path}` : path, message })
      })
    }
  } finally {
    close()
  }
  return result
}

type Report = (path: string, message: string) => void

async function validatePart({ read }: Part, report: Report): Promise<void> {
  // Compiling the schemas takes longer than starting, and nobody else needs them.
  const { container, validators } = await import('./validators.ts')
  const reportAll = (errors: ErrorObject[] | null | undefined, under: string) => {
    for (const error of plain(errors ?? [])) report(under + pathOf(error), messageOf(error))
  }
  const ranks = { contracts: 0, concessions: 0 }
  const skeleton = new Skeleton()
  const splitter = new Splitter(({ buffer, start, end }, at, list) => {
    skeleton.cut(at, at + end - start)
    if (list === 'flat') return
    const { validate, name } = validators[list]
    const place = name === 'marche' ? '$.marches.marche' : "$.marches['contrat-concession']"
    const under = `${place}[${ranks[list]++}]`
    let value: unknown
    try {
      value = JSON.parse(buffer.toString('utf8', start, end))
    } catch {
      return report(
        under,
        'Cet enregistrement n’est pas du JSON strict (NaN, contre-oblique ou caractère de contrôle)\u00a0: corrigez son écriture.',
      )
    }
    if (!validate(value)) reportAll(validate.errors, under)
  })
  const { rest, repaired } = await withoutPrologue(read())
  if (repaired === 'value') report('$', 'Une page web précède le JSON : retirez-la.')
  for await (const chunk of rest) {
    const bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength)
    for (let from = 0; from < bytes.length; from += SLICE) {
      const slice = bytes.subarray(from, from + SLICE)
      skeleton.add(slice)
      splitter.feed(slice)
    }
  }
  splitter.end()
  const value = skeleton.value()
  if (value === undefined)
    report(
      '$.marches',
      'La liste des contrats n’est pas à sa place\u00a0: un objet « marches » avec une liste « marche » est attendu.',
    )
  else if (!container(value)) reportAll(container.errors, '$')
}

/** One sentence for one fault: a value of another type needs no other reproach, nor does the absence of both lists. */
function plain(errors: ErrorObject[]): ErrorObject[] {
  const mistyped = new Set(errors.filter(error => error.keyword === 'type').map(error => error.instancePath))
  return errors.filter(
    error => error.keyword === 'type' || (!mistyped.has(error.instancePath) && !error.schemaPath.includes('/anyOf/')),
  )
}

/** What is left of a file when each of its records is replaced by `{}`: small, and of the same shape. */
class Skeleton {
  private text = ''
  private waiting: Buffer = Buffer.alloc(0)
  private waitingFrom = 0

  add(bytes: Buffer) {
    this.waiting = this.waiting.length === 0 ? bytes : Buffer.concat([this.waiting, bytes])
    if (this.waiting.length + this.text.length > 2 * LONGEST_RECORD)
      refuse('record-too-long', { megabytes: LONGEST_RECORD / 1024 / 1024 })
  }

  /** Replaces the bytes of a record; records come in the order of the file. */
  cut(start: number, end: number) {
    this.text += `${this.waiting.toString('utf8', 0, start - this.waitingFrom).trim()}{}`
    this.waiting = this.waiting.subarray(end - this.waitingFrom)
    this.waitingFrom = end
  }

  /** Undefined when the records were not where they could be replaced. */
  value(): unknown {
    try {
      return JSON.parse(this.text + this.waiting.toString('utf8'))
    } catch {
      return undefined
    }
  }
}

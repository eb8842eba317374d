import { z } from 'zod'
import { type Problem, problemsOf } from './check.ts'
import { document, type SchemeDocument } from './document.ts'

/** How many problems are told at once. */
const TOLD = 200

const french = z.locales.fr().localeError

const placeOf = (path: readonly PropertyKey[]) =>
  path
    .map((step, rank) => (typeof step === 'number' ? `[${step}]` : rank === 0 ? String(step) : `.${String(step)}`))
    .join('')

/**
 * Reads a scheme document: its shape first, then what its parts say of one another.
 * @returns the document, or what is wrong with it; nothing is guessed
 */
export function readDocument(sent: unknown): { document: SchemeDocument } | { problems: Problem[] } {
  const read = document.safeParse(sent, { error: french })
  if (!read.success)
    return {
      problems: read.error.issues
        .slice(0, TOLD)
        .map(({ path, message }) => ({ at: placeOf(path), message: `${message}.` })),
    }
  const problems = problemsOf(read.data)
  return problems.length > 0 ? { problems: problems.slice(0, TOLD) } : { document: read.data }
}

/** A document that this program wrote, or ships with. @throws a fault when it does not read */
export function trustedDocument(known: unknown): SchemeDocument {
  const read = readDocument(known)
  if ('problems' in read) throw new Error(`a document of ours does not read: ${JSON.stringify(read.problems[0])}`)
  return read.document
}

const isNothing = (value: unknown) =>
  value === null || value === '' || value === false || (Array.isArray(value) && value.length === 0)

/** A document without what says nothing, so that it reads well and compares well; reading it again gives the same. */
export function plainDocument(value: SchemeDocument): Record<string, unknown> {
  return plain(value) as Record<string, unknown>
}

function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain)
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, held]) => (isNothing(held) ? [] : [[name, plain(held)]])),
  )
}

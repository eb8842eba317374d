import { canonicalJson, sha256 } from '#features/publications'
import type { Writer } from '#platform/db'
import { FORMAT, type SchemeDocument } from './document/document.ts'
import { plainDocument } from './document/reading.ts'
import { inForce, type Scheme } from './scheme.ts'
import { readParts, textOf } from './text/parts.ts'

/** The working text of a scheme as a document, with the adoption of the version in force when nothing is open. */
export async function documentOf(trx: Writer, scheme: Scheme): Promise<SchemeDocument> {
  const { id, code, title, edition, from, to, summary, notice, buyers } = scheme
  const text = textOf({ code, title, edition, from, to, summary, notice, buyers }, await readParts(trx, id))
  return { ...text, format: FORMAT, adoption: inForce(scheme)?.adoption ?? null, values: [] }
}

/** The one way of writing a document, and its SHA-256: the same text is always the same bytes. */
export function fingerprintOf(document: SchemeDocument): { json: string; sha256: string } {
  const json = canonicalJson(plainDocument(document))
  return { json, sha256: sha256(json) }
}

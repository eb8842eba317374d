import type { Problem } from '../document/check.ts'
import { FORMAT, type SchemeDocument } from '../document/document.ts'
import { readDocument } from '../document/reading.ts'

/** A file of a scheme that says it is one: its document, or what is wrong with it. */
export type ReadScheme = { document: SchemeDocument } | { problems: Problem[] }

/** Reads a file that this program, or another that knows the format, wrote. */
export async function readSchemeFile(bytes: Uint8Array): Promise<ReadScheme> {
  return readJson(new TextDecoder().decode(bytes))
}

function readJson(text: string): ReadScheme {
  let sent: unknown
  try {
    sent = JSON.parse(text)
  } catch (error) {
    return { problems: [{ at: 'document', message: `Le JSON est mal formé : ${(error as Error).message}` }] }
  }
  const format = (sent as { format?: unknown } | null)?.format
  if (format !== FORMAT)
    return { problems: [{ at: 'format', message: `Ce JSON n’est pas un document « ${FORMAT} ».` }] }
  return readDocument(sent)
}

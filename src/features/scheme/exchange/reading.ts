import type { Problem } from '../document/check.ts'
import { FORMAT, type SchemeDocument } from '../document/document.ts'
import { readDocument } from '../document/reading.ts'
import { readAnyFile } from './files/file.ts'
import { documentIn, isWorkbook } from './workbook.ts'

/** A file of a scheme that says it is one: its document, or what is wrong with it. */
export type ReadScheme = { document: SchemeDocument } | { problems: Problem[] }

/**
 * Reads a file that this program, or another that knows the format, wrote.
 * @throws Refusal when it is not a file that can be read
 */
export async function readSchemeFile(bytes: Uint8Array): Promise<ReadScheme> {
  const file = await readAnyFile(bytes)
  if ('json' in file) return readJson(file.json)
  if (isWorkbook(file.tables)) return documentIn(file.tables)
  const message =
    'Ce tableau n’est pas un schéma exporté d’ici : importez-le depuis la page « Importer un fichier » de l’organisation, qui demande ce que dit chaque colonne.'
  return { problems: [{ at: file.tables[0]?.name ?? '', message }] }
}

export function readJson(text: string): ReadScheme {
  let sent: unknown
  try {
    sent = JSON.parse(text)
  } catch (error) {
    return { problems: [{ at: 'document', message: `Le JSON est mal formé : ${(error as Error).message}.` }] }
  }
  const format = (sent as { format?: unknown } | null)?.format
  if (format !== FORMAT)
    return { problems: [{ at: 'format', message: `Ce JSON n’est pas un document « ${FORMAT} ».` }] }
  return readDocument(sent)
}

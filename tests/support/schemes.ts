import { readFileSync } from 'node:fs'
import { readDocument, type SchemeDocument } from '#features/scheme'
import { root } from './root.ts'

/** A scheme of the example, by the name of its file. */
export function demoScheme(file: string): SchemeDocument {
  const read = readDocument(JSON.parse(readFileSync(root(`demo/${file}`), 'utf8')))
  if ('problems' in read) throw new Error(JSON.stringify(read.problems))
  return read.document
}

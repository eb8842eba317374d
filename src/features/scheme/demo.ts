import { readFileSync } from 'node:fs'
import { type Actor, scopeOf } from '#features/organisations'
import type { Database } from '#platform/db'
import { programFile } from '#platform/files'
import type { SchemeDocument } from './document/document.ts'
import { readDocument } from './document/reading.ts'
import { openVersion } from './scheme.ts'
import { findScheme, openScheme } from './schemes.ts'
import { adoptVersion, submitVersion } from './versions/adopting.ts'
import { publishScheme } from './versions/publishing.ts'

/** The schemes of the example: a real one, told from what was published of it, and that of the department that does not exist. */
export const EXAMPLE_SCHEMES = ['pas-de-calais-2017', 'vallonne-2022'] as const

/** A scheme of the example, as a document. */
export function exampleScheme(code: (typeof EXAMPLE_SCHEMES)[number]): SchemeDocument {
  const read = readDocument(JSON.parse(readFileSync(programFile(`demo/${code}.json`), 'utf8')))
  if ('problems' in read) throw new Error(`an example does not read: ${JSON.stringify(read.problems[0])}`)
  return read.document
}

/** Opens the schemes of the example in an organisation, adopts and publishes them. What is done already is left as it is. */
export async function openExampleSchemes(db: Database, actor: Actor): Promise<void> {
  for (const code of EXAMPLE_SCHEMES) {
    const document = exampleScheme(code)
    const known = () => db.as(scopeOf(actor), trx => findScheme(trx, actor, code))
    if ((await known()) === null) await openScheme(db, actor, document)
    const scheme = await known()
    if (!scheme || !document.adoption || openVersion(scheme)?.state !== 'draft') continue
    await adoptVersion(db, actor, code, { ...(await submitVersion(db, actor, code)), ...document.adoption })
    await publishScheme(db, actor, code)
  }
}

import type { Dialect } from '../contracts.ts'
import type { Records } from './records.ts'
import { tabularRecords } from './tabular.ts'
import { parseRaw } from './text.ts'
import { xmlRecords } from './xml.ts'

/** The value of a stored record, out of its exact text, in the nesting of the JSON formats whatever format it came in. */
export async function valueOfRaw(raw: string, dialect: Dialect): Promise<unknown> {
  if (dialect === 'tabular') return first(tabularRecords(() => bytesOf(raw)))
  return raw.startsWith('<') ? first(xmlRecords(bytesOf(`<marches>${raw}</marches>`))) : parseRaw(raw)
}

async function* bytesOf(text: string) {
  yield Buffer.from(text)
}

async function first(records: Records): Promise<unknown> {
  for await (const group of records) return group[0]?.value
  return undefined
}

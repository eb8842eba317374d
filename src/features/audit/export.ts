import { BYTE_ORDER_MARK, csvLines, neutralised } from '#platform/csv'
import type { Database, Scope } from '#platform/db'
import { type Filter, type Line, trail } from './audit.ts'
import { actOf, changeOf, type Names, subjectOf, type TrailWords } from './words.ts'

const PORTION = 1000
const HEADS = ['Numéro', 'Quand (UTC)', 'Qui', 'Acte', 'Objet', 'Identifiant', 'Détail']

/** The whole trail of a scope as a CSV, a portion at a time, the latest line first. */
export async function* trailCsv(
  db: Database,
  scope: Scope,
  filter: Filter,
  names: Names,
  words: TrailWords,
): AsyncGenerator<Uint8Array> {
  yield Buffer.from(BYTE_ORDER_MARK + csvLines([HEADS]))
  let lines: Line[] = []
  do {
    const last = lines.at(-1)
    lines = await trail(db, scope, filter, { limit: PORTION, ...(last ? { before: last.id } : {}) })
    const rows = lines.map(line => [
      String(line.id),
      line.at.toISOString(),
      line.person === null ? 'Le programme' : (names.get(line.person) ?? 'Administration du site'),
      actOf(line, words),
      subjectOf(line, words),
      line.row,
      line.changes.map(change => changeOf(change, words, names)).join(' ; '),
    ])
    if (rows.length > 0) yield Buffer.from(csvLines(rows.map(row => row.map(neutralised))))
  } while (lines.length === PORTION)
}

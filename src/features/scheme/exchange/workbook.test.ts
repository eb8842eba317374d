import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { root } from '../../../../tests/support/root.ts'
import { readDocument } from '../document/reading.ts'
import { fingerprintOf } from '../exporting.ts'
import { read, SMALL } from '../scheme.test-support.ts'
import { documents } from './documents.test-support.ts'
import { FORMATS } from './formats.ts'
import { readSchemeFile } from './reading.ts'
import { type Cell, textOf } from './tables.ts'
import { documentIn, isWorkbook, tablesOf } from './workbook.ts'

const small = read(SMALL)
const RUNS = Number(process.env['DOCUMENTS'] ?? 10)

describe.each(Object.keys(FORMATS) as (keyof typeof FORMATS)[])('%s', format => {
  const through = async (document: typeof small) => {
    const answer = await readSchemeFile(await FORMATS[format].write(document))
    return 'document' in answer ? fingerprintOf(answer.document).json : answer
  }

  test('out and in, a document is the same to the byte', async () => {
    expect(await through(small)).toBe(fingerprintOf(small).json)
    await fc.assert(
      fc.asyncProperty(documents, async document => {
        expect(await through(document)).toBe(fingerprintOf(document).json)
      }),
      { numRuns: RUNS },
    )
  })

  test.each(['pas-de-calais-2017', 'vallonne-2022'])('the scheme %s of the example, values included', async code => {
    const answer = readDocument(JSON.parse(readFileSync(root(`demo/${code}.json`), 'utf8')))
    if ('problems' in answer) throw new Error(JSON.stringify(answer.problems[0]))
    expect(await through(answer.document)).toBe(fingerprintOf(answer.document).json)
  })

  test('a text that no cell can hold goes on in another', async () => {
    const long = Array.from({ length: 100 }, (_, n) => `${n} ${'🌳'.repeat(240)}`)
    const document = { ...small, actions: small.actions.map(action => ({ ...action, pilots: long })) }
    expect(await through(document)).toBe(fingerprintOf(document).json)
  })
})

/** The sheets of the small scheme after somebody wrote in some cells: `Actions!D2`. */
function edited(changes: Record<string, Cell>) {
  const tables = tablesOf(small)
  for (const [place, cell] of Object.entries(changes)) {
    const [, name, letter = '', row] = /^(.+)!([A-Z])(\d+)$/.exec(place) ?? []
    const table = tables.find(one => one.name === name)
    const line = table?.rows[Number(row) - 1]
    if (line) line[letter.charCodeAt(0) - 65] = cell
    else table?.rows.push([...Array<Cell>(letter.charCodeAt(0) - 65).fill(null), cell])
  }
  return tables
}

test('columns and sheets may be in any order, their heads in any case; what a spreadsheet made of a text is read', () => {
  const tables = edited({ 'Actions!C2': { is: 'number', text: '1.1' }, 'Schéma!E2': { is: 'number', text: '46023' } })
  const turned = tables.reverse().map(table => ({
    ...table,
    name: table.name.toUpperCase(),
    rows: table.rows.map((row, n) => [...row].reverse().map(cell => (n === 0 ? textOf(cell).toUpperCase() : cell))),
  }))
  const [code, from] = ['1.1', '2026-01-01']
  const actions = small.actions.map((action, n) => (n === 0 ? { ...action, code } : action))
  expect(isWorkbook(turned)).toBe(true)
  expect(documentIn(turned)).toEqual({ document: { ...small, actions, from } })
})

test('a row without identifier is a new part, under what has its code', () => {
  const tables = edited({ 'Actions!D4': 'Réduire l’eau de la piscine' })
  tables.find(({ name }) => name === 'Actions')?.rows[3]?.splice(1, 1, '1-1')
  expect(documentIn(tables)).toMatchObject({
    document: { actions: [{}, {}, { key: 'reduire-l-eau-de-la-piscine', parent: 'ressources' }] },
  })
})

test.each<[string, Cell, string, string]>([
  ['Schéma!E2', 'janvier', 'Schéma!E2', 'n’est pas une date'],
  ['Schéma!F2', { is: 'day', text: '2020-01-01' }, 'Schéma!F2', 'finit avant de commencer'],
  ['Schéma!I2', '123 X', 'Schéma!I2', 'écrivez le SIREN'],
  ['Axes!D2', 'Vert', 'Axes!D2', 'attendu, Environnemental, Social, Économique'],
  ['Actions!B2', 'nulle-part', 'Actions!B2', 'n’est celle de rien'],
  ['Actions!D2', null, 'Actions!D2', ''],
  ['Actions!S2', { is: 'error', text: '#REF!' }, 'Actions!S2', '#REF!'],
  ['Actions!T2', 'Parce que', 'Actions!S2', ''],
  ['Calendrier!A2', 'autre', 'Calendrier!A2', 'n’est l’identifiant de rien'],
  ['Calendrier!E2', '01/01/2020', 'Calendrier!E2', 'finit avant de commencer'],
  ['Indicateurs!Q2', 'peut-être', 'Indicateurs!Q2', 'écrivez « oui »'],
  ['Lignes!B3', 'fsc', 'Lignes!B3', 'est là deux fois'],
  ['Repères!B3', 'T0', 'Repères!B3', 'contredit une ligne au-dessus'],
  ['Repères!E3', 'beaucoup', 'Repères!E3', 'n’est pas un nombre'],
  ['Repères!C3', '2028-S3', 'Repères!C3', ''],
  ['Actions!V1', 'Budget', 'Actions', 'La colonne « Budget »'],
])('%s: %j is told at %s: %s', (place, cell, at, message) => {
  const answer = documentIn(edited({ [place]: cell }))
  expect('problems' in answer && answer.problems.find(problem => problem.at === at)?.message).toContain(message)
})

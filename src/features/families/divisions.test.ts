import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { DIVISIONS, divisionOf } from './divisions.ts'

test('45 divisions, each with a label of its own', () => {
  const labels = Object.values(DIVISIONS)
  expect(labels).toHaveLength(45)
  expect(new Set(labels).size).toBe(45)
  expect(labels.filter(label => label !== label.trim() || /'|\S[:;!?]/.test(label))).toEqual([])
})

test.each([
  ['45421000', '45', 'Travaux'],
  ['03000000', '03', 'Agriculture, pêche et sylviculture'],
  ['45', '45', 'Travaux'],
])('%s is of division %s', (cpv, code, label) => expect(divisionOf(cpv)).toEqual({ code, label }))

test.each(['00000000', '99000000', '4', '', '__proto__'])('%j is of none', cpv => expect(divisionOf(cpv)).toBeNull())

const nomenclature = join(import.meta.dirname, '../../../../shared/data/cpv-2008-fr.csv')
if (!existsSync(nomenclature))
  console.warn(`Skipped: ${nomenclature} is absent; the divisions are compared with the nomenclature.`)

test.skipIf(!existsSync(nomenclature))('they are those of the nomenclature', () => {
  const codes = readFileSync(nomenclature, 'utf8').match(/^\d\d(?=000000,)/gm)
  expect(Object.keys(DIVISIONS).sort()).toEqual(codes?.sort())
})

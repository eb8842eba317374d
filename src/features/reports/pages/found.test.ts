import { expect, test } from 'vitest'
import { found } from './BilanForms.tsx'

const options = Array.from({ length: 250 }, (_, n) => ({ value: `i-${n}`, label: `Énergie n° ${n} des bâtiments` }))
const keys = (sought: string) => found(options, sought).shown.map(({ value }) => value)

test('a list says how many it leaves out; every word of a search is looked for, whatever its accents and its order', () => {
  expect(found(options, '')).toEqual({ shown: options.slice(0, 100), left: 150 })
  expect(found(options, ' 249  energie ')).toEqual({ shown: options.slice(249), left: 0 })
  expect(keys('batiments 24')).toHaveLength(13)
  expect(keys('introuvable')).toEqual([])
})

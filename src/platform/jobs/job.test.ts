import { expect, test } from 'vitest'
import { jsonOf } from '../../../tests/support/project-files.ts'
import { LIBRARY } from './install.ts'
import { idOf, withoutAddresses } from './job.ts'

test('the library is the one whose tables are made', () => {
  const manifest = jsonOf<{ dependencies: Record<string, string> }>('package.json')
  expect(manifest.dependencies['pg-boss']).toBe(LIBRARY)
})

test('a kind and a key make one identifier, a UUID', () => {
  expect(idOf('mail', 'a')).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/)
  expect(idOf('mail', 'a')).toBe(idOf('mail', 'a'))
  expect(new Set([idOf('mail', 'a'), idOf('mail', 'b'), idOf('reminder', 'a'), idOf('maila', '')]).size).toBe(4)
})

test.each([
  ['550 5.1.1 <camille.roy@exemple.fr>: unknown', '550 5.1.1 <…@…>: unknown'],
  ['no one at camille+a@x.fr, nor b@y.fr', 'no one at …@…, nor …@…'],
  ['nothing to hide at 10:00', 'nothing to hide at 10:00'],
])('%j is logged as %j', (text, expected) => {
  expect(withoutAddresses(text)).toBe(expected)
})

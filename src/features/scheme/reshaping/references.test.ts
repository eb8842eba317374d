import { expect, test } from 'vitest'
import type { StoredPart } from '../text/parts.ts'
import { codesOf, pinned } from './references.ts'

const part = (kind: StoredPart['kind'], key: string, parent: string | null, content: Record<string, unknown>) =>
  ({ organisation: 'o', kind, key, parent, position: 0, content }) satisfies StoredPart

const PARTS = [
  part('action', 'seule', 'axe', { code: '1-1' }),
  part('action', 'deux', 'axe', { code: '1-2' }),
  part('indicator', 'heures', 'seule', { code: 'I–1' }),
  part('indicator', 'part', 'deux', { code: 'I-2' }),
  part('indicator', 'total', 'deux', { code: 'heures' }),
]

test('an indicator is called by its code, by that of an action that has no other, and by its key before all', () => {
  expect([...codesOf(PARTS)]).toEqual([
    ['i-1', 'heures'],
    ['1-1', 'heures'],
    ['i-2', 'part'],
  ])
})

test.each([
  ['[i-1] + [ 1-1 , N-1]', '[heures] + [heures, N-1]'],
  ['somme([I-2 : Label 1-1])', 'somme([part: Label 1-1])'],
  ['[heures] + [1-2] + [inconnu]', null],
])('%s is written %s before codes change', (formula, to) => {
  const [kept] = pinned([...PARTS, part('indicator', 'calcul', null, { source: { kind: 'formula', formula } })])
  expect(kept?.content['source'] ?? null).toEqual(to === null ? null : { kind: 'formula', formula: to })
})

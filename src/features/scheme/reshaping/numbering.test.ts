import { expect, test } from 'vitest'
import type { Branch } from '../text/outline.ts'
import { codesIn, WAYS } from './numbering.ts'

const part = (kind: Branch['kind'], key: string, under: Branch[] = [], support = false) =>
  ({ kind, key, under, support }) as unknown as Branch
const OUTLINE = [
  part('axis', 'a', [
    part('objective', 'o', [
      part('action', 'x', [part('indicator', 'i'), part('indicator', 's', [], true), part('indicator', 'j')]),
      part('action', 'y'),
    ]),
    part('action', 'direct'),
  ]),
  part('axis', 'b', [part('objective', 'p', [part('action', 'z')]), part('indicator', 'k')]),
  part('indicator', 'g'),
]

test.each([
  [
    'points',
    {
      a: '1',
      direct: '1.1',
      o: '1.2',
      x: '1.2.1',
      i: '1.2.1-i1',
      s: '',
      j: '1.2.1-i2',
      y: '1.2.2',
      b: '2',
      p: '2.1',
      z: '2.1.1',
    },
  ],
  [
    'printed',
    {
      a: '1',
      direct: '1-1',
      o: '1-2',
      x: '1-2.1',
      i: '1-2.1-i1',
      s: '',
      j: '1-2.1-i2',
      y: '1-2.2',
      b: '2',
      p: '2-1',
      z: '2-1.1',
    },
  ],
  [
    'continuing',
    {
      a: '1',
      direct: '1',
      o: '1.1',
      x: '2',
      i: '2-i1',
      s: '',
      j: '2-i2',
      y: '3',
      b: '2',
      p: '2.1',
      z: '4',
      k: 'A2-i1',
    },
  ],
] as const)('%s', (way, codes) => {
  expect(Object.fromEntries(codesIn(OUTLINE, way))).toEqual({ k: '2-i1', ...codes, g: 'i1' })
})

test('no two parts of a kind have one code, whatever the way', () => {
  for (const way of WAYS) {
    const codes = codesIn(OUTLINE, way)
    const ofKind = (keys: string) => [...keys].map(key => codes.get(key))
    for (const keys of ['ab', 'op', 'xyz', 'ijkg']) expect(new Set(ofKind(keys)).size).toBe(keys.length)
  }
})

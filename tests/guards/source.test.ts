import { describe, expect, test } from 'vitest'
import { projectFiles, textOf } from '../support/project-files.ts'
import { LONGEST_FILE, sourceFaults } from '../support/source-faults.ts'

const sources = projectFiles().filter(path => /^(src|tests|bench|demo)\/.*\.(ts|tsx|mjs|js)$/.test(path))

test('no any, no suppression without a reason, no long file', () => {
  expect(sources.length).toBeGreaterThan(50)
  expect(sources.flatMap(path => sourceFaults(path, textOf(path)))).toEqual([])
})

describe('the guard itself', () => {
  const because = 'the library types it so, and it is read once'
  test.each([
    ['const a: any = 1', ['a.ts:1: any']],
    ['const a = [] as Array<any>', ['a.ts:1: any']],
    ['\nfunction f(x: Record<string, any>) {}', ['a.ts:2: any']],
    [`// biome-ignore lint/suspicious/noExplicitAny: ${because}\nconst a: any = 1`, []],
    ['// any word in a comment\nconst any = "x as any"', []],
    ['// @ts-ignore\nconst a = 1', ['a.ts:1: @ts-ignore without a reason']],
    [`// @ts-ignore ${because}\nconst a = 1`, ['a.ts:1: @ts-ignore without a reason']],
    ['// @ts-expect-error\nconst a = 1', ['a.ts:1: @ts-expect-error without a reason']],
    [`// @ts-expect-error ${because}\nconst a = 1`, []],
    ['// biome-ignore lint/a/b: ok\nconst a = 1', ['a.ts:1: biome-ignore without a reason']],
    ['const a = "// @ts-ignore"', []],
    ['const a = 1 /* eslint-disable */', ['a.ts:1: eslint-disable without a reason']],
  ])('%j', (text, faults) => {
    expect(sourceFaults('a.ts', text)).toEqual(faults)
  })

  test('250 lines pass, 251 do not', () => {
    expect(sourceFaults('a.ts', 'x\n'.repeat(LONGEST_FILE))).toEqual([])
    expect(sourceFaults('a.ts', 'x\n'.repeat(LONGEST_FILE + 1))).toEqual([
      `a.ts: ${LONGEST_FILE + 1} lines, ${LONGEST_FILE} at most`,
    ])
  })
})

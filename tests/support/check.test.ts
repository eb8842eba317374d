import { execFile } from 'node:child_process'
import { expect, test } from 'vitest'
import { doubtImports, STEPS, stepsFor } from './check-steps.ts'
import { root } from './root.ts'
import { countOf, inWords, sum } from './vitest-report.ts'

const names = (args: string[]) => stepsFor(args).map(({ name }) => name)

test.each<[string[], string[]]>([
  [[], STEPS.map(({ name }) => name)],
  [['--static'], ['format', 'lint', 'types', 'imports']],
  [['--only', 'unit'], ['unit']],
  [['--only', 'pglite'], ['database: pglite']],
  [
    ['--only', 'browser', '--only', 'lint'],
    ['lint', 'browser'],
  ],
])('%j runs %j', (args, expected) => {
  expect(names(args)).toEqual(expected)
})

test.each([[['--only']], [['--only', 'nothing']], [['--fast']], [['unit']]])('%j is a wrong usage', args => {
  expect(() => stepsFor(args)).toThrow('Usage: bin/check')
})

test('a wrong usage ends with 2 and says what exists', async () => {
  const [code, stderr] = await new Promise<[unknown, string]>(resolve => {
    execFile(process.execPath, [root('bin/check'), '--only', 'nothing'], (error, _, text) =>
      resolve([error?.code, text]),
    )
  })
  expect(code).toBe(2)
  expect(stderr).toContain('database: postgres')
})

test.each([
  ['✔ no dependency violations found (204 modules, 665 dependencies cruised)', 166, null],
  [
    '✔ no dependency violations found (4 modules, 2 dependencies cruised)',
    166,
    '4 modules were read, of 166 sources at least',
  ],
  ['', 1, '0 modules were read, of 1 sources at least'],
])('“%s” for %i sources', (output, sources, doubt) => {
  expect(doubtImports(output, sources)).toBe(doubt)
})

const file = (status: string, ...tests: string[]) => ({
  status,
  assertionResults: tests.map(test => ({ status: test })),
})

test('a file that did not load is a failure, one whose tests failed is counted by its tests', () => {
  const totals = { numPassedTests: 2, numFailedTests: 2, numPendingTests: 1, numTodoTests: 1 }
  const testResults = [
    file('failed'),
    file('failed', 'passed', 'failed', 'failed'),
    file('passed', 'passed', 'skipped'),
  ]
  expect(countOf({ ...totals, testResults })).toEqual({ passed: 2, failed: 3, skipped: 2 })
})

test('the last line is the sum', () => {
  const counts = [
    { passed: 310, failed: 0, skipped: 2 },
    { passed: 2, failed: 1, skipped: 0 },
  ]
  expect(inWords(sum(counts))).toBe('312 passed, 1 failed, 2 skipped')
})

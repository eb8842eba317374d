import { execFile } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { root } from '../support/root.ts'

// The import table, tried on a small product that breaks it on purpose.

interface Violation {
  type: string
  from: string
  rule: { name: string }
}

const product = mkdtempSync(join(tmpdir(), 'mieuxdisant-imports-'))
afterAll(() => rmSync(product, { recursive: true, force: true }))

const files: Record<string, string> = {
  'src/main.ts':
    "import '#features/contracts'\nimport '#features/reports'\nimport '#features/audit'\nimport '#features/novelty'\nimport '#ui'\nimport '#platform/db'",
  'src/cli.ts': "import './features/contracts/inner.ts'\nimport './platform/db/inner.ts'\nimport './ui/inner.ts'",
  'src/kernel/index.ts': "export { sep } from 'node:path'",
  'src/ui/index.ts': "export * from './inner.ts'",
  'src/ui/inner.ts': "import '#platform/db'\nexport const ui = 1",
  'src/platform/db/index.ts': "import '#ui'\nexport * from './inner.ts'",
  'src/platform/db/inner.ts': 'export const db = 1',
  'src/platform/log/index.ts': "import '../db/inner.ts'\nexport const log = 1",
  'src/features/audit/index.ts': "import '#features/contracts'\nexport const audit = 1",
  'src/features/contracts/index.ts':
    "import '#features/suppliers'\nimport './rules.ts'\nimport './one.ts'\nexport * from './inner.ts'",
  'src/features/contracts/inner.ts':
    "import type { Db } from '../audit/index.ts'\nimport 'vitest'\nimport 'acorn'\nexport type Inner = Db",
  'src/features/contracts/rules.ts': "import '#platform/db'\nexport const rule = 1",
  'src/features/contracts/one.ts': "import './two.ts'\nimport '../../../tests/help.ts'\nexport const one = 1",
  'src/features/contracts/two.ts':
    "import type { one } from './one.ts'\nimport './absent.ts'\nexport type Two = typeof one",
  'src/features/contracts/forgotten.ts': "import './inner.ts'\nexport const forgotten = 1",
  'src/features/contracts/alone.ts': 'export const alone = 1',
  'src/features/suppliers/index.ts': "import '../contracts/inner.ts'\nexport const suppliers = 1",
  'src/features/reports/index.ts': "import '#features/contracts'\nimport '#kernel'\nexport const reports = 1",
  'src/features/novelty/index.ts': 'export const novelty = 1',
  'tests/help.ts': 'export const help = 1',
}

let violations: Violation[] = []

beforeAll(async () => {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(product, path)), { recursive: true })
    writeFileSync(join(product, path), `${text}\n`)
  }
  for (const file of ['.dependency-cruiser.cjs', 'tsconfig.json', 'package.json'])
    cpSync(root(file), join(product, file))
  symlinkSync(root('node_modules'), join(product, 'node_modules'))
  const args = [
    root('node_modules/dependency-cruiser/bin/dependency-cruise.mjs'),
    '--config',
    '.dependency-cruiser.cjs',
    '--output-type',
    'json',
    'src',
  ]
  const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: product, maxBuffer: 64 << 20 })
  violations = JSON.parse(stdout).summary.violations
}, 30_000)

test.each([
  ['kernel-alone', 'src/kernel/index.ts'],
  ['row-2-platform', 'src/platform/db/index.ts'],
  ['row-2-ui', 'src/ui/inner.ts'],
  ['row-3', 'src/features/audit/index.ts'],
  ['row-6', 'src/features/contracts/index.ts'],
  ['feature-without-row', 'src/main.ts'],
  ['feature-door', 'src/features/suppliers/index.ts'],
  ['feature-door-from-outside', 'src/cli.ts'],
  ['platform-door', 'src/platform/log/index.ts'],
  ['platform-door-from-outside', 'src/cli.ts'],
  ['kernel-and-ui-door', 'src/cli.ts'],
  ['rules-are-pure', 'src/features/contracts/rules.ts'],
  ['product-without-tests', 'src/features/contracts/one.ts'],
  ['product-without-dev-packages', 'src/features/contracts/inner.ts'],
  ['no-unlisted-package', 'src/features/contracts/inner.ts'],
  ['resolves', 'src/features/contracts/two.ts'],
  ['no-cycle', 'src/features/contracts/one.ts'],
  ['no-orphan', 'src/features/contracts/alone.ts'],
  ['no-dead-code', 'src/features/contracts/forgotten.ts'],
])('%s is found in %s', (rule, from) => {
  const found = violations.filter(violation => violation.rule.name === rule)
  // A module that is not reached is told as the end of a path that does not exist.
  expect(found.flatMap(({ from, to }: Violation & { to?: string }) => [from, to])).toContain(from)
})

test('what the table allows is not found', () => {
  expect(violations.filter(violation => violation.from === 'src/features/reports/index.ts')).toEqual([])
})

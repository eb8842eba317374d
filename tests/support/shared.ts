import { existsSync } from 'node:fs'
import { TestRunner } from 'vitest'
import { root } from './root.ts'

/**
 * The place of a file or folder of the reference material that lies beside the project (`../shared`).
 * Inside a test, where it is absent, the test is skipped with a printed reason.
 * @throws outside a test when it is absent
 */
export function shared(path: string): string {
  const place = root(`../shared/${path}`)
  if (existsSync(place)) return place
  const reason = `../shared/${path} is absent`
  const test = TestRunner.getCurrentTest()
  if (!test) throw new Error(`${reason}: call shared() inside the test, so that it can be skipped.`)
  process.stderr.write(`check: skipped “${test.name}”: ${reason}\n`)
  return test.context.skip(reason)
}

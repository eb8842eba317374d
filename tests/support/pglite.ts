import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { makeTemplate } from './template.ts'

/** Before the tests of `pglite`: a migrated folder, which each test file copies. */
export default async function setup(project: TestProject): Promise<() => void> {
  const scratch = mkdtempSync(join(tmpdir(), 'mieuxdisant-pglite-'))
  const clean = () => rmSync(scratch, { recursive: true, force: true })
  try {
    const template = join(scratch, 'template')
    await makeTemplate({ dataDir: template })
    project.provide('absent', null)
    project.provide('scratch', scratch)
    project.provide('template', template)
    return clean
  } catch (error) {
    clean()
    throw error
  }
}

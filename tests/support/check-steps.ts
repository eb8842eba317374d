import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './root.ts'

/** One named check. */
export interface Step {
  name: string
  /** A program of node_modules/.bin (or `node`), then its arguments. */
  command: [program: string, ...args: string[]]
  /** Runs no code of ours: the quick part, `--static`. */
  static?: true
  /** Minutes after which it is taken to hang, and stopped. */
  minutes: number
  /** Looks at the output of a step that says it passed, and tells why it must not be believed. */
  doubt?(output: string): string | null
}

const tests = (name: string, project: string, minutes: number): Step => ({
  name,
  command: ['vitest', 'run', '--project', project],
  minutes,
})

/** Every check, cheapest first. */
export const STEPS: readonly Step[] = [
  { name: 'format', command: ['biome', 'format', '.'], static: true, minutes: 1 },
  {
    name: 'lint',
    command: ['biome', 'check', '--formatter-enabled=false', '--error-on-warnings', '.'],
    static: true,
    minutes: 1,
  },
  { name: 'types', command: ['tsc', '--noEmit', '-p', '.'], static: true, minutes: 3 },
  {
    name: 'imports',
    command: ['depcruise', '--config', '.dependency-cruiser.cjs', '--output-type', 'err-long', 'src'],
    static: true,
    minutes: 3,
    doubt: output => doubtImports(output, sourcesIn(root('src'))),
  },
  { name: 'build', command: ['node', 'build.mjs'], minutes: 2 },
  tests('unit', 'unit', 8),
  tests('database: pglite', 'pglite', 15),
  tests('database: postgres', 'postgres', 15),
  tests('browser', 'browser', 15),
]

/** With an unsuitable TypeScript the checker reads almost nothing and says that all is well. */
export function doubtImports(output: string, sources: number): string | null {
  const modules = Number(/(\d+) modules/.exec(output)?.[1] ?? 0)
  return modules >= sources ? null : `${modules} modules were read, of ${sources} sources at least`
}

function sourcesIn(folder: string): number {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(path =>
    /\.(tsx?|mjs)$/.test(join(folder, path)),
  ).length
}

/**
 * The steps that a command line asks for: all, `--static`, or `--only STEP` (repeatable; the name or its last word).
 * @throws when it asks for what does not exist
 */
export function stepsFor(args: readonly string[]): readonly Step[] {
  const only: Step[] = []
  let quick = false
  for (let i = 0; i < args.length; i++) {
    const step =
      args[i] === '--only' ? STEPS.find(({ name }) => [name, name.split(' ').at(-1)].includes(args[i + 1])) : undefined
    if (args[i] === '--static') quick = true
    else if (step) {
      only.push(step)
      i++
    } else
      throw new Error(
        `Usage: bin/check [--static] [--only STEP]…, STEP being one of: ${STEPS.map(({ name }) => name).join(', ')}`,
      )
  }
  return STEPS.filter(step => (only.length === 0 || only.includes(step)) && (!quick || step.static))
}

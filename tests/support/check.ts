import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { type Step, stepsFor } from './check-steps.ts'
import { root } from './root.ts'
import { type Count, countOf, inWords, sum, type VitestReport } from './vitest-report.ts'

const NOTHING: Count = { passed: 0, failed: 0, skipped: 0 }
const LINES_SHOWN = 80

interface Result {
  /** Why the step failed; null when it passed. */
  failure: string | null
  output: string[]
}

/**
 * Runs the checks that the arguments ask for, all of them even when one fails, and says what each gave.
 * The last line is the sum of the tests; a step that failed outside a test counts as one failure, so that the line never hides it.
 * @returns the exit status: 0 when everything passed, 1 when something failed, 2 for a wrong usage
 */
export async function check(args: readonly string[]): Promise<number> {
  let steps: readonly Step[]
  try {
    steps = stepsFor(args)
  } catch (error) {
    console.error((error as Error).message)
    return 2
  }
  const scratch = mkdtempSync(join(tmpdir(), 'mieuxdisant-check-'))
  const counts: Count[] = []
  try {
    for (const step of steps) {
      const start = performance.now()
      const report = step.command[0] === 'vitest' ? join(scratch, `${counts.length}.json`) : null
      const { failure, output } = await run(step, report)
      const count = report ? readCount(report) : NOTHING
      const told = failure !== null && count.failed === 0 ? { ...count, failed: 1 } : count
      counts.push(told)
      const seconds = ((performance.now() - start) / 1000).toFixed(1)
      const line = `${failure === null ? '✓' : '✗'} ${step.name.padEnd(20)} ${seconds.padStart(6)} s  ${report ? inWords(told) : ''}`
      console.log(line.trimEnd())
      if (failure !== null) console.log(`${output.slice(-LINES_SHOWN).join('\n')}\n✗ ${step.name}: ${failure}\n`)
    }
  } finally {
    rmSync(scratch, { recursive: true, force: true })
  }
  const all = sum(counts)
  console.log(inWords(all))
  return all.failed === 0 ? 0 : 1
}

/** No report means that the tests did not even start: the step's exit status tells. */
function readCount(report: string): Count {
  try {
    return countOf(JSON.parse(readFileSync(report, 'utf8')) as VitestReport)
  } catch {
    return NOTHING
  }
}

async function run(step: Step, report: string | null): Promise<Result> {
  const [name, ...args] = step.command
  const program = name === 'node' ? process.execPath : root(`node_modules/.bin/${name}`)
  const reporting = report
    ? ['--allowOnly=false', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
    : []
  const { FORCE_COLOR, ...env } = process.env
  const child = spawn(program, [...args, ...reporting], {
    cwd: root(),
    env: { ...env, NO_COLOR: '1' },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const output: string[] = []
  for (const input of [child.stdout, child.stderr]) {
    createInterface({ input }).on('line', line => {
      output.push(line)
      if (line.startsWith('check: ')) console.log(`  ${line.slice(7)}`)
    })
  }
  let hangs = false
  const timers = [step.minutes * 60_000, step.minutes * 60_000 + 10_000].map((delay, rank) =>
    setTimeout(() => {
      hangs = true
      child.kill(rank === 0 ? 'SIGTERM' : 'SIGKILL')
    }, delay),
  )
  const stop = () => child.kill('SIGTERM')
  process.once('SIGTERM', stop)
  const ending = await new Promise<string | null>(resolve => {
    child.once('error', error => resolve(error.message))
    child.once('close', (code, signal) =>
      resolve(code === 0 ? null : signal ? `ended by ${signal}` : `exit status ${code}`),
    )
  })
  process.off('SIGTERM', stop)
  for (const timer of timers) clearTimeout(timer)
  const failure = hangs ? `still running after ${step.minutes} minutes` : ending
  return { failure: failure ?? step.doubt?.(output.join('\n')) ?? null, output }
}

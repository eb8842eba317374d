// What the linter takes for a scheme of 500 actions, 2 000 indicators and 10 years of values: time, and memory.
//   node bench/run.mjs lint
// The reference is reading the same scheme from its JSON, which any tool must do before it says anything of it.
import { lint, valuesIn } from '#features/linter'
import { readDocument } from '#features/scheme'
import { INDICATORS, largeScheme, SIREN, TO, YEARS } from './large-scheme.ts'
import { median, quantile } from './support.ts'

/** One in four is computed from the one before it. */
const isComputed = (n: number) => n % 4 === 3
const sent = JSON.stringify({
  ...largeScheme(n => ({
    parent: `a-${Math.floor(n / 4)}`,
    ...(isComputed(n)
      ? { kind: 'change', source: { kind: 'formula', formula: `[i-${n - 1}] ÷ [i-${n - 1}, N-1]` } }
      : { kind: 'amount', unit: 'kg' }),
  })),
  values: YEARS.flatMap(year =>
    Array.from({ length: INDICATORS }, (_, n) => n).flatMap(n =>
      isComputed(n)
        ? []
        : [
            {
              indicator: `i-${n}`,
              period: String(year),
              value: String(year + n),
              comment: n % 7 ? '' : 'Le texte dit 2 tonnes.',
            },
          ],
    ),
  ),
})

function timed<T>(name: string, work: () => T): { result: T; p95: number } {
  const measured: number[] = []
  let result = work()
  const cpu = process.cpuUsage()
  for (let turn = 0; turn < 10; turn++) {
    const start = performance.now()
    result = work()
    measured.push(performance.now() - start)
  }
  const p95 = quantile(measured, 0.95)
  const { user } = process.cpuUsage(cpu)
  console.log(
    `${name}: p50 ${median(measured).toFixed(0)} ms, p95 ${p95.toFixed(0)} ms, ${(user / 1e4).toFixed(0)} ms of the processor`,
  )
  return { result, p95 }
}

const reading = timed('reading it from its JSON', () => readDocument(JSON.parse(sent)))
if ('problems' in reading.result) throw new Error(JSON.stringify(reading.result.problems[0]))
const { document } = reading.result
const buyers = [{ id: '', siren: SIREN, name: 'Acheteur', present: true }]
const start = performance.now()
const values = valuesIn(document)
const given = { document, values, buyers, piloted: null, measures: null, today: `${TO + 1}-11-23` }
lint(given)
console.log(`the first time: ${(performance.now() - start).toFixed(0)} ms`)
const checking = timed('the lint', () => lint(given))
console.log(
  `${checking.result.length} findings, ${(checking.p95 / reading.p95).toFixed(1)} × reading it, ${Math.round(process.memoryUsage().rss / 1e6)} MB`,
)

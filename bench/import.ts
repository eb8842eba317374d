// Import of a large official file, against a good Python loader that does the same work, in turn.
//   BENCH_DATABASE_URL=postgres://… node bench/run.mjs import FILE REFERENCE_LOADER [RUNS=3]
// FILE: ../shared/bench/make_contracts.py FILE 600000 · REFERENCE_LOADER: ../shared/bench/reference_loader.py
import { freshDatabase, median, run } from './support.ts'

const [file, loader, runs = '3'] = process.argv.slice(2)
if (!file || !loader) throw new Error('Usage: bench/run.mjs import FILE REFERENCE_LOADER [RUNS]')

const ours: number[] = []
const theirs: number[] = []
const peaks: number[] = []
for (let i = 0; i < Number(runs); i++) {
  const reference = await freshDatabase('mieuxdisant_bench_reference')
  const { stdout } = await run('/usr/bin/python3', [loader, file, reference])
  theirs.push((JSON.parse(stdout) as { seconds: number }).seconds)
  const url = await freshDatabase('mieuxdisant_bench')
  await run('node', ['bin/mieuxdisant', 'migrate'], { DATABASE_URL: url })
  const imported = await run('node', ['bin/mieuxdisant', 'import', file, '--json'], { DATABASE_URL: url })
  ours.push(imported.seconds)
  peaks.push(imported.peakMB)
  const again = await run('node', ['bin/mieuxdisant', 'import', file, '--json'], { DATABASE_URL: url })
  const { read, unchanged } = JSON.parse(again.stdout) as { read: number; unchanged: number }
  console.log(
    `run ${i + 1}: ours ${imported.seconds.toFixed(1)} s, reference ${theirs.at(-1)?.toFixed(1)} s, peak ${imported.peakMB.toFixed(0)} MB; again ${again.seconds.toFixed(1)} s (${unchanged} of ${read} unchanged)`,
  )
}
const [a, b] = [median(ours), median(theirs)]
console.log(
  `import: ours ${a.toFixed(1)} s, reference ${b.toFixed(1)} s, ${(b / a).toFixed(2)} times faster, peak memory ${median(peaks).toFixed(0)} MB`,
)

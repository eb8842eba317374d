// Runs a benchmark as the program runs: built, its reading in a thread of its own. node bench/run.mjs NAME ARGUMENTS
import { spawnSync } from 'node:child_process'
import { build } from 'esbuild'

const [name, ...args] = process.argv.slice(2)
const outdir = 'dist'
await build({
  entryPoints: {
    [`bench-${name}`]: `bench/${name}.ts`,
    'reading-worker': 'src/features/contracts/decp/reading-worker.ts',
  },
  outdir,
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  packages: 'external',
  splitting: true,
  sourcemap: true,
  jsx: 'automatic',
  jsxImportSource: 'hono/jsx',
  logLevel: 'warning',
})
process.exitCode = spawnSync('node', [`${outdir}/bench-${name}.js`, ...args], { stdio: 'inherit' }).status ?? 1

// Builds what bin/ runs: the command line, in pieces that each command loads as it needs them, the workers, the style, an empty database folder.
// `npm ci` calls it (prepare); `node build.mjs --watch` rebuilds on change; a file named after it is built beside the rest (bench/run.mjs).

import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { basename } from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import { context } from 'esbuild'

const out = 'dist'
mkdirSync(out, { recursive: true })
const engine = JSON.parse(readFileSync('node_modules/@electric-sql/pglite/package.json', 'utf8')).version
// What src/platform/db/ready.ts copies. It depends on the engine alone, and takes longer than all the rest: kept from one build to the next.
const ready = `pglite-${engine}`
for (const name of readdirSync(out)) if (name !== ready) rmSync(`${out}/${name}`, { recursive: true })
if (!existsSync(`${out}/${ready}`)) {
  const making = `${out}/incomplete`
  const db = await PGlite.create({ dataDir: making })
  await db.close()
  renameSync(making, `${out}/${ready}`)
}
cpSync('src/ui/css', `${out}/css`, { recursive: true })
cpSync('src/ui/client', `${out}/client`, { recursive: true })

/** Packages of tens of files each: opening them one by one takes a command longer than what it does. The others stay outside, as published. */
const INSIDE = [
  'chevrotain',
  'csv-parse',
  'csv-stringify',
  'd3-scale',
  'd3-shape',
  'hono',
  'kysely',
  'markdown-it',
  'zod',
]
const { dependencies, devDependencies } = JSON.parse(readFileSync('package.json', 'utf8'))

const others = process.argv.slice(2).filter(argument => argument.endsWith('.ts'))
const server = await context({
  entryPoints: {
    cli: 'src/cli.ts',
    'reading-worker': 'src/features/contracts/decp/reading-worker.ts',
    ...Object.fromEntries(others.map(file => [`other-${basename(file, '.ts')}`, file])),
  },
  outdir: out,
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  external: Object.keys({ ...dependencies, ...devDependencies }).filter(name => !INSIDE.includes(name)),
  splitting: true,
  sourcemap: true,
  jsx: 'automatic',
  jsxImportSource: 'hono/jsx',
  logLevel: 'warning',
})
if (process.argv.includes('--watch')) await server.watch()
else {
  await server.rebuild()
  await server.dispose()
}

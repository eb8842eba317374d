// Runs a benchmark as the program runs: built, its reading in a thread of its own. node bench/run.mjs NAME ARGUMENTS
import { spawnSync } from 'node:child_process'

const [name, ...args] = process.argv.slice(2)
const node = (...words) => spawnSync('node', words, { stdio: 'inherit' }).status ?? 1
process.exitCode = node('build.mjs', `bench/${name}.ts`) || node(`dist/other-${name}.js`, ...args)

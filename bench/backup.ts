import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { freshDatabase, median, type Run, run, serverUrl } from './support.ts'

// Backing up a database and restoring it, against pg_dump -Fc and pg_restore: node bench/run.mjs backup DATABASE [ROUNDS]
const [source = '', rounds = '3'] = process.argv.slice(2)
const copy = 'mieuxdisant_bench_backup'
const folder = mkdtempSync(join(tmpdir(), 'mieuxdisant-bench-'))
const [ours, theirs] = [join(folder, 'ours.bak'), join(folder, 'theirs.dump')]
const product = (url: string, ...args: string[]) =>
  run('node', ['bin/mieuxdisant', ...args], { DATABASE_URL: url, DATA_DIR: join(folder, 'data') })

/** Any database may be named: what is measured is a copy of it, which our commands may migrate. */
async function copyOf(name: string): Promise<string> {
  const url = serverUrl()
  const client = new pg.Client({ connectionString: url.href })
  await client.connect()
  await client.query(`drop database if exists ${copy}`)
  await client.query(`create database ${copy} template ${pg.escapeIdentifier(name)}`)
  await client.end()
  url.pathname = `/${copy}`
  return url.href
}

const url = await copyOf(source)
await product(url, 'migrate')
const runs: Record<'backup' | 'dump' | 'restore' | 'pgRestore', Run[]> = {
  backup: [],
  dump: [],
  restore: [],
  pgRestore: [],
}
for (let round = 0; round < Number(rounds); round++) {
  runs.backup.push(await product(url, 'backup', ours, '--force'))
  runs.dump.push(await run('pg_dump', ['-Fc', '-f', theirs, url]))
  const place = await freshDatabase('mieuxdisant_bench_restored')
  rmSync(join(folder, 'data'), { recursive: true, force: true })
  runs.restore.push(await product(place, 'restore', ours))
  rmSync(join(folder, 'data'), { recursive: true, force: true })
  const other = await freshDatabase('mieuxdisant_bench_restored')
  runs.pgRestore.push(await run('pg_restore', ['-d', other, theirs]))
}
const seconds = (of: Run[]) => median(of.map(one => one.seconds))
const line = (what: string, mine: Run[], reference: Run[]) =>
  `${what}: ${seconds(mine).toFixed(1)} s, reference ${seconds(reference).toFixed(1)} s, ${(seconds(reference) / seconds(mine)).toFixed(2)} times as fast; at most ${Math.max(...mine.map(one => one.peakMB)).toFixed(0)} MB`
console.log(line('backup', runs.backup, runs.dump))
console.log(line('restore, read again', runs.restore, runs.pgRestore))
console.log(`size: ${statSync(ours).size} bytes, reference ${statSync(theirs).size}`)
rmSync(folder, { recursive: true })

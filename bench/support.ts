import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { sql } from 'kysely'
import pg from 'pg'
import type { Actor } from '#features/organisations'
import type { Database } from '#platform/db'

/** The middle of some measures. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 === 1
    ? (sorted[middle] ?? Number.NaN)
    : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2
}

/** The value that a share of the measures do not exceed: 0.95 is the p95. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN
}

/** One finished run of a command: its seconds on the clock, and its highest resident memory by the kernel's account (Linux). */
export interface Run {
  seconds: number
  peakMB: number
  stdout: string
}

/** Runs a command to its end. Throws when it fails. */
export async function run(command: string, args: readonly string[], env: Record<string, string> = {}): Promise<Run> {
  const start = performance.now()
  const child = spawn(command, args, { env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'inherit'] })
  let stdout = ''
  let peakMB = 0
  child.stdout.on('data', chunk => (stdout += chunk))
  const watch = setInterval(() => {
    peakMB = Math.max(peakMB, residentPeak(child.pid))
  }, 50)
  const code = await new Promise<number | null>(resolve => child.on('close', resolve))
  clearInterval(watch)
  if (code !== 0) throw new Error(`${command} ${args.join(' ')}: exit status ${code}`)
  return { seconds: (performance.now() - start) / 1000, peakMB, stdout }
}

function residentPeak(pid: number | undefined): number {
  try {
    return Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024
  } catch {
    return 0
  }
}

/** The administrative address of the PostgreSQL server that the benchmark may make databases on. */
export function serverUrl(): URL {
  const url = process.env['BENCH_DATABASE_URL']
  if (!url) throw new Error('Set BENCH_DATABASE_URL to a PostgreSQL server whose user may create databases.')
  return new URL(url)
}

/** Makes an empty database on a server at rest, over a former one of that name. Returns its address. */
export async function freshDatabase(name: string): Promise<string> {
  const url = serverUrl()
  const client = new pg.Client({ connectionString: url.href })
  await client.connect()
  await client.query(`drop database if exists ${name}`)
  await client.query(`create database ${name}`)
  // What runs next does not pay for what ran before: its changed pages are on disk.
  await client.query('checkpoint')
  await client.end()
  url.pathname = `/${name}`
  return url.href
}

/** A register that holds some files, kept on the server from one benchmark to the next. Returns its address. */
export async function filledRegister(files: readonly string[]): Promise<string> {
  if (files.length === 0) throw new Error('Name the files that fill the register.')
  const url = serverUrl()
  url.pathname = '/mieuxdisant_bench_large'
  const admin = new pg.Client({ connectionString: serverUrl().href })
  await admin.connect()
  const { rowCount } = await admin.query("select from pg_database where datname = 'mieuxdisant_bench_large'")
  if (rowCount === 0) await admin.query('create database mieuxdisant_bench_large')
  await admin.end()
  await run('node', ['bin/mieuxdisant', 'migrate'], { DATABASE_URL: url.href })
  const client = new pg.Client({ connectionString: url.href })
  await client.connect()
  const { rows } = await client.query<{ file: string }>("select file from import where state = 'finished'")
  await client.end()
  const known = new Set(rows.map(row => row.file))
  const missing = files.filter(file => !known.has(basename(file)))
  if (missing.length > 0)
    await run('node', ['bin/mieuxdisant', 'import', ...missing, '--json'], { DATABASE_URL: url.href })
  return url.href
}

/** Who leads the schemes of a buyer, which is made with them unless it is there. */
export async function leadOf(db: Database, siren: string): Promise<Actor> {
  const [organisation, person, membership] = [randomUUID(), randomUUID(), randomUUID()]
  const { rows } = await db.transaction(async trx => {
    await sql`insert into organisation (id, siret, name, kind, territory)
      values (${organisation}, ${`${siren}00019`}, 'Acheteur', 'department', '') on conflict do nothing`.execute(trx)
    await sql`insert into person (id, name, email) values (${person}, 'Personne', 'p@bench.example') on conflict do nothing`.execute(
      trx,
    )
    await sql`insert into membership (id, organisation_id, person_id, roles)
      select ${membership}, o.id, p.id, '{scheme-lead}' from organisation o, person p
      where o.siren = ${siren} and p.email = 'p@bench.example'
        and not exists (select from membership m where m.organisation_id = o.id and m.person_id = p.id)`.execute(trx)
    return sql<{ id: string; person: string; organisation: string }>`
      select m.id, m.person_id as person, m.organisation_id as organisation
      from membership m join person p on p.id = m.person_id join organisation o on o.id = m.organisation_id
      where p.email = 'p@bench.example' and o.siren = ${siren}`.execute(trx)
  })
  const [mine] = rows
  if (!mine) throw new Error('nobody leads')
  return {
    person: { id: mine.person, name: 'Personne', email: 'p@bench.example' },
    membership: {
      id: mine.id,
      organisation: { id: mine.organisation, siren: siren, name: 'Acheteur' },
      roles: ['scheme-lead'],
      suspended: false,
    },
  }
}

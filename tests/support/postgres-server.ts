import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { freePort } from './ports.ts'
import { findPrograms } from './resources.ts'

const DEBIAN = '/usr/lib/postgresql'
const OLDEST = 15

/** A PostgreSQL server of our own, for one run. */
export interface PostgresServer {
  /** Address of its `postgres` database, as superuser. */
  url: string
  stop(): Promise<void>
}

/** The folder with the newest `postgres` and `initdb` of this machine, version 15 at least; null when there is none. */
export function newestPostgres(): string | null {
  const debian = existsSync(DEBIAN) ? readdirSync(DEBIAN).map(version => join(DEBIAN, version, 'bin')) : []
  const found = findPrograms('postgres', debian).flatMap(program => {
    // The server finds its own files from where it really is, and initdb must be its twin.
    const folder = dirname(realpathSync(program))
    if (!existsSync(join(folder, 'initdb'))) return []
    const version = Number(/(\d+)/.exec(execFileSync(program, ['--version'], { encoding: 'utf8' }))?.[1])
    return version >= OLDEST ? [{ folder, version }] : []
  })
  return found.sort((a, b) => b.version - a.version)[0]?.folder ?? null
}

/** PostgreSQL refuses to run as root: then it runs as `postgres`, or as `nobody`. */
function otherUser(): { uid: number; gid: number } | Record<never, never> {
  if (process.getuid?.() !== 0) return {}
  for (const name of ['postgres', 'nobody']) {
    try {
      const [uid, gid] = ['-u', '-g'].map(flag => Number(execFileSync('id', [flag, name], { stdio: 'pipe' })))
      if (uid !== undefined && gid !== undefined) return { uid, gid }
    } catch {
      // This user does not exist here: the next one may.
    }
  }
  throw new Error('Neither the user “postgres” nor “nobody” exists: PostgreSQL cannot run as root.')
}

/** Makes and starts a server in a temporary folder, on loopback and a free port, with durability off: it lives for one run. */
export async function startPostgres(programs: string): Promise<PostgresServer> {
  const user = otherUser()
  const folder = mkdtempSync(join(tmpdir(), 'mieuxdisant-postgres-'))
  const password = randomBytes(18).toString('hex')
  const passwordFile = join(folder, 'password')
  writeFileSync(passwordFile, password)
  if ('uid' in user) for (const path of [folder, passwordFile]) chownSync(path, user.uid, user.gid)
  chmodSync(passwordFile, 0o600)
  const data = join(folder, 'data')
  const locale = process.platform === 'linux' ? 'C.UTF-8' : 'en_US.UTF-8'
  const options = ['-D', data, '-U', 'postgres', '-A', 'scram-sha-256', `--pwfile=${passwordFile}`, '-E', 'UTF8']
  const settings = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off', 'unix_socket_directories=']
  let server: ChildProcess | undefined
  const stop = async () => {
    if (server?.exitCode === null && server.signalCode === null) {
      const ended = once(server, 'exit')
      server.kill('SIGINT')
      await ended
    }
    rmSync(folder, { recursive: true, force: true })
  }
  try {
    execFileSync(join(programs, 'initdb'), [...options, `--locale=${locale}`, '--no-sync'], {
      ...user,
      cwd: folder,
      stdio: 'pipe',
    })
    const port = await freePort()
    const args = ['-D', data, '-h', '127.0.0.1', '-p', String(port), ...settings.flatMap(setting => ['-c', setting])]
    server = spawn(join(programs, 'postgres'), args, { ...user, cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] })
    process.once('exit', () => server?.kill('SIGQUIT'))
    const url = `postgresql://postgres:${password}@127.0.0.1:${port}/postgres`
    await accepts(url, server)
    return { url, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

async function accepts(url: string, server: ChildProcess): Promise<void> {
  let log = ''
  server.stderr?.on('data', chunk => {
    log = (log + chunk).slice(-4000)
  })
  for (let attempt = 0; attempt < 300 && server.exitCode === null; attempt++) {
    const client = new pg.Client({ connectionString: url })
    try {
      await client.connect()
      return
    } catch {
      await pause(100)
    } finally {
      await client.end().catch(() => {})
    }
  }
  throw new Error(`PostgreSQL did not start:\n${log}`)
}

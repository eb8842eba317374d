import type { TestProject } from 'vitest/node'
import { administer, databaseAt, dropDatabases } from './postgres-databases.ts'
import { newestPostgres, startPostgres } from './postgres-server.ts'
import { declareAbsent, install } from './resources.ts'
import { makeTemplate } from './template.ts'

/** Before the tests of `postgres`: a server (TEST_DATABASE_URL, this machine's, or Debian's), and a migrated template in it. */
export default async function setup(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  project.provide('absent', null)
  const given = process.env['TEST_DATABASE_URL']
  let programs: string | null = null
  if (!given) {
    programs = newestPostgres()
    const failure = programs ? null : install('postgresql')
    programs ??= newestPostgres()
    if (!programs) {
      const remedy = 'Install PostgreSQL 15 or newer, or set TEST_DATABASE_URL'
      declareAbsent(project, 'PostgreSQL ≥ 15', `${failure ?? 'Debian’s package is older than 15'}. ${remedy}`)
      return undefined
    }
  }
  const server = programs ? await startPostgres(programs) : null
  const url = given ?? server?.url ?? ''
  const prefix = `mieuxdisant_test_${process.pid}`
  const clean = async () => {
    if (server) await server.stop()
    else await dropDatabases(url, prefix)
  }
  try {
    await administer(url, client => client.query(`create database ${prefix}`))
    await makeTemplate({ url: databaseAt(url, prefix) })
    // PostgreSQL copies a database that nobody is connected to: nobody will be again.
    await administer(url, client => client.query(`alter database ${prefix} allow_connections false`))
    await administer(url, client =>
      client.query('select pg_terminate_backend(pid) from pg_stat_activity where datname = $1', [prefix]),
    )
    project.provide('server', url)
    project.provide('template', prefix)
    return clean
  } catch (error) {
    await clean()
    throw error
  }
}

import { describe, expect, test } from 'vitest'
import { Refusal } from '#kernel'
import { orUnavailable, stoppedFor, Unavailable } from './unavailable.ts'

/** What an error becomes on its way up. */
function meant(error: unknown): unknown {
  try {
    return orUnavailable(error)
  } catch (thrown) {
    return thrown
  }
}

const failed = (message: string, code?: string) => Object.assign(new Error(message), code ? { code } : {})

const STATES = {
  'disk-full': /^Le disque qui porte les données est plein : faites de la place/,
  'database-stopped': /^La base embarquée s’est arrêtée : relancez/,
  'database-lost': /^La base PostgreSQL ne répond plus : vérifiez que le serveur est démarré/,
  'database-busy': /^La base PostgreSQL est occupée, [^:]+ : recommencez dans quelques minutes/,
}

const ERRORS: [error: Error, code: keyof typeof STATES][] = [
  [failed('ENOSPC: no space left on device, write', 'ENOSPC'), 'disk-full'],
  [failed('EDQUOT: disk quota exceeded, write', 'EDQUOT'), 'disk-full'],
  [failed('could not extend file "base/5/16385": No space left on device', '53100'), 'disk-full'],
  [failed('connect ECONNREFUSED 10.0.0.7:5432', 'ECONNREFUSED'), 'database-lost'],
  [failed('', 'ECONNREFUSED'), 'database-lost'],
  [failed('read ECONNRESET', 'ECONNRESET'), 'database-lost'],
  [failed('write EPIPE', 'EPIPE'), 'database-lost'],
  [failed('connect ETIMEDOUT 10.0.0.7:5432', 'ETIMEDOUT'), 'database-lost'],
  [failed('connect EHOSTUNREACH 10.0.0.7:5432', 'EHOSTUNREACH'), 'database-lost'],
  [failed('getaddrinfo ENOTFOUND base.interne', 'ENOTFOUND'), 'database-lost'],
  [failed('getaddrinfo EAI_AGAIN base.interne', 'EAI_AGAIN'), 'database-lost'],
  [failed('connection failure', '08006'), 'database-lost'],
  [failed('terminating connection due to administrator command', '57P01'), 'database-lost'],
  [failed('the database system is starting up', '57P03'), 'database-lost'],
  [failed('Connection terminated unexpectedly'), 'database-lost'],
  [failed('Connection terminated due to connection timeout'), 'database-lost'],
  [failed('Client has encountered a connection error and is not queryable'), 'database-lost'],
  [failed('timeout exceeded when trying to connect'), 'database-busy'],
  [failed('sorry, too many clients already', '53300'), 'database-busy'],
  [failed('canceling statement due to statement timeout', '57014'), 'database-busy'],
  [failed('canceling statement due to user request', '57014'), 'database-busy'],
]

test.each(ERRORS)('%s is %s', (error, code) => {
  const seen = meant(error)
  expect(seen).toBeInstanceOf(Unavailable)
  expect(seen).toMatchObject({
    code,
    why: error.message || 'ECONNREFUSED',
    message: expect.stringMatching(STATES[code]),
  })
})

test.each(ERRORS)('%s: its words are for whoever runs the program, not for a page', error => {
  const seen = meant(error) as Unavailable
  expect(seen.message).not.toContain(seen.why)
  expect(seen.withDetails).toBe(`${seen.message} Détail : ${seen.why}`)
})

test.each([
  failed('duplicate key value violates unique constraint "x"', '23505'),
  failed('permission denied for table contract_raw', '42501'),
  failed('out of memory', '53200'),
  failed('open', 'ENOENT'),
  failed('A Connection terminated'),
  new Refusal('import-running', 'Connection terminated'),
  stoppedFor('exit 1'),
])('%s stays what it is', error => {
  expect(meant(error)).toBe(error)
})

describe('an embedded engine that has stopped', () => {
  test.each([
    ['PANIC:  could not write to file "pg_wal/xlogtemp.42": No space left on device', 'disk-full'],
    ['FATAL:  could not write to file "pg_wal/xlogtemp.42": Disk quota exceeded', 'disk-full'],
    ['RuntimeError: memory access out of bounds', 'database-stopped'],
    ['exit 1', 'database-stopped'],
  ] as const)('%j is %s', (why, code) => {
    const seen = stoppedFor(why)
    expect(seen).toMatchObject({ code, why, message: expect.stringMatching(STATES[code]) })
    expect(seen.message).not.toContain(why)
  })
})

test('the details hold on one line', () => {
  expect(stoppedFor('first\nsecond').withDetails).toMatch(/ Détail : first$/)
})

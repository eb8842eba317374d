// The embedded database, in a thread of its own so that a long query never stalls the pages.
// Plain JavaScript: Node loads a worker's file by itself, without the build.
import { constants, cpSync, rmSync } from 'node:fs'
import { inspect } from 'node:util'
import { parentPort, workerData } from 'node:worker_threads'
import { PGlite } from '@electric-sql/pglite'

/** The last thing that PostgreSQL said when it could not go on, such as `PANIC:  could not write to file …`. */
let lastWords = ''

/** ENOSPC in WASI: what PGlite throws when its own file system fails is a number without a message. */
const DISK_FULL = 51

/**
 * Ends the thread, whatever runs in it, and says why. PGlite (0.5.16, `execProtocolRawSync`) swallows what ends the engine: it then asks
 * a dead engine again without end, or takes its silence for an empty answer.
 */
function end(why) {
  const words = why?.errno === DISK_FULL ? 'No space left on device' : (why?.message ?? inspect(why))
  parentPort.postMessage({ fatal: lastWords || words })
  process.exit(1)
}

const asText = value => value
const db = await PGlite.create({
  dataDir: workerData.folder,
  // The same values as the other engine gives: int8 as a number, dates as their text.
  parsers: { 20: Number, 1082: asText },
  relaxedDurability: false,
  onStderr: line => {
    lastWords = /(PANIC|FATAL):.*/.exec(line)?.[0] ?? lastWords
  },
  extensions: {
    // A PANIC calls `abort`: a full disk when the journal must grow is one.
    watch: {
      name: 'watch',
      setup: async (_, emscriptenOpts) => ({ emscriptenOpts: { ...emscriptenOpts, onAbort: end } }),
    },
  },
}).catch(end)

/** How the engine leaves a statement that it refuses; any other exception (a trap, an exit) leaves it unusable. */
const REFUSED_STATEMENT = 100
const mainLoopOnce = db.Module._PostgresMainLoopOnce
db.Module._PostgresMainLoopOnce = () => {
  try {
    return mainLoopOnce()
  } catch (error) {
    if (error.status !== REFUSED_STATEMENT) end(error)
    throw error
  }
}

let role = 'none'

async function answer({ sql, params, kind, as }) {
  if (as !== role) {
    await db.exec(as === 'none' ? 'reset role' : `set role ${as}`)
    role = as
  }
  if (kind === 'script') {
    const results = await db.exec(sql)
    return { rows: results.flatMap(({ rows }) => rows), count: 0 }
  }
  if (kind === 'copy') {
    const result = await db.query(sql, [], { blob: new Blob([params]) })
    return { rows: [], count: result.affectedRows ?? 0 }
  }
  if (kind === 'copy-out') {
    const { blob } = await db.query(sql)
    // No row, no blob.
    return { rows: [{ bytes: new Uint8Array((await blob?.arrayBuffer()) ?? 0) }], count: 0 }
  }
  if (kind === 'folder') {
    rmSync(params, { recursive: true, force: true })
    cpSync(workerData.folder, params, { recursive: true, mode: constants.COPYFILE_FICLONE })
    return { rows: [], count: 0 }
  }
  const result = await db.query(sql, params)
  return { rows: result.rows, count: result.affectedRows ?? 0 }
}

let queue = Promise.resolve()
parentPort.on('message', message => {
  queue = queue.then(async () => {
    if (message.kind === 'close') {
      await db.close()
      parentPort.postMessage({ id: message.id, rows: [], count: 0 })
      return parentPort.close()
    }
    try {
      parentPort.postMessage({ id: message.id, ...(await answer(message)) })
    } catch (error) {
      const { message: text, code, detail, constraint, position } = error
      parentPort.postMessage({ id: message.id, error: { message: text, code, detail, constraint, position } })
    }
  })
})
// The answer to request 0: the database is open.
parentPort.postMessage({ id: 0, rows: [], count: 0 })

// The embedded database, in a thread of its own so that a long query never stalls the pages.
// Plain JavaScript: Node loads a worker's file by itself, without the build.
import { parentPort, workerData } from 'node:worker_threads'
import { PGlite } from '@electric-sql/pglite'

const asText = value => value
const db = await PGlite.create({
  dataDir: workerData.folder,
  // The same values as the other engine gives: int8 as a number, dates as their text.
  parsers: { 20: Number, 1082: asText },
  relaxedDurability: false,
})

let role = 'none'

async function answer({ sql, params, kind, as }) {
  if (as !== role) {
    await db.exec(as === 'none' ? 'reset role' : `set role ${as}`)
    role = as
  }
  if (kind === 'script') {
    await db.exec(sql)
    return { rows: [], count: 0 }
  }
  if (kind === 'copy') {
    const result = await db.query(sql, [], { blob: new Blob([params]) })
    return { rows: [], count: result.affectedRows ?? 0 }
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
parentPort.postMessage({ ready: true })

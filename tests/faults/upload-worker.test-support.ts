// A process that imports what was sent until nothing is left: `node --import tsx tests/faults/upload-worker.test-support.ts ADDRESS DATA_DIR`.
import { setTimeout as pause } from 'node:timers/promises'
import { UPLOAD_JOBS, uploadHandlers } from '#features/contracts'
import { openDatabase } from '#platform/db'
import { Jobs } from '#platform/jobs'
import { openLog } from '#platform/log'

const [, , address = '', dataDir = ''] = process.argv
const db = await openDatabase(JSON.parse(address))
const jobs = new Jobs(db, UPLOAD_JOBS, { log: openLog('silent'), poll: 0.5 })
await jobs.start(uploadHandlers({ db, jobs, dataDir }))
process.stdout.write('working\n')
const left = async () => (await db.run('select 1 from upload where ended_at is null')).rows.length > 0
while (await left()) {
  // As if the delay before another attempt had passed.
  await db.run("update jobs.job set start_after = now() where name = 'import-upload' and state = 'retry'")
  await pause(50)
}
await jobs.stop()
await db.close()

import { readConfig } from '#platform/config'
import { type DatabaseAddress, openDatabase } from '#platform/db'
import { openLog } from '#platform/log'
import { servicesOf } from '../../src/site.ts'

/** Makes what each test file copies: a database whose tables are all made, those of jobs too. */
export async function makeTemplate(address: DatabaseAddress): Promise<void> {
  const db = await openDatabase(address)
  try {
    const { jobs } = servicesOf(db, readConfig({}), openLog('silent'))
    await jobs.open()
    await jobs.stop()
  } finally {
    await db.close()
  }
}

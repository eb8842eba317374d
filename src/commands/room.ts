import type { Config } from '#platform/config'
import { freeBytes, ROOM } from '#platform/files'

/** Whether the embedded engine is not to be asked to go on. */
export function isShort({ databaseUrl, dataDir }: Pick<Config, 'databaseUrl' | 'dataDir'>): boolean {
  if (databaseUrl !== null) return false
  return freeBytes(dataDir) < ROOM
}

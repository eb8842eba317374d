import { statfsSync } from 'node:fs'
import type { Config } from '#platform/config'

/**
 * With less room than this on its disk (bytes) the embedded engine is not asked to go on: it writes its journal by pieces of 16 MB.
 * Where one cannot be made the engine stops, and cannot start again before there is room, not even to show pages.
 */
const ROOM = 64 * 1024 * 1024

export function isShort({ databaseUrl, dataDir }: Pick<Config, 'databaseUrl' | 'dataDir'>): boolean {
  if (databaseUrl !== null) return false
  const { bavail, bsize } = statfsSync(dataDir)
  return bavail * bsize < ROOM
}

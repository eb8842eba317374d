/** All that an installation holds in one file, for either engine, and back. */
export { type BackupRequest, backUp, type Done } from './backup.ts'
export { type Place, type Restored, restore } from './restore.ts'

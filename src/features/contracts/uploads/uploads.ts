import type { Generated, Selectable } from 'kysely'
import { z } from 'zod'
import type { Database } from '#platform/db'
import type { Jobs } from '#platform/jobs'

/** Files that organisations send from a browser, to be imported. */

/** Where one is: `receiving` its bytes, `waiting` to be read, `reading`; or how it ended. */
export type UploadState = 'receiving' | 'waiting' | 'reading' | 'finished' | 'refused' | 'cancelled' | 'interrupted'

export interface UploadTable {
  id: string
  organisation_id: string
  person_id: string
  file: string
  bytes: number | null
  modified: number | null
  all_buyers: boolean
  state: Generated<UploadState>
  reason: Generated<string | null>
  import_id: Generated<number | null>
  cancelled_at: Generated<Date | null>
  undo_asked_at: Generated<Date | null>
  created_at: Generated<Date>
  ended_at: Generated<Date | null>
  received: Generated<number>
  read: Generated<number>
  alive_at: Generated<Date>
  writer: Generated<string | null>
}

declare module '#platform/db' {
  interface Tables {
    upload: UploadTable
  }
}

/** A row of them. */
export type Upload = Selectable<UploadTable>

/** What sending and importing needs. */
export interface Intake {
  db: Database
  jobs: Jobs
  /** Files wait in its folder `depots`, which every process that serves shares. */
  dataDir: string
  /** No file is larger (bytes); 2 GB unless said. */
  largest?: number
}

/** 2 GB, as people and file managers count it. */
export const LARGEST = 2_000_000_000

/** What a browser says of a file before it sends its bytes. */
export const announcement = z.object({
  fichier: z.string().trim().min(1).max(255),
  octets: z.coerce.number().int().min(0),
  modifie: z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER).catch(0),
  acheteurs: z.enum(['siens', 'tous']).catch('siens'),
})
export type Announcement = z.infer<typeof announcement>

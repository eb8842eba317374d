import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Database } from '#platform/db'
import { Jobs } from '#platform/jobs'
import { openLog } from '#platform/log'
import { openDoor, type Someone } from '../../../../tests/support/actors.ts'
import { plainSite } from '../../../../tests/support/plain-site.ts'
import { until } from '../../../../tests/support/until.ts'
import { uploadHandlers } from './handlers.ts'
import { UPLOAD_JOBS } from './jobs.ts'
import { uploadRoutes } from './routes.tsx'
import type { Intake, Upload } from './uploads.ts'

/** A v2 file of these records. */
export const fileOf = (records: readonly unknown[]) => JSON.stringify({ marches: { marche: records } })

/** A site where people send files, with its jobs and a data folder of its own; `close` ends it. */
export async function postRoom(db: Database, more: Partial<Intake> = {}) {
  const dataDir = mkdtempSync(join(tmpdir(), 'mieuxdisant-depots-'))
  const jobs = new Jobs(db, UPLOAD_JOBS, { log: openLog('silent'), poll: 0.5 })
  await jobs.open()
  const intake: Intake = { db, jobs, dataDir, ...more }
  const door = openDoor()
  const app = plainSite(uploadRoutes(intake), door)
  const here = ({ membership }: Someone) => `/organisations/${membership.organisation.siren}/imports`

  async function ask(path: string, someone?: Someone, init: RequestInit = {}) {
    const answer = await app.request(path, {
      ...init,
      headers: { ...init.headers, ...(someone ? door.as(someone) : {}) },
    })
    const text = await answer.text()
    const json =
      answer.headers.get('content-type')?.includes('json') && !path.endsWith('rejets') ? JSON.parse(text) : {}
    return { status: answer.status, to: answer.headers.get('location') ?? '', text, json, headers: answer.headers }
  }
  const post = (path: string, someone: Someone, body: FormData | URLSearchParams | Buffer = new URLSearchParams()) =>
    ask(path, someone, { method: 'POST', body, duplex: 'half' } as RequestInit)
  const row = (id: string): Promise<Upload> =>
    db.transaction(trx => trx.selectFrom('upload').selectAll().where('id', '=', id).executeTakeFirstOrThrow())

  return {
    intake,
    here,
    ask,
    post,
    row,
    /** Sends a file by the form, as a browser without script does. */
    send(someone: Someone, name: string, text: string, fields: Record<string, string> = {}) {
      const form = new FormData()
      for (const [field, value] of Object.entries(fields)) form.append(field, value)
      form.append('fichier', new File([text], name))
      return post(here(someone), someone, form)
    },
    announce: (someone: Someone, name: string, bytes: number, fields: Record<string, string> = {}) =>
      post(
        `${here(someone)}/annonce`,
        someone,
        new URLSearchParams({ fichier: name, octets: `${bytes}`, modifie: '1', ...fields }),
      ),
    start: () => jobs.start(uploadHandlers(intake)),
    /** Waits until an upload has ended. */
    async ended(page: string): Promise<Upload> {
      const id = page.split('/').at(-1) ?? ''
      await until(async () => (await row(id)).ended_at !== null)
      return row(id)
    },
    async close() {
      await jobs.stop()
      rmSync(dataDir, { recursive: true })
    },
  }
}

import { sql } from 'kysely'
import { type Actor, scopeOf } from '#features/organisations'
import type { ImportEntry } from '../register/import-log.ts'
import { type Standing, standingOf } from './rules.ts'
import type { Intake, Upload } from './uploads.ts'

/** An upload as its organisation sees it. */
export interface UploadEntry extends Upload {
  standing: Standing
  /** Who sent it; null when they have left. */
  person: string | null
  /** What it did to the register; null as long as it did nothing. */
  entry: ImportEntry | null
}

export const PER_PAGE = 25

async function asSeen({ db }: Intake, rows: (Upload & { person: string | null })[]): Promise<UploadEntry[]> {
  const ids = rows.flatMap(({ import_id }) => import_id ?? [])
  const entries =
    ids.length === 0 ? [] : await db.read.selectFrom('import').selectAll().where('id', 'in', ids).execute()
  return rows.map(row => {
    const entry = entries.find(({ id }) => id === row.import_id) ?? null
    return { ...row, entry, standing: standingOf(row, entry?.state === 'undone') }
  })
}

const person = sql<string | null>`(select name from person where person.id = upload.person_id)`.as('person')

/** What the actor's organisation sent, latest first. */
export async function uploadsOf(intake: Intake, actor: Actor, page: number) {
  const { id } = actor.membership.organisation
  const { rows, total } = await intake.db.as(scopeOf(actor), async trx => {
    const own = trx.selectFrom('upload').where('organisation_id', '=', id)
    const { n } = await own.select(trx.fn.countAll<number>().as('n')).executeTakeFirstOrThrow()
    const rows = await own
      .selectAll()
      .select(person)
      .orderBy('created_at', 'desc')
      .limit(PER_PAGE)
      .offset((page - 1) * PER_PAGE)
      .execute()
    return { rows, total: Number(n) }
  })
  return { entries: await asSeen(intake, rows), total }
}

/** One of them; undefined when the actor's organisation has none of that id. */
export async function uploadOf(intake: Intake, actor: Actor, id: string): Promise<UploadEntry | undefined> {
  const row = await intake.db.as(scopeOf(actor), trx =>
    trx
      .selectFrom('upload')
      .selectAll()
      .select(person)
      .where('organisation_id', '=', actor.membership.organisation.id)
      .where('id', '=', id)
      .executeTakeFirst(),
  )
  return row && (await asSeen(intake, [row]))[0]
}

import { sql } from 'kysely'
import type { Reader } from '#platform/db'
import { EVERYBODY } from './adding-up.ts'

/** The register as of one moment: every question of a page is asked of the same generation, so its figures agree. */
export interface Register {
  readonly db: Reader
  /** Number of the last finished import. */
  readonly at: number
  /** Whether it holds the example data: every page says so. */
  readonly example: boolean
  /** The years that have contracts, latest first; 0 stands for "without date". */
  readonly years: readonly number[]
}

/** A question under way, and the one that those who came meanwhile share. */
interface Question {
  asked: Promise<Register>
  /** Whether it has left: who comes before shares it. */
  gone: boolean
  next?: Promise<Register>
}

const questions = new WeakMap<Reader, Question>()

/**
 * The register as it is now. Readers who come while it is being asked share the next answer, never one that was asked for before they came:
 * twenty readers at once ask a few times, and nobody reads what is out of date.
 */
export function openRegister(db: Reader): Promise<Register> {
  const question = questions.get(db)
  if (question === undefined) return ask(db)
  if (!question.gone) return question.asked
  question.next ??= question.asked.then(() => ask(db))
  return question.next
}

function ask(db: Reader): Promise<Register> {
  // Sent once whoever asks in the same breath has asked too.
  const sent = Promise.resolve().then(() => {
    question.gone = true
    return readRegister(db)
  })
  const question: Question = { asked: sent, gone: false }
  questions.set(db, question)
  const forget = () => void questions.delete(db)
  // Those who wait ask next; where no answer comes, they are told so, and the next reader asks.
  question.asked.then(() => {
    if (question.next === undefined) forget()
  }, forget)
  return question.asked
}

async function readRegister(db: Reader): Promise<Register> {
  const { generation, example, years } = await db
    .selectFrom('register')
    .select(['generation', 'example'])
    .select(
      sql<number[]>`array(
        select year from rollup where buyer = ${EVERYBODY} and part = 'all' and valid_from <= generation and valid_to > generation
        order by year desc)`.as('years'),
    )
    .executeTakeFirstOrThrow()
  return { db, at: generation, example, years }
}

/** The versions that are visible at this moment. */
export function visible({ db, at }: Register) {
  return db.selectFrom('contract_version').where('valid_from', '<=', at).where('valid_to', '>', at)
}

/** The name of the buyer or holder whose SIRET is in a column: the loaded list first, then the latest file; null without name. */
export const nameOf = ({ at }: Register, column: string) => sql<string | null>`(
  select name from entity_name where siret = ${sql.ref(column)} and import_id <= ${at}
  order by import_id = 0 desc, import_id desc limit 1)`

/** Names of buyers or holders by SIRET. Without name, absent from the map. */
export async function namesOf(register: Register, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const { rows } = await sql<{ siret: string; name: string | null }>`
    select siret, ${nameOf(register, 'given.siret')} as name from unnest(${[...new Set(ids)]}::text[]) as given(siret)`.execute(
    register.db,
  )
  return new Map(rows.flatMap(({ siret, name }) => (name === null ? [] : [[siret, name] as const])))
}

/** The files that the figures come from: finished imports, latest first. */
export function finishedImports({ db, at }: Register) {
  return db.selectFrom('import').selectAll().where('id', '<=', at).where('state', '=', 'finished').orderBy('id', 'desc')
}

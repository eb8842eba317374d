import { sql } from 'kysely'
import type { Reader } from '#platform/db'
import { valueOfRaw } from '../decp/raw.ts'
import { FIELDS, GLANCE, glanceAt, READ, type Saying, sayingIn } from '../decp/sayings.ts'
import { isFields } from '../decp/shape.ts'
import { TableGlance } from '../decp/tabular-cells.ts'
import { FLAG, type Packed } from './packed.ts'
import { recall, remember, type Said } from './recalled.ts'
import type { Register } from './register.ts'

/** Records read at once; those of tables, whose whole lines are brought, are fewer. */
const AT_ONCE = { texts: 20_000, tables: 2_000, whole: 200 }

/**
 * Reads in the records of contracts what the register does not keep apart. A framework agreement is one by its technique, or by its nature (format
 * 1, whose contracts say nothing else of all this); whoever repeats a ceiling is one.
 * @param whose the buyers, in one word: what was read of theirs is kept
 */
export async function readSaid(
  { db }: Register,
  contracts: Packed,
  wanted: readonly Saying[],
  whose: string,
): Promise<Said> {
  const said: Said = {}
  for (const saying of wanted) said[saying] = new Int16Array(contracts.length).fill(-1)
  if (wanted.length === 0) return said
  const missing = recall(db, whose, contracts, said)
  const has = (i: number, flag: number) => ((contracts.flags[i] as number) & flag) !== 0
  const tables = missing.filter(i => has(i, FLAG.tabular))
  const inText = wanted.filter(saying => saying !== 'small')
  const texts = inText.length === 0 ? [] : missing.filter(i => !has(i, FLAG.tabular) && !has(i, FLAG.v1))
  const whole = await readTexts(db, contracts, texts, said, inText)
  await readTables(db, contracts, tables, said)
  await readWhole(db, contracts, whole, said, inText)
  const { framework } = said
  if (framework)
    for (let i = 0; i < contracts.length; i++) {
      if (has(i, FLAG.ceiling | FLAG.frameworkByNature)) framework[i] = 1
      else if (has(i, FLAG.v1) && has(i, FLAG.natured)) framework[i] = 0
    }
  remember(db, whose, contracts, said)
  return said
}

function* chunksOf(contracts: readonly number[], size: number): Generator<number[]> {
  for (let from = 0; from < contracts.length; from += size) yield contracts.slice(from, from + size)
}

/** The records of some contracts, `raw`, in their order (`nth`, from 1); null for one that an undo has just taken out. */
const recordsOf = ({ imports, positions }: Packed, contracts: readonly number[]) =>
  sql`unnest(${contracts.map(i => imports[i])}::int[], ${contracts.map(i => positions[i])}::int[])
    with ordinality as given(import_id, position, nth) left join contract_raw r using (import_id, position)`

/** What follows the name of a field in the text of a record. In JSON, many subjects speak of techniques, and some files name the list as its items. */
function after(saying: Saying) {
  const following = (name: string) => sql`split_part(raw, ${sql.lit(name)}, 2)`
  const text =
    saying === 'framework'
      ? sql`case when raw like '<%' then ${following('techniques>')}
          else coalesce(nullif(${following('"techniques"')}, ''), ${following('"technique"')}) end`
      : following(FIELDS[saying])
  return sql`coalesce(left(${text}, ${sql.lit(GLANCE[saying])}), '')`
}

/** What JSON and XML texts cannot hold but in a writing. */
const [FIELD, RECORD] = ['\u001f', '\u001e']

/** Returns the contracts whose record must be read as a whole. */
async function readTexts(
  db: Reader,
  contracts: Packed,
  chosen: readonly number[],
  said: Said,
  wanted: readonly Saying[],
): Promise<number[]> {
  const whole: number[] = []
  for (const chunk of chunksOf(chosen, AT_ONCE.texts)) {
    const glances = sql.join(wanted.map(after))
    const { rows } = await sql<{ text: string | null }>`
      select string_agg(text, ${RECORD}) as text from (
        select concat_ws(${FIELD}, ${glances}) as text from ${recordsOf(contracts, chunk)} order by nth
      ) as ordered`.execute(db)
    const records = (rows[0]?.text ?? '').split(RECORD)
    for (const [rank, contract] of chunk.entries()) {
      const fields = records[rank]?.split(FIELD) ?? []
      // A control character that the text should not hold: nothing tells any more what is whose.
      const values = records.length === chunk.length && fields.length === wanted.length ? wanted.map((saying, i) => glanceAt(saying, fields[i] as string)) : [undefined] // biome-ignore format: one reading
      if (values.includes(undefined)) whole.push(contract)
      else for (const [i, saying] of wanted.entries()) keep(said, saying, contract, values[i] ?? null)
    }
  }
  return whole
}

async function readTables(db: Reader, contracts: Packed, chosen: readonly number[], said: Said) {
  const glance = new TableGlance()
  for (const chunk of chunksOf(chosen, AT_ONCE.tables)) {
    const { rows } = await sql<{
      raw: string
    }>`select coalesce(raw, '{}') as raw from ${recordsOf(contracts, chunk)} order by nth`.execute(db)
    for (const [rank, contract] of chunk.entries()) {
      const cells = glance.cells((rows[rank] as { raw: string }).raw)
      for (const saying of Object.keys(said) as Saying[]) keep(said, saying, contract, READ[saying](cells[saying]))
    }
  }
}

async function readWhole(
  db: Reader,
  contracts: Packed,
  chosen: readonly number[],
  said: Said,
  wanted: readonly Saying[],
) {
  for (const chunk of chunksOf(chosen, AT_ONCE.whole)) {
    const { rows } = await sql<{
      raw: string
    }>`select coalesce(raw, '{}') as raw from ${recordsOf(contracts, chunk)} order by nth`.execute(db)
    for (const [rank, contract] of chunk.entries()) {
      const value = await valueOfRaw((rows[rank] as { raw: string }).raw, 'v2')
      for (const saying of wanted) keep(said, saying, contract, isFields(value) ? sayingIn(saying, value) : null)
    }
  }
}

function keep(said: Said, saying: Saying, contract: number, value: number | null) {
  const values = said[saying]
  if (values && value !== null) values[contract] = value
}

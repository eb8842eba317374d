import { sql } from 'kysely'
import { termsOf } from '#platform/french'
import { buyerIn } from './rates/sums.ts'
import { type Buyer, searchBuyers } from './register/buyers.ts'
import { addressOf } from './register/filter.ts'
import { type ContractLine, listContracts } from './register/list.ts'
import { type Register, visible } from './register/register.ts'

/** Of so many contracts, the latest, the words correct what is typed; and of so many names of buyers. */
const [CONTRACTS_READ, NAMES_READ] = [5000, 50_000]

/** The words of contracts: those of one buyer, by its SIREN, or of everybody. Another stamp once a file was imported. */
export const contractWords = (register: Register, siren: string | null) => ({
  stamp: String(register.at),
  async words(): Promise<string[]> {
    let subjects = visible(register)
      .where('kind', '=', 'contract')
      .select(sql<string>`left(coalesce(subject, ''), 400)`.as('words'))
    if (siren !== null) subjects = subjects.where(buyerIn('buyer', [siren]))
    const rows = await subjects.orderBy(sql`notified desc nulls last, identity`).limit(CONTRACTS_READ).execute()
    return rows.map(({ words }) => words)
  },
})

/** The names of the buyers of the register. */
export const buyerWords = ({ db, at }: Register) => ({
  stamp: String(at),
  async words(): Promise<string[]> {
    const { rows } = await sql<{ name: string }>`
      select distinct name from entity_name where import_id <= ${at} and siret in (
        select buyer from rollup where part = 'all' and valid_from <= ${at} and valid_to > ${at}) limit ${NAMES_READ}`.execute(
      db,
    )
    return rows.map(({ name }) => name)
  },
})

/** Some of what a register has of the words, how many there are, and the address of all. */
export interface FoundInRegister<T> {
  lines: readonly T[]
  total: number
  /** There are more than `total`. */
  more: boolean
  href: string
}

/** The latest contracts that hold all the words, of one buyer or of everybody. */
export async function findContracts(
  register: Register,
  siren: string | null,
  words: string,
): Promise<FoundInRegister<ContractLine>> {
  const filter = { q: words.slice(0, 200), ...(siren === null ? {} : { acheteurs: siren }) }
  const href = addressOf('/marches', filter)
  if (termsOf(filter.q).length === 0) return { lines: [], total: 0, more: false, href }
  const { lines, total, more } = await listContracts(register, filter, null)
  return { lines, total, more, href }
}

/** The buyers whose name holds all the words, or whose number begins so: those with the most contracts. */
export async function findBuyers(register: Register, words: string): Promise<FoundInRegister<Buyer>> {
  const { buyers, more } = words.trim() === '' ? { buyers: [], more: false } : await searchBuyers(register, words)
  return { lines: buyers, total: buyers.length, more, href: `/acheteurs?${new URLSearchParams({ q: words })}` }
}

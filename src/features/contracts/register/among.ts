import { type ContractFilter, IN_RECORDS } from './filter.ts'
import { type Among, matching } from './matching.ts'
import { pack } from './packed.ts'
import type { Said } from './recalled.ts'
import type { Register } from './register.ts'
import { readSaid } from './said.ts'

const ASKED = { accord: 'framework', offres: 'offers', innovation: 'innovative', pme: 'small' } as const

/** Reads the records of the contracts that the other filters let through, once for all the questions of a list. */
export async function readAmong(register: Register, filter: ContractFilter): Promise<Among> {
  const asked = IN_RECORDS.filter(name => filter[name] !== undefined)
  if (asked.length === 0) return null
  const others = Object.fromEntries(
    Object.entries(filter).filter(([name]) => !(IN_RECORDS as readonly string[]).includes(name)),
  )
  const contracts = await pack(register, matching(register, others))
  const said = await readSaid(
    register,
    contracts,
    asked.map(name => ASKED[name]),
    filter.acheteurs ?? '',
  )
  const among = { imports: [] as number[], positions: [] as number[] }
  for (let i = 0; i < contracts.length; i++) {
    if (!asked.every(name => passes(said, i, name, filter[name]))) continue
    among.imports.push(contracts.imports[i] as number)
    among.positions.push(contracts.positions[i] as number)
  }
  return among
}

const WANTED: Record<NonNullable<ContractFilter[(typeof IN_RECORDS)[number]]>, (value: number) => boolean> = {
  said: value => value >= 0,
  yes: value => value === 1,
  no: value => value === 0,
  one: value => value === 1,
}

const passes = (said: Said, i: number, name: (typeof IN_RECORDS)[number], wanted: ContractFilter[typeof name]) =>
  wanted === undefined || WANTED[wanted](said[ASKED[name]]?.[i] ?? -1)

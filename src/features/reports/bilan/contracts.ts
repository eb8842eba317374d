import { type ContractFilter, contractsAmong, finishedImports, type Register, tellableRates } from '#features/contracts'
import { parisDay } from '#kernel'
import type { BilanFacts, RegisterFacts } from './facts.ts'
import type { Plan } from './sections.ts'

/** The contracts that a bilan may tell: those of its buyers, notified in its year. Concessions have their own list, which no bilan reads. */
export const tellable = ({ buyers, year }: Pick<BilanFacts, 'buyers' | 'year'>): ContractFilter => ({
  acheteurs: buyers.map(({ siren }) => siren).join(','),
  annee: String(year),
})

/** Reads what a bilan says of contracts. @param chosen identities, in their order */
export async function registerFacts(
  register: Register,
  facts: Pick<BilanFacts, 'buyers' | 'year'>,
  chosen: readonly string[],
): Promise<RegisterFacts> {
  const { buyers, year } = facts
  const sirens = buyers.map(({ siren }) => siren)
  const rates = await tellableRates(register, sirens, year)
  const latest = await finishedImports(register).clearSelect().select('finished_at').limit(1).executeTakeFirst()
  return {
    contracts: await contractsAmong(register, tellable(facts), chosen),
    rates,
    registerDay: latest?.finished_at ? parisDay(latest.finished_at) : null,
  }
}

/** The contracts that were chosen and that the register does not have any more, or not as they were. */
export const lostIn = (plan: Plan, { contracts }: Pick<RegisterFacts, 'contracts'>): string[] =>
  plan.contracts.filter(one => !contracts.some(({ identity }) => identity === one))

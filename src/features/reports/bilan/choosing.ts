import { contractOf, contractsAmong, listContracts, openRegister, readFilter, readIdentity } from '#features/contracts'
import { type Actor, scopeOf } from '#features/organisations'
import { findScheme, type Scheme } from '#features/scheme'
import type { Database } from '#platform/db'
import { refuse } from '../labels.ts'
import { tellable } from './contracts.ts'
import { bilanView, speakersOf, tellableYears } from './reading.ts'
import { MOST_CONTRACTS } from './sections.ts'
import { keptOf, planBilan } from './writing.ts'

/**
 * Has the bilan of a year tell a contract, after those that it tells.
 * @throws Refusal `contract-unknown` | `contract-concession` | `contract-elsewhere` | `contract-year` | `contract-chosen` | `contracts-many` | …
 */
export async function chooseContract(
  db: Database,
  actor: Actor,
  code: string,
  year: number,
  asked: string,
): Promise<void> {
  const identity = readIdentity(asked) ?? refuse('contract-unknown')
  const sirens = await db.as(scopeOf(actor), async trx => {
    const scheme = (await findScheme(trx, actor, code)) ?? refuse('scheme-unknown')
    return speakersOf(await bilanView(trx, actor, scheme)).map(({ siren }) => siren)
  })
  const { kind, buyer, notified } =
    (await contractOf(await openRegister(db.read), identity))?.current ?? refuse('contract-unknown')
  if (kind === 'concession') refuse('contract-concession')
  if (!sirens.some(siren => buyer.startsWith(siren))) refuse('contract-elsewhere')
  if (notified?.slice(0, 4) !== String(year)) refuse('contract-year', { year })
  await planBilan(db, actor, code, year, plan => {
    if (plan.contracts.includes(identity)) refuse('contract-chosen')
    if (plan.contracts.length >= MOST_CONTRACTS) refuse('contracts-many', { most: MOST_CONTRACTS })
    return { ...plan, contracts: [...plan.contracts, identity] }
  })
}

/** Changes the order of the contracts of a bilan, or takes some away: what was written of one is kept, for whoever chooses it again. */
export const changeContracts = (
  db: Database,
  actor: Actor,
  code: string,
  year: number,
  change: (identities: readonly string[]) => string[],
) => planBilan(db, actor, code, year, plan => ({ ...plan, contracts: change(plan.contracts) }))

/** What a choice is narrowed to: words, a consideration, one of the buyers. */
export const WITH = {
  sociale: { label: 'Avec considération sociale', filter: { sociale: 'yes' } },
  environnementale: { label: 'Avec considération environnementale', filter: { environnementale: 'yes' } },
  reserve: { label: 'Réservé', filter: { valeur: 'social_reserved' } },
} as const
export interface Sought {
  q: string
  avec: keyof typeof WITH | ''
  acheteur: string
  page: number
}

/** Contracts on a page. */
const SHOWN = 20

/** What is chosen for the bilan of a year, and what else may be. */
export type Choice = Awaited<ReturnType<typeof readChoice>>

/** Reads the contracts that the bilan of a year tells, and those of its year as they are sought, latest first. @throws Refusal `year-nothing` */
export async function readChoice(db: Database, actor: Actor, scheme: Scheme, year: number, sought: Sought) {
  const { buyers, kept } = await db.as(scopeOf(actor), async trx => {
    if (!(await tellableYears(trx, actor, scheme)).includes(year)) refuse('year-nothing', { year })
    return {
      buyers: speakersOf(await bilanView(trx, actor, scheme)),
      kept: await keptOf(trx, actor, scheme, year),
    }
  })
  const register = await openRegister(db.read)
  const { q, avec, acheteur, page } = sought
  const { filter } = readFilter({ q, ...(avec === '' ? {} : WITH[avec].filter) })
  const mine = buyers.filter(({ siren }) => siren === acheteur)
  const whose = tellable({ year, buyers: mine.length > 0 ? mine : buyers })
  const list = await listContracts(register, { ...filter, ...whose, page, par: SHOWN }, null)
  return {
    ...{ year, buyers, kept, sought },
    contracts: await contractsAmong(register, tellable({ year, buyers }), kept.plan.contracts),
    found: { ...list, lines: list.lines.map(one => ({ ...one, identity: one.identity.replaceAll('-', '') })) },
  }
}

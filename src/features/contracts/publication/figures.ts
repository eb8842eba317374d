import { sql } from 'kysely'
import { canonicalJson, sha256 } from '#features/publications'
import { parisDay } from '#kernel'
import type { WarningCode } from '../contracts.ts'
import { type CorrectedRates, correctedRates } from '../corrections/corrected.ts'
import { countedIn } from '../corrections/reading.ts'
import { explain, type MeasureWord } from '../rates/explanation.ts'
import { publishedRates, type Rates, ratesOf } from '../rates/rates.ts'
import { type Scope, sumsByYear, sumsOf, warningsOf } from '../rates/sums.ts'
import type { ContractFilter } from '../register/filter.ts'
import { matching } from '../register/matching.ts'
import type { Register } from '../register/register.ts'
import { WARNINGS } from '../warnings.ts'
import { LAW, METHOD, METHOD_OF_CORRECTIONS } from './method.ts'

const PILLARS = ['social', 'environmental'] as const
const MEASURES: readonly MeasureWord[] = ['nombre', 'valeur']

/** The rates of a buyer for a year as they are published: `taux.json`. Shares have four decimals, amounts are whole cents excluding VAT. */
export interface RatesFigures {
  /** Of this file's own shape: 1 had no corrections. */
  version: 1 | 2
  buyer: { siren: string; name: string }
  year: number
  /** Whether the year was over. */
  complete: boolean
  rates: Rates
  /** The same with what the buyer corrects of its own contracts; null where it corrects nothing. */
  corrections?: CorrectedRates | null
  /** Concessions of the year: in no rate. */
  concessions: number
  /** What is not in each rate, and why: contracts. */
  exclusions: { pillar: (typeof PILLARS)[number]; measure: MeasureWord; reason: string; contracts: number }[]
  /** The same rates for each year that the register knows, oldest first. */
  years: { year: number; rates: Rates }[]
  /** What is wrong in the data, and in how many contracts. */
  defects: { code: WarningCode; label: string; contracts: number }[]
  method: readonly string[]
  law: typeof LAW
  register: {
    /** Number of the last import that was taken into account. */
    generation: number
    /** The files that the contracts come from. */
    imports: { import: number; file: string; sha256: string | null; importedAt: string | null; contracts: number }[]
  }
}

/** Whose contracts, and of which year. */
const filterOf = (siren: string, year: number): ContractFilter => ({ acheteurs: siren, annee: String(year) })

/** The figures of a buyer for a year as the register has them at its moment; null when it has no contract of it. */
export async function figuresOf(
  register: Register,
  buyer: RatesFigures['buyer'],
  year: number,
): Promise<RatesFigures | null> {
  const scope: Scope = { buyers: [buyer.siren], year }
  const rates = ratesOf(await sumsOf(register, scope))
  if (rates.contracts === 0) return null
  const concessions = (await sumsOf(register, scope, 'concession')).contracts
  const years = await sumsByYear(register, { ...scope, year: null })
  const corrected = await correctedRates(register, scope)
  return {
    version: 2,
    buyer,
    year,
    complete: String(year) < parisDay(new Date()).slice(0, 4),
    rates: publishedRates(rates),
    corrections: corrected && {
      corrections: corrected.corrections,
      contracts: corrected.contracts,
      rates: publishedRates(corrected.rates),
    },
    concessions,
    exclusions: PILLARS.flatMap(pillar =>
      MEASURES.flatMap(measure =>
        explain(scope, rates, concessions, pillar, measure).exclusions.map(({ reason, contracts }) => ({
          pillar,
          measure,
          reason,
          contracts,
        })),
      ),
    ),
    years: years
      .filter(one => one.year > 0 && one.sums.contracts > 0)
      .map(one => ({ year: one.year, rates: publishedRates(ratesOf(one.sums)) })),
    defects: (await warningsOf(register, scope)).flatMap(({ code, contracts }) =>
      contracts === 0 ? [] : [{ code: code as WarningCode, label: WARNINGS[code as WarningCode].label, contracts }],
    ),
    method: corrected ? [...METHOD, METHOD_OF_CORRECTIONS] : METHOD,
    law: LAW,
    register: { generation: register.at, imports: await importsOf(register, buyer.siren, year) },
  }
}

async function importsOf(register: Register, siren: string, year: number) {
  const used = matching(register, filterOf(siren, year))
    .select(['import_id', sql<number>`count(*)`.as('contracts')])
    .groupBy('import_id')
  const rows = await register.db
    .selectFrom(used.as('used'))
    .innerJoin('import', 'import.id', 'used.import_id')
    .select(['import.id', 'file', 'sha256', 'finished_at', 'contracts'])
    .orderBy('import.id')
    .execute()
  return rows.map(({ id, file, sha256: digest, finished_at, contracts }) => ({
    import: id,
    file,
    sha256: digest,
    importedAt: finished_at?.toISOString() ?? null,
    contracts: Number(contracts),
  }))
}

/**
 * What tells some figures, and the contracts behind them, from others: whoever confirms says by it what they saw. An import that leaves this
 * buyer's year as it was changes nothing; a correction does.
 */
export async function fingerprintOf(
  register: Register,
  { register: { imports }, ...figures }: RatesFigures,
): Promise<string> {
  const { digest } = await matching(register, filterOf(figures.buyer.siren, figures.year))
    .select(sql<string>`md5(string_agg(identity::text || content::text, '' order by identity))`.as('digest'))
    .executeTakeFirstOrThrow()
  // A correction that is changed is another one.
  const corrections = (await countedIn(register, { buyers: [figures.buyer.siren], year: figures.year })).map(
    one => one.id,
  )
  return sha256(canonicalJson({ figures, imports, digest, corrections: corrections.sort() }))
}

import { DIVISIONS, divisionsOf, PURCHASE_KINDS, type PurchaseKind } from '#features/families'
import type { Cents, MeasureFilter } from '#kernel'
import { PROCEDURES, type Procedure } from '../contracts.ts'
import type { Saying } from '../decp/sayings.ts'
import { BANDS, type Band, bandOf } from '../register/bands.ts'
import type { ContractFilter } from '../register/filter.ts'
import type { Packed } from '../register/packed.ts'
import type { Said } from '../register/recalled.ts'
import { BAND_WORDS, KIND_WORDS, PROCEDURE_WORDS } from '../words.ts'
import { NO, UNKNOWN, YES } from './facets.ts'

/** A filter of measures: how it tells contracts, and which filter of the list of contracts says the same. */
interface Narrowing extends MeasureFilter {
  /** Why nothing can be told of a contract. */
  reason: string
  /** Whether a contract passes, by its rank: {@link YES}, {@link NO} or {@link UNKNOWN}. */
  passing: (value: string, contracts: Packed, said: Said) => (i: number) => number
  listed: (value: string) => ContractFilter
  /** What it needs of the records. */
  saying?: Saying
}

const NO_CPV = 'Code CPV absent ou illisible'
const choices = (words: Readonly<Record<string, string>>, values: readonly string[]) =>
  values.map(value => ({ value, label: words[value] as string }))
const told = (known: boolean, passes: boolean) => (known ? (passes ? YES : NO) : UNKNOWN)

/** The contracts whose CPV begins with digits. */
function beginning(digits: string, { cpv }: Packed) {
  const [from, to] = [Number(digits.padEnd(8, '0')), Number(digits.padEnd(8, '9'))]
  return (i: number) => {
    const code = cpv[i] as number
    return told(code >= 0, code >= from && code <= to)
  }
}

const CODES = Object.keys(DIVISIONS).sort()

export const FILTERS: readonly Narrowing[] = [
  {
    name: 'kind',
    label: 'Nature d’achat',
    choices: choices(KIND_WORDS, PURCHASE_KINDS),
    reason: NO_CPV,
    passing: (value, { cpv }) => {
      const divisions = new Set(divisionsOf(value as PurchaseKind).map(Number))
      return i => {
        const code = cpv[i] as number
        return told(code >= 0, divisions.has(Math.floor(code / 1e6)))
      }
    },
    listed: value => ({ achat: value as PurchaseKind }),
  },
  {
    name: 'family',
    label: 'Famille d’achat',
    choices: CODES.map(value => ({ value, label: `${value} ${DIVISIONS[value]}` })),
    reason: NO_CPV,
    passing: beginning,
    listed: famille => ({ famille }),
  },
  {
    name: 'cpv',
    label: 'Début du code CPV',
    choices: null,
    pattern: /^\d{2,8}$/,
    reason: NO_CPV,
    passing: beginning,
    listed: cpv => ({ cpv }),
  },
  {
    name: 'procedure',
    label: 'Procédure',
    choices: choices(PROCEDURE_WORDS, PROCEDURES),
    reason: 'Procédure non renseignée',
    passing: (value, { procedures }) => {
      const rank = PROCEDURES.indexOf(value as Procedure)
      return i => told((procedures[i] as number) >= 0, procedures[i] === rank)
    },
    listed: value => ({ procedure: value as Procedure }),
  },
  {
    name: 'band',
    label: 'Tranche de montant',
    choices: choices(
      BAND_WORDS,
      BANDS.map(({ key }) => key),
    ),
    reason: 'Montant non compté, donc sans tranche',
    passing: (value, { amounts, amountStates }) => {
      const wanted = BANDS.find(({ key }) => key === value)
      return i => told(amountStates[i] === 0, bandOf(amounts[i] as Cents, 'counted') === wanted?.key)
    },
    listed: value => ({ tranche: value as Exclude<Band, 'none'> }),
  },
  {
    name: 'framework',
    label: 'Accord-cadre',
    choices: [
      { value: 'yes', label: 'Accords-cadres seulement' },
      { value: 'no', label: 'Sans les accords-cadres' },
    ],
    reason: 'Technique d’achat non renseignée',
    saying: 'framework',
    passing: (value, _contracts, { framework }) => {
      const wanted = value === 'yes' ? 1 : 0
      return i => told((framework?.[i] ?? -1) >= 0, framework?.[i] === wanted)
    },
    listed: value => ({ accord: value as 'yes' | 'no' }),
  },
]

/** The filters of a measure that are in force, in an order of ours. @throws for a filter or a value that is not one */
export function inForce(
  allowed: readonly MeasureFilter[],
  given: Readonly<Record<string, string>>,
): { filter: Narrowing; value: string }[] {
  for (const name of Object.keys(given))
    if (!allowed.some(filter => filter.name === name)) throw new Error(`no filter ${name}`)
  return FILTERS.flatMap(filter => {
    const value = given[filter.name]
    if (value === undefined) return []
    const right = filter.choices ? filter.choices.some(choice => choice.value === value) : filter.pattern?.test(value)
    if (!right) throw new Error(`${value} is no value of the filter ${filter.name}`)
    return [{ filter, value }]
  })
}

/** A filter and its value. */
export type InForce = ReturnType<typeof inForce>[number]

/** Whether contracts pass all of some filters: no where one says no, else unknown where one does not know, by its rank. */
export function passingAll(filters: readonly InForce[], contracts: Packed, said: Said): Uint8Array {
  const passing = new Uint8Array(contracts.length).fill(YES)
  for (const [rank, { filter, value }] of filters.entries()) {
    const passes = filter.passing(value, contracts, said)
    for (let i = 0; i < contracts.length; i++) {
      if (passing[i] === NO) continue
      const answer = passes(i)
      if (answer === NO) passing[i] = NO
      else if (answer === UNKNOWN && passing[i] === YES) passing[i] = UNKNOWN + rank
    }
  }
  return passing
}

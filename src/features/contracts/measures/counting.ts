import type { Packed } from '../register/packed.ts'
import type { Said } from '../register/recalled.ts'
import { type Facet, NO, UNKNOWN, YES } from './facets.ts'
import { type InForce, passingAll } from './filters.ts'

const DAY = 86_400_000

/** The quarter of a day, from the year 0. */
export const quarterOf = (date: Date): number => date.getUTCFullYear() * 4 + Math.floor(date.getUTCMonth() / 3)

/** Answers to the questions of measures over the contracts of one buyer: a question that several ask is gone through once. */
export class Answers {
  readonly contracts: Packed
  readonly said: Said
  /** The quarter of each contract. */
  readonly quarters: Int32Array
  private readonly known = new Map<string, Uint8Array>()
  private readonly ranks = new Map<Facet, number>()

  constructor(contracts: Packed, said: Said) {
    this.contracts = contracts
    this.said = said
    this.quarters = Int32Array.from(contracts.days, day => quarterOf(new Date(day * DAY)))
  }

  /** What each contract is: one of {@link YES}, {@link NO}, or {@link UNKNOWN} and the rank of the reason among those of the facets. */
  ofContracts(facets: readonly Facet[]): Uint8Array {
    return this.once(`contracts ${this.ranksOf(facets)}`, () => this.joined(facets.map(facet => this.ofFacet(facet)), facets)) // biome-ignore format: short
  }

  /**
   * The same of the amount of each contract. An amount that several lines repeat is that of the first of them: it is what one of them is, and known
   * when one of them says it, as in the rates in value.
   */
  ofAmounts(facets: readonly Facet[]): Uint8Array {
    return this.once(`amounts ${this.ranksOf(facets)}`, () => sharedBy(this.contracts.firsts, this.ofContracts(facets)))
  }

  /** Whether each contract passes filters. */
  passing(filters: readonly InForce[]): Uint8Array {
    const key = JSON.stringify(filters.map(({ filter, value }) => [filter.name, value]))
    return this.once(key, () => passingAll(filters, this.contracts, this.said))
  }

  /** Yes where all say yes, unknown where one is. */
  private joined(each: readonly Uint8Array[], facets: readonly Facet[]): Uint8Array {
    const [only] = each
    if (only && each.length === 1) return only
    const offsets = facets.map((_, i) => facets.slice(0, i).reduce((sum, { reasons }) => sum + reasons.length, 0))
    return Uint8Array.from({ length: this.contracts.length }, (_, i) => {
      let all = YES
      for (const [rank, answers] of each.entries()) {
        const answer = answers[i] as number
        if (answer >= UNKNOWN) return answer + (offsets[rank] as number)
        if (answer === NO) all = NO
      }
      return all
    })
  }

  private ofFacet(facet: Facet): Uint8Array {
    const { flags, length } = this.contracts
    const said = facet.saying && this.said[facet.saying]
    const answers = new Uint8Array(length)
    for (let i = 0; i < length; i++) answers[i] = facet.answer(flags[i] as number, said?.[i] ?? -1)
    return answers
  }

  private ranksOf(facets: readonly Facet[]): string {
    return facets.map(facet => this.rankOf(facet)).join(' ')
  }

  private rankOf(facet: Facet): number {
    const rank = this.ranks.get(facet) ?? this.ranks.size
    this.ranks.set(facet, rank)
    return rank
  }

  private once(key: string, work: () => Uint8Array): Uint8Array {
    const answers = this.known.get(key) ?? work()
    this.known.set(key, answers)
    return answers
  }
}

/** Gives the first line of a ceiling what one of its lines says: yes before no, no before nothing. */
function sharedBy(firsts: Int32Array, answers: Uint8Array): Uint8Array {
  const shared = answers.slice()
  for (let i = 0; i < answers.length; i++) {
    const first = firsts[i] as number
    const [here, there] = [answers[i] as number, shared[first] as number]
    if (here === YES || (here === NO && there >= UNKNOWN)) shared[first] = here
  }
  return shared
}

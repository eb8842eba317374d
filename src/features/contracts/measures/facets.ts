import type { Saying } from '../decp/sayings.ts'
import type { ContractFilter } from '../register/filter.ts'
import { FLAG } from '../register/packed.ts'

export const NO = 0
export const YES = 1
/** From here on, unknown: the rank of the reason is added. */
export const UNKNOWN = 2

/** Something that a contract is, is not, or does not say: unknown is never no. */
export interface Facet {
  /** Why it may be unknown, in French. */
  reasons: readonly string[]
  /** What it needs of the records. */
  saying?: Saying
  /** @param said what the record says, −1 when nothing */
  answer: (flags: number, said: number) => number
  /** The lists of the contracts of which it is known, and of those of which it is true. */
  known: ContractFilter
  yes: ContractFilter
}

const has = (flags: number, flag: number) => (flags & flag) !== 0

export const everything: Facet = { reasons: [], answer: () => YES, known: {}, yes: {} }

/** The states of a pillar, as the rates read them. */
const PILLARS = {
  social: {
    words: 'sociale',
    parameter: 'sociale',
    yes: FLAG.socialYes,
    none: FLAG.socialNone,
    unreadable: FLAG.socialUnreadable,
  },
  environmental: {
    words: 'environnementale',
    parameter: 'environnementale',
    yes: FLAG.environmentalYes,
    none: FLAG.environmentalNone,
    unreadable: FLAG.environmentalUnreadable,
  },
} as const

function pillar(name: keyof typeof PILLARS): Facet {
  const { words, parameter, yes, none, unreadable } = PILLARS[name]
  return {
    reasons: [`Considération ${words} non renseignée`, `Considération ${words} illisible`],
    answer: flags => (has(flags, yes) ? YES : has(flags, none) ? NO : has(flags, unreadable) ? UNKNOWN + 1 : UNKNOWN),
    known: { [parameter]: 'filled' },
    yes: { [parameter]: 'yes' },
  }
}

export const social = pillar('social')
export const environmental = pillar('environmental')

/** One kind of consideration of a pillar, known where the pillar is filled. */
export function kindOf(of: Facet, flag: number, valeur: NonNullable<ContractFilter['valeur']>): Facet {
  const answer = (flags: number) => {
    const state = of.answer(flags, -1)
    return state === YES && !has(flags, flag) ? NO : state
  }
  return { ...of, answer, yes: { valeur } }
}

/** Whether a pillar is filled: always known. */
export const filled = (of: Facet): Facet => ({
  reasons: [],
  answer: flags => (of.answer(flags, -1) < UNKNOWN ? YES : NO),
  known: {},
  yes: of.known,
})

function said(saying: Saying, reason: string, known: ContractFilter, yes: ContractFilter): Facet {
  const answer = (_flags: number, value: number) => (value < 0 ? UNKNOWN : value === 1 ? YES : NO)
  return { reasons: [reason], saying, answer, known, yes }
}

export const framework = said('framework', 'Technique d’achat non renseignée', { accord: 'said' }, { accord: 'yes' })
export const innovative = said(
  'innovative',
  'Marché innovant ou non\u00a0: non renseigné',
  { innovation: 'said' },
  { innovation: 'yes' },
)
export const small = said('small', 'Taille du titulaire inconnue', { pme: 'said' }, { pme: 'yes' })
export const singleOffer = said('offers', 'Nombre d’offres reçues non renseigné', { offres: 'said' }, { offres: 'one' })
/** A contract that says how many offers were received. */
export const offersSaid: Facet = {
  ...singleOffer,
  answer: (_flags, value) => (value < 0 ? UNKNOWN : YES),
  yes: singleOffer.known,
}

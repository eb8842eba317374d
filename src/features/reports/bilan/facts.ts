import type { ChosenContract, TellableRates } from '#features/contracts'
import type { Told } from '#features/indicators'
import type { Logo } from '#features/organisations'
import type { Buyer, Pillar, Status } from '#features/scheme'
import type { Evaluated } from '../evaluation/facts.ts'

/** What a step of an action was to be, and was. */
export interface StepFacts {
  title: string
  from: string | null
  to: string | null
  /** The day it was done; null where it was not. */
  done: string | null
}

/** Where an action stands at the end of what a bilan tells. */
export interface ActionFacts {
  key: string
  code: string
  title: string
  pilots: readonly string[]
  /** Null where nobody has said. */
  status: Status | null
  since: string | null
  steps: readonly StepFacts[]
  left: { on: string; reason: string } | null
  /** The buyer of a joint scheme whose own it is; empty for an action of all. */
  buyer: string
}

/** An axis, or an objective, with what is under it. */
export interface GroupFacts {
  key: string
  code: string
  title: string
  pillar: Pillar | null
  objectives: readonly { key: string; code: string; title: string; actions: readonly ActionFacts[] }[]
  /** Straight under it. */
  actions: readonly ActionFacts[]
}

/** What a bilan says of contracts, as the register of contracts knows them. */
export interface RegisterFacts {
  /** Those that were chosen and are still there, in their order. */
  contracts: readonly ChosenContract[]
  /** The rates of the year of each buyer that has contracts of it. */
  rates: readonly TellableRates[]
  /** The day of the last import that the register counts; null where there is none. */
  registerDay: string | null
}

/** Everything that a bilan is composed from, as plain data. */
export interface BilanFacts extends RegisterFacts {
  scheme: {
    code: string
    title: string
    edition: string
    from: string
    to: string
    summary: string
    notice: string
    /** Whether everybody may read it, and what is published of its indicators. */
    isPublic: boolean
  }
  /** Who speaks. */
  organisation: { siren: string; name: string }
  /** Of who speaks, on the covers; null where it has none. */
  logo: Logo | null
  /** The buyers whose figures these are: one, or those of a joint scheme together. */
  buyers: readonly Buyer[]
  year: number
  /** The last day that it tells, `YYYY-MM-DD`. */
  day: string
  /** The version that the year was led by; null where none was adopted. */
  version: { number: number; on: string; deliberation: string } | null
  axes: readonly GroupFacts[]
  /** Every indicator of the text, in its order. */
  indicators: readonly Told[]
  /** What is told of an evaluation; null in the bilan of a year. */
  evaluated: Evaluated | null
  /** For each indicator of a joint scheme that is told together, what each buyer says of the year. */
  byBuyer: readonly { siren: string; name: string; indicators: readonly Told[] }[]
}

/** Every action of a bilan, in the order of its text. */
export const actionsIn = ({ axes }: Pick<BilanFacts, 'axes'>): ActionFacts[] =>
  axes.flatMap(({ objectives, actions }) => [...objectives.flatMap(one => one.actions), ...actions])

/** A year of a scheme. */
export interface Year {
  year: number
  scheme: { from: string }
}

/** Whether it tells where a scheme starts from, rather than what it did. */
export const isStart = ({ year, scheme }: Year): boolean => String(year) < scheme.from.slice(0, 4)

/** « Bilan 2024 », « État de départ 2015 ». */
export const titleOf = (facts: Year): string =>
  isStart(facts) ? `État de départ ${facts.year}` : `Bilan ${facts.year}`

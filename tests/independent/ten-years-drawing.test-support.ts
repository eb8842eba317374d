import type { Someone } from '../support/actors.ts'
import { cycleOf, type World } from './ten-years-rules.test-support.ts'

/** A form that somebody sends, and whether the rules let it through. */
export interface Step {
  says: string
  by: Someone
  path: string
  fields?: Record<string, string | string[]>
  /** Whether the rest of the fields is sent as the page of that address shows them. */
  form?: true
  legal: boolean
  /** Whether only a day stands against it: tried as often as what is legal. */
  near?: boolean
}

export interface Dice {
  /** A whole number below a bound. */
  under(bound: number): number
  /** True once in so many. */
  rarely(times: number): boolean
  one<T>(list: readonly T[]): T | undefined
}
export type Draw = (world: World, dice: Dice) => Step | null

export const REASON = 'Une raison.'
/** Somebody, mostly who may. */
export const someone = ({ site: { actors } }: World, dice: Dice, usual: Someone) =>
  dice.rarely(12) ? (dice.one(Object.values(actors)) ?? usual) : usual
export const yearOf = ({ today }: World) => Number(today.slice(0, 4))
/** A year of the cycle, mostly the one that is on. */
export const someYear = (world: World, dice: Dice) =>
  dice.rarely(6)
    ? yearOf(world) - 2 + dice.under(5)
    : (cycleOf(world).find(year => year >= yearOf(world)) ?? yearOf(world))
export const evaluating = ({ site }: World, year: number | string) => `${site.scheme}/evaluation/${year}`
export const leads = (world: World, by: Someone) => by === world.site.actors.lead

import { type Cycled, yearsOf } from './cycle.ts'
import type { Kind, Rules, StepName, When } from './settings.ts'

/** A step that a scheme expects of a body, between two days. */
export interface Step {
  /** The year in which it is expected. */
  year: number
  key: StepName | 'adoption'
  body: Kind
  /** The part of the year that these days are. */
  when: When
  /** `YYYY-MM-DD` */
  from: string
  to: string
  /** The year whose share, or strategy, it is about; null for others. */
  about: number | null
}

const two = (n: number) => String(n).padStart(2, '0')
const lastDay = (year: number, month: number) => new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10)

/** The first and last days of a part of a year. */
export function daysOf(year: number, when: When): { from: string; to: string } {
  if (when === 'year') return { from: `${year}-01-01`, to: `${year}-12-31` }
  if (when === 's1') return { from: `${year}-01-01`, to: `${year}-06-30` }
  if (when === 's2') return { from: `${year}-07-01`, to: `${year}-12-31` }
  return { from: `${year}-${two(Number(when))}-01`, to: lastDay(year, Number(when)) }
}

/** All that a cycle expects, from the year that writes the scheme to its renewal, in the order of its days. */
export function calendarOf(rules: Rules, scheme: Cycled): Step[] {
  const years = yearsOf(scheme, rules)
  const [first, last] = [years[0] as number, years.at(-1) as number]
  const on = (year: number, key: StepName, about: number | null = null): Step => {
    const { body, when } = rules.steps[key]
    return { year, key, body, when, ...daysOf(year, when), about }
  }
  const strategy = (year: number) => on(year, 'strategy', rules.strategyFor === 'next' ? year + 1 : year)
  const { adopted } = scheme
  const steps: Step[] = [
    on(first - 1, 'writing'),
    strategy(first - 1),
    ...years.map(strategy),
    on(first, 'first-choice', first),
    on(first, 'first-validation', first),
    on(first, 'follow-up'),
    ...years.slice(1).flatMap(year => [on(year - 1, 'choice', year), on(year - 1, 'validation', year)]),
    ...years.slice(0, -1).flatMap(year => [on(year, 'additions'), on(year + 1, 'sheets')]),
    // The share of the last year has no bilan of its own.
    ...years.slice(0, -1).flatMap(year => [on(year + 1, 'bilan', year), on(year + 1, 'bilan-validation', year)]),
    on(last, 'exits'),
    ...(['global-bilan', 'global-validation', 'global-adoption', 'renewal-strategy'] as const).map(key =>
      on(last + 1, key),
    ),
    ...(['rewriting', 'orientation', 'renewal'] as const).map(key => on(last + 1, key)),
  ]
  if (adopted !== null) {
    const [year, month] = adopted.split('-').map(Number) as [number, number]
    const when = String(month) as When
    steps.push({ year, key: 'adoption', body: 'assembly', when, ...daysOf(year, when), about: null })
  }
  return steps.sort((a, b) => compare(a.to, b.to) || compare(a.from, b.from))
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)

/** The last day on which the evaluations of a share of a cycle are expected: that of its bilan, or of the global bilan for the last share. */
export function dueOf(calendar: readonly Step[], year: number): string | null {
  const own = calendar.find(({ key, about }) => key === 'bilan' && about === year)
  return (own ?? calendar.find(({ key }) => key === 'global-bilan'))?.to ?? null
}

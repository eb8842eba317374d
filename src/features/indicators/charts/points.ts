import type { Definition } from '#features/scheme'
import { boundsOf, type Period, rhythmOf, shift, yearOf } from '#kernel'
import type { Columns, Level, SeriesPoint } from '#ui'
import { decimalOf, exact } from '../decimals.ts'
import { periodWords } from '../figures.ts'
import type { Told } from '../series/reading.ts'
import { inOrder, type Point } from '../standing.ts'
import { isFinal } from './choosing.ts'

/** Beyond so many periods without a value, a gap is not drawn. */
const LONGEST_GAP = 8

/** A period on an axis: `2024`; `T3`, and its year under it. */
export function axisName(period: Period): { name: string; under?: string } {
  return rhythmOf(period) === 'year' ? { name: period } : { name: period.slice(5), under: String(yearOf(period)) }
}

/** Every period from the first to the last, those between that nobody said anything of included. */
function without(gaps: readonly Period[]): Period[] {
  return gaps.flatMap((period, i) => {
    const next = gaps[i + 1]
    const between: Period[] = []
    if (next && rhythmOf(next) === rhythmOf(period))
      for (let at = shift(period, 1); at < next && between.length <= LONGEST_GAP; at = shift(at, 1)) between.push(at)
    return between.length > LONGEST_GAP ? [period] : [period, ...between]
  })
}

/** How a value is drawn: as it is, unless told otherwise. Far enough for a drawing: the exact figure is in words beside it. */
export type Placed = (value: string) => number

/** The periods of a series: from its T0 to the last of its targets. */
function axisOf({ figures, facts: { t0, targets } }: Pick<Told, 'figures' | 'facts'>): Period[] {
  const marks = [...(t0 === 'none' ? [] : [t0]), ...(targets === 'none' ? [] : targets)]
  const all = new Set([...figures, ...marks].map(({ period }) => period))
  return without(inOrder([...all].map(period => ({ period, value: '0' }))).map(({ period }) => period))
}

/** The points of a series: its T0, its values, and the targets that are still to come. */
export function pointsOf(told: Pick<Told, 'figures' | 'facts'>, place: Placed = Number): SeriesPoint[] {
  const { figures, facts } = told
  const t0 = facts.t0 === 'none' ? null : facts.t0
  const targets = facts.targets === 'none' ? [] : inOrder(facts.targets)
  const said = new Map(figures.map(one => [one.period, one]))
  const periods = axisOf(told)
  const last = periods.findLastIndex(period => said.has(period) || period === t0?.period)
  return periods.map((period, i) => {
    const figure = said.get(period)
    const isStart = period === t0?.period
    const value = figure?.value ?? (isStart ? (t0?.value ?? null) : null)
    const { name, under } = axisName(period)
    return {
      name,
      ...(isStart ? { under: 'T0', full: `${periodWords(period)} (T0)` } : under ? { under } : {}),
      value: value === null ? null : place(value),
      partial: figure !== undefined && value !== null && (figure.partial || !isFinal(figure)),
      ahead: i > last,
      aim: aimAt(targets, period, place),
    }
  })
}

/** The straight way from the T0 to the target that says where an indicator stands, where its periods are all on the axis. */
export function pathOf(told: Pick<Told, 'standing' | 'figures' | 'facts'>): Columns['path'] {
  const { ground } = told.standing
  if (ground.because !== 'on-the-line') return undefined
  const { t0, target } = ground
  const periods = axisOf(told)
  const [from, to] = [periods.indexOf(t0.period), periods.indexOf(target.period)]
  const whole = rhythmOf(t0.period) === rhythmOf(target.period) && shift(t0.period, to - from) === target.period
  if (from < 0 || to < 0 || !whole) return undefined
  return { from, to, values: [Number(t0.value), Number(target.value)], label: 'Tout droit du T0 à la cible' }
}

/** What is aimed at by a period: the first target that does not end before it, otherwise the last one. */
function aimAt(targets: readonly Point[], period: Period, place: Placed): SeriesPoint['aim'] {
  const next = targets.find(one => boundsOf(one.period).to >= boundsOf(period).to) ?? targets.at(-1)
  return next && { value: place(next.value), label: `Cible ${periodWords(next.period)}` }
}

/** The lines that a series is compared with: the legal minimum that came last, and what the network does. */
export function levelsOf({ legal, peers }: Definition, place: Placed = Number): Level[] {
  const law = [...legal].sort((a, b) => (a.period ?? '').localeCompare(b.period ?? '')).at(-1)
  const network = [...peers].sort((a, b) => a.period.localeCompare(b.period)).at(-1)
  return [
    ...(law ? [{ look: 'legal' as const, value: place(law.value), label: 'Minimum légal' }] : []),
    ...(network
      ? [
          {
            look: 'peers' as const,
            value: place(network.value),
            label: `Moyenne du réseau ${periodWords(network.period as Period)}`,
          },
        ]
      : []),
  ]
}

/** How far N is from N−1, in per cent: a quotient is compared with 1 (100 in per cent), unless some are negative, being distances already. */
export function distances(unit: string, values: readonly string[]): Placed {
  const already = values.some(value => exact(value).lt(0))
  const [same, by] = unit.startsWith('%') ? [already ? 0 : 100, 1] : [already ? 0 : 1, 100]
  return value => Number(decimalOf(exact(value).sub(same).mul(by)))
}

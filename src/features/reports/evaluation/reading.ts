import { bodiesOf, type Case, chainsOf } from '#features/bodies'
import { type Cycle, GLOBAL_REPORT, readCycle, SHARE_REPORT } from '#features/evaluation'
import { scopeOfScheme } from '#features/governance'
import type { Actor } from '#features/organisations'
import type { Scheme } from '#features/scheme'
import type { Writer } from '#platform/db'
import type { Composition, Reading } from '../bilan/composition.ts'
import { readFacts } from '../bilan/reading.ts'
import { refuse } from '../labels.ts'
import { type Bodies, cycleTold, type Evaluated, lastSaid, shareTold } from './facts.ts'

/** What one sort of report is, of what is read of all of them. */
interface Sort {
  matter: string
  /** Null where there is nothing to tell of that year. */
  told(cycle: Cycle, year: number, bodies: Bodies): Evaluated | null
  asked(cycle: Cycle, year: string): Case | undefined
  published(cycle: Cycle): boolean
}

/** Reads an evaluation: it is told as it was once bodies had last spoken of it, with the figures of its last year. */
const reading =
  ({ matter, told, asked, published }: Sort): Composition['read'] =>
  async (trx: Writer, actor: Actor, scheme: Scheme, year: number): Promise<Reading> => {
    const cycle = await readCycle(trx, actor, scheme)
    const bodies = new Map((await bodiesOf(trx, actor)).map(({ id, name }) => [id, name]))
    const evaluated = told(cycle, year, bodies) ?? refuse('evaluation-nothing', { year })
    const last = evaluated.years.at(-1) as number
    const day = [`${last}-12-31`, lastSaid(evaluated) ?? ''].sort()[1] as string
    const chains = await chainsOf(trx, actor, scopeOfScheme(scheme))
    return {
      facts: { ...(await readFacts(trx, actor, scheme, last, day)), evaluated },
      period: periodOf(evaluated),
      validation: {
        published: published(cycle),
        chained: (chains.get(matter)?.length ?? 0) > 0,
        asked: asked(cycle, String(year)) ?? null,
      },
    }
  }

/** What the publication of an evaluation is about in time: `2022`, `2022-2024`. */
export const periodOf = ({ of, years }: Pick<Evaluated, 'of' | 'years'>): string =>
  of === 'share' ? String(years[0]) : `${years[0]}-${years.at(-1)}`

/** Reads the evaluation of the share of a year. */
export const readShare = reading({
  matter: SHARE_REPORT,
  told: shareTold,
  asked: ({ reports }, year) => reports.shares.get(year),
  published: ({ rules }) => rules.publishYearly,
})

/** Reads the global bilan of a cycle, by the year after its last. */
export const readGlobal = reading({
  matter: GLOBAL_REPORT,
  told: (cycle, year, bodies) => {
    const first = year - cycle.rules.years
    return cycle.campaigns.some(one => one.cycle === first) ? cycleTold(cycle, first, bodies) : null
  },
  asked: ({ reports }, year) => reports.cycles.get(year),
  published: () => true,
})

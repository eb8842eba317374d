import type { Period, Rhythm } from './period.ts'

/** A choice that narrows a measure, such as the contracts of one purchase family. */
export interface MeasureFilter {
  /** As it is stored: `cpv`, `family`, `procedure`… */
  name: string
  /** French. */
  label: string
  /** The values allowed, with their French labels; `null` where any text of `pattern` is. */
  choices: readonly { value: string; label: string }[] | null
  pattern?: RegExp
}

/** What is asked of a measure: for one buyer, over some periods of one rhythm. */
export interface MeasureAsked {
  /** SIREN of the buyer. */
  siren: string
  periods: readonly Period[]
  filters: Readonly<Record<string, string>>
}

/** What a measure found for a period. Never a value alone: what it is made of, and what was left out. */
export interface Measured {
  period: Period
  /** Decimal numbers as text, in the unit of the measure; `null` where nothing could be counted. */
  numerator: string | null
  /** `null` for a count or an amount. */
  denominator: string | null
  /** What was not counted, and why, in French. */
  excluded: readonly { reason: string; count: number }[]
  /** The address of the rows behind the figure, on this site. */
  rows: string
}

/**
 * A named quantity that a feature computes for an organisation and a period; indicators subscribe to it without knowing the tables behind.
 * A ratio is its numerator over its denominator, in per cent where its unit is `%`.
 */
export interface Measure {
  /** Stable: `contracts.social-share`. */
  code: string
  /** French: what it is, and one sentence on how it is counted. */
  label: string
  explained: string
  kind: 'count' | 'amount' | 'ratio'
  /** `marchés`, `€ HT`, `%`… */
  unit: string
  /** What the numerator and the denominator of a ratio count, in French. */
  numerator: string
  denominator: string | null
  rhythms: readonly Rhythm[]
  filters: readonly MeasureFilter[]
}

/** The measures of one feature: what they are, and how several are computed at once. */
export interface Measures {
  list: readonly Measure[]
  /** Changes when what the measures count may have changed: a stored figure with the same stamp needs no recomputing. */
  stamp: () => Promise<string>
  /** Answers in the order of what is asked. Unknown codes and filters are faults: what is stored was checked. */
  compute: (asked: readonly ({ code: string } & MeasureAsked)[]) => Promise<readonly (readonly Measured[])[]>
}

/** The measures of several features as one. */
export function allMeasures(...features: readonly Measures[]): Measures {
  return {
    list: features.flatMap(({ list }) => list),
    stamp: async () => (await Promise.all(features.map(({ stamp }) => stamp()))).join(' '),
    compute: async asked => {
      const found = new Map<(typeof asked)[number], readonly Measured[]>()
      const known = (code: string) => features.find(({ list }) => list.some(measure => measure.code === code))
      for (const feature of features) {
        const mine = asked.filter(({ code }) => known(code) === feature)
        for (const [at, answer] of (mine.length > 0 ? await feature.compute(mine) : []).entries())
          found.set(mine[at] as (typeof asked)[number], answer)
      }
      return asked.map(one => {
        const answer = found.get(one)
        if (answer === undefined) throw new Error(`no measure ${one.code}`)
        return answer
      })
    },
  }
}

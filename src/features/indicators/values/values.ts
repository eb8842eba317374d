import type { Generated } from 'kysely'
import type { Period } from '#kernel'

/** A value is written, sent to who leads the scheme, and then validated and published, or refused with a reason. */
export const STATES = ['draft', 'submitted', 'validated', 'published', 'refused'] as const
export type State = (typeof STATES)[number]

/** What people enter, and what the program computes: one never takes the place of the other. */
export type Origin = 'entered' | 'computed'

export const ACTS = ['enter', 'undo', 'submit', 'validate', 'refuse', 'publish', 'compute'] as const
export type Act = (typeof ACTS)[number]

/** Where a value stands: an indicator, a period, a row of its breakdown (empty for the whole). */
export interface Place {
  indicator: string
  period: Period
  row: string
}

/** What is said there. Numbers are decimal texts, in the unit of the indicator; a share in per cent is `38.5`, a deliverable is 1 once done. */
export interface Content {
  numerator: string | null
  denominator: string | null
  value: string | null
  /** The level of a scale. */
  words: string
  comment: string
}

export const NOTHING: Content = { numerator: null, denominator: null, value: null, words: '', comment: '' }

/** Whether there is a figure or a word, and not only a comment or half of a ratio. */
export const says = ({ value, words }: Pick<Content, 'value' | 'words'>) => value !== null || words !== ''

/** A current value of a buyer. */
export interface Value extends Place, Content {
  id: string
  /** The buyer’s organisation. */
  organisation: string
  origin: Origin
  state: State
  /** The number of the act that made this revision, of the one that entered what it says, of the one that judged it. */
  act: number
  entered: number
  judged: number | null
  /** How a computed value was made, as JSON. */
  lineage: unknown
}

/** The one way to write a place: in forms, in maps. No key holds a point. */
export const nameOf = ({ indicator, period, row }: Place) => `${indicator}.${period}.${row}`

declare module '#platform/db' {
  interface Tables {
    value_act: {
      id: string
      organisation_id: string
      scheme_id: string
      number: number
      act: Act
      reason: string
      cells: number
      author_id: string | null
      made_at: Generated<Date>
    }
    indicator_value: {
      id: string
      organisation_id: string
      scheme_id: string
      indicator: string
      period: Period
      row_key: string
      origin: Origin
      numerator: string | null
      denominator: string | null
      value: string | null
      words: string
      comment: string
      /** As JSON. */
      lineage: unknown
      state: State
      act: number
      entered_in: number
      judged_in: number | null
      replaces: string | null
      ended_at: Date | null
    }
    period_closure: {
      id: string
      organisation_id: string
      scheme_id: string
      period: Period
      closed_at: Generated<Date>
      closed_by: string
      reopened_at: Date | null
      reopened_by: string | null
      reopened_for: string | null
    }
  }
}

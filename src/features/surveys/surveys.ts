import type { ColumnType, Generated } from 'kysely'
import type { Role } from '#features/organisations'
import type { Answer, Path } from './answers/answers.ts'
import type { Questionnaire } from './questionnaire/questionnaire.ts'
import type { Tally } from './results/tally.ts'

/** For whom a survey is. */
export const AUDIENCES = ['agents', 'buyers', 'users', 'companies'] as const
export type Audience = (typeof AUDIENCES)[number]

export type State = 'draft' | 'open' | 'closed'

/** How often those who did not answer may be reminded. */
export const MOST_REMINDERS = 3

/** A survey of an organisation. */
export interface Survey {
  id: string
  /** What it has in common with its copies of other years: what an indicator names. */
  series: string
  /** The survey that it was copied from. */
  formerId: string | null
  title: string
  audience: Audience
  /** Whether nothing tells whose an answer is. */
  anonymous: boolean
  questionnaire: Questionnaire
  state: State
  /** What stands in its public address; nobody guesses it. */
  link: string
  /** Whether whoever has the address may answer. */
  byLink: boolean
  /** Who may answer once signed in. */
  roles: readonly Role[]
  /** Days (`YYYY-MM-DD`): planned, then real. `closesOn` is the last day on which it is answered. */
  opensOn: string | null
  closesOn: string | null
  openedOn: string | null
  closedOn: string | null
  /** How many times those who did not answer were reminded, and the last day. */
  reminders: number
  remindedOn: string | null
  /** How many answers came. */
  arrived: number
  /** Grows at each change: who changes it says which one they read. */
  revision: number
}

type Json<T> = ColumnType<T, string, string>

declare module '#platform/db' {
  interface Tables {
    survey: {
      id: string
      organisation_id: string
      series: string
      former_id: string | null
      title: string
      audience: Audience
      anonymous: boolean
      questionnaire: Json<Questionnaire>
      state: Generated<State>
      link: string
      by_link: Generated<boolean>
      roles: Generated<Role[]>
      opens_on: string | null
      closes_on: string | null
      opened_on: string | null
      closed_on: string | null
      reminders: Generated<number>
      reminded_on: string | null
      arrived: Generated<number>
      tally: Json<Tally>
      revision: Generated<number>
    }
    survey_answer: {
      id: string
      organisation_id: string
      survey_id: string
      anonymous: boolean
      path: Path
      answers: Json<Record<string, Answer>>
      counted: boolean
      day: string | null
      person_id: string | null
      email: string | null
    }
    survey_invitation: {
      id: string
      organisation_id: string
      survey_id: string
      email: string | null
      person_id: string | null
      token_hashes: Generated<string[]>
      answered: Generated<boolean>
      sent: Generated<number>
      unreachable: Generated<boolean>
    }
  }
}

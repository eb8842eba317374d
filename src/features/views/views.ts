import type { Rule } from '#features/organisations'

declare module '#platform/db' {
  interface Tables {
    saved_view: {
      id: string
      organisation_id: string
      person_id: string
      slot: number
      name: string
      path: string
      query: string
      shared: boolean
    }
  }
}

/** Of each person, in each organisation. */
export const MOST = 30
/** Of a name, in signs. */
export const LONGEST = 60

/** A list that views may be saved of. What its filters mean is its own: it reads them again each time it is opened. */
export interface KnownList {
  label: string
  /** Its address: after that of the organisation, `:code` standing for one step of it; or the whole of it, where `open`. */
  path: string
  /** A list that everybody reads: its views are those that its `acheteurs` say the organisation in. */
  open?: boolean
}

/** Where a list is, with its filters. */
export interface Address {
  path: string
  /** Without the question mark; empty for the whole list. */
  query: string
}

export interface SavedView extends Address {
  id: string
  name: string
  /** Whether every member who may open the list finds it there. */
  shared: boolean
  /** Whether it is the reader's own. */
  mine: boolean
}

/** Who shares views with the whole organisation, and removes those that others shared. */
export const SHARERS: Rule = {
  words: 'aux personnes qui conduisent le schéma ou administrent l’organisation',
  roles: ['administrator', 'scheme-lead'],
}

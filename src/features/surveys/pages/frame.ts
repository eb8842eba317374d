import type { Actor } from '#features/organisations'
import type { Refusal } from '#kernel'
import type { Space } from '#ui'
import type { Survey } from '../surveys.ts'

/** What every page of surveys is given. */
export interface Framed {
  actor: Actor
  space?: Space | undefined
  demo: boolean
  /** Whether the actor may change things. */
  writes: boolean
  /** What was just done, in a sentence. */
  done?: string | undefined
  refusal?: Refusal | undefined
}

export const listPath = ({ membership }: Actor) => `/organisations/${membership.organisation.siren}/enquetes`
export const pathOf = (actor: Actor, { id }: Pick<Survey, 'id'>) => `${listPath(actor)}/${id}`

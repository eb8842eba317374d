import { count, type State } from '#ui'
import type { Case, CaseState, Voices } from '../cases.ts'
import { STATE_WORDS } from '../labels.ts'

const STATES: Record<CaseState, State> = {
  open: 'info',
  accepted: 'ok',
  returned: 'warn',
  refused: 'late',
  withdrawn: 'none',
}

/** Where a case stands. */
export const stateOf = ({ state }: Pick<Case, 'state'>) => ({ state: STATES[state], words: STATE_WORDS[state] })

/** « 5 voix pour, 1 contre, 2 abstentions ». */
export const voicesWords = (voices: Voices): string =>
  [`${voices.for} voix pour`, `${voices.against} contre`, count(voices.abstentions, 'abstention')].join(', ')

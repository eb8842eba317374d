import type { State } from '#ui'
import type { Case, CaseState } from '../cases.ts'
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

import type { State } from '#ui'
import type { Case, CaseState } from '../cases.ts'
import { outcomeWords, STATE_WORDS } from '../labels.ts'

const STATES: Record<CaseState, State> = {
  open: 'info',
  accepted: 'ok',
  returned: 'warn',
  refused: 'late',
  withdrawn: 'none',
}

const OWN_STATES = { accepted: outcomeWords({ outcome: 'accept', own: true }), refused: outcomeWords({ outcome: 'refuse', own: true }) } // biome-ignore format: one line

/** Where a case stands. */
export const stateOf = ({ state, own }: Pick<Case, 'state' | 'own'>) => ({
  state: STATES[state],
  words: own && (state === 'accepted' || state === 'refused') ? OWN_STATES[state] : STATE_WORDS[state],
})

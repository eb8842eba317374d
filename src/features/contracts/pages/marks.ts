import { type IconName, type State, typo } from '#ui'
import type { ConsiderationState, WarningCode } from '../contracts.ts'
import type { ImportState } from '../register/tables.ts'
import { WARNINGS } from '../warnings.ts'

const STATES: Record<ConsiderationState, { state: State; icon: IconName }> = {
  yes: { state: 'ok', icon: 'check' },
  none: { state: 'none', icon: 'dash' },
  'not-filled': { state: 'warn', icon: 'question' },
  unreadable: { state: 'late', icon: 'torn' },
}

/** How a state of a consideration looks, beside its word. */
export const stateMark = (state: ConsiderationState) => STATES[state]

const IMPORTS: Record<ImportState, { state: State; icon: IconName }> = {
  running: { state: 'info', icon: 'clock' },
  finished: { state: 'ok', icon: 'check' },
  refused: { state: 'late', icon: 'cross' },
  interrupted: { state: 'warn', icon: 'alert' },
  undone: { state: 'none', icon: 'left' },
}

/** How a state of an import looks, beside its word. */
export const importMark = (state: ImportState) => IMPORTS[state]

/** What a defect is, and what to correct at the source. */
export const warningLabel = (code: WarningCode) => typo(WARNINGS[code].label)
export const warningFix = (code: WarningCode) => typo(WARNINGS[code].fix)

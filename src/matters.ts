import { EVALUATION_MATTERS } from '#features/evaluation'
import { SCHEME_MATTERS } from '#features/governance'

/** All that bodies may be asked to validate. */
export const MATTERS = [...SCHEME_MATTERS, ...EVALUATION_MATTERS]

import { LAW_CHECKS } from './catalogue-law.ts'
import { TEXT_CHECKS } from './catalogue-text.ts'
import { VALUE_CHECKS } from './catalogue-values.ts'
import type { Check } from './check.ts'

/** All that is checked, by code, in the order in which it is told. */
export const CHECKS = { ...TEXT_CHECKS, ...VALUE_CHECKS, ...LAW_CHECKS } as const satisfies Record<string, Check>
export type CheckCode = keyof typeof CHECKS
export const CODES = Object.keys(CHECKS) as CheckCode[]

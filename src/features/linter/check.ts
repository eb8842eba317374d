/** What a finding means for the scheme: its text is not adopted so; to be put right; good to know. */
export const LEVELS = ['blocking', 'to-fix', 'to-know'] as const
export type Level = (typeof LEVELS)[number]

/** Where a finding is put right: in the text, among values, where pilots are named, in what presents the scheme, by one more indicator. */
export type Mend = 'text' | 'values' | 'pilots' | 'cover' | 'add-indicator'

/** One check: what is found, why it matters, what to do, in French. */
export interface Check {
  level: Level
  title: string
  why: string
  remedy: string
  mend: Mend
}

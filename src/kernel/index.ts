/** The smallest words: refusals, money, identifiers, periods, measures. Imports nothing. */
export * from './decimal.ts'
/** The smallest words: refusals, money, identifiers, periods, measures, old texts. Imports nothing. */
export * from './euros.ts'
export * from './fold.ts'
export * from './measure.ts'
export * from './period.ts'
export * from './refusal.ts'
export * from './siret.ts'
export * from './today.ts'
export * from './together.ts'
export * from './windows.ts'

/** What an indicator is: a number of things, a quantity, a numerator over a denominator, N over N−1, done or not, a level. */
export const KINDS = ['count', 'amount', 'ratio', 'change', 'deliverable', 'scale'] as const
export type Kind = (typeof KINDS)[number]

/** Which way is better. */
export const DIRECTIONS = ['up', 'down', 'none'] as const
export type Direction = (typeof DIRECTIONS)[number]

/** Whether its values are numbers that can be added, divided, compared with a target. */
export const isNumeric = (kind: Kind): boolean => kind !== 'deliverable' && kind !== 'scale'

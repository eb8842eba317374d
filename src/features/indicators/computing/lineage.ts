import { z } from 'zod'
import { type Measured, type Period, parsePeriod } from '#kernel'
import type { Input } from '../formula/evaluate.ts'

const period = z.string().transform((text, context): Period => {
  const read = parsePeriod(text)
  if (read === null) context.addIssue({ code: 'custom', message: 'no period' })
  return read as Period
})
const number = z.string().nullable()

/** How a computed value was made, as it is kept beside it. */
const lineage = z.discriminatedUnion('by', [
  z.object({
    by: z.literal('measure'),
    measure: z.string(),
    filters: z.record(z.string(), z.string()),
    /** What was not counted, and why, in French. */
    excluded: z.array(z.object({ reason: z.string(), count: z.number() })),
    /** The address of the rows behind the figure; empty where nothing was asked. */
    rows: z.string(),
    /** Why there is no figure, in French; empty where there is one. */
    obstacle: z.string(),
  }),
  z.object({
    by: z.literal('formula'),
    formula: z.string(),
    inputs: z.array(
      z.object({
        key: z.string(),
        row: z.string().nullable(),
        period,
        part: z.enum(['value', 'numerator', 'denominator']),
        value: number,
      }),
    ),
    obstacle: z.string(),
  }),
])
export type Lineage = z.infer<typeof lineage>

/** The lineage of a value as it is kept; null where it has none. */
export const readLineage = (stored: unknown): Lineage | null => lineage.safeParse(stored).data ?? null

/** Why there is no computed figure there, in French; empty where there is one, or where none is computed. */
export const obstacleOf = ({ lineage }: { lineage: unknown }): string => readLineage(lineage)?.obstacle ?? ''

/** Whether two values were made in the same way, of the same things. */
export const sameLineage = (one: unknown, other: unknown): boolean => writtenOut(one) === writtenOut(other)

/** The database does not keep the order of names. */
function writtenOut(stored: unknown): string {
  const read = readLineage(stored)
  if (read?.by !== 'measure') return JSON.stringify(read)
  return JSON.stringify({ ...read, filters: Object.entries(read.filters).sort(([a], [b]) => (a < b ? -1 : 1)) })
}

/** The lineage of a figure that a measure gave. */
export const ofMeasure = (
  measure: string,
  filters: Readonly<Record<string, string>>,
  found: Pick<Measured, 'excluded' | 'rows'> | null,
  obstacle: string,
): Lineage => ({
  by: 'measure',
  measure,
  filters,
  excluded: found?.excluded.map(({ reason, count }) => ({ reason, count })) ?? [],
  rows: found?.rows ?? '',
  obstacle,
})

/** The lineage of a figure that a formula gave. */
export const ofFormula = (formula: string, inputs: readonly Input[], obstacle: string): Lineage => ({
  by: 'formula',
  formula,
  inputs: inputs.map(({ key, row, period, part, value }) => ({ key, row, period, part, value })),
  obstacle,
})

import { valuesOf } from '#features/indicators'
import type { Actor } from '#features/organisations'
import { buyersOf, documentOf, pilotingIn, type Scheme } from '#features/scheme'
import { type Measure, parisDay } from '#kernel'
import type { Writer } from '#platform/db'
import type { Finding } from './finding.ts'
import { lint } from './lint.ts'
import type { Given } from './subject.ts'

export interface Asked {
  /** What the platform can measure; unknown measures are not told without. */
  measures?: readonly Measure[]
  /** The year of the bilan that is about to be published: what is asked is then whether it may be. */
  year?: string
}

/** What {@link lint} is given of a scheme: its working text, the current values that the transaction may read, who pilots, today. */
export async function givenOf(
  trx: Writer,
  actor: Actor,
  scheme: Scheme,
  { measures, year }: Asked = {},
): Promise<Given> {
  const document = await documentOf(trx, scheme)
  const buyers = await buyersOf(trx, scheme.id)
  const values = await valuesOf(trx, scheme.id)
  const piloted = new Set((await pilotingIn(trx, actor, [scheme.id])).map(({ action }) => action))
  return {
    ...{ document, buyers, values, piloted },
    measures: measures ? new Set(measures.map(({ code }) => code)) : null,
    today: parisDay(new Date()),
    ...(year === undefined ? {} : { year }),
  }
}

/** All that is found of the working text of a scheme and of its values, for whoever may read it. See {@link lint}. */
export const lintScheme = async (trx: Writer, actor: Actor, scheme: Scheme, asked?: Asked): Promise<Finding[]> =>
  lint(await givenOf(trx, actor, scheme, asked))

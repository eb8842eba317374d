import { bodiesOf, casesOf, chainsOf } from '#features/bodies'
import { evaluationsOf, readCycle } from '#features/evaluation'
import { scopeOfScheme } from '#features/governance'
import type { Actor } from '#features/organisations'
import type { Scheme } from '#features/scheme'
import type { Writer } from '#platform/db'
import type { Composition } from '../bilan/composition.ts'
import { readFacts } from '../bilan/reading.ts'
import type { Validation } from '../bilan/validation.ts'
import { refuse } from '../labels.ts'
import { cycleTold, type Evaluated, lastSaid, shareTold } from './facts.ts'

type Read = Composition['read']

/** What is read of an evaluation: it is told as it was once bodies had last spoken of it, with the figures of its last year. */
async function readFactsOf(
  trx: Writer,
  actor: Actor,
  scheme: Scheme,
  evaluated: Evaluated,
): Promise<Awaited<ReturnType<Read>>> {
  const year = evaluated.years.at(-1) as number
  const day = [`${year}-12-31`, lastSaid(evaluated) ?? ''].sort()[1] as string
  return { ...(await readFacts(trx, actor, scheme, year, day)), evaluated }
}

const namesOf = async (trx: Writer, actor: Actor) =>
  new Map((await bodiesOf(trx, actor)).map(({ id, name }) => [id, name]))

/** Reads what the evaluation of the share of a year is told from. @throws Refusal `evaluation-nothing` */
export const readShare: Read = async (trx, actor, scheme, year) => {
  const told = shareTold(await readCycle(trx, actor, scheme), year, await namesOf(trx, actor))
  return readFactsOf(trx, actor, scheme, told ?? refuse('evaluation-nothing', { year }))
}

/** Reads what the global bilan of a cycle is told from. @param year the one after its last */
export const readGlobal: Read = async (trx, actor, scheme, year) => {
  const cycle = await readCycle(trx, actor, scheme)
  const first = year - cycle.rules.years
  return readFactsOf(trx, actor, scheme, cycleTold(cycle, first, await namesOf(trx, actor)))
}

/** What bodies have to say of the report of a year. @param always whether it is published whatever the rules */
export async function readValidation(
  trx: Writer,
  actor: Actor,
  scheme: Scheme,
  year: number,
  { matter, always }: { matter: string; always: boolean },
): Promise<Validation> {
  const scope = scopeOfScheme(scheme)
  const chains = await chainsOf(trx, actor, scope)
  const cases = await casesOf(trx, actor, { scope, matter, subject: String(year) })
  return {
    published: always || (await evaluationsOf(trx, actor, scheme)).rules.publishYearly,
    chained: (chains.get(matter)?.length ?? 0) > 0,
    asked: cases.at(-1) ?? null,
  }
}

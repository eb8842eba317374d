import type { z } from 'zod'
import { readCycle } from '#features/evaluation'
import { isFinal, reportedBy, type ToldFigure } from '#features/indicators'
import { type Actor, scopeOf } from '#features/organisations'
import { buyersOf, type coverSent, type Figure, findScheme, inForce, openDescribed, type Scheme, type SchemeDocument } from '#features/scheme' // biome-ignore format: one line
import type { Database, Writer } from '#platform/db'
import { day, fr } from '#ui'
import { refuse } from '../labels.ts'
import { lastOf } from '../sheets/figures.ts'
import { editionName, nextOf, textOf } from './editions.ts'
import { nextText, type Starts } from './next-text.ts'
import { type Advised, advisedIn } from './reading.ts'

/** What the next edition of a scheme would begin with. */
export interface Preparing {
  /** The text in force. */
  document: SchemeDocument
  /** What validated evaluations recommend, by the keys of actions. */
  advised: ReadonlyMap<string, Advised>
  /** The edition that is open already; null for none. */
  next: Scheme | null
}

/**
 * Reads what the next edition would begin with.
 * @throws Refusal `edition-led` where another organisation leads | `edition-draft` where nothing is adopted
 */
export async function readPreparing(trx: Writer, actor: Actor, scheme: Scheme): Promise<Preparing> {
  if (scheme.organisation !== actor.membership.organisation.id) refuse('edition-led')
  if (!inForce(scheme)) refuse('edition-draft')
  const document = await textOf(trx, scheme)
  return {
    document,
    advised: advisedIn(await readCycle(trx, actor, scheme)),
    next: await nextOf(trx, actor, scheme, document),
  }
}

/** What is asked of the next edition besides its cover: the actions that it does not take over, whether it starts from the last validated values. */
export interface Wanted {
  without: ReadonlySet<string>
  fromValues: boolean
}

/**
 * Opens the next edition of a scheme as a draft, from the text in force.
 * @returns its code
 * @throws Refusal `scheme-unknown` | `edition-led` | `edition-draft` | `next-known` | `next-early`, and those of opening a scheme
 */
export async function prepareNext(
  db: Database,
  actor: Actor,
  code: string,
  sent: z.infer<typeof coverSent>,
  { without, fromValues }: Wanted,
): Promise<string> {
  const begun = await db.as(scopeOf(actor), async trx => {
    const scheme = (await findScheme(trx, actor, code)) ?? refuse('scheme-unknown')
    const { document, next } = await readPreparing(trx, actor, scheme)
    if (next) refuse('next-known', { title: fr`${next.title} (${editionName(next)})` })
    if (sent.from !== '' && sent.from <= document.from) refuse('next-early', { from: day(document.from) })
    const starts = fromValues ? await lastValues(trx, scheme, document) : () => null
    return nextText(document, without, starts)
  })
  return openDescribed(db, actor, sent, begun)
}

/** The last validated figure of each indicator, of all its buyers together and of each. */
async function lastValues(trx: Writer, scheme: Scheme, document: SchemeDocument): Promise<Starts> {
  const buyers = await buyersOf(trx, scheme.id)
  const told = await reportedBy(trx, scheme, document, Number.MAX_SAFE_INTEGER, { chosen: null })
  const source = fr`Dernière valeur validée de l’édition ${editionName(document)}.`
  const by = new Map(
    [null, ...buyers].map(chosen => [
      chosen?.siren ?? null,
      new Map(told({ buyers, chosen }).map(one => [one.definition.key, figureOf(lastOf(one), source)])),
    ]),
  )
  return (indicator, buyer) => by.get(buyer)?.get(indicator) ?? null
}

/** Where some buyers or rows have said nothing, it is no start. */
function figureOf(last: ToldFigure | undefined, source: string): Figure | null {
  if (last === undefined || last.value === null || last.partial || !isFinal(last)) return null
  const { period, value, numerator, denominator } = last
  return { period, row: null, value, numerator, denominator, source }
}

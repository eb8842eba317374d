import { type Cycle, type Recommendation, readCycle } from '#features/evaluation'
import { isFinal, toldIn } from '#features/indicators'
import { type Actor, type Logo, logoOf } from '#features/organisations'
import {
  buyersOf,
  documentOf,
  frozenTexts,
  inForce,
  openVersion,
  type Scheme,
  type SchemeDocument,
  viewOf,
} from '#features/scheme'
import { parisDay } from '#kernel'
import type { Writer } from '#platform/db'
import { fr } from '#ui'
import { chosenOf } from './choosing.ts'
import { compareEditions, type Edition, type EditionsCompared } from './comparing.ts'
import { editionName, type Pair, textOf } from './editions.ts'

/** A validated evaluation of an action, as far as another edition is concerned. */
export interface Advised {
  year: number
  recommendation: Recommendation
  advice: string
  exitOn: string | null
}

/** What is read of two editions, and who says it. */
export interface ComparisonRead {
  compared: EditionsCompared
  /** What evaluations recommended of the former’s actions, by their keys. */
  advised: ReadonlyMap<string, Advised>
  author: string
  logo: Logo | null
  day: string
}

/** What the organisation has of a text: all of it where it leads the scheme, what is of all and its own otherwise. */
function mine(document: SchemeDocument, { membership }: Actor, scheme: Scheme): SchemeDocument {
  const { id, siren } = membership.organisation
  if (scheme.organisation === id) return document
  const actions = document.actions.filter(({ buyer }) => buyer === null || buyer === siren)
  const shown = new Set(actions.map(({ key }) => key))
  const hidden = new Set(document.actions.flatMap(({ key }) => (shown.has(key) ? [] : [key])))
  return { ...document, actions, indicators: document.indicators.filter(({ parent }) => !hidden.has(parent ?? '')) }
}

/** An edition as the actor’s organisation tells it. @param together whether of all its buyers, rather than of itself */
export async function editionOf(
  trx: Writer,
  actor: Actor,
  scheme: Scheme,
  { document, name, adopted }: Pick<Edition, 'document' | 'name' | 'adopted'>,
  together: boolean,
): Promise<Edition> {
  const buyers = await buyersOf(trx, scheme.id)
  const own = buyers.find(({ id }) => id === actor.membership.organisation.id) ?? null
  const text = mine(document, actor, scheme)
  const told = await toldIn(trx, scheme, text, viewOf(actor, buyers, together ? null : own), isFinal)
  return { code: scheme.code, name, document: text, adopted, told }
}

/** What validated evaluations recommend of actions, by their keys; the last of each. */
export function advisedIn(cycle: Cycle): Map<string, Advised> {
  const shares = cycle.campaigns.map(({ year, actions }) => ({ year, actions }))
  return new Map(
    shares.flatMap(({ year, actions }) =>
      actions.flatMap(({ key, removed, state, evaluation }) =>
        !removed && state === 'validated' && evaluation?.recommendation
          ? [[key, { year, recommendation: evaluation.recommendation, advice: evaluation.advice, exitOn: evaluation.exitOn }] as const] // biome-ignore format: one line
          : [],
      ),
    ),
  )
}

/** Why an action left, as its evaluation has it. */
const whyIn = (advised: ReadonlyMap<string, Advised>) => (key: string) => {
  const one = advised.get(key)
  if (one?.recommendation !== 'leave') return ''
  return fr`l’évaluation de ${one.year} le recommande. ${one.advice}`.trim()
}

/** The texts of a scheme that are compared where it is compared with itself: the first adopted, and what is in force, or else being written. */
async function versionsOf(trx: Writer, scheme: Scheme) {
  const adopted = scheme.versions.filter(({ state }) => state === 'adopted')
  const [first, last] = [adopted[0], adopted.at(-1)]
  if (first === undefined || last === undefined) return null
  const texts = await frozenTexts(trx, scheme, [first.number, last.number])
  const told = ({ number, adoption }: typeof first) => {
    const document = texts.get(number)
    return document && { document, name: fr`version ${number}`, adopted: adoption?.on ?? null }
  }
  const before = told(first)
  const after =
    first.number !== last.number
      ? told(last)
      : openVersion(scheme) && { document: await documentOf(trx, scheme), name: 'texte de travail', adopted: null }
  return before && after ? { before, after } : null
}

/** Reads two editions and what became of one in the other; null where there is one text alone. */
export async function readComparison(
  trx: Writer,
  actor: Actor,
  { former, later }: Pair,
  cycle?: Cycle,
): Promise<ComparisonRead | null> {
  const { organisation } = actor.membership
  const texts = former.id === later.id ? await versionsOf(trx, former) : await editionsOf(trx, former, later)
  if (texts === null) return null
  const together = former.organisation === organisation.id && former.buyers.length > 1
  const before = await editionOf(trx, actor, former, texts.before, together)
  const after = await editionOf(trx, actor, later, texts.after, together)
  const advised = advisedIn(cycle ?? (await readCycle(trx, actor, former)))
  const chosen = former.id === later.id ? {} : await chosenOf(trx, actor, former, later)
  return {
    compared: compareEditions(before, after, chosen, whyIn(advised)),
    advised,
    author: organisation.name,
    logo: await logoOf(trx, actor),
    day: parisDay(new Date()),
  }
}

async function editionsOf(trx: Writer, former: Scheme, later: Scheme) {
  const of = async (scheme: Scheme) => {
    const document = await textOf(trx, scheme)
    return { document, name: editionName(document), adopted: inForce(scheme)?.adoption?.on ?? null }
  }
  return { before: await of(former), after: await of(later) }
}

import { reportedBy, reportedYears } from '#features/indicators'
import { type Actor, logoOf } from '#features/organisations'
import {
  type Action,
  buyersOf,
  documentOf,
  inForceOn,
  presence,
  publicText,
  type Said,
  type Scheme,
  type SchemeDocument,
  saidOn,
  startingYears,
  type View,
  viewOf,
} from '#features/scheme'
import { parisDay } from '#kernel'
import type { Writer } from '#platform/db'
import type { ActionFacts, BilanFacts, GroupFacts, RegisterFacts } from './facts.ts'

/** Of whom an organisation's bilan tells: of all the buyers together where it leads a joint scheme, of itself otherwise. */
export async function bilanView(trx: Writer, actor: Actor, scheme: Scheme): Promise<View> {
  const buyers = await buyersOf(trx, scheme.id)
  const mine = buyers.find(({ id }) => id === actor.membership.organisation.id) ?? null
  const together = buyers.length > 1 && scheme.organisation === actor.membership.organisation.id
  return viewOf(actor, buyers, together ? null : mine)
}

/** The buyers whose figures a view tells. */
export const speakersOf = ({ chosen, buyers }: View) => (chosen ? [chosen] : buyers)

/**
 * The years that the actor's organisation may tell: those of which something is validated, those that indicators start from, and those of the scheme
 * that have begun; latest first.
 */
export async function tellableYears(trx: Writer, actor: Actor, scheme: Scheme): Promise<number[]> {
  const said = await reportedYears(trx, scheme, await bilanView(trx, actor, scheme))
  const today = parisDay(new Date())
  const starts = await startingYears(trx, scheme)
  const years = new Set([...said, ...starts].filter(year => String(year) <= today.slice(0, 4)))
  const last = Math.min(Number(scheme.to.slice(0, 4)), Number(today.slice(0, 4)))
  for (let year = Number(scheme.from.slice(0, 4)); year <= last; year++) years.add(year)
  return [...years].sort((a, b) => b - a)
}

/** The text that a year was led by: the version in force at its end, or else the first one adopted, or else what is being written. */
async function textLeading(trx: Writer, scheme: Scheme, day: string) {
  const adopted = scheme.versions.filter(({ adoption }) => adoption !== null)
  const version = inForceOn(adopted, day) ?? adopted[0]
  const frozen = version && (await publicText(trx, scheme, version.number))
  if (!version?.adoption || !frozen) return { version: null, document: await documentOf(trx, scheme) }
  const { on, deliberation } = version.adoption
  return { version: { number: version.number, on, deliberation }, document: frozen }
}

/**
 * Reads what the bilan of a year is composed from, as the actor's organisation may tell it; what it says of contracts apart.
 * @param until the day that actions are told on; the last of the year unless said, and never one to come
 */
export async function readFacts(
  trx: Writer,
  actor: Actor,
  scheme: Scheme,
  year: number,
  until = `${year}-12-31`,
): Promise<Omit<BilanFacts, keyof RegisterFacts>> {
  const view = await bilanView(trx, actor, scheme)
  const today = parisDay(new Date())
  const day = [until, today].sort()[0] as string
  const { version, document } = await textLeading(trx, scheme, day)
  const { siren, name } = actor.membership.organisation
  const speakers = speakersOf(view)
  const said = new Map<string, ReadonlyMap<string, Said>>()
  for (const buyer of speakers) said.set(buyer.siren, await saidOn(trx, scheme, buyer.id, day))
  // A scheme without other buyers may name none in its text.
  const speaksFor = (owner: string | null) => said.get(owner ?? '') ?? said.get(siren) ?? new Map<string, Said>()
  const shown = document.actions.filter(
    one =>
      (day < document.from || presence(one, day) !== 'to-come') &&
      (view.chosen === null || one.buyer === null || one.buyer === siren),
  )
  const names = new Map(document.buyers.map(one => [one.siren, one.name]))
  const actions = new Map(
    shown.map(one => [one.key, { parent: one.parent, facts: actionFacts(one, speaksFor(one.buyer), day, names) }]),
  )
  // An indicator is shown with the action that it belongs to; one of the scheme, an axis or an objective always.
  const hidden = new Set(document.actions.filter(one => !shown.includes(one)).map(({ key }) => key))
  const mine = { ...document, indicators: document.indicators.filter(one => !hidden.has(one.parent ?? '')) }
  const { code, title, edition, from, to, summary, notice } = document
  const together = view.chosen === null && view.buyers.length > 1
  const told = await reportedBy(trx, scheme, mine, year, view)
  return {
    scheme: { code, title, edition, from, to, summary, notice, isPublic: scheme.publicSince !== null },
    organisation: { siren, name },
    logo: await logoOf(trx, actor),
    buyers: speakers,
    year,
    day,
    version,
    axes: groupsOf(document, [...actions.values()]),
    evaluated: null,
    indicators: told(view),
    byBuyer: together
      ? view.buyers.map(buyer => ({
          siren: buyer.siren,
          name: buyer.name,
          indicators: told({ buyers: view.buyers, chosen: buyer }),
        }))
      : [],
  }
}

function actionFacts(
  { key, code, title, pilots, calendar, left, buyer }: Action,
  said: ReadonlyMap<string, Said>,
  day: string,
  names: ReadonlyMap<string, string>,
): ActionFacts {
  const mine = said.get(key)
  return {
    key,
    code,
    title,
    pilots,
    status: mine?.status?.status ?? null,
    since: mine?.status?.day ?? null,
    steps: calendar.map(({ key: step, title: words, from, to }) => {
      const done = mine?.steps.get(step)
      return { title: words, from, to, done: done?.done ? done.day : null }
    }),
    left: left !== null && left.on <= day ? left : null,
    buyer: buyer === null ? '' : (names.get(buyer) ?? buyer),
  }
}

function groupsOf(
  { axes, objectives }: SchemeDocument,
  actions: readonly { parent: string; facts: ActionFacts }[],
): GroupFacts[] {
  const under = (parent: string) => actions.filter(one => one.parent === parent).map(({ facts }) => facts)
  return axes.map(({ key, code, title, pillar }) => ({
    key,
    code,
    title,
    pillar,
    actions: under(key),
    objectives: objectives
      .filter(({ parent }) => parent === key)
      .map(one => ({ key: one.key, code: one.code, title: one.title, actions: under(one.key) })),
  }))
}

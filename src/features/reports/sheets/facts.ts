import { grouped, publiclyTold, type Told, toldIn } from '#features/indicators'
import { type Actor, type Logo, logoOf } from '#features/organisations'
import {
  type Action,
  contextOf,
  type Own,
  openVersion,
  type PublicScheme,
  publicText,
  type Said,
  type Scheme,
  type SchemeDocument,
  saidOn,
  shows,
  type View,
} from '#features/scheme'
import { parisDay } from '#kernel'
import type { Reader, Writer } from '#platform/db'
import type { VersionFacts } from './versions.ts'

/** What the sheets of a scheme are made from: its text as it stands, where its actions stand, and what its indicators say. */
export interface SheetFacts {
  document: SchemeDocument
  /** Who speaks. */
  author: string
  /** Of who speaks, where it is who asks; null otherwise. */
  logo: Logo | null
  /** Those whose figures these are; one alone is not named. */
  buyers: readonly string[]
  /** The day on which it is true, `YYYY-MM-DD`. */
  day: string
  /** Whether the text is one that nobody has adopted as it is. */
  draft: boolean
  said(action: Action): Said | undefined
  /** The indicators that were asked for, with what is said of them, validated or not. */
  told: readonly Told[]
  /** The adopted ones, oldest first. */
  versions: readonly VersionFacts[]
  /** Where everybody reads it; empty where nobody else does. */
  address: string
}

/** The same, with what each sheet looks up. */
export interface Sheets extends SheetFacts {
  context: ReturnType<typeof contextOf>
  /** The indicators by what they are under; of the scheme itself under nothing. */
  under: ReadonlyMap<string, readonly Told[]>
  /** The marks that buyers have of their own, by their indicator. */
  own: ReadonlyMap<string, readonly Own[]>
}

export function sheetsOf(facts: SheetFacts): Sheets {
  const { document, told } = facts
  return {
    ...facts,
    context: contextOf(document),
    under: grouped(told, ({ definition }) => definition.parent ?? ''),
    own: grouped(document.own, ({ parent }) => parent),
  }
}

/**
 * Reads what the sheets of a scheme tell members, for the buyers of a view: its working text, and the values as they are.
 * @param whole that text, as it was read
 * @param keys the indicators to be told; all of them without
 */
export async function readSheets(
  trx: Writer,
  actor: Actor,
  scheme: Scheme,
  whole: SchemeDocument,
  view: View,
  keys?: readonly string[],
): Promise<Sheets> {
  const actions = whole.actions.filter(({ buyer }) => shows(view, buyer))
  const hidden = new Set(whole.actions.filter(one => !actions.includes(one)).map(({ key }) => key))
  const indicators = whole.indicators.filter(({ parent }) => parent === null || !hidden.has(parent))
  const document = { ...whole, actions, indicators }
  const day = parisDay(new Date())
  const speakers = view.chosen ? [view.chosen] : view.buyers
  const said = new Map<string, ReadonlyMap<string, Said>>()
  for (const { siren, id } of speakers) said.set(siren, await saidOn(trx, scheme, id, day))
  // Of all together, who leads says where the actions of all stand.
  const leading = speakers.find(({ id }) => id === scheme.organisation) ?? speakers[0]
  return sheetsOf({
    document,
    author: view.chosen?.name ?? actor.membership.organisation.name,
    logo: view.chosen && view.chosen.id !== actor.membership.organisation.id ? null : await logoOf(trx, actor),
    buyers: view.chosen ? [] : view.buyers.map(({ name }) => name),
    day,
    draft: openVersion(scheme) !== undefined,
    said: ({ key, buyer }) => (said.get(buyer ?? '') ?? said.get(leading?.siren ?? ''))?.get(key),
    told: await toldIn(trx, scheme, document, view, () => true, keys),
    versions: scheme.versions.flatMap(({ number, adoption, sha256 }) =>
      adoption === null ? [] : [{ number, adoption, sha256: sha256 ?? '' }],
    ),
    address: '',
  })
}

/** The same of what everybody reads: the text in force, and the values that are published. */
export async function readPublicSheets(reader: Reader, scheme: PublicScheme, address: string): Promise<Sheets> {
  const last = scheme.versions.at(-1) ?? scheme.versions[0]
  const document = await publicText(reader, scheme, last.number)
  if (document === null) throw new Error(`no text for ${scheme.code} ${last.number}`)
  const day = parisDay(new Date())
  const said = await saidOn(reader, scheme, scheme.organisation, day)
  const keys = document.indicators.map(({ key }) => key)
  return sheetsOf({
    document,
    author: scheme.buyers[0] ?? '',
    // Nobody publishes it but with a bilan.
    logo: null,
    buyers: scheme.buyers.length > 1 ? scheme.buyers : [],
    day,
    draft: false,
    said: ({ key }) => said.get(key),
    told: await publiclyTold(reader, scheme, document, keys),
    versions: scheme.versions,
    address,
  })
}

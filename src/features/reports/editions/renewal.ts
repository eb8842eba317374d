import { type Cycle, type GlobalRead, globalRead, readCycle } from '#features/evaluation'
import type { Told } from '#features/indicators'
import { type Actor, type Logo, logoOf } from '#features/organisations'
import { inForce, type Scheme, type SchemeDocument } from '#features/scheme'
import { parisDay } from '#kernel'
import type { Writer } from '#platform/db'
import { keptOf, type Written } from '../bilan/writing.ts'
import { refuse } from '../labels.ts'
import type { VersionFacts } from '../sheets/versions.ts'
import { yearOfEdition } from './choosing.ts'
import { nextOf, textOf } from './editions.ts'
import { type Advised, advisedIn, type ComparisonRead, editionOf, readComparison } from './reading.ts'

/** What is written by hand in a renewal file: what it is called, and where it is kept. */
export const PARTS = {
  orientations: { title: 'Orientations pour l’édition suivante', kept: 'renouvellement:orientations' },
  ajouts: { title: 'Actions à ajouter', kept: 'renouvellement:ajouts' },
} as const
export type Part = keyof typeof PARTS
export const isPart = (word: string | undefined): word is Part => word !== undefined && Object.hasOwn(PARTS, word)

/** Everything that the renewal file of an edition is composed from. */
export interface Renewal {
  scheme: Scheme
  /** The text in force. */
  document: SchemeDocument
  cycle: Cycle
  global: GlobalRead
  advised: ReadonlyMap<string, Advised>
  told: readonly Told[]
  written: Readonly<Record<Part, Written>>
  /** The edition that goes on with it, where one is open, and what becomes of this one there. */
  next: { scheme: Scheme; read: ComparisonRead } | null
  /** The adopted ones, oldest first. */
  versions: readonly VersionFacts[]
  author: string
  logo: Logo | null
  day: string
}

/** Reads what an assembly needs to renew an edition. @throws Refusal `edition-draft` where nothing is adopted */
export async function readRenewal(trx: Writer, actor: Actor, scheme: Scheme): Promise<Renewal> {
  const adopted = inForce(scheme)?.adoption ?? refuse('edition-draft')
  const document = await textOf(trx, scheme)
  const cycle = await readCycle(trx, actor, scheme)
  const later = await nextOf(trx, actor, scheme, document)
  const read = later && (await readComparison(trx, actor, { former: scheme, later }, cycle))
  const together = scheme.organisation === actor.membership.organisation.id && scheme.buyers.length > 1
  const ending =
    read?.compared.before ??
    (await editionOf(trx, actor, scheme, { document, name: '', adopted: adopted.on }, together))
  const { written } = await keptOf(trx, actor, scheme, yearOfEdition(scheme))
  const writtenOf = (part: Part) => written.get(PARTS[part].kept) ?? { words: '', revision: 0 }
  return {
    ...{ scheme, cycle },
    document: ending.document,
    global: globalRead(cycle),
    advised: advisedIn(cycle),
    told: ending.told,
    written: { orientations: writtenOf('orientations'), ajouts: writtenOf('ajouts') },
    next: later && read ? { scheme: later, read } : null,
    versions: scheme.versions.flatMap(({ number, adoption, sha256 }) =>
      adoption === null ? [] : [{ number, adoption, sha256: sha256 ?? '' }],
    ),
    author: actor.membership.organisation.name,
    logo: read?.logo ?? (await logoOf(trx, actor)),
    day: parisDay(new Date()),
  }
}

/** The indicators that have a firm target and a value, and those of them that reach it. */
export function targetsIn({ told }: Pick<Renewal, 'told'>): { aimed: Told[]; reached: Told[] } {
  const aimed = told.filter(
    ({ definition, facts }) => !definition.support && Array.isArray(facts.targets) && facts.targets.length > 0 && facts.values.length > 0, // biome-ignore format: one line
  )
  return { aimed, reached: aimed.filter(({ standing }) => standing.standing === 'reached') }
}

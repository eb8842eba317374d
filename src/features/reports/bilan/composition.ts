import type { Register } from '#features/contracts'
import type { Told } from '#features/indicators'
import type { Actor } from '#features/organisations'
import type { Scheme } from '#features/scheme'
import type { Writer } from '#platform/db'
import { type Block, type Cover, type Deck, markdownBlocks, type Paper } from '#platform/paper'
import { heading } from './composing/pieces.ts'
import type { BilanFacts, RegisterFacts } from './facts.ts'
import { ordered, type Plan, type Sections } from './sections.ts'
import type { Validation } from './validation.ts'

/** What is written by hand, by the key of what it is said of: a section, `axe:KEY`, `action:KEY`, `indicateur:KEY`, `marche:IDENTITY`. */
export type Texts = ReadonlyMap<string, string>

/** What the lead says of a part, as blocks, by its key. */
export type Comments = (key: string, level: 2 | 3 | 4) => readonly Block[]

/** Everything that a report is: what was read, what was written, how it is wanted. */
export interface Bilan {
  composition: Composition
  facts: BilanFacts
  plan: Plan
  texts: Texts
  /** The permanent address of what is published; empty for a draft. */
  address: string
}

/** A report that there may be: the year of its address, what it is called, what its publication is about in time. */
export interface Tellable {
  year: number
  title: string
  period: string
}

/** What is read of a report, but for what the register of contracts knows. */
export interface Reading extends Pick<Tellable, 'period'> {
  facts: Omit<BilanFacts, keyof RegisterFacts>
  /** What bodies have to say of it; null for the bilan of a year, which waits for nobody. */
  validation: Validation | null
}

/** A sort of report of a scheme, of a year: its bilan, the evaluation of a share, the global bilan of a cycle. All else is the same for each of them. */
export interface Composition {
  /** As in `bilan.kind`. */
  name: 'bilan' | 'evaluation' | 'global'
  /** What its publications are, and its files are called. */
  file: 'bilan' | 'evaluation'
  sections: Sections
  /** Where that of a year is prepared, after the address of its scheme. */
  at(year: number | string): string
  /** The pages that it is under, likewise. */
  above(year: number): readonly { label: string; at: string }[]
  /** Those that there may be, latest first. */
  tells(trx: Writer, actor: Actor, scheme: Scheme): Promise<readonly Tellable[]>
  /** Reads that of a year. @throws Refusal `year-nothing` | `evaluation-nothing` */
  read(trx: Writer, actor: Actor, scheme: Scheme, year: number): Promise<Reading>
  /** Reads what it says of contracts. @param chosen identities, in their order */
  register(
    register: Register,
    facts: Pick<BilanFacts, 'buyers' | 'year'>,
    chosen: readonly string[],
  ): Promise<RegisterFacts>
  /** How bodies validate it; nothing for what they do not. */
  validated?: {
    matter: string
    /** What that matter is called. */
    called: string
    /** What they are given to read first, in Markdown. */
    words(facts: BilanFacts): string
  }
  /** What it says of itself, beside what covers have in common. */
  cover(facts: BilanFacts): Pick<Cover, 'title' | 'description' | 'facts'>
  /** What a section computes. @param written whether somebody wrote in it */
  section(key: string, bilan: Bilan, comments: Comments, written: boolean): readonly Block[]
  /** The indicators that are drawn. */
  charted(facts: BilanFacts, plan: Plan): readonly Told[]
  slides(bilan: Bilan): Deck['slides']
  /** What its open data have beside indicators, values and actions. @param site the address that those of pages begin with */
  data(facts: BilanFacts, site: string): readonly OwnFile[]
}

/** A file of open data: its name, what it holds in a line of French, its text. */
export interface OwnFile {
  name: string
  says: string
  body: string
}

/** What a report says of itself. */
export function coverOf({ composition, facts, address }: Bilan): Cover {
  const { scheme, organisation, logo, buyers, day } = facts
  const { facts: lines, ...said } = composition.cover(facts)
  const period = `${scheme.from.slice(0, 4)}-${scheme.to.slice(0, 4)}`
  return {
    ...said,
    subtitle: scheme.title,
    author: organisation.name,
    day,
    facts: [
      ...(buyers.length > 1 ? [{ label: 'Acheteurs', text: buyers.map(({ name }) => name).join(', ') }] : []),
      ...lines,
      { label: 'Schéma', text: [...new Set([scheme.edition, period])].filter(Boolean).join(', ') },
    ],
    notice: scheme.notice,
    address,
    ...(logo ? { logo } : {}),
  }
}

/** Composes a report: the same pieces for every format. */
export function paperOf(bilan: Bilan): Paper {
  const { plan, composition } = bilan
  const shown = ordered(plan, composition.sections).filter(key => !plan.hidden.includes(key))
  return { ...coverOf(bilan), blocks: shown.flatMap(key => sectionOf(key, bilan)) }
}

/** A section with its heading; nothing where it has nothing to say. */
function sectionOf(key: string, bilan: Bilan): Block[] {
  const { texts, composition } = bilan
  const comments: Comments = (of, level) => markdownBlocks(texts.get(of) ?? '', level, `texte-${of.replace(':', '-')}`)
  const written = comments(key, 2)
  const blocks = [...written, ...composition.section(key, bilan, comments, written.length > 0)]
  return blocks.length === 0 ? [] : [heading(1, key, composition.sections[key]?.title ?? key), ...blocks]
}

/** A report for an assembly: a cover, then its slides. */
export const deckOf = (bilan: Bilan): Deck => ({ ...coverOf(bilan), slides: bilan.composition.slides(bilan) })

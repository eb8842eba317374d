import type { Told } from '#features/indicators'
import { type Block, type Cover, markdownBlocks, type Paper } from '#platform/paper'
import { count, fr } from '#ui'
import { annexes } from './composing/annexes.ts'
import { axes, drawn } from './composing/axes.ts'
import { bought } from './composing/contracts.ts'
import { keyFigures, keyIndicators } from './composing/key-figures.ts'
import { method } from './composing/method.ts'
import { difficulties, programme } from './composing/next.ts'
import { heading, ofYear } from './composing/pieces.ts'
import { progress } from './composing/progress.ts'
import { actionsIn, type BilanFacts, isStart, titleOf } from './facts.ts'
import { ordered, type Plan, SECTIONS, type SectionKey } from './sections.ts'

/** Charts that a document may hold before it is more drawings than words. */
const MOST_CHARTS = 24

/** What is written by hand, by the key of what it is said of: a section, `axe:KEY`, `action:KEY`, `indicateur:KEY`, `marche:IDENTITY`. */
export type Texts = ReadonlyMap<string, string>

/** Everything that a bilan is: what was read, what was written, how it is wanted. */
export interface Bilan {
  facts: BilanFacts
  plan: Plan
  texts: Texts
  /** The permanent address of what is published; empty for a draft. */
  address: string
}

/** What a bilan says of itself. */
export function coverOf({ facts, address }: Bilan): Cover {
  const { scheme, organisation, logo, year, buyers, day } = facts
  const title = titleOf(facts)
  const period = `${scheme.from.slice(0, 4)}-${scheme.to.slice(0, 4)}`
  return {
    title,
    subtitle: scheme.title,
    author: organisation.name,
    description: described(facts),
    day,
    facts: [
      ...(buyers.length > 1 ? [{ label: 'Acheteurs', text: buyers.map(({ name }) => name).join(', ') }] : []),
      { label: isStart(facts) ? 'Année de départ' : 'Année', text: String(year) },
      { label: 'Schéma', text: [...new Set([scheme.edition, period])].filter(Boolean).join(', ') },
    ],
    notice: scheme.notice,
    address,
    ...(logo ? { logo } : {}),
  }
}

/** What it holds, in a sentence. */
function described(facts: BilanFacts): string {
  const { year, indicators, organisation } = facts
  const said = indicators.filter(one => ofYear(one, year) !== undefined).length
  const figures = fr`${count(said, 'indicateur')} en ${year}`
  const actions = actionsIn(facts).length
  return isStart(facts)
    ? fr`D’où part ${organisation.name} : ce que ${said < 2 ? 'disait' : 'disaient'} ${figures}.`
    : fr`Où en ${actions < 2 ? 'est' : 'sont'} ${count(actions, 'action')}, et ce que ${said < 2 ? 'dit' : 'disent'} ${figures}.`
}

/** Composes a bilan: the same pieces for every format. */
export function paperOf(bilan: Bilan): Paper {
  const { plan } = bilan
  const shown = ordered(plan).filter(key => !plan.hidden.includes(key))
  return { ...coverOf(bilan), blocks: shown.flatMap(key => sectionOf(key, bilan)) }
}

/** The indicators that are drawn: those that open the bilan first, then those that say something of the year. */
export function chartedIn(facts: BilanFacts, plan: Plan): Told[] {
  const key = keyIndicators(facts, plan.figures)
  const others = facts.indicators.filter(one => !key.includes(one) && drawn(one, facts.year))
  return [...key, ...others].slice(0, MOST_CHARTS)
}

/** A section with its heading; nothing where it has nothing to say. */
function sectionOf(key: SectionKey, bilan: Bilan): Block[] {
  const { facts, plan, texts } = bilan
  const comment = (of: string, level: 2 | 3 | 4) =>
    markdownBlocks(texts.get(of) ?? '', level, `texte-${of.replace(':', '-')}`)
  const written = comment(key, 2)
  const start = isStart(facts)
  const computed = (): Block[] => {
    switch (key) {
      case 'essentiel':
        return keyFigures(facts, plan.figures)
      case 'presentation':
        return written.length > 0 ? [] : markdownBlocks(facts.scheme.summary, 2, 'resume')
      case 'avancement':
        return start ? [] : progress(facts)
      case 'axes':
        return axes(facts, new Set(chartedIn(facts, plan).map(({ definition }) => definition.key)), comment)
      case 'marches':
        return bought(facts, comment)
      case 'difficultes':
        return start ? [] : difficulties(facts)
      case 'programme':
        return start ? [] : programme(facts)
      case 'methode':
        return method(facts)
      case 'annexes':
        return annexes(facts)
    }
  }
  const blocks = [...written, ...computed()]
  return blocks.length === 0 ? [] : [heading(1, key, SECTIONS[key]), ...blocks]
}

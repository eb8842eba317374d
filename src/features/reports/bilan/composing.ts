import type { Told } from '#features/indicators'
import { type Block, markdownBlocks } from '#platform/paper'
import { count, fr } from '#ui'
import { refuse } from '../labels.ts'
import { contractsCsv, ratesCsv } from '../open-data/contracts.ts'
import { annexes } from './composing/annexes.ts'
import { axes, drawn } from './composing/axes.ts'
import { bought } from './composing/contracts.ts'
import { keyFigures, keyIndicators } from './composing/key-figures.ts'
import { method } from './composing/method.ts'
import { difficulties, programme } from './composing/next.ts'
import { ofYear } from './composing/pieces.ts'
import { progress } from './composing/progress.ts'
import type { Bilan, Comments, Composition } from './composition.ts'
import { registerFacts } from './contracts.ts'
import { slidesOf } from './deck.ts'
import { actionsIn, type BilanFacts, isStart, titleOf } from './facts.ts'
import { readFacts, tellableYears } from './reading.ts'
import { type Plan, SECTIONS, type SectionKey } from './sections.ts'

/** Charts that a document may hold before it is more drawings than words. */
export const MOST_CHARTS = 24

/** The indicators that are drawn: those that open the bilan first, then those that say something of the year. */
export function chartedIn(facts: BilanFacts, plan: Plan): Told[] {
  const key = keyIndicators(facts, plan.figures)
  const others = facts.indicators.filter(one => !key.includes(one) && drawn(one, facts.year))
  return [...key, ...others].slice(0, MOST_CHARTS)
}

/** What a bilan holds, in a sentence. */
function described(facts: BilanFacts): string {
  const { year, indicators, organisation } = facts
  const said = indicators.filter(one => ofYear(one, year) !== undefined).length
  const figures = fr`${count(said, 'indicateur')} en ${year}`
  const actions = actionsIn(facts).length
  return isStart(facts)
    ? fr`D’où part ${organisation.name} : ce que ${said < 2 ? 'disait' : 'disaient'} ${figures}.`
    : fr`Où en ${actions < 2 ? 'est' : 'sont'} ${count(actions, 'action')}, et ce que ${said < 2 ? 'dit' : 'disent'} ${figures}.`
}

function sectionOf(key: SectionKey, { facts, plan }: Bilan, comments: Comments, written: boolean): readonly Block[] {
  const start = isStart(facts)
  switch (key) {
    case 'essentiel':
      return keyFigures(facts, plan.figures)
    case 'presentation':
      return written ? [] : markdownBlocks(facts.scheme.summary, 2, 'resume')
    case 'avancement':
      return start ? [] : progress(facts)
    case 'axes':
      return axes(facts, new Set(chartedIn(facts, plan).map(({ definition }) => definition.key)), comments)
    case 'marches':
      return bought(facts, comments)
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

/** The bilan of a year of a scheme, or where it started from. */
export const BILAN: Composition = {
  name: 'bilan',
  file: 'bilan',
  sections: SECTIONS,
  at: year => `/bilans/${year}`,
  above: () => [{ label: 'Bilans', at: '/bilans' }],
  tells: async (trx, actor, scheme) =>
    (await tellableYears(trx, actor, scheme)).map(year => ({
      year,
      title: titleOf({ year, scheme }),
      period: String(year),
    })),
  read: async (trx, actor, scheme, year) => {
    if (!(await tellableYears(trx, actor, scheme)).includes(year)) refuse('year-nothing', { year })
    return { facts: await readFacts(trx, actor, scheme, year), period: String(year), validation: null }
  },
  register: registerFacts,
  cover: facts => ({
    title: titleOf(facts),
    description: described(facts),
    facts: [{ label: isStart(facts) ? 'Année de départ' : 'Année', text: String(facts.year) }],
  }),
  section: (key, ...rest) => sectionOf(key as SectionKey, ...rest),
  charted: chartedIn,
  slides: slidesOf,
  data: (facts, site) => [
    {
      name: 'marches.csv',
      says: 'un marché retenu par ligne, tel que le registre le connaissait',
      body: contractsCsv(facts, site),
    },
    {
      name: 'taux.csv',
      says: 'les taux de l’année, par acheteur et par volet, et ce qui les compose',
      body: ratesCsv(facts),
    },
  ],
}

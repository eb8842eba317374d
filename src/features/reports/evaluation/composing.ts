import { evaluationsOf, GLOBAL_REPORT, SHARE_REPORT } from '#features/evaluation'
import type { Told } from '#features/indicators'
import { count, fr } from '#ui'
import { drawn } from '../bilan/composing/axes.ts'
import { keyIndicators } from '../bilan/composing/key-figures.ts'
import { MOST_CHARTS } from '../bilan/composing.ts'
import type { Composition } from '../bilan/composition.ts'
import type { BilanFacts } from '../bilan/facts.ts'
import { actions } from './composing/actions.ts'
import { advice, covered, decisions, moves, removed, shares } from './composing/course.ts'
import { coverageWords, essentials } from './composing/essentials.ts'
import { method } from './composing/method.ts'
import { type EvaluationFacts, evaluationIn, gradeWords, indicatorsUnder, yearsWords } from './composing/telling.ts'
import { dataOf } from './data.ts'
import { slidesOf } from './deck.ts'
import { periodOf, readGlobal, readShare } from './reading.ts'
import { type EvaluationSection, GLOBAL_SECTIONS, SHARE_SECTIONS } from './sections.ts'

/** The indicators that are drawn: those of a share, or those that open the global bilan. */
function charted(facts: BilanFacts): readonly Told[] {
  const told = evaluationIn(facts)
  if (told.evaluated.of === 'cycle') return keyIndicators(facts, [])
  const under = indicatorsUnder(facts)
  return told.evaluated.shares
    .flatMap(share => share.actions.flatMap(({ key }) => under.get(key) ?? []))
    .filter(one => drawn(one, facts.year))
    .slice(0, MOST_CHARTS)
}

function sectionOf(key: EvaluationSection, facts: EvaluationFacts) {
  switch (key) {
    case 'essentiel':
      return essentials(facts)
    case 'presentation':
      return []
    case 'actions':
      return [
        ...actions(facts, new Set(charted(facts).map(({ definition }) => definition.key))),
        ...(facts.evaluated.of === 'share' ? facts.evaluated.shares.flatMap(removed) : []),
      ]
    case 'couverture':
      return covered(facts)
    case 'parts':
      return shares(facts)
    case 'mouvements':
      return moves(facts)
    case 'suites':
      return advice(facts)
    case 'decisions':
      return decisions(facts)
    case 'methode':
      return method(facts)
  }
}

/** What bodies read first: how much is evaluated, then each action with its judgement, in Markdown. */
function casedIn(facts: BilanFacts): string {
  const { evaluated } = evaluationIn(facts)
  const lines = evaluated.shares.flatMap(({ year, actions: all }) =>
    all.map(({ code, title, said }) => {
      const name = [code, title].filter(Boolean).join(' ')
      return fr`- ${name} (part ${year}) : ${said ? gradeWords(said.grade) : 'pas encore évaluée'}`
    }),
  )
  return [coverageWords(evaluated), '', ...lines].join('\n')
}

type Both = 'file' | 'register' | 'section' | 'charted' | 'slides' | 'data'
/** What the evaluation of a share and that of a cycle have in common. */
const EVALUATION: Pick<Composition, Both> = {
  file: 'evaluation',
  register: async () => ({ contracts: [], rates: [], registerDay: null }),
  section: (key, { facts }) => sectionOf(key as EvaluationSection, evaluationIn(facts)),
  charted,
  slides: slidesOf,
  data: facts => dataOf(evaluationIn(facts)),
}

/** The evaluation of the share of a year. */
export const YEARLY: Composition = {
  ...EVALUATION,
  name: 'evaluation',
  sections: SHARE_SECTIONS,
  at: year => `/evaluation/${year}/bilan`,
  above: year => [
    { label: 'Évaluation', at: '/evaluation' },
    { label: `Campagne ${year}`, at: `/evaluation/${year}` },
  ],
  tells: async (trx, actor, scheme) =>
    (await evaluationsOf(trx, actor, scheme)).years.map(year => ({
      year,
      title: shareTitle(year),
      period: periodOf({ of: 'share', years: [year] }),
    })),
  read: readShare,
  validated: {
    matter: SHARE_REPORT,
    called: 'Bilan d’une part',
    words: casedIn,
  },
  cover: facts => {
    const { evaluated } = evaluationIn(facts)
    const all = evaluated.shares.flatMap(share => share.actions)
    return {
      title: shareTitle(facts.year),
      description: fr`Ce qui est jugé de ${count(all.length, 'action')} évaluée${all.length < 2 ? '' : 's'} pour ${facts.year}, à côté de leurs indicateurs.`,
      facts: [
        { label: 'Part', text: String(facts.year) },
        { label: 'Cycle', text: yearsWords(evaluated.cycle) },
      ],
    }
  },
}

const shareTitle = (year: number) => `Évaluation ${year}`
const globalTitle = (years: readonly number[]) => `Bilan global ${yearsWords(years)}`

/** The global bilan of a cycle, of the year after its last share. */
export const GLOBAL: Composition = {
  ...EVALUATION,
  name: 'global',
  sections: GLOBAL_SECTIONS,
  at: year => `/evaluation/bilan-global/${year}`,
  above: () => [{ label: 'Évaluation', at: '/evaluation' }],
  tells: async (trx, actor, scheme) =>
    (await evaluationsOf(trx, actor, scheme)).cycles.map(years => ({
      year: (years.at(-1) as number) + 1,
      title: globalTitle(years),
      period: periodOf({ of: 'cycle', years }),
    })),
  read: readGlobal,
  validated: {
    matter: GLOBAL_REPORT,
    called: 'Bilan global',
    words: casedIn,
  },
  cover: facts => {
    const { evaluated } = evaluationIn(facts)
    return {
      title: globalTitle(evaluated.years),
      description: coverageWords(evaluated),
      facts: [{ label: 'Cycle', text: yearsWords(evaluated.cycle) }],
    }
  },
}

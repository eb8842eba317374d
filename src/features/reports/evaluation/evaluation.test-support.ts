import { CRITERIA, type Cycle, DEFAULT_RULES, type Evaluation, type Grade } from '#features/evaluation'
import type { Bilan } from '../bilan/composition.ts'
import { BILAN } from '../bilan/facts.test-support.ts'
import { GLOBAL, YEARLY } from './composing.ts'
import { cycleTold, type Evaluated, shareTold } from './facts.ts'

type Campaign = Cycle['campaigns'][number]
type Share = Campaign['actions'][number]
export const BODIES = new Map([['technique', 'Comité technique']])

const decided = (on: string): NonNullable<Share['asked']> => ({
  ...{ id: on, scope: 's', matter: 'm', subject: 's', title: 't', fingerprint: 'f', words: '', bodies: ['technique'] },
  ...{ level: 1, state: 'accepted', openedAt: new Date(on), openedBy: 'p', closedAt: new Date(on), own: false },
  decisions: [
    {
      ...{ level: 0, body: 'technique', outcome: 'accept', reason: '', way: 'alone', meeting: null, round: null },
      ...{ seats: [], voices: null, on, recordedAt: new Date(on), recordedBy: 'p' },
    },
  ],
})

/** An evaluation whose grade is that of each criterion too. */
export const said = (grade: Grade, more: Partial<Evaluation> = {}): Evaluation => ({
  judgements: Object.fromEntries(CRITERIA.map(one => [one, { grade, words: '' }])),
  ...{ grade, strengths: '', obstacles: '', evidence: '', advice: '' },
  ...{ recommendation: 'continue', exitOn: null, revision: 1, validatedAt: new Date('2024-07-02'), ...more },
})

/** An action of a share: validated where something is said of it. */
export const shared = (key: string, evaluation: Evaluation | null, more: Partial<Share> = {}): Share => ({
  ...{ key, code: key.toUpperCase(), title: `Action ${key}`, origin: 'proposed', removed: false, reason: '' },
  ...{ state: evaluation ? 'validated' : 'designated', evaluation, validatedBy: null },
  ...{ asked: evaluation ? decided('2024-07-02') : null, ...more },
})

/** The cycle 2023-2024 of the small scheme, as far as its reports know it; its rules are those of the source, over two years. */
export function cycle(shares: Readonly<Record<number, readonly Share[]>>, more: Partial<Cycle> = {}): Cycle {
  const campaigns = Object.entries(shares).map(([year, actions]): Campaign => {
    const asked = decided(`${year}-01-10`)
    return {
      ...{ id: year, year: Number(year), cycle: 2023, state: 'designated', designatedAt: asked.closedAt, asked },
      designatedBy: null,
      ...{ due: null, actions },
    }
  })
  const candidate = (key: string, axis: string, entered: string | null = null) => ({
    ...{ key, code: key.toUpperCase(), title: `Action ${key}`, pilots: [], axis, entered, left: null },
  })
  return {
    ...{ rules: { ...DEFAULT_RULES, years: 2 }, cycled: { from: '2023-01-01', adopted: '2023-02-10' } },
    ...{
      years: [2023, 2024],
      calendar: [],
      campaigns,
      strategies: new Map(),
      reports: { shares: new Map(), cycles: new Map() },
    },
    actions: [candidate('papier', 'ecologie'), candidate('cantines', 'ecologie'), candidate('clauses', 'social', '2024-05-02')], // biome-ignore format: one line
    coverage: { actions: 0, evaluated: 0, missing: [] },
    ...more,
  }
}

const reported = (composition: Bilan['composition'], evaluated: Evaluated): Bilan => ({
  ...BILAN,
  composition,
  facts: { ...BILAN.facts, contracts: [], rates: [], registerDay: null, evaluated },
  texts: new Map(),
})

/** The report of the share of a year of it, and that of all of it. */
export const ofShare = (of: Cycle, year: number): Bilan => {
  const told = shareTold(of, year, BODIES)
  if (told === null) throw new Error(`no campaign of ${year}`)
  return reported(YEARLY, told)
}
export const ofCycle = (of: Cycle): Bilan => reported(GLOBAL, cycleTold(of, 2023, BODIES))

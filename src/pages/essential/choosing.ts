import type { Pillar, State } from '#ui'

/** A figure that somebody who decides could be shown. */
export interface KeyFigure {
  kind: 'environmental' | 'social' | 'on-track' | 'coverage' | 'indicator'
  pillar?: Pillar
  /** In French, with its unit. */
  value: string
  /** What it is, as the rest of the sentence that the value begins. */
  label: string
  /** Where it stands with regard to its target, in two or three words. */
  standing?: { state: State; words: string }
  /** The year before; null where there is none to compare with. */
  before: string | null
  /** What is aimed at; null without a numeric target. */
  target: string | null
  /** Where it comes from. */
  source: string
  /** Where it is explained. */
  href: string
  /** What is found there, where that is no calculation. */
  leads?: string
  /** Of an indicator: whether it has a firm target. */
  firm?: boolean
}

/** Something that goes wrong, in a sentence. */
export interface Warning {
  kind: (typeof PRESSING)[number]
  /** How much it weighs among those of its kind: days of delay, how many things, how far from what was expected. */
  weight: number
  title: string
  text: string
  href: string
}

const FIGURES = 5
const WARNINGS = 3

/** Figures that every buyer is asked for, in the order in which they are read. */
const ALWAYS: readonly KeyFigure['kind'][] = ['environmental', 'social', 'on-track', 'coverage']

/** What presses first: what a day was set for, then what drifts, then what is not known. */
export const PRESSING = ['evaluations', 'decisions', 'actions', 'indicator', 'rate', 'silence'] as const

/**
 * The five figures of the page: the two rates, the actions that advance and what is evaluated, where they exist; then indicators, those that have a
 * firm target and a year before first, in the order of the scheme.
 */
export function keyFigures(candidates: readonly KeyFigure[]): KeyFigure[] {
  const rank = ({ firm, before }: KeyFigure) => (firm ? 0 : 2) + (before === null ? 1 : 0)
  const always = ALWAYS.flatMap(kind => candidates.find(one => one.kind === kind) ?? [])
  const indicators = candidates.filter(({ kind }) => kind === 'indicator').sort((a, b) => rank(a) - rank(b))
  return [...always, ...indicators].slice(0, FIGURES)
}

/** The three warnings of the page, fewer where there are fewer: the heaviest of each kind in the order in which they press, then the next ones. */
export function warnings(candidates: readonly Warning[]): Warning[] {
  const turns = new Map<Warning['kind'], number>()
  return [...candidates]
    .sort((a, b) => b.weight - a.weight)
    .map(one => {
      const turn = turns.get(one.kind) ?? 0
      turns.set(one.kind, turn + 1)
      return { one, turn, press: PRESSING.indexOf(one.kind) }
    })
    .sort((a, b) => a.turn - b.turn || a.press - b.press)
    .slice(0, WARNINGS)
    .map(({ one }) => one)
}

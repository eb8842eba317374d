import { explainStanding, inPeriod, type Told } from '#features/indicators'
import type { Block, KeyFigure } from '#platform/paper'
import { count, fr } from '#ui'
import { actionsIn, type BilanFacts, isStart } from '../facts.ts'
import {
  changeWords,
  figureCell,
  ofYear,
  startCell,
  targetCell,
  targetOf,
  termsWords,
  text,
  yearBefore,
} from './pieces.ts'

/** As many as are read at a glance. */
const MOST = 8

/** The indicators that open a bilan: those that were chosen, or else those of the year that have a firm target, then those that have a value. */
export function keyIndicators({ indicators, year }: BilanFacts, chosen: readonly string[]): Told[] {
  if (chosen.length > 0) return chosen.flatMap(key => indicators.find(({ definition }) => definition.key === key) ?? [])
  const said = indicators.filter(one => ofYear(one, year)?.value != null && one.definition.kind !== 'deliverable')
  const firm = (one: Told) => (targetOf(one, year)?.tentative === false ? 0 : 1)
  return said
    .map((one, rank) => ({ one, order: firm(one) * 2 + (one.definition.support ? 1 : 0), rank }))
    .sort((a, b) => a.order - b.order || a.rank - b.rank)
    .slice(0, MOST)
    .map(({ one }) => one)
}

function keyFigure(told: Told, year: number): KeyFigure {
  const now = ofYear(told, year)
  const before = now && yearBefore(told, now.period)
  const start = startCell(told)
  const target = targetCell(told, year)
  const change = changeWords(told, now, before)
  const terms = termsWords(now)
  const notes = [
    terms,
    before && change ? fr`${change} depuis ${before.period}` : '',
    start.value === undefined ? '' : fr`T0 : ${start.text}`,
    target.value === undefined ? '' : fr`Cible : ${target.text}`,
  ]
  return { label: told.definition.label, figure: figureCell(told, now), notes: notes.filter(note => note !== '') }
}

/** What is read first: some figures, each against its target and the year before, then where the actions stand. */
export function keyFigures(facts: BilanFacts, chosen: readonly string[]): Block[] {
  const { year } = facts
  const shown = keyIndicators(facts, chosen)
  const blocks: Block[] = []
  if (shown.length > 0)
    blocks.push({
      as: 'figures',
      id: 'chiffres-cles',
      caption: 'Chiffres clés',
      items: shown.map(one => keyFigure(one, year)),
    })
  else blocks.push(text(fr`Aucune valeur de ${year} n’est encore validée.`))
  if (isStart(facts)) return blocks
  const messages = shown.filter(one => one.standing.standing !== 'not-measurable' && ofYear(one, year) !== undefined)
  if (messages.length > 0)
    blocks.push({
      as: 'list',
      ordered: false,
      items: messages.map(one => [
        text({ text: one.definition.label, strong: true }, fr` : ${explainStanding(one.standing.ground, one.facts)}`),
      ]),
    })
  return blocks
}

/** How many indicators have a value of the year, in a sentence. */
export function coverage({ indicators, year }: BilanFacts): string {
  const asked = indicators.filter(({ definition }) => !definition.support)
  const said = asked.filter(one => ofYear(one, year) !== undefined)
  return fr`${count(said.length, 'indicateur')} sur ${asked.length} ${said.length < 2 ? 'a' : 'ont'} une valeur validée ${inPeriod(String(year) as never)}.`
}

/** How many actions there are. */
export const actionsCount = (facts: BilanFacts) => count(actionsIn(facts).length, 'action')

import { isNumeric, periodWords, type Told, type ToldFigure } from '#features/indicators'
import { PUBLIC } from '#features/scheme'
import type { Block, KeyFigure } from '#platform/paper'
import { count, fr } from '#ui'
import type { BilanFacts } from '../facts.ts'
import {
  changeWords,
  figureCell,
  ofYear,
  standingWords,
  startCell,
  targetCell,
  targetOf,
  termsWords,
  text,
  yearBefore,
} from './pieces.ts'
import { under } from './progress.ts'

/** As many as are read at a glance. */
const MOST = 8

/** Those that have a figure of the year. */
export const mayOpen = ({ indicators, year }: BilanFacts): Told[] =>
  indicators.filter(one => isNumeric(one.definition.kind) && ofYear(one, year)?.value != null)

/**
 * The indicators that open a bilan: those that were chosen, or else those of the year that have a firm target, then those that have a value; of each
 * axis in turn.
 */
export function keyIndicators(facts: BilanFacts, chosen: readonly string[]): Told[] {
  const { indicators, year } = facts
  if (chosen.length > 0) return chosen.flatMap(key => indicators.find(({ definition }) => definition.key === key) ?? [])
  const said = mayOpen(facts)
  const axisOf = axes(facts)
  const turns = new Map<string, number>()
  return said
    .map(one => ({ one, order: order(one, year), axis: axisOf.get(one.definition.parent ?? '') ?? '' }))
    .sort((a, b) => a.order - b.order)
    .map(({ axis, ...rest }) => {
      const turn = turns.get(`${rest.order} ${axis}`) ?? 0
      turns.set(`${rest.order} ${axis}`, turn + 1)
      return { ...rest, turn }
    })
    .sort((a, b) => a.order - b.order || a.turn - b.turn)
    .slice(0, MOST)
    .map(({ one }) => one)
}

/** What has a firm target first; what others are computed from last. */
const order = (one: Told, year: number) =>
  (targetOf(one, year)?.tentative === false ? 0 : 2) + (one.definition.support ? 1 : 0)

/** The axis that each part is under, by its key. */
function axes({ axes: all }: BilanFacts): ReadonlyMap<string, string> {
  return new Map(
    all.flatMap(axis => [axis, ...axis.objectives, ...under(axis)].map(({ key }) => [key, axis.key] as const)),
  )
}

/** Where everybody reads how a figure of a public scheme is obtained: by the organisation that speaks, or by all the buyers together. */
function explainedAt(
  { scheme, buyers, organisation }: BilanFacts,
  { definition }: Told,
  { period }: ToldFigure,
): string {
  const whose = buyers.length > 1 ? 'tous' : organisation.siren
  return `${PUBLIC}/${scheme.code}/indicateurs/${definition.key}?acheteur=${whose}&periode=${period}#calcul`
}

function keyFigure(facts: BilanFacts, told: Told): KeyFigure {
  const { year, scheme } = facts
  const now = ofYear(told, year)
  const before = now && yearBefore(told, now.period)
  const start = startCell(told)
  const target = targetCell(told, year)
  const change = changeWords(told, now, before)
  const terms = termsWords(now)
  const notes = [
    terms,
    before && change ? fr`${change} depuis ${periodWords(before.period)}` : '',
    start.value === undefined ? '' : fr`T0 : ${start.text}`,
    target.value === undefined ? '' : fr`Cible : ${target.text}`,
    told.standing.standing === 'not-measurable' ? '' : standingWords(told),
  ]
  return {
    label: told.definition.label,
    figure: figureCell(told, now),
    notes: notes.filter(note => note !== ''),
    ...(scheme.isPublic && now && told.figures.includes(now) ? { link: explainedAt(facts, told, now) } : {}),
  }
}

/** What is read first: some figures, each against its target and the year before. */
export function keyFigures(facts: BilanFacts, chosen: readonly string[]): Block[] {
  const { year } = facts
  const shown = keyIndicators(facts, chosen)
  if (shown.length === 0) return [text(fr`Aucune valeur de ${year} n’est encore validée.`)]
  return [
    { as: 'figures', id: 'chiffres-cles', caption: 'Chiffres clés', items: shown.map(one => keyFigure(facts, one)) },
  ]
}

/** How many indicators have a value of the year, in a sentence. */
export function coverage({ indicators, year }: BilanFacts): string {
  const asked = indicators.filter(({ definition }) => !definition.support)
  const said = asked.filter(one => ofYear(one, year) !== undefined)
  return fr`${count(said.length, 'indicateur')} sur ${asked.length} ${said.length < 2 ? 'a' : 'ont'} une valeur validée en ${year}.`
}

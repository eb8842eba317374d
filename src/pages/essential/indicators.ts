import {
  explainStanding,
  inWords,
  isFinal,
  isNumeric,
  periodWords,
  STANDING_LABELS,
  STANDING_LOOKS,
  type Standing,
  type Told,
  targetWords,
  toldIn,
} from '#features/indicators'
import type { Actor } from '#features/organisations'
import {
  baseOf,
  buyersOf,
  type Definition,
  definitionsIn,
  frozenTexts,
  inForce,
  type Scheme,
  viewOf,
} from '#features/scheme'
import { yearOf } from '#kernel'
import type { Writer } from '#platform/db'
import { fr } from '#ui'
import type { KeyFigure, Warning } from './choosing.ts'

/** Reading the values of more indicators would cost more than the page may. */
const MOST = 40

/** What weighs in a warning: how far from its target an indicator stands. */
const DRIFT: Partial<Record<Standing, number>> = { 'off-track': 2, 'to-watch': 1 }

/** What the indicators of the text in force say by the values that are validated or published: those that have a firm target first. */
export async function indicatorFacts(
  trx: Writer,
  actor: Actor,
  scheme: Scheme,
): Promise<{ figures: KeyFigure[]; warnings: Warning[] }> {
  const version = inForce(scheme)
  const text = version && (await frozenTexts(trx, scheme, [version.number])).get(version.number)
  if (text === undefined) return { figures: [], warnings: [] }
  const { siren } = actor.membership.organisation
  const buyers = await buyersOf(trx, scheme.id)
  const view = viewOf(actor, buyers, buyers.find(one => one.siren === siren) ?? null)
  const keys = definitionsIn(text)
    .filter(one => isNumeric(one.kind) && !one.support && (one.buyer ?? siren) === siren)
    .sort((a, b) => Number(isFirm(b)) - Number(isFirm(a)))
    .slice(0, MOST)
    .map(({ key }) => key)
  const told = await toldIn(trx, scheme, text, view, isFinal, keys)
  const base = baseOf(actor, scheme)
  return {
    figures: told.flatMap(one => figureOf(one, base)),
    warnings: told.flatMap(one => warningOf(one, base)),
  }
}

const isFirm = ({ targets }: Pick<Definition, 'targets'>) =>
  Array.isArray(targets) && targets.some(({ tentative, row }) => !tentative && row === null)

function figureOf({ definition, marks, figures, standing }: Told, base: string): KeyFigure[] {
  const whole = figures.filter(({ value, partial }) => value !== null && !partial)
  const last = whole.at(-1)
  const value = last && inWords(definition, last)
  if (!last || !value) return []
  const before = whole.findLast(({ period }) => yearOf(period) === yearOf(last.period) - 1)
  const former = before && inWords(definition, before)
  const target = targetWords(definition, marks, last.period)
  const { standing: stands } = standing
  return [
    {
      kind: 'indicator',
      value,
      label: fr`${definition.label}, ${periodWords(last.period)}`,
      ...(stands === 'not-measurable'
        ? {}
        : { standing: { state: STANDING_LOOKS[stands], words: STANDING_LABELS[stands] } }),
      before: before && former ? fr`${former} en ${periodWords(before.period)}` : null,
      target: target.value === null ? null : fr`${target.value} ${target.when}`,
      source: definition.source.kind === 'entered' ? 'Valeur saisie et validée' : 'Valeur calculée et validée',
      href: `${base}/indicateurs/${definition.key}`,
      firm: isFirm({ targets: marks.targets }),
    },
  ]
}

function warningOf({ definition, facts, standing }: Told, base: string): Warning[] {
  const weight = DRIFT[standing.standing]
  if (weight === undefined) return []
  return [
    {
      kind: 'indicator',
      weight,
      title: fr`${definition.label} : ${STANDING_LABELS[standing.standing].toLocaleLowerCase('fr')}`,
      text: explainStanding(standing.ground, facts),
      href: `${base}/indicateurs/${definition.key}`,
    },
  ]
}

import type { Told } from '#features/indicators'
import { keyIndicators } from '../bilan/composing/key-figures.ts'
import { changeOf, figureCell, ofYear, yearBefore } from '../bilan/composing/pieces.ts'
import type { Bilan } from '../bilan/composition.ts'
import { plainRates } from './contracts.ts'
import { plainFigure, voicesOf } from './places.ts'

/** What a bilan says, figure by figure, as plain data: what the script finds again. */
export function figuresOf({ facts, plan }: Bilan) {
  const { scheme, organisation, year, day, buyers, indicators } = facts
  return {
    format: 'mieuxdisant-chiffres/1',
    scheme: { code: scheme.code, title: scheme.title, from: scheme.from, to: scheme.to },
    organisation,
    year,
    day,
    buyers: buyers.map(({ siren, name, present }) => ({ siren, name, present })),
    indicators: indicators.map(({ definition }) => definedAs(definition)),
    voices: voicesOf(facts).map(({ buyer, name, indicators: told }) => ({
      buyer,
      name,
      indicators: told.map(one => tellingOf(one, year)),
    })),
    rates: plainRates(facts),
    keyFigures: keyIndicators(facts, plan.figures).map(one => ({
      indicator: one.definition.key,
      text: figureCell(one, ofYear(one, year)).text,
    })),
  }
}

const definedAs = ({
  key,
  code,
  label,
  kind,
  unit,
  direction,
  rhythm,
  support,
  buyer,
  breakdown,
}: Told['definition']) => ({
  ...{ key, code, label, kind, unit, direction, rhythm, support, buyer },
  rows: breakdown?.rows ?? [],
})

/** An indicator of a voice: where it starts, what it aims at, its figures, how the year differs from the one before, where it stands. */
function tellingOf(told: Told, year: number) {
  const { definition, facts, figures, marks, standing } = told
  const now = ofYear(told, year)
  const before = now && yearBefore(told, now.period)
  const { baseline } = marks
  const terms =
    baseline !== null && 'period' in baseline
      ? { numerator: baseline.numerator, denominator: baseline.denominator }
      : { numerator: null, denominator: null }
  const drawn = new Set(facts.values.map(({ period }) => period))
  return {
    indicator: definition.key,
    t0: facts.t0 === 'none' ? null : { ...facts.t0, ...terms },
    targets: facts.targets === 'none' ? [] : facts.targets,
    figures: figures.map(one => ({
      ...plainFigure(one),
      provisional: one.value !== null && !one.partial && !drawn.has(one.period),
    })),
    year: now ? plainFigure(now) : null,
    change: before ? { since: before.period, by: changeOf(told, now, before) } : null,
    standing: standing.standing,
  }
}

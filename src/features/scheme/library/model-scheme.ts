import { type Action, type Cover, document, FORMAT, type Pillar, type SchemeDocument } from '../document/document.ts'
import { type Model, THEMES } from './model.ts'

/** The axes of a scheme made from models; an action that serves all three pillars is a matter of method. */
const AXES: readonly { key: string; title: string; pillar: Pillar | null }[] = [
  { key: 'axe-environnement', title: 'Préserver les ressources, le climat et la santé', pillar: 'environmental' },
  { key: 'axe-social', title: 'Faire de l’achat un levier d’inclusion', pillar: 'social' },
  { key: 'axe-economie', title: 'Ouvrir l’achat à toutes les entreprises', pillar: 'economic' },
  { key: 'axe-methode', title: 'Programmer, piloter et partager', pillar: null },
]

const ALL_PILLARS = 3
const pillarOf = ({ pillars }: Model): Pillar | null => (pillars.length === ALL_PILLARS ? null : (pillars[0] ?? null))

function actionOf(model: Model, parent: string, code: string): Partial<Action> {
  const { theme, steps, origin, indicators: _, ...said } = model
  return {
    ...said,
    parent,
    code,
    themes: [THEMES[theme]],
    calendar: steps.map((title, rank) => ({ key: `etape-${rank + 1}`, title, from: null, to: null })),
    remark: origin.length === 0 ? '' : `D’après\u00a0: ${origin.join('\u202f; ')}.`,
  }
}

/** The codes follow those of printed schemes: axis 1, objective 1-2, action 1-2.3, indicator 1-2.3-i1. */
const numbered = (indicators: Model['indicators'], code: string) => {
  let rank = 0
  return indicators.map(one => ({ ...one, code: one.support ? '' : `${code}-i${++rank}` }))
}

/**
 * A scheme to begin from: an axis for each pillar of the chosen models, an objective for each of its themes, an action for each model.
 * Nothing is dated, and no T0 nor target is set.
 * @param models in the order of the library
 */
export function modelScheme(models: readonly Model[], cover: Cover & { code: string }): SchemeDocument {
  const axes = AXES.map(axis => ({ ...axis, models: models.filter(model => pillarOf(model) === axis.pillar) }))
    .filter(axis => axis.models.length > 0)
    .map((axis, rank) => ({ ...axis, code: String(rank + 1) }))
  const objectives = axes.flatMap(axis =>
    [...new Set(axis.models.map(({ theme }) => theme))].map((theme, rank) => ({
      key: `${axis.key}-${theme}`,
      parent: axis.key,
      code: `${axis.code}-${rank + 1}`,
      title: THEMES[theme],
      models: axis.models.filter(model => model.theme === theme),
    })),
  )
  const actions = objectives.flatMap(({ key, code, models: within }) =>
    within.map((model, rank) => ({ model, parent: key, code: `${code}.${rank + 1}` })),
  )
  return document.parse({
    format: FORMAT,
    ...cover,
    axes: axes.map(({ models: _, ...axis }) => axis),
    objectives: objectives.map(({ models: _, ...objective }) => objective),
    actions: actions.map(({ model, parent, code }) => actionOf(model, parent, code)),
    indicators: actions.flatMap(({ model, code }) =>
      numbered(model.indicators, code).map(one => ({ ...one, parent: model.key })),
    ),
  })
}

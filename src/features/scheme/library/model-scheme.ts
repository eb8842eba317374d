import { type Action, document, type Pillar, type SchemeDocument } from '../document/document.ts'
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

function numbered({ key, indicators }: Model, code: string) {
  let rank = 0
  return indicators.map(one => ({ ...one, parent: key, code: one.support ? '' : `${code}-i${++rank}` }))
}

/** What a scheme says apart from its cover, its marks and its values. */
export type SchemeText = Pick<SchemeDocument, 'axes' | 'objectives' | 'actions' | 'indicators'>

const text = document.pick({ axes: true, objectives: true, actions: true, indicators: true })

/**
 * The text of a scheme to begin from: an axis for each pillar of the chosen models, an objective for each of its themes, an action for each model.
 * Codes follow those of printed schemes: axis 1, objective 1-2, action 1-2.3, indicator 1-2.3-i1. Nothing is dated, no T0 nor target is set.
 * @param models in the order in which they are numbered
 */
export function modelScheme(models: readonly Model[]): SchemeText {
  const axes = AXES.map(axis => ({ axis, within: models.filter(model => pillarOf(model) === axis.pillar) }))
    .filter(({ within }) => within.length > 0)
    .map(({ axis, within }, rank) => ({ axis: { ...axis, code: String(rank + 1) }, within }))
  const objectives = axes.flatMap(({ axis, within }) =>
    [...new Set(within.map(({ theme }) => theme))].map((theme, rank) => ({
      objective: {
        key: `${axis.key}-${theme}`,
        parent: axis.key,
        code: `${axis.code}-${rank + 1}`,
        title: THEMES[theme],
      },
      within: within.filter(model => model.theme === theme),
    })),
  )
  const actions = objectives.flatMap(({ objective, within }) =>
    within.map((model, rank) => ({ model, parent: objective.key, code: `${objective.code}.${rank + 1}` })),
  )
  return text.parse({
    axes: axes.map(({ axis }) => axis),
    objectives: objectives.map(({ objective }) => objective),
    actions: actions.map(({ model, parent, code }) => actionOf(model, parent, code)),
    indicators: actions.flatMap(({ model, code }) => numbered(model, code)),
  })
}

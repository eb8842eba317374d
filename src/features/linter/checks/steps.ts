import type { Action } from '#features/scheme'
import { day, fr } from '#ui'
import type { Raised } from '../finding.ts'
import type { Subject } from '../subject.ts'
import { called } from '../words.ts'

type Step = Action['calendar'][number]

/** Whether a step that the sheet places before is due after; two that are said to run at the same time, in the order in which they begin, are not. */
function isAfter(first: Step, second: Step & { to: string }): boolean {
  if (first.to === null) return first.from !== null && first.from > second.to
  const together = first.from !== null && second.from !== null && first.from <= second.from && second.from <= first.to
  return first.to > second.to && !together
}

/** The steps of each action: in the order of the sheet, and within the scheme. */
export function* steps({ document, actions }: Subject): Generator<Raised> {
  for (const action of actions.values()) {
    const at = { action: action.key, at: action.key }
    const { calendar } = action
    for (const [rank, step] of calendar.entries()) {
      const { to } = step
      if (to === null) continue
      const before = calendar.slice(0, rank).find(one => isAfter(one, { ...step, to }))
      if (before)
        yield {
          ...at,
          code: 'steps-disordered',
          message: fr`Dans l’action ${called(action)}, une étape est due avant celle qui la précède.`,
          rows: [before, step].map(one => ({ label: one.title, text: `au ${day(one.to ?? one.from)}` })),
        }
    }
    const outside = calendar.filter(
      ({ from, to }) => (to !== null && to < document.from) || (from !== null && from > document.to),
    )
    if (outside.length > 0)
      yield {
        ...at,
        code: 'step-outside',
        message: fr`Dans l’action ${called(action)}, une étape est hors du schéma (${day(document.from)} – ${day(document.to)}).`,
        rows: outside.map(({ title, from, to }) => ({ label: title, text: day(to ?? from) })),
      }
  }
}

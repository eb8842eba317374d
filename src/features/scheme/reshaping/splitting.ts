import { type Actor, scopeOf } from '#features/organisations'
import type { Database } from '#platform/db'
import type { Action } from '../document/document.ts'
import { refuse } from '../labels.ts'
import { carrySteps } from '../life/carrying.ts'
import { checkPart } from '../text/checking.ts'
import { newKey } from '../text/keys.ts'
import { addParts, wholePart } from '../text/parts.ts'
import { SPECS } from '../text/specs.ts'
import { arrange, rewrite } from '../text/structure.ts'
import { holdDraft } from './holding.ts'
import { pinned } from './references.ts'

/** Where a text goes when an action is cut in two. */
export const WHERE = ['stay', 'go', 'both'] as const
export type Where = (typeof WHERE)[number]

/** How an action is cut in two. */
export interface Split {
  title: string
  code: string
  /** The keys of its steps, and of its indicators, that go to the new sheet. */
  steps: readonly string[]
  indicators: readonly string[]
  /** Where its other fields go, by their name; as {@link usually} where nothing is said. */
  fields: Readonly<Record<string, Where>>
}

/** The fields of an action that are shared out when it is cut: all but those that make two sheets of it. */
export const SHARED = SPECS.action.filter(
  ({ name }) => !['code', 'title', 'calendar', 'entered', 'left'].includes(name),
)
/** What tells what is done stays; who does it, and for what, is true of both. */
export const usually = (as: (typeof SHARED)[number]['as']): Where => (as === 'text' ? 'stay' : 'both')

/** The two sheets that one becomes. */
export function splitOf({ key: _, parent: __, ...action }: Action, { title, code, steps, fields }: Split) {
  const [first, second]: Record<string, unknown>[] = [{ ...action }, { ...action, title, code }]
  for (const { name, as } of SHARED) {
    const where = fields[name] ?? usually(as)
    const nothing = as === 'text' ? '' : []
    if (where === 'go' && first) first[name] = nothing
    if (where === 'stay' && second) second[name] = nothing
  }
  return {
    first: { ...first, calendar: action.calendar.filter(step => !steps.includes(step.key)) },
    second: { ...second, calendar: action.calendar.filter(step => steps.includes(step.key)) },
  }
}

/**
 * Cuts an action in two: the new sheet comes right after. Indicators keep their keys, so that their values follow them. What happened to the
 * action, and who pilots it, stays with the first; steps that go stay done. @returns the key of the new sheet
 * @throws Refusal `part-unknown` (also a step or an indicator that is not its own) | `part-invalid` | `not-leading`, and those of {@link holdDraft}
 */
export function splitAction(db: Database, actor: Actor, code: string, key: string, sent: Split): Promise<string> {
  return db.as(scopeOf(actor, 'split-action'), async trx => {
    const { scheme, parts, mine, under } = await holdDraft(trx, actor, code)
    const part = mine(key, 'action')
    const action = wholePart('action', part)
    const indicators = under(key, 'indicator')
    const own = new Set([...action.calendar, ...indicators].map(one => one.key))
    if ([...sent.steps, ...sent.indicators].some(one => !own.has(one))) refuse('part-unknown')
    const { first, second } = splitOf(action, sent)
    const title = sent.title.trim()
    const made = {
      ...part,
      key: newKey(title, new Set(parts.map(one => one.key))),
      position: part.position + 1,
      content: checkPart('action', key, part.parent, { ...second, title }, scheme),
    }
    await addParts(trx, scheme.id, [made])
    await rewrite(trx, actor, scheme, [
      ...pinned(parts),
      { key, content: checkPart('action', key, part.parent, first, scheme) },
    ])
    const beside = under(part.parent, 'action')
    await arrange(trx, scheme, part.parent, beside.toSpliced(beside.indexOf(part) + 1, 0, made))
    const going = indicators.filter(one => sent.indicators.includes(one.key))
    await arrange(trx, scheme, made.key, going)
    await carrySteps(trx, actor, scheme, key, made.key, new Map(sent.steps.map(step => [step, step])))
    return made.key
  })
}

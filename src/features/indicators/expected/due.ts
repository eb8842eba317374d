import type { Branch, Scheme } from '#features/scheme'
import { addDays, type Period, RHYTHMS } from '#kernel'
import { due } from '../grid/periods.ts'
import { isClosed } from '../values/deciding.ts'

/** A status holds for so many weeks: whoever reads it at a committee that meets every quarter then has one that was said since the former. */
export const STATUS_WEEKS = 8

/** How long after the end of a scheme its last values and steps are still expected, in years: the time of its evaluation. */
const AFTER_ITS_END = 1

/** Something that is expected of whoever pilots an action, or leads where nobody does. */
export type Due =
  /** A value that was not entered, not whole, or refused. `action` is null where the indicator is of an objective, an axis, the scheme. */
  | { kind: 'value'; action: Branch | null; indicator: Branch; period: Period; refused: boolean }
  /** A status that was said too long ago, or never (`said` is null). */
  | { kind: 'status'; action: Branch; said: string | null }
  /** A step whose last day is past. */
  | { kind: 'step'; action: Branch; step: Branch['steps'][number]; to: string }

/** What an organisation said of an indicator and a period. */
export interface Said {
  /** Whether it said something of the whole. */
  whole: boolean
  /** Of how many rows. */
  rows: number
  refused: boolean
}

/** Whose business the actions are. */
export interface Hands {
  /** The actions that whoever asks pilots. */
  mine: ReadonlySet<string>
  /** Those that somebody pilots. */
  taken: ReadonlySet<string>
  /** Whether they lead: what nobody pilots is theirs. */
  leads: boolean
}

/** What is known of a scheme, for an organisation. */
export interface Known {
  scheme: Pick<Scheme, 'from' | 'to'>
  /** The day it was first adopted: nothing is expected of a draft. */
  adopted: string
  /** Its parts, one after the other. */
  outline: readonly Branch[]
  /** SIREN of the organisation. */
  siren: string
  hands: Hands
  /** By the key of an indicator, then a period, between them a space. */
  said: ReadonlyMap<string, Said>
  closed: readonly Period[]
  statuses: ReadonlyMap<string, { status: string; day: string }>
  /** By the key of an action, then that of a step, between them a space. */
  steps: ReadonlyMap<string, string>
  /** `YYYY-MM-DD`. */
  today: string
}

/** Whether anything of a scheme may still be expected. */
export const isAwaited = ({ to }: Pick<Scheme, 'to'>, today: string) =>
  today <= `${Number(to.slice(0, 4)) + AFTER_ITS_END}${to.slice(4)}`

/** Whether a part is for whoever asks to follow: of an action that has not left, and is not another buyer's. @param action null for what is under none */
function isMine(action: Branch | null, { hands, siren }: Pick<Known, 'hands' | 'siren'>): boolean {
  if (action === null) return hands.leads
  if (action.left !== null || (action.buyer !== null && action.buyer !== siren)) return false
  return hands.mine.has(action.key) || (hands.leads && !hands.taken.has(action.key))
}

/** The indicators that people enter and that whoever asks follows, with their actions. */
function followed(known: Pick<Known, 'outline' | 'hands' | 'siren'>): { indicator: Branch; action: Branch | null }[] {
  const actions = new Map(known.outline.flatMap(one => (one.kind === 'action' ? [[one.key, one]] : [])))
  return known.outline.flatMap(indicator => {
    const action = actions.get(indicator.parent ?? '') ?? null
    return indicator.measure?.source === 'entered' && isMine(action, known) ? [{ indicator, action }] : []
  })
}

/**
 * What is expected of somebody: values first, those that were refused, then the latest periods; then statuses and steps, the oldest first.
 */
export function dueOf(known: Known): Due[] {
  const { scheme, adopted, outline, said, closed, statuses, steps, today } = known
  if (!isAwaited(scheme, today)) return []
  const periods = new Map(
    RHYTHMS.map(rhythm => [rhythm, due(scheme, rhythm, today).filter(one => !isClosed(one, closed))]),
  )
  const values = followed(known).flatMap(({ indicator, action }) =>
    (indicator.measure ? (periods.get(indicator.measure.rhythm) ?? []) : []).flatMap(period => {
      const there = said.get(`${indicator.key} ${period}`)
      const whole = there && (there.whole || there.rows >= (indicator.measure?.figures ?? 1))
      if (whole && !there.refused) return []
      return { kind: 'value' as const, indicator, action, period, refused: there?.refused ?? false }
    }),
  )
  const mine = outline.filter(one => one.kind === 'action' && isMine(one, known))
  const late = addDays(today, -STATUS_WEEKS * 7)
  const stale = mine.flatMap(action => {
    const last = statuses.get(action.key)
    const old = (last?.day ?? adopted) < late && last?.status !== 'done' && today <= scheme.to
    return old ? [{ kind: 'status' as const, action, said: last?.day ?? null }] : []
  })
  const past = mine.flatMap(action =>
    action.steps.flatMap(step =>
      step.to !== null && step.to < today && !steps.has(`${action.key} ${step.key}`)
        ? [{ kind: 'step' as const, action, step, to: step.to }]
        : [],
    ),
  )
  return [
    ...values.sort((a, b) => Number(b.refused) - Number(a.refused) || b.period.localeCompare(a.period)),
    ...stale.sort((a, b) => (a.said ?? '').localeCompare(b.said ?? '')),
    ...past.sort((a, b) => a.to.localeCompare(b.to)),
  ]
}

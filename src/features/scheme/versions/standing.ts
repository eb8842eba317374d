import { parisDay } from '#kernel'
import type { Reader } from '#platform/db'
import type { Action } from '../document/document.ts'
import type { Scheme, Status, Version } from '../scheme.ts'

/** What was said of an action for days up to one. */
export interface Said {
  status: { status: Status; day: string; madeOn: string } | null
  /** By the key of the step: whether it is done, since when. */
  steps: ReadonlyMap<string, { done: boolean; day: string }>
}

/** The version in force on a day: the last one adopted by then. */
export const inForceOn = <V extends Pick<Version, 'adoption'>>(versions: readonly V[], on: string): V | undefined =>
  versions.findLast(({ adoption }) => adoption !== null && adoption.on <= on)

/**
 * What held on a day, of each action, by what an organisation says of it: what was said since of that day, or of one before, counts.
 * @param who the organisation that says it
 */
export async function saidOn(
  reader: Reader,
  { id }: Pick<Scheme, 'id'>,
  who: string,
  on: string,
): Promise<ReadonlyMap<string, Said>> {
  const rows = await reader
    .selectFrom('action_event')
    .distinctOn(['action', 'kind', 'step'])
    .select(['action', 'kind', 'step', 'status', 'done', 'day', 'made_at'])
    .where('scheme_id', '=', id)
    .where('organisation_id', '=', who)
    .where('kind', '<>', 'note')
    .where('day', '<=', on)
    .orderBy('action')
    .orderBy('kind')
    .orderBy('step')
    .orderBy('day', 'desc')
    .orderBy('made_at', 'desc')
    .execute()
  const said = new Map<string, { status: Said['status']; steps: Map<string, { done: boolean; day: string }> }>()
  for (const { action, step, status, done, day, made_at } of rows) {
    const known = said.get(action) ?? { status: null, steps: new Map() }
    said.set(action, known)
    if (status) known.status = { status, day, madeOn: parisDay(made_at) }
    else if (step !== null) known.steps.set(step, { done: done === true, day })
  }
  return said
}

/** Whether an action was in the scheme on a day, by what its text says. */
export const presence = ({ entered, left }: Pick<Action, 'entered' | 'left'>, on: string): 'to-come' | 'in' | 'left' =>
  entered !== null && entered > on ? 'to-come' : left !== null && left.on <= on ? 'left' : 'in'

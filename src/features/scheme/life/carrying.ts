import { randomUUID } from 'node:crypto'
import type { Actor } from '#features/organisations'
import { parisDay } from '#kernel'
import type { Tables, Writer } from '#platform/db'
import type { Scheme } from '../scheme.ts'
import { stepsDone } from './events.ts'
import { pilotsOf } from './pilots.ts'

/**
 * Says of the steps of an action, which were another's, what the actor's organisation had said of them: that they were done, and when.
 * @param steps what each is called now, by what it was called
 */
export async function carrySteps(
  trx: Writer,
  { person, membership }: Actor,
  scheme: Pick<Scheme, 'id'>,
  from: string,
  to: string,
  steps: ReadonlyMap<string, string>,
): Promise<void> {
  const done = await stepsDone(trx, scheme, membership.organisation.id)
  const said = [...steps].flatMap(([was, step]) => {
    const day = done.get(`${from} ${was}`)
    return day === undefined ? [] : [{ step, day }]
  })
  await say(
    trx,
    { person, membership },
    scheme,
    to,
    said.map(({ step, day }) => ({ kind: 'step' as const, day, step, done: true, words: '' })),
  )
}

/** Writes down today that something happened to an action which its pilot has not to say. */
export const note = (trx: Writer, actor: Actor, scheme: Pick<Scheme, 'id'>, action: string, words: string) =>
  say(trx, actor, scheme, action, [{ kind: 'note', day: parisDay(new Date()), step: null, done: null, words }])

async function say(
  trx: Writer,
  { person, membership }: Actor,
  scheme: Pick<Scheme, 'id'>,
  action: string,
  lines: readonly Pick<Tables['action_event'], 'kind' | 'day' | 'step' | 'done' | 'words'>[],
): Promise<void> {
  const whose = { organisation_id: membership.organisation.id, scheme_id: scheme.id, author_id: person.id }
  if (lines.length > 0)
    await trx
      .insertInto('action_event')
      .values(lines.map(line => ({ id: randomUUID(), ...whose, action, status: null, ...line })))
      .execute()
}

/** Gives an action to those who pilot another for the actor's organisation: they pilot both. */
export async function carryPilots(trx: Writer, actor: Actor, scheme: Pick<Scheme, 'id'>, from: string, to: string) {
  const pilots = await pilotsOf(trx, scheme, actor, from)
  const whose = { organisation_id: actor.membership.organisation.id, scheme_id: scheme.id }
  if (pilots.length > 0)
    await trx
      .insertInto('action_pilot')
      .values(pilots.map(({ membership }) => ({ id: randomUUID(), ...whose, action: to, membership_id: membership })))
      .onConflict(known =>
        known.columns(['scheme_id', 'action', 'membership_id']).where('ended_at', 'is', null).doNothing(),
      )
      .execute()
}

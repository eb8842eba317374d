import { type EntriesOf, type Entry, meets, standingOn } from '#features/calendar'
import { allows } from '#features/organisations'
import { type Branch, baseOf, flat, outlineOf, READERS, type Scheme, schemesIn, stepsDone } from '#features/scheme'
import { addDays, boundsOf, parisDay, periodsBetween, RHYTHMS } from '#kernel'
import { count, fr } from '#ui'
import { periodWords } from '../figures.ts'
import { nameOfAction } from '../grid/addresses.ts'

/** What is expected of pilots in the schemes that were adopted: values, as of the day after each period; the steps of actions. */
export const expectedEntries: EntriesOf = async (trx, actor, span) => {
  const { organisation, roles } = actor.membership
  if (!allows(READERS, roles)) return []
  const today = parisDay(new Date())
  const entries: Entry[] = []
  for (const scheme of await schemesIn(trx, actor)) {
    if (scheme.versions.every(({ adoption }) => adoption === null)) continue
    const parts = flat(await outlineOf(trx, scheme.id)).filter(
      ({ left, buyer }) => left === null && (buyer === null || buyer === organisation.siren),
    )
    const of = {
      column: 'others',
      who: 'Pilotes',
      scheme: { code: scheme.code, title: scheme.title },
      sequence: 0,
    } as const
    for (const { id, title, to } of valueDays(scheme, parts))
      if (meets({ from: to, to }, span))
        entries.push({
          ...{ ...of, id, kind: 'values', title, from: to, to, path: `${baseOf(actor, scheme)}/indicateurs` },
          standing: standingOn({ from: to, to }, today),
        })
    const steps = parts.flatMap(action =>
      action.steps.flatMap(step => (step.to === null ? [] : [{ action, ...step, to: step.to }])),
    )
    const within = steps.filter(({ to }) => meets({ from: to, to }, span))
    if (within.length === 0) continue
    const done = await stepsDone(trx, scheme, organisation.id)
    entries.push(
      ...within.map(({ action, key, title, from, to }): Entry => {
        const days = { from: from ?? to, to }
        return {
          ...{
            ...of,
            ...days,
            id: `${scheme.id}-${action.key}-${key}`,
            kind: 'action',
            title: fr`${title} (${nameOfAction(action)})`,
          },
          path: `${baseOf(actor, scheme)}/actions/${action.key}`,
          standing: done.has(`${action.key} ${key}`) ? 'done' : to < today ? 'late' : standingOn(days, today),
        }
      }),
    )
  }
  return entries
}

/** The days as of which the values of each period are expected, with how many indicators. */
function valueDays(scheme: Scheme, parts: readonly Branch[]): { id: string; title: string; to: string }[] {
  return RHYTHMS.flatMap(rhythm => {
    const entered = parts.filter(({ measure }) => measure?.source === 'entered' && measure.rhythm === rhythm).length
    return entered === 0
      ? []
      : periodsBetween(scheme.from, scheme.to, rhythm).map(period => ({
          id: `${scheme.id}-${period}`,
          title: fr`Saisir les valeurs, ${periodWords(period)} : ${count(entered, 'indicateur')}`,
          to: addDays(boundsOf(period).to, 1),
        }))
  })
}

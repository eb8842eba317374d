import { STATUS_WORDS, STATUSES, type Status } from '#features/scheme'
import type { Block } from '#platform/paper'
import { count, day, fr } from '#ui'
import { type ActionFacts, actionsIn, type BilanFacts, type GroupFacts } from '../facts.ts'
import { coded, text, words } from './pieces.ts'

/** Those of a group, and of all that is under it. */
export const under = ({ objectives, actions }: GroupFacts): ActionFacts[] => [
  ...objectives.flatMap(one => one.actions),
  ...actions,
]

/** What an action is said to be, in a word. */
export const statusWords = ({ status, left }: Pick<ActionFacts, 'status' | 'left'>): string =>
  left ? STATUS_WORDS.left.label : status === null ? 'Non renseigné' : STATUS_WORDS[status].label

const counted = (actions: readonly ActionFacts[], status: Status) =>
  actions.filter(one => one.left === null && one.status === status).length

/** How many actions are done and under way, as a sentence without its end. */
export function progressWords(facts: BilanFacts): string {
  const all = actionsIn(facts)
  const on = fr`Le ${day(facts.day)}`
  if (all.every(({ status, left }) => status === null && left === null))
    return fr`${on}, personne n’avait encore dit où en ${all.length < 2 ? 'était l’action' : `étaient les ${count(all.length, 'action')}`}`
  const [started, done] = [counted(all, 'ongoing') + counted(all, 'late'), counted(all, 'done')]
  return fr`${on}, sur ${count(all.length, 'action')}, ${done} ${done < 2 ? 'est terminée' : 'sont terminées'} et ${started} ${started < 2 ? 'est engagée' : 'sont engagées'}, dont ${counted(all, 'late')} en retard`
}

/** Where the actions stand, by axis, then all of them. */
export function progress(facts: BilanFacts): Block[] {
  const all = actionsIn(facts)
  if (all.length === 0) return [text('Le schéma n’a pas d’action.')]
  const columns: { head: string; count(of: readonly ActionFacts[]): number }[] = [
    ...STATUSES.map(status => ({
      head: STATUS_WORDS[status].label,
      count: (of: readonly ActionFacts[]) => counted(of, status),
    })),
    { head: 'Non renseigné', count: of => of.filter(one => one.left === null && one.status === null).length },
    { head: STATUS_WORDS.left.label, count: of => of.filter(one => one.left !== null).length },
    { head: 'Total', count: of => of.length },
  ]
  const used = columns.filter(({ count: of }) => of(all) > 0)
  const row = (name: string, actions: readonly ActionFacts[]) => [
    words(name),
    ...used.map(({ count: of }) => ({ text: String(of(actions)), value: String(of(actions)) })),
  ]
  return [
    text(`${progressWords(facts)}.`),
    {
      as: 'table',
      id: 'avancement-des-actions',
      caption: 'Où en sont les actions',
      columns: [{ head: 'Axe', weight: 4 }, ...used.map(({ head }) => ({ head, numeric: true as const }))],
      rows: [...facts.axes.map(axis => row(coded(axis), under(axis))), row('Ensemble', all)],
    },
  ]
}

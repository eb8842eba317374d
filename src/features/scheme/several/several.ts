import { fr } from '#ui'
import type { Reach } from '../access.ts'
import type { Status } from '../scheme.ts'
import { STATUS_WORDS } from '../words.ts'

/** How many actions are changed at once. */
export const MOST = 200

/** What is done to several actions at once. */
export type Change =
  | { kind: 'status'; status: Status; day: string; words: string }
  | { kind: 'name'; membership: string; name: string }
  | { kind: 'end'; membership: string; name: string }

/** What is known of an action, for an organisation, when it is about to be changed. */
export interface Known {
  key: string
  code: string
  title: string
  /** SIREN of the buyer whose own it is. */
  buyer: string | null
  left: string | null
  said: { status: Status; day: string } | null
  /** Who pilots it, by membership. */
  pilots: ReadonlyMap<string, string>
}

/** What becomes of one of the actions that were chosen: what it changes, or why it does not. */
export interface Planned {
  action: Pick<Known, 'key' | 'code' | 'title'>
  /** What its reader saw, to be told from what is there when it is carried out. */
  seen: string
  changes: { before: string; after: string } | null
  why: string | null
}

const standing = (said: Known['said']) => (said ? STATUS_WORDS[said.status].label : 'Non dit')
const people = (names: Iterable<string>) => [...names].join(', ') || 'Personne'

/** What somebody saw of what a change is about to replace. */
const seenOf = ({ said, pilots }: Known, { kind }: Change) =>
  kind === 'status' ? (said ? `${said.status} ${said.day}` : '') : [...pilots.keys()].sort().join(' ')

/** Why an action is left as it is; null where it changes. */
function obstacle(action: Known, change: Change, siren: string, reach: Reach): string | null {
  if (action.left !== null) return 'Elle est retirée du schéma.'
  if (action.buyer !== null && action.buyer !== siren) return 'Elle est propre à un autre acheteur.'
  if (reach !== 'all' && !reach.has(action.key)) return 'Vous ne la pilotez pas.'
  if (change.kind === 'name' && action.pilots.has(change.membership)) return fr`${change.name} la pilote déjà.`
  if (change.kind === 'end' && !action.pilots.has(change.membership)) return fr`${change.name} ne la pilote pas.`
  if (change.kind === 'status' && action.said && action.said.day > change.day)
    return 'Un état plus récent en est dit : celui-ci n’y changerait rien.'
  return null
}

function effect({ said, pilots }: Known, change: Change) {
  if (change.kind === 'status')
    return { before: standing(said), after: standing({ status: change.status, day: change.day }) }
  const after = new Map(pilots)
  if (change.kind === 'name') after.set(change.membership, change.name)
  else after.delete(change.membership)
  return { before: people(pilots.values()), after: people(after.values()) }
}

/**
 * What a change does to each of the actions that were chosen. Pure.
 * @param seen what was shown of each before it was confirmed; an action of which something else is said since is left as it is
 */
export function planned(
  actions: readonly Known[],
  change: Change,
  siren: string,
  reach: Reach,
  seen?: ReadonlyMap<string, string>,
): Planned[] {
  return actions.map(action => {
    const now = seenOf(action, change)
    const was = seen?.get(action.key)
    const why =
      obstacle(action, change, siren, reach) ??
      (was !== undefined && was !== now ? 'Quelqu’un l’a changée pendant que vous confirmiez.' : null)
    const { key, code, title } = action
    return { action: { key, code, title }, seen: now, changes: why === null ? effect(action, change) : null, why }
  })
}

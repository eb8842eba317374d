import { z } from 'zod'
import { PILLARS, type Pillar } from '../document/document.ts'
import { STATUSES, type Status } from '../scheme.ts'
import { actionsUnder, type Branch, indicatorsOf } from '../text/outline.ts'
import { PILLAR_WORDS, STATUS_WORDS } from '../words.ts'

/** What is said nowhere: of an action without pilot, status or buyer of its own. */
const NONE = '-'

const word = z.string().min(1).max(500).optional().catch(undefined)
/** Which actions a page was asked for, by the words of its address; what means nothing is not asked. */
export const asked = z.object({
  pilier: word,
  etat: word,
  direction: word,
  personne: word,
  theme: word,
  famille: word,
  indicateurs: word,
  acheteur: word,
})
export type Asked = z.infer<typeof asked>
export type Facet = keyof Asked

/** What is known of the actions of a scheme besides its text. */
export interface Known {
  outline: readonly Branch[]
  statuses: ReadonlyMap<string, { status: Status }>
  pilots: readonly { action: string; membership: string; name: string }[]
  /** Names by SIREN. */
  buyers: ReadonlyMap<string, string>
}

/** What may be chosen of a facet, in the order in which it is offered, and of how many actions it is true. */
export interface Choice {
  value: string
  label: string
  /** As a heading says it after how many actions there are. */
  words: string
  n: number
}

interface Value {
  value: string
  label: string
  words?: string
}
const plain = (values: readonly string[]): Value[] =>
  values.map(value => ({ value, label: value, words: `« ${value} »` }))
const STANDINGS = { ...STATUS_WORDS, [NONE]: { label: 'Non dit' } }

/** What each facet says of an action. */
function facetsOf({ outline, statuses, pilots, buyers }: Known): Record<Facet, (action: Branch) => Value[]> {
  const axisOf = new Map(outline.flatMap(axis => actionsUnder([axis]).map(({ key }) => [key, axis] as const)))
  const people = new Map<string, Value[]>()
  for (const { action, membership, name } of pilots)
    people.set(action, [...(people.get(action) ?? []), { value: membership, label: name }])
  const pillarsOf = ({ key, tags }: Branch): readonly Pillar[] => {
    const above = axisOf.get(key)?.pillar
    return tags && tags.pillars.length > 0 ? tags.pillars : above ? [above] : []
  }
  return {
    pilier: action =>
      pillarsOf(action).map(value => ({
        value,
        label: PILLAR_WORDS[value],
        words: `pilier ${PILLAR_WORDS[value].toLowerCase()}`,
      })),
    etat: ({ key, left }) => {
      const value = left === null ? (statuses.get(key)?.status ?? NONE) : 'left'
      return [{ value, label: STANDINGS[value].label, words: `état « ${STANDINGS[value].label.toLowerCase()} »` }]
    },
    direction: action =>
      action.pilots.length === 0
        ? [{ value: NONE, label: 'Sans direction', words: 'sans direction pilote' }]
        : plain(action.pilots),
    personne: ({ key }) => people.get(key) ?? [{ value: NONE, label: 'Personne', words: 'confiées à personne' }],
    theme: ({ tags }) => plain(tags?.themes ?? []),
    famille: ({ tags }) => plain(tags?.families ?? []),
    indicateurs: action =>
      indicatorsOf(action).length > 0
        ? [{ value: 'avec', label: 'Avec indicateur', words: 'avec indicateur' }]
        : [{ value: 'sans', label: 'Sans indicateur', words: 'sans indicateur' }],
    acheteur: ({ buyer }) =>
      buyers.size < 2
        ? []
        : [
            buyer === null
              ? { value: NONE, label: 'Communes', words: 'communes à tous les acheteurs' }
              : { value: buyer, label: buyers.get(buyer) ?? buyer, words: `propres à ${buyers.get(buyer) ?? buyer}` },
          ],
  }
}

const FIXED: Partial<Record<Facet, readonly string[]>> = {
  pilier: PILLARS,
  etat: [...STATUSES, 'left', NONE],
  indicateurs: ['avec', 'sans'],
}

/** The actions that were asked for, under what they are under; what then holds none is left out. */
export interface Filtered {
  outline: readonly Branch[]
  shown: number
  of: number
  choices: ReadonlyMap<Facet, readonly Choice[]>
  /** What was asked, in words; nothing when all actions were. */
  words: readonly string[]
}

export function filtered(known: Known, wanted: Asked): Filtered {
  const facets = facetsOf(known)
  const all = actionsUnder(known.outline)
  const names = Object.keys(facets) as Facet[]
  const said = new Map(all.map(action => [action.key, new Map(names.map(name => [name, facets[name](action)]))]))
  const choices = new Map(
    names.map(name => {
      const found = new Map<string, Choice>()
      for (const action of all)
        for (const one of said.get(action.key)?.get(name) ?? []) {
          const choice = found.get(one.value) ?? { words: one.label, ...one, n: 0 }
          choice.n++
          found.set(one.value, choice)
        }
      const order = FIXED[name]
      const rank = ({ value, label }: Choice) =>
        order ? String(order.indexOf(value)) : `${value === NONE ? 0 : 1}${label}`
      return [name, [...found.values()].sort((a, b) => rank(a).localeCompare(rank(b), 'fr'))] as const
    }),
  )
  const set = names.flatMap(name => {
    const choice = choices.get(name)?.find(({ value }) => value === wanted[name])
    return choice ? [{ name, choice }] : []
  })
  const kept = (action: Branch) =>
    set.every(({ name, choice }) =>
      said
        .get(action.key)
        ?.get(name)
        ?.some(({ value }) => value === choice.value),
    )
  const prune = (branches: readonly Branch[]): Branch[] =>
    branches.flatMap(one => {
      if (one.kind === 'action') return kept(one) ? [one] : []
      if (one.kind === 'indicator') return []
      const under = prune(one.under)
      return under.length > 0 ? [{ ...one, under }] : []
    })
  const outline = set.length === 0 ? known.outline : prune(known.outline)
  return {
    outline,
    shown: actionsUnder(outline).length,
    of: all.length,
    choices,
    words: set.map(({ choice }) => choice.words),
  }
}

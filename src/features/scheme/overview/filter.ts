import { sql } from 'kysely'
import { z } from 'zod'
import type { Actor } from '#features/organisations'
import type { Writer } from '#platform/db'
import { fr } from '#ui'
import { PILLARS, type Pillar } from '../document/document.ts'
import { shownIn, type View } from '../joint/viewing.tsx'
import { statusesBy } from '../life/events.ts'
import { allPilots } from '../life/pilots.ts'
import { type Scheme, STATUSES, type Status } from '../scheme.ts'
import { actionsUnder, type Branch, indicatorsOf, outlineOf } from '../text/outline.ts'
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
  propre: word,
})
export type Asked = z.infer<typeof asked>
export type Facet = keyof Asked

/** What an action is about. */
export interface Tags {
  pillars: readonly Pillar[]
  families: readonly string[]
  themes: readonly string[]
}

/** What the actions of a scheme are about, by key; those that say nothing of it are left out. */
async function tagsOf(trx: Writer, scheme: string): Promise<ReadonlyMap<string, Tags>> {
  const { rows } = await sql<Tags & { key: string }>`
    select key, coalesce(pillars, '[]') as pillars, coalesce(families, '[]') as families, coalesce(themes, '[]') as themes
    from scheme_part, jsonb_to_record(content) as said (pillars jsonb, families jsonb, themes jsonb)
    where scheme_id = ${scheme} and kind = 'action' and (pillars <> '[]' or families <> '[]' or themes <> '[]')`.execute(
    trx,
  )
  return new Map(rows.map(({ key, ...tags }) => [key, tags]))
}

/** What is known of the actions of a scheme besides its text. */
export interface Known {
  outline: readonly Branch[]
  tags: ReadonlyMap<string, Tags>
  /** Who says which status of each action, by how many they are. */
  statuses: ReadonlyMap<string, ReadonlyMap<Status, number>>
  pilots: readonly { action: string; membership: string; name: string }[]
  /** Names by SIREN. */
  buyers: ReadonlyMap<string, string>
}

/** The same, read for a view of a scheme. */
export async function knownFor(trx: Writer, actor: Actor, scheme: Scheme, view: View): Promise<Known> {
  return {
    outline: shownIn(view, await outlineOf(trx, scheme.id)),
    tags: await tagsOf(trx, scheme.id),
    statuses: await statusesBy(trx, scheme, view),
    pilots: await allPilots(trx, scheme, actor),
    buyers: new Map(scheme.buyers.map(({ siren, name }) => [siren, name])),
  }
}

/** What may be chosen of a facet, in the order in which it is offered, and of how many actions it is true. */
export interface Choice {
  value: string
  label: string
  /** As a heading says it after how many actions there are. */
  words: string
  n: number
}

/** What a facet says of an action, and how each of its values is offered, then told. */
interface Says {
  of(action: Branch): readonly string[]
  label(value: string): string
  words(value: string): string
}

const quoted = (value: string) => fr`« ${value} »`
const STANDINGS: Record<string, { label: string }> = { ...STATUS_WORDS, [NONE]: { label: 'Non dit' } }
const same = (value: string) => value

function facetsOf({ outline, tags, statuses, pilots, buyers }: Known): Record<Facet, Says> {
  const axisOf = new Map(outline.flatMap(axis => actionsUnder([axis]).map(({ key }) => [key, axis] as const)))
  const names = new Map(pilots.map(({ membership, name }) => [membership, name]))
  const people = new Map<string, string[]>()
  for (const { action, membership } of pilots) people.set(action, [...(people.get(action) ?? []), membership])
  const pillarsOf = ({ key }: Branch): readonly Pillar[] => {
    const [said, above] = [tags.get(key)?.pillars ?? [], axisOf.get(key)?.pillar]
    return said.length > 0 ? said : above ? [above] : []
  }
  const pillar = (value: string) => PILLAR_WORDS[value as Pillar]
  const standing = (value: string) => STANDINGS[value]?.label ?? value
  return {
    pilier: { of: pillarsOf, label: pillar, words: value => `pilier ${pillar(value).toLowerCase()}` },
    etat: {
      of: ({ key, left }) => (left === null ? [...(statuses.get(key)?.keys() ?? [NONE])] : ['left']),
      label: standing,
      words: value => fr`état « ${standing(value).toLowerCase()} »`,
    },
    direction: {
      of: action => (action.pilots.length === 0 ? [NONE] : action.pilots),
      label: value => (value === NONE ? 'Sans direction' : value),
      words: value => (value === NONE ? 'sans direction pilote' : quoted(value)),
    },
    personne: {
      of: ({ key }) => people.get(key) ?? [NONE],
      label: value => names.get(value) ?? 'Personne',
      words: value => names.get(value) ?? 'confiées à personne',
    },
    theme: { of: ({ key }) => tags.get(key)?.themes ?? [], label: same, words: quoted },
    famille: { of: ({ key }) => tags.get(key)?.families ?? [], label: same, words: quoted },
    indicateurs: {
      of: action => [indicatorsOf(action).length > 0 ? 'avec' : 'sans'],
      label: value => (value === 'avec' ? 'Avec indicateur' : 'Sans indicateur'),
      words: value => `${value} indicateur`,
    },
    propre: {
      of: ({ buyer }) => (buyers.size < 2 ? [] : [buyer ?? NONE]),
      label: value => (value === NONE ? 'Communes' : (buyers.get(value) ?? value)),
      words: value => (value === NONE ? 'communes à tous les acheteurs' : `propres à ${buyers.get(value) ?? value}`),
    },
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
  const choices = new Map(
    names.map(name => {
      const { of, label, words } = facets[name]
      const counts = new Map<string, number>()
      for (const action of all) for (const value of of(action)) counts.set(value, 1 + (counts.get(value) ?? 0))
      const order = FIXED[name]
      const rank = ({ value, label: shown }: Choice) =>
        order ? String(order.indexOf(value)) : `${value === NONE ? 0 : 1}${shown}`
      const found = [...counts].map(([value, n]): Choice => ({ value, label: label(value), words: words(value), n }))
      return [name, found.sort((a, b) => rank(a).localeCompare(rank(b), 'fr'))] as const
    }),
  )
  const set = names.flatMap(name => {
    const choice = choices.get(name)?.find(({ value }) => value === wanted[name])
    return choice ? [{ of: facets[name].of, choice }] : []
  })
  const kept = (action: Branch) => set.every(({ of, choice }) => of(action).includes(choice.value))
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

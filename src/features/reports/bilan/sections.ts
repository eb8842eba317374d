import { z } from 'zod'

/** What a report is made of, in the order in which it begins: what each part is called, and what it computes by itself, said to whoever writes beside it. */
export type Sections = Readonly<Record<string, { title: string; computed: string }>>

/** What the bilan of a year is made of. */
export const SECTIONS = {
  essentiel: { title: 'L’essentiel', computed: 'Les chiffres clés, contre leur T0, l’année d’avant et leur cible.' },
  presentation: { title: 'Présentation', computed: 'Le résumé du schéma, tant que vous n’écrivez rien.' },
  avancement: { title: 'Où en est le schéma', computed: 'Le nombre d’actions par statut et par axe.' },
  axes: { title: 'Axe par axe', computed: 'Chaque action, ses étapes, ses indicateurs et leurs graphiques.' },
  marches: {
    title: 'Marchés remarquables',
    computed: 'Les taux de l’année, puis les marchés que vous retenez, avec vos mots.',
  },
  difficultes: {
    title: 'Ce qui n’avance pas assez',
    computed: 'Les actions et les étapes en retard, les cibles loin, les valeurs qui manquent.',
  },
  programme: { title: 'Le programme de l’année suivante', computed: 'Les étapes et les cibles de l’année suivante.' },
  methode: { title: 'Méthode', computed: 'Ce qui compte, d’où vient chaque indicateur, comment il se calcule.' },
  annexes: { title: 'Annexes', computed: 'Tous les indicateurs, année par année.' },
} as const satisfies Sections
export type SectionKey = keyof typeof SECTIONS

/** Whether a word names one of the parts of a report. */
export const isSection = (sections: Sections, word: string): boolean => Object.hasOwn(sections, word)

/** Contracts that a bilan may tell. */
export const MOST_CONTRACTS = 12

/** How who leads a scheme wants a bilan: what is hidden, in which order, which indicators open it, which contracts it tells. */
export const plan = z.object({
  order: z.array(z.string().max(40)),
  hidden: z.array(z.string().max(40)),
  /** Keys of indicators; none leaves the choice to the rule. */
  figures: z.array(z.string()),
  /** Identities of the contracts that it tells, in their order. */
  contracts: z
    .array(z.string().regex(/^[0-9a-f]{32}$/))
    .max(MOST_CONTRACTS)
    .default([]),
  /** By the code of another edition, which of its actions are those of this scheme, as somebody said; null for none. */
  matches: z.record(z.string(), z.record(z.string(), z.string().nullable())).default({}),
})
export type Plan = z.infer<typeof plan>
export const DEFAULT_PLAN: Plan = { order: [], hidden: [], figures: [], contracts: [], matches: {} }

/** The sections in the order that is wanted: those that it does not name come after, as they began. */
export function ordered({ order }: Plan, sections: Sections): string[] {
  return [...new Set([...order.filter(key => isSection(sections, key)), ...Object.keys(sections)])]
}

/** The order with a section moved one place before or after; the same at an end. */
export const moved = (plan: Plan, sections: Sections, key: string, by: -1 | 1): Plan => ({
  ...plan,
  order: shifted(ordered(plan, sections), key, by),
})

/** A list with one of its things moved one place before or after; the same at an end, or without it. */
export function shifted<T>(list: readonly T[], one: T, by: -1 | 1): T[] {
  const order = [...list]
  const from = order.indexOf(one)
  const other = order[from + by]
  if (from === -1 || other === undefined) return order
  order[from + by] = one
  order[from] = other
  return order
}

export const shownOrHidden = (plan: Plan, key: string): Plan => ({
  ...plan,
  hidden: plan.hidden.includes(key) ? plan.hidden.filter(one => one !== key) : [...plan.hidden, key],
})

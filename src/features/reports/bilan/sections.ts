import { z } from 'zod'

/** What a bilan is made of, in the order in which it begins. */
export const SECTIONS = {
  essentiel: 'L’essentiel',
  presentation: 'Présentation',
  avancement: 'Où en est le schéma',
  axes: 'Axe par axe',
  marches: 'Marchés remarquables',
  difficultes: 'Ce qui n’avance pas assez',
  programme: 'Le programme de l’année suivante',
  methode: 'Méthode',
  annexes: 'Annexes',
} as const
export type SectionKey = keyof typeof SECTIONS
export const SECTION_KEYS = Object.keys(SECTIONS) as SectionKey[]
export const isSection = (word: string | undefined): word is SectionKey => SECTION_KEYS.some(key => key === word)

/** Contracts that a bilan may tell. */
export const MOST_CONTRACTS = 12

/** How who leads a scheme wants a bilan: what is hidden, in which order, which indicators open it, which contracts it tells. */
export const plan = z.object({
  order: z.array(z.enum(SECTION_KEYS)),
  hidden: z.array(z.enum(SECTION_KEYS)),
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
export function ordered({ order }: Plan): SectionKey[] {
  return [...new Set([...order, ...SECTION_KEYS])]
}

/** The order with a section moved one place before or after; the same at an end. */
export const moved = (plan: Plan, key: SectionKey, by: -1 | 1): Plan => ({
  ...plan,
  order: shifted(ordered(plan), key, by),
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

export const shownOrHidden = (plan: Plan, key: SectionKey): Plan => ({
  ...plan,
  hidden: plan.hidden.includes(key) ? plan.hidden.filter(one => one !== key) : [...plan.hidden, key],
})

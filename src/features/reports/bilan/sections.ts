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

/** How who leads a scheme wants a bilan: what is hidden, in which order, which indicators open it. */
export const plan = z.object({
  order: z.array(z.enum(SECTION_KEYS)),
  hidden: z.array(z.enum(SECTION_KEYS)),
  /** Keys of indicators; none leaves the choice to the rule. */
  figures: z.array(z.string()),
})
export type Plan = z.infer<typeof plan>
export const DEFAULT_PLAN: Plan = { order: [], hidden: [], figures: [] }

/** The sections in the order that is wanted: those that it does not name come after, as they began. */
export function ordered({ order }: Plan): SectionKey[] {
  return [...new Set([...order, ...SECTION_KEYS])]
}

/** The order with a section moved one place before or after; the same at an end. */
export function moved(plan: Plan, key: SectionKey, by: -1 | 1): Plan {
  const order = ordered(plan)
  const [from, to] = [order.indexOf(key), order.indexOf(key) + by]
  const other = order[to]
  if (other === undefined) return plan
  order[to] = key
  order[from] = other
  return { ...plan, order }
}

export const shownOrHidden = (plan: Plan, key: SectionKey): Plan => ({
  ...plan,
  hidden: plan.hidden.includes(key) ? plan.hidden.filter(one => one !== key) : [...plan.hidden, key],
})

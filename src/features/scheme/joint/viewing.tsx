import type { Context } from 'hono'
import type { Actor } from '#features/organisations'
import type { Writer } from '#platform/db'
import { Tabs } from '#ui'
import type { Scheme } from '../scheme.ts'
import type { Branch } from '../text/outline.ts'
import { type Buyer, buyersOf } from './buyers.tsx'

/** Of whom a page of a scheme tells. */
export interface View {
  /** All the buyers of the scheme; one alone is not named. */
  buyers: readonly Buyer[]
  /** The one that is told of; null for all of them together. */
  chosen: Buyer | null
  /** Whether that is the actor’s own organisation, which alone speaks for itself. */
  own: boolean
}

/** A scheme as one buyer of it, or all of them together where `chosen` is null. */
export const viewOf = (actor: Actor, buyers: readonly Buyer[], chosen: Buyer | null): View => ({
  buyers,
  chosen,
  own: chosen?.id === actor.membership.organisation.id,
})

/** What the address of a page asks for: `?acheteur=` a SIREN of the scheme’s buyers, or `tous`; the actor’s own without. */
export async function viewIn(c: Context, trx: Writer, actor: Actor, { id }: Pick<Scheme, 'id'>): Promise<View> {
  const buyers = await buyersOf(trx, id)
  const asked = c.req.query('acheteur')
  if (asked === 'tous' && buyers.length > 1) return viewOf(actor, buyers, null)
  const mine = buyers.find(one => one.id === actor.membership.organisation.id) ?? null
  return viewOf(actor, buyers, buyers.find(({ siren }) => siren === asked) ?? mine)
}

/** What an address carries to keep a view: `acheteur=…`; nothing for the actor’s own. */
export const viewQuery = ({ own, chosen }: Pick<View, 'own' | 'chosen'>): Record<string, string> =>
  own ? {} : { acheteur: chosen?.siren ?? 'tous' }

/** Whether a view shows what is a buyer’s own. @param buyer its SIREN; null for what is of all */
export const shows = ({ buyers, chosen }: View, buyer: string | null): boolean =>
  buyer === null || buyers.length < 2 || chosen === null || chosen.siren === buyer

/** The parts of a scheme that a view shows: all but the own actions of the buyers that it does not tell of. */
export const shownIn = (view: View, outline: readonly Branch[]): readonly Branch[] =>
  view.buyers.length < 2 || view.chosen === null
    ? outline
    : outline.flatMap(branch => (shows(view, branch.buyer) ? [{ ...branch, under: shownIn(view, branch.under) }] : []))

/** The way from a buyer of a joint scheme to another, and to all of them together; nothing in a scheme of one buyer. @param at the address of a view */
export const BuyerTabs = ({ view, at }: { view: View; at: (query: Record<string, string>) => string }) =>
  view.buyers.length < 2 ? null : (
    <Tabs
      label="Acheteur montré"
      tabs={[
        ...view.buyers.map(one => ({
          label: one.present ? one.name : `${one.name} (parti)`,
          href: at({ acheteur: one.siren }),
          current: one.id === view.chosen?.id,
        })),
        { label: 'Ensemble', href: at({ acheteur: 'tous' }), current: view.chosen === null },
      ]}
    />
  )

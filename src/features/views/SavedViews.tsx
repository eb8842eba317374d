import type { Context } from 'hono'
import type { Child } from 'hono/jsx'
import { type Actor, allows } from '#features/organisations'
import type { Writer } from '#platform/db'
import { Disclosure, Form } from '#ui'
import { NameFields } from './pages/NameFields.tsx'
import { viewsOf } from './reading.ts'
import { addressOf, queryOf } from './rules.ts'
import { type Address, type SavedView, SHARERS } from './views.ts'

export const viewsPath = ({ membership }: Actor) => `/organisations/${membership.organisation.siren}/vues`

/** The views of the list that an address shows, for above it; what keeps its filters as one more, where some are set. */
export async function savedViews(c: Context, trx: Writer, actor: Actor): Promise<Child> {
  const { pathname, searchParams } = new URL(c.req.url)
  const here = { path: pathname, query: queryOf(searchParams) }
  return <SavedViews actor={actor} here={here} views={await viewsOf(trx, actor, pathname)} />
}

const SavedViews = ({ actor, here, views }: { actor: Actor; here: Address; views: readonly SavedView[] }) => {
  const known = views.some(({ query }) => query === here.query)
  return (
    <>
      {views.length > 0 && (
        <nav class="row small no-print" aria-label="Vues de cette liste">
          <b aria-hidden="true">Mes vues</b>
          {views.map(view => (
            <a href={addressOf(view)} aria-current={view.query === here.query ? 'true' : undefined}>
              <bdi>{view.name}</bdi>
              {!view.mine && <span class="muted"> (partagée)</span>}
            </a>
          ))}
          <a class="button button--quiet button--small" href={viewsPath(actor)}>
            Gérer mes vues
          </a>
        </nav>
      )}
      {here.query !== '' && !known && (
        <Disclosure summary="Garder ces filtres dans mes vues">
          <Form action={viewsPath(actor)} submit="Enregistrer cette vue" aside>
            <input type="hidden" name="adresse" value={addressOf(here)} />
            <NameFields id="vue" name="" shared={false} shares={allows(SHARERS, actor.membership.roles)} />
          </Form>
        </Disclosure>
      )}
    </>
  )
}

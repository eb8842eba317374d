import type { Context } from 'hono'
import { fieldsOf, type Route, submitted, thenGo } from '#platform/http'
import type { Space } from '#ui'
import { INSTANCE } from './access.ts'
import { readOpening, readReason, type Sent } from './fields.ts'
import type { Refused } from './pages/Belonging.tsx'
import { InstancePage, ListedPage } from './pages/InstancePage.tsx'
import type { Visitor } from './people.ts'
import type { Registry } from './registry.ts'
import { idIn } from './space-routes.tsx'

const DONE: Record<string, string> = {
  ouverte: 'L’organisation est ouverte, et l’invitation à l’administrer est partie.',
  refusee: 'La demande est refusée, et son auteur·e en saura la raison.',
  suspendue: 'La publication est suspendue.',
  reprise: 'L’organisation peut à nouveau publier.',
}

const done = (c: Context) => DONE[c.req.query('fait') ?? '']

/** The organisations of the instance, for whoever administers it. */
export function instanceRoutes(
  registry: Registry,
  spaceOf: (visitor: Visitor, here: string) => Space,
): Route<Visitor>[] {
  const page = async (visitor: Visitor, more: { sent?: Sent; refused?: Refused; done?: string | undefined }) => (
    <InstancePage
      space={spaceOf(visitor, '/administration')}
      organisations={await registry.list(visitor)}
      requests={await registry.requests(visitor)}
      {...more}
    />
  )
  const listedPage = async (
    visitor: Visitor,
    siren: string,
    more: { refused?: Refused; done?: string | undefined },
  ) => {
    const organisation = (await registry.list(visitor)).find(one => one.siren === siren)
    return (
      organisation && <ListedPage space={spaceOf(visitor, '/administration')} organisation={organisation} {...more} />
    )
  }
  /** A form of the instance: what it does, and where it leads. */
  const form = (path: string, act: (c: Context, visitor: Visitor, sent: Sent) => Promise<string>): Route<Visitor> => ({
    method: 'post',
    path: `/administration${path}`,
    access: INSTANCE,
    handler: async (c, visitor) => {
      const sent = await fieldsOf(c)
      return submitted(
        c,
        async () => thenGo(c, `/administration${await act(c, visitor, sent)}`),
        async refused =>
          (await listedPage(visitor, c.req.param('siren') ?? '', { refused })) ?? page(visitor, { sent, refused }),
      )
    },
  })
  const sirenIn = (c: Context) => c.req.param('siren') ?? ''
  const ofListed = '/organisations/:siren{[0-9]{9}}'
  return [
    {
      method: 'get',
      path: '/administration',
      access: INSTANCE,
      handler: async (c, visitor) => c.html(await page(visitor, { done: done(c) })),
    },
    {
      method: 'get',
      path: `/administration${ofListed}`,
      access: INSTANCE,
      handler: async (c, visitor) => {
        const found = await listedPage(visitor, sirenIn(c), { done: done(c) })
        return found ? c.html(found) : c.notFound()
      },
    },
    form('/organisations', async (_, visitor, sent) => {
      await registry.open(visitor, readOpening(sent))
      return '?fait=ouverte'
    }),
    form(`${ofListed}/suspension`, async (c, visitor, sent) => {
      await registry.suspend(visitor, sirenIn(c), readReason(sent).reason)
      return `/organisations/${sirenIn(c)}?fait=suspendue`
    }),
    form(`${ofListed}/reprise`, async (c, visitor) => {
      await registry.suspend(visitor, sirenIn(c), null)
      return `/organisations/${sirenIn(c)}?fait=reprise`
    }),
    form('/demandes/:id/acceptation', async (c, visitor) => {
      await registry.accept(visitor, idIn(c))
      return '?fait=ouverte'
    }),
    form('/demandes/:id/refus', async (c, visitor, sent) => {
      await registry.refuse(visitor, idIn(c), readReason(sent).reason)
      return '?fait=refusee'
    }),
  ]
}

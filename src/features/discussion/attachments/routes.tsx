import { createReadStream } from 'node:fs'
import { Readable } from 'node:stream'
import type { Context } from 'hono'
import { z } from 'zod'
import { type Actor, forMembers, type Visitor } from '#features/organisations'
import type { Refusal } from '#kernel'
import { fieldsOf, formWithFile, heavy, type Route, SEALED, submitted, thenGo } from '#platform/http'
import type { Means, Subject } from '../discussion.ts'
import { type Host, viewOf } from '../host.ts'
import { refuse } from '../labels.ts'
import { RemovalPage } from '../pages/Attachments.tsx'
import { attach, attachmentOf, detach } from './attachments.ts'
import { KINDS } from './kinds.ts'
import { dispositionOf } from './names.ts'
import { pathOf, sizeOf } from './store.ts'

const removal = z.object({ motif: z.string().max(5000).catch('') })

/** The attachments of the things of a feature. @param found what an address is about */
export function attachmentRoutes(
  means: Means,
  host: Host,
  found: (c: Context, actor: Actor) => Promise<Subject | null>,
): Route<Visitor>[] {
  const { path, readers, writers } = host
  const target = async (c: Context, actor: Actor) => {
    const about = await found(c, actor)
    const id = z.uuid().safeParse(c.req.param('piece'))
    const attachment = about && id.success ? await attachmentOf(means, actor, about, id.data) : null
    return about && attachment && { about, attachment }
  }
  type Target = NonNullable<Awaited<ReturnType<typeof target>>>
  const removalPage = async (actor: Actor, of: Target, more: { reason?: string; refusal?: Refusal } = {}) => (
    <RemovalPage {...of} frame={await host.frame(actor, of.about)} {...more} />
  )
  return [
    heavy(
      forMembers(
        'post',
        `${path}/pieces`,
        writers,
        async (c, actor) => {
          const about = await found(c, actor)
          if (about === null) return c.notFound()
          return submitted(
            c,
            async () => {
              const id = await formWithFile(c, file => attach(means, actor, about, file))
              return thenGo(c, `${about.path}?fait=${id ? 'piece' : refuse('file-missing')}#pieces`)
            },
            refusal => host.page(c, actor, about, { ...viewOf(c), about: 'attachment', refusal }),
          )
        },
        'stream',
      ),
    ),
    forMembers('get', `${path}/pieces/:piece`, readers, async (c, actor) => {
      const of = await target(c, actor)
      if (of === null) return c.notFound()
      const { kind, name, bytes, sha256 } = of.attachment
      const organisation = actor.membership.organisation.id
      if (sizeOf(means, organisation, sha256) !== bytes) return refuse('attachment-gone')
      const headers = {
        'content-type': KINDS[kind].type,
        'content-length': String(bytes),
        'content-disposition': dispositionOf(name),
        'content-security-policy': SEALED,
      }
      // Opened only where it is read: nobody else closes it.
      if (c.req.raw.method === 'HEAD') return c.body(null, 200, headers)
      const file = createReadStream(pathOf(means, organisation, sha256))
      return c.body(Readable.toWeb(file) as ReadableStream, 200, headers)
    }),
    forMembers('get', `${path}/pieces/:piece/retrait`, writers, async (c, actor) => {
      const of = await target(c, actor)
      return of ? c.html(await removalPage(actor, of)) : c.notFound()
    }),
    forMembers('post', `${path}/pieces/:piece/retrait`, writers, async (c, actor) => {
      const of = await target(c, actor)
      if (of === null) return c.notFound()
      const { motif: reason } = removal.parse(await fieldsOf(c))
      return submitted(
        c,
        async () => {
          await detach(means, actor, of.about, of.attachment.id, reason)
          return thenGo(c, `${of.about.path}?fait=piece-retiree#pieces`)
        },
        refusal => removalPage(actor, of, { reason, refusal }),
      )
    }),
  ]
}

import type { Context } from 'hono'
import type { Child } from 'hono/jsx'
import {
  Attachments,
  attachmentsOf,
  Discussion,
  discussionRoutes,
  type Host,
  type Subject,
  talkOf,
  type View,
} from '#features/discussion'
import { type Actor, type Rule, scopeOf, type Visitor } from '#features/organisations'
import type { Route } from '#platform/http'
import { fr } from '#ui'
import { READERS } from './access.ts'
import { baseOf } from './pages/SchemeFrame.tsx'
import type { Scheme } from './scheme.ts'
import { findScheme } from './schemes.ts'
import { partOf } from './text/parts.ts'
import { KEY, ONE, type SchemeSite } from './within.ts'

/** Who comments on a scheme and attaches files: whoever follows it. Elected people read. */
const TALKERS: Rule = {
  words: 'aux membres de l’organisation qui suivent le schéma et y écrivent',
  roles: ['administrator', 'scheme-lead', 'pilot', 'buyer', 'facilitator', 'animator', 'adviser'],
}

/** What is discussed of a scheme, and where its pages are. */
const PAGES = { action: 'actions', indicator: 'indicateurs' } as const
type Discussed = keyof typeof PAGES

/** A part of a scheme, for those who discuss it: each buyer of a joint scheme does among its own. */
export const aboutPart = (
  actor: Actor,
  scheme: Pick<Scheme, 'code'>,
  kind: Discussed,
  { key, code, title }: { key: string; code: string; title: string },
): Subject => ({
  subject: `scheme/${scheme.code}/${kind}/${key}`,
  title: [code, title].filter(Boolean).join(' '),
  path: `${baseOf(actor, scheme)}/${PAGES[kind]}/${key}`,
  readers: READERS,
  writers: TALKERS,
})

/** What a page that is discussed is given. */
export interface Talked {
  /** Its attachments and its comments, for the end of the page. */
  talk?: Child
  done?: string | undefined
}

/** The attachments and the comments of a part of a scheme. */
export async function talkUnder(
  { means }: Pick<SchemeSite, 'means'>,
  { actor, scheme, done }: { actor: Actor; scheme: Scheme; done?: string | undefined },
  about: Subject,
  view: View,
): Promise<Talked> {
  if (means === undefined) return { done }
  const [found, talk] = [await attachmentsOf(means, actor, about), await talkOf(means.db, actor, about, view.page)]
  const { organisation } = actor.membership
  const joint = scheme.buyers.length > 1 || scheme.organisation !== organisation.id
  return {
    done: view.done ?? done,
    talk: (
      <>
        <Attachments {...{ about, actor, found, view }} />
        <Discussion {...{ about, actor, talk, view }} />
        {joint && (
          <p class="small muted">
            {fr`Ces pièces et ces commentaires ne sont lus que par les membres de `}
            <bdi>{organisation.name}</bdi>
            {fr` : chaque acheteur du schéma a les siens.`}
          </p>
        )}
      </>
    ),
  }
}

/**
 * The addresses of what is said of parts of schemes. They come before those that take any word under a part.
 * @param page the page of the part of an address, with what is said under it; null where there is none
 */
export function talkRoutes(
  site: Pick<SchemeSite, 'db' | 'menu' | 'means'>,
  kind: Discussed,
  page: (c: Context, actor: Actor, view: View) => Promise<Child | null>,
): Route<Visitor>[] {
  const { db, menu, means } = site
  const host: Host = {
    path: `${ONE}/${PAGES[kind]}/${KEY}`,
    readers: READERS,
    writers: TALKERS,
    subject: (c, actor) =>
      db.as(scopeOf(actor), async trx => {
        const scheme = await findScheme(trx, actor, c.req.param('code') ?? '')
        const found = scheme && (await partOf(trx, scheme.id, c.req.param('key') ?? ''))
        if (!scheme || found?.part.kind !== kind) return null
        const { key, content } = found.part
        const title = String(content['title'] ?? content['label'] ?? '')
        return aboutPart(actor, scheme, kind, { key, code: String(content['code'] ?? ''), title })
      }),
    page: async (c, actor, _, view) => (await page(c, actor, view)) ?? '',
    frame: async (actor, { path }) => ({ space: menu?.(actor, path) }),
  }
  return means === undefined ? [] : discussionRoutes(means, host)
}

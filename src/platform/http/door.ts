import type { HttpBindings } from '@hono/node-server'
import type { Context, Handler } from 'hono'

export type Answer = Response | Promise<Response>

interface Weight {
  /** Whether what is asked for is heavy: how much of it somebody is given is limited. Set by `heavy`. */
  heavy?: (c: Context) => boolean
}

/** `long`: a form of long texts. `stream`: larger than a form, read by its handler while it comes, once access is checked. */
type Body = 'form' | 'long' | 'stream'

/** One address of the site, for everyone: what it shows is public. */
export interface PublicRoute extends Weight {
  method: 'get' | 'post'
  path: string
  access: 'everyone'
  /** What a POST holds: a form unless said. Nobody streams without saying who they are. */
  body?: Exclude<Body, 'stream'>
  handler: (c: Context) => Answer
}

/** A page for everyone. */
export const publicPage = (path: string, handler: PublicRoute['handler']): PublicRoute => ({
  method: 'get',
  path,
  access: 'everyone',
  handler,
})

/** One address of the site, for whoever is signed in, who is the handler's second argument. */
export interface PersonalRoute<V> extends Weight {
  method: 'get' | 'post'
  path: string
  access: 'signed-in'
  /** What a POST holds: a form unless said. */
  body?: Body
  handler: (c: Context, visitor: V) => Answer
}

/** Who, among those who are signed in, may call a route. */
export interface Guard<V> {
  /** Who they are, in words that follow « réservé »: `aux membres de l’organisation`. */
  words: string
  /** `hidden`: what is at this address is not theirs to know of. */
  admits(visitor: V, c: Context): 'yes' | 'no' | 'hidden'
}

/** One address of the site, for some of those who are signed in. */
export interface GuardedRoute<V> extends Omit<PersonalRoute<V>, 'access'> {
  access: Guard<V>
}

/** One address of the site. `V` is what is known of whoever is signed in. */
export type Route<V> = PublicRoute | PersonalRoute<V> | GuardedRoute<V>

/** How the site knows who asks, and where those who must say so are sent. */
export interface Door<V> {
  visitor(c: Context): Promise<V | null>
  /** The page to sign in, which then leads back to an address of this site. */
  signIn(back: string): string
  /** Whose heavy answers are counted together: a person, or a network address; empty when that is not known. */
  countedAs(c: Context, visitor: V | null): string
}

/** How an answer that is heavy is given. */
export type Limited = (c: Context, who: string, answer: () => Answer) => Answer

/**
 * What a route does once its access is checked. What is shown to one person is kept by nobody else.
 * @param reserved the page that says for whom it is
 */
export function opened<V>(
  route: Route<V>,
  door: Door<V>,
  reserved: (c: Context, words: string) => Answer,
  limited: Limited,
): Handler {
  const { heavy } = route
  const given = (c: Context, visitor: V | null, answer: () => Answer) =>
    heavy?.(c) ? limited(c, door.countedAs(c, visitor), answer) : answer()
  if (route.access === 'everyone') {
    const { handler } = route
    return heavy ? c => given(c, null, () => handler(c)) : handler
  }
  const { access, handler } = route
  return async c => {
    const visitor = await door.visitor(c)
    if (visitor === null) {
      return c.redirect(door.signIn(route.method === 'get' ? addressOf(c) : '/'), 303)
    }
    c.header('cache-control', 'no-store')
    if (access !== 'signed-in') {
      const admitted = access.admits(visitor, c)
      if (admitted === 'hidden') return c.notFound()
      if (admitted === 'no') return reserved(c, access.words)
    }
    return given(c, visitor, () => handler(c, visitor))
  }
}

/** What was asked for; an answer's header has no room for an address that is out of all proportion. */
function addressOf(c: Context): string {
  const { pathname, search } = new URL(c.req.url)
  return [pathname + search, pathname].find(address => address.length <= 1000) ?? '/'
}

/** Whether a form was sent from another site, by what only a browser says of it. A program that says nothing is nobody's browser. */
export function isForeign(c: Context): boolean {
  const origin = c.req.header('origin')
  if (origin === undefined) return !['same-origin', 'none', undefined].includes(c.req.header('sec-fetch-site'))
  // By its host alone: behind a proxy this process does not know by which protocol it was reached.
  return !URL.canParse(origin) || new URL(origin).host !== c.req.header('host')
}

/**
 * The network address of who asks; empty when it is not known.
 * @param proxies how many proxies stand in front: each adds at the end of `X-Forwarded-For` whom it answers, and what came before is hearsay
 */
export function placeOf(c: Context, proxies: number): string {
  const said = proxies > 0 ? c.req.header('x-forwarded-for')?.split(',').at(-proxies)?.trim() : undefined
  return said ?? (c.env as Partial<HttpBindings> | undefined)?.incoming?.socket.remoteAddress ?? ''
}

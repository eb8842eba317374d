import { randomUUID } from 'node:crypto'
import type { Context, MiddlewareHandler } from 'hono'
import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { compress } from 'hono/compress'
import { Refusal } from '#kernel'
import { countQueries, Unavailable } from '#platform/db'
import type { Log } from '#platform/log'
import { type Answer, type Door, isForeign, type Limited, opened, type Route } from './door.ts'
import { HeavyWork, withinLimits } from './heavy.ts'

export { type Door, type Guard, type GuardedRoute, type PublicRoute, placeOf, publicPage, type Route } from './door.ts'
export { fieldsOf, readerBy, type Sent, submitted, thenGo } from './forms.ts'
export { type HeavyLimits, HeavyWork, heavy } from './heavy.ts'
export { bytesOf, type FileOfForm, formWithFile } from './streams.ts'

/** A file served as it is. */
export interface Asset {
  path: string
  type: string
  body: string | Uint8Array
  /** The address changes with the content: it may be kept for a year. */
  immutable: boolean
}

/** The pages shown when something is not there, not allowed, or broken. */
export interface ErrorPages {
  notFound(c: Context): Answer
  refused(c: Context, refusal: Refusal): Answer
  /** A form sent from another site. */
  foreign(c: Context): Answer
  /** A page for others, who are named in words that follow « réservé ». */
  reserved(c: Context, words: string): Answer
  /** Too much that is heavy was asked for; in so many seconds some of it may be again. This page must cost nothing. */
  tooMany(c: Context, seconds: number): Answer
  broken(c: Context, incident: string): Answer
  /** The database cannot be asked: this page must not ask it. */
  unavailable(c: Context, reason: Unavailable): Answer
}

/** A form of this site holds a few lines; what is larger says so in its route, and is read once its access is checked. */
const LARGEST_FORM = 64 * 1024
const LARGEST_LONG_FORM = 1024 * 1024

const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "connect-src 'self'",
  "style-src 'self'",
  "font-src 'self'",
  "img-src 'self'",
  "manifest-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ')

/** The Content-Security-Policy of a page that any site may show in a frame: it does nothing, and takes nothing. */
export const FRAMED = [
  "default-src 'none'",
  "style-src 'self'",
  "font-src 'self'",
  "img-src 'self'",
  "form-action 'none'",
  "base-uri 'none'",
  'frame-ancestors *',
].join('; ')

/** The Content-Security-Policy of a file that somebody sent: wherever it is opened, it does nothing. */
export const SEALED = "default-src 'none'; sandbox"

const HEADERS: Record<string, string> = {
  'content-security-policy': POLICY,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
  'x-frame-options': 'DENY',
}

/** Headers on every answer, the number of statements of each page, and one line of log without personal data (no query, no address). */
function everyAnswer(log: Log): MiddlewareHandler {
  return async (c, next) => {
    const start = performance.now()
    await countQueries(async queries => {
      await next()
      c.res.headers.set('server-timing', `db;desc="${queries()}"`)
    })
    // What somebody sent, and what others frame, are shown under policies of their own, which allow less.
    const asked = c.res.headers.get('content-security-policy')
    for (const [name, value] of Object.entries(HEADERS)) c.res.headers.set(name, value)
    if (asked === SEALED || asked === FRAMED) c.res.headers.set('content-security-policy', asked)
    if (asked === FRAMED) {
      c.res.headers.delete('x-frame-options')
      c.res.headers.set('cross-origin-resource-policy', 'cross-origin')
    }
    if (!c.res.headers.has('cache-control')) c.res.headers.set('cache-control', 'no-cache')
    log.debug(
      { method: c.req.method, path: c.req.path, status: c.res.status, ms: Math.round(performance.now() - start) },
      'request',
    )
  }
}

/**
 * The web application: its routes, its assets, health checks, and pages for errors.
 * @param ready whether the database answers
 * @param work what keeps count of heavy answers
 */
export function webApp<V>(
  routes: readonly Route<V>[],
  assets: readonly Asset[],
  errors: ErrorPages,
  log: Log,
  ready: () => Promise<boolean>,
  door: Door<V>,
  work = new HeavyWork(),
): Hono {
  const app = new Hono()
  app.use(everyAnswer(log))
  app.use(compress())
  // Said before `compress` does: it would turn the text of every answer into a stream, even of one that stays as it is.
  app.use(async (c, next) => {
    await next()
    c.res.headers.set('vary', 'accept-encoding')
  })
  for (const { path, type, body, immutable } of assets) {
    const cache = immutable ? 'public, max-age=31536000, immutable' : 'public, max-age=3600'
    app.get(
      path,
      () => new Response(body as ArrayBuffer | string, { headers: { 'content-type': type, 'cache-control': cache } }),
    )
  }
  app.get('/healthz', c => c.text('ok'))
  app.get('/readyz', async c => ((await ready()) ? c.text('ok') : c.text('database unavailable', 503)))
  app.post('*', async (c, next) => (isForeign(c) ? errors.foreign(c) : next()))
  const tooLarge = new Refusal(
    'form-too-large',
    'Ce formulaire est trop lourd pour être lu : raccourcissez-le, puis recommencez.',
  )
  const limitedTo = (maxSize: number) => bodyLimit({ maxSize, onError: c => errors.refused(c, tooLarge) })
  const bodies = { form: limitedTo(LARGEST_FORM), long: limitedTo(LARGEST_LONG_FORM) }
  const limited: Limited = (c, who, answer) => withinLimits(work, who, c, answer, errors.tooMany)
  for (const route of routes) {
    const handler = opened(route, door, errors.reserved, limited)
    const body = route.body ?? 'form'
    if (route.method === 'post' && body !== 'stream') app.post(route.path, bodies[body], handler)
    else app[route.method](route.path, handler)
  }
  app.notFound(c => errors.notFound(c))
  app.onError((error, c) => {
    if (error instanceof Unavailable) {
      log.error({ path: c.req.path, code: error.code, why: error.why }, 'database unavailable')
      c.header('retry-after', '30')
      return errors.unavailable(c, error)
    }
    if (error instanceof Refusal) return errors.refused(c, error)
    const incident = randomUUID().slice(0, 8)
    log.error({ incident, path: c.req.path, error: { message: error.message, stack: error.stack } }, 'fault')
    return errors.broken(c, incident)
  })
  return app
}

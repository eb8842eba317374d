import pino from 'pino'
import { type Door, type HeavyWork, type Route, webApp } from '#platform/http'

/** Some routes as the site serves them, without its log, its assets and its pages for errors, which say one word. */
export function plainSite<V>(
  routes: readonly Route<V>[],
  door: Door<V> = { visitor: async () => null, signIn: () => '/', countedAs: () => '' },
  work?: HeavyWork,
) {
  return webApp(
    routes,
    [],
    {
      notFound: c => c.text('not found', 404),
      refused: (c, refusal) => c.text(refusal.message, 400),
      foreign: c => c.text('foreign', 403),
      reserved: c => c.text('reserved', 403),
      tooMany: (c, seconds) => c.text(`${seconds}`, 429),
      broken: (c, incident) => c.text(incident, 500),
      unavailable: c => c.text('unavailable', 503),
    },
    pino({ level: 'silent' }),
    async () => true,
    door,
    work,
  )
}

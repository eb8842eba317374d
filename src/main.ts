import type { AddressInfo } from 'node:net'
import { type ServerType, serve } from '@hono/node-server'
import { Refusal } from '#kernel'
import { type Config, secretOf } from '#platform/config'
import type { Database } from '#platform/db'
import type { Log } from '#platform/log'
import { openApp } from './app.tsx'
import { type Services, type Site, servicesOf, siteOf, startJobs } from './site.ts'

/** A server that answers. */
export interface Server {
  /** Where it listens. */
  url: string
  /** Stops taking requests and jobs, and waits for those begun. */
  close(): Promise<void>
}

/** Starts answering, and doing jobs. Refuses with a sentence when the address is taken. */
export async function startServer(config: Config, db: Database, log: Log): Promise<Server> {
  const services = servicesOf(db, config, log)
  let server: Server | undefined
  const close = () => Promise.resolve(server?.close()).finally(() => services.jobs.stop())
  try {
    // Before the first request, which may add a job.
    await services.jobs.open()
    const listening = await listen(config, services, log)
    server = listening
    await startJobs(listening.site)
    return { url: server.url, close }
  } catch (error) {
    await close()
    throw error
  }
}

/** A large file may take hours on a slow line; a connection on which nothing moves is closed (milliseconds). */
const LONGEST_REQUEST = 12 * 3600_000
const SILENCE = 10 * 60_000
/** How long requests that were begun are waited for; a file that was being sent goes on when its page finds the server again. */
const LAST_REQUESTS = 5_000

function ended(server: ServerType): Promise<void> {
  const cut = setTimeout(() => 'closeAllConnections' in server && server.closeAllConnections(), LAST_REQUESTS)
  return new Promise<void>(done => server.close(() => done())).then(() => clearTimeout(cut))
}

function listen(config: Config, services: Services, log: Log): Promise<Server & { site: Site }> {
  const secret = secretOf(config)
  return new Promise((resolve, reject) => {
    // Its own address is a part of what the application answers, and the system may choose the port: made once it is known.
    let app: ReturnType<typeof openApp>
    const fetch: typeof app.fetch = (...request) => app.fetch(...request)
    const listener = {
      fetch,
      hostname: config.host,
      port: config.port,
      serverOptions: { requestTimeout: LONGEST_REQUEST },
    }
    const server = serve(listener, (info: AddressInfo) => {
      const host = info.family === 'IPv6' ? `[${info.address}]` : info.address
      const url = `http://${host}:${info.port}`
      const { publicUrl, proxies, oidc, legal } = config
      const site = siteOf(services, { publicUrl: publicUrl ?? url, secret, proxies, oidc, legal })
      app = openApp(site, log)
      resolve({ url, site, close: () => ended(server) })
    })
    server.setTimeout(SILENCE)
    server.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EADDRINUSE' && error.code !== 'EACCES' && error.code !== 'EADDRNOTAVAIL') return reject(error)
      const why = error.code === 'EADDRINUSE' ? 'est déjà utilisée par un autre programme' : 'ne peut pas être ouverte'
      reject(
        new Refusal(
          'address-taken',
          `L’adresse ${config.host}:${config.port} ${why} : choisissez-en une autre avec HOST et PORT.`,
        ),
      )
    })
  })
}

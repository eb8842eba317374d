import type { AddressInfo } from 'node:net'
import { serve } from '@hono/node-server'
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

function listen(config: Config, services: Services, log: Log): Promise<Server & { site: Site }> {
  const secret = secretOf(config)
  return new Promise((resolve, reject) => {
    // Its own address is a part of what the application answers, and the system may choose the port: made once it is known.
    let app: ReturnType<typeof openApp>
    const fetch: typeof app.fetch = (...request) => app.fetch(...request)
    const server = serve({ fetch, hostname: config.host, port: config.port }, (info: AddressInfo) => {
      const host = info.family === 'IPv6' ? `[${info.address}]` : info.address
      const url = `http://${host}:${info.port}`
      const { publicUrl, proxies, oidc, legal } = config
      const site = siteOf(services, { publicUrl: publicUrl ?? url, secret, proxies, oidc, legal })
      app = openApp(site, log)
      resolve({ url, site, close: () => new Promise(done => server.close(() => done())) })
    })
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

import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { exportJWK, generateKeyPair, type JWTPayload, SignJWT } from 'jose'
import Oidc, { type ClientMetadata, type Configuration } from 'oidc-provider'
import { SITE } from './accounts.test-support.ts'
import { CLOSED, RETURN } from './library.ts'
import type { Provider } from './oidc.ts'

export const CLIENT = { id: 'mieuxdisant', secret: 'un secret qui ne sert que dans les essais' }
const MINUTE = 60

/** Something that listens on this machine; it is given its own address before it answers. */
async function listening(serve: (issuer: string) => Promise<Parameters<typeof createServer>[1]>) {
  const server: Server = createServer()
  await new Promise<void>(ready => server.listen(0, '127.0.0.1', ready))
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const answer = await serve(issuer)
  if (answer) server.on('request', answer)
  const close = () => new Promise<void>(done => server.close(() => done()).closeAllConnections())
  return { issuer, close }
}

/** What the operator declares of it. */
export const declared = (issuer: string, more: Partial<Provider> = {}): Provider => ({
  issuer,
  clientId: CLIENT.id,
  clientSecret: CLIENT.secret,
  name: 'ProConnect',
  scopes: ['openid', 'email'],
  trustsEmails: false,
  report: () => {},
  ...more,
})

/** Who the real provider knows: the first name of an address is the subject. */
const people = new Map<string, Record<string, unknown>>()
export const known = (sub: string, claims: Record<string, unknown>) => people.set(sub, claims)

/** npm’s `oidc-provider`, at which one signs in by naming a subject in the address. */
export function realProvider(client: Partial<ClientMetadata> = {}) {
  return listening(async issuer => {
    const configuration: Configuration = {
      clients: [
        {
          client_id: CLIENT.id,
          client_secret: CLIENT.secret,
          redirect_uris: [SITE + RETURN],
          post_logout_redirect_uris: [SITE + CLOSED],
          ...client,
        } as ClientMetadata,
      ],
      claims: { openid: ['sub'], email: ['email', 'email_verified'] },
      features: { devInteractions: { enabled: false }, jwtUserinfo: { enabled: true } },
      cookies: { keys: ['essai'] },
      ttl: {
        AccessToken: MINUTE,
        AuthorizationCode: MINUTE,
        Grant: MINUTE,
        IdToken: MINUTE,
        Interaction: MINUTE,
        Session: MINUTE,
      },
      findAccount: (_ctx, sub) => ({ accountId: sub, claims: async () => ({ sub, ...people.get(sub) }) }),
      loadExistingGrant: async ctx => {
        const grant = new provider.Grant({ clientId: CLIENT.id, accountId: ctx.oidc.session?.accountId ?? '' })
        grant.addOIDCScope('openid email')
        await grant.save()
        return grant
      },
      interactions: { url: (_ctx, { uid }) => `/interaction/${uid}` },
    }
    const provider = new Oidc(issuer, configuration)
    const protocol = provider.callback()
    return (request, response) => {
      const { pathname, searchParams } = new URL(request.url ?? '', issuer)
      if (!pathname.startsWith('/interaction/')) return protocol(request, response)
      const login = { accountId: searchParams.get('sub') ?? '' }
      return provider.interactionFinished(request, response, login.accountId ? { login } : { error: 'access_denied' })
    }
  })
}

/**
 * Goes through the real provider, in a browser of its own: signs in there as a subject (nobody: gives up), or out.
 * @returns the way back to the site
 */
export async function signInThere(
  authorization: string,
  sub = '',
  cookies = new Map<string, string>(),
): Promise<string> {
  let address = authorization
  let form: URLSearchParams | undefined
  while (!address.startsWith(SITE)) {
    const cookie = [...cookies].map(pair => pair.join('=')).join('; ')
    const url = new URL(address)
    if (url.pathname.startsWith('/interaction/')) url.searchParams.set('sub', sub)
    const answer = await fetch(url, {
      redirect: 'manual',
      headers: { cookie },
      ...(form ? { method: 'POST', body: form } : {}),
    })
    form = undefined
    let to = answer.headers.get('location')
    if (to === null) {
      // It asks whether one really wants to leave.
      const page = await answer.text()
      const [, xsrf] = /name="xsrf" value="([^"]+)"/.exec(page) ?? []
      if (xsrf === undefined) throw new Error(`${url.pathname}: ${answer.status} ${page.slice(0, 500)}`)
      form = new URLSearchParams({ xsrf, logout: 'yes' })
      to = /action="([^"]+)"/.exec(page)?.[1] ?? ''
    }
    for (const line of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      cookies.set(name, value)
    }
    address = new URL(to, address).href
  }
  return address.slice(SITE.length)
}

/** What a provider answers, for a test to change. */
export interface Forged {
  claims: JWTPayload
  /** Signed by a key that it does not publish. */
  otherKey?: boolean
  token?: (idToken: string) => Record<string, unknown>
  userinfo?: Record<string, unknown>
  metadata?: Record<string, unknown>
}

/** A provider that answers what a test wants, which no honest one does. */
export async function forgingProvider() {
  const [own, other] = await Promise.all([generateKeyPair('RS256'), generateKeyPair('RS256')])
  const forged: { next: Forged; asked: URLSearchParams[] } = { next: { claims: {} }, asked: [] }
  const server = await listening(async issuer => async (request, response) => {
    const { pathname } = new URL(request.url ?? '', issuer)
    const { claims, otherKey, token, userinfo, metadata } = forged.next
    const say = (body: unknown) => response.setHeader('content-type', 'application/json').end(JSON.stringify(body))
    if (pathname === '/.well-known/openid-configuration')
      return say({
        issuer,
        authorization_endpoint: `${issuer}/authorize`,
        token_endpoint: `${issuer}/token`,
        userinfo_endpoint: `${issuer}/userinfo`,
        jwks_uri: `${issuer}/jwks`,
        token_endpoint_auth_methods_supported: ['client_secret_post'],
        ...metadata,
      })
    if (pathname === '/jwks') return say({ keys: [{ ...(await exportJWK(own.publicKey)), kid: 'a', alg: 'RS256' }] })
    if (pathname === '/userinfo') return say(userinfo ?? {})
    let body = ''
    for await (const piece of request) body += piece
    forged.asked.push(new URLSearchParams(body))
    const idToken = await new SignJWT({ iss: issuer, aud: CLIENT.id, sub: 'forged', ...claims })
      .setProtectedHeader({ alg: 'RS256', kid: 'a' })
      .sign((otherKey ? other : own).privateKey)
    return say(token ? token(idToken) : { access_token: 'x', token_type: 'Bearer', id_token: idToken })
  })
  return { ...server, forged }
}

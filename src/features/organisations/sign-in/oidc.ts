import type { OAuth2Tokens, OAuthProvider } from 'better-auth/oauth2'
import { createAuthorizationURL } from 'better-auth/oauth2'
import { createRemoteJWKSet, type JWTPayload, type JWTVerifyOptions, jwtVerify } from 'jose'
import { z } from 'zod'
import { type OidcConfig, travelsSafely } from '#platform/config'
import { refuse } from '../labels.ts'
import { foldEmail } from '../organisations.ts'
import { underWay } from './library.ts'

/** An OpenID Connect provider that people sign in at, as the operator declares it. */
export interface Provider extends OidcConfig {
  /** Told why an answer was refused, for the log: nothing of a person, no secret. */
  report(why: string): void
}

/** In milliseconds: a page waits for it. */
const PATIENCE = 8000
const AN_HOUR = 3_600_000

/** Keys that the provider publishes, never one that we share with it. */
const ALGORITHMS = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA']

/** Of a token that says who has just signed in. In seconds. */
const JUST_NOW = { requiredClaims: ['exp', 'iat'], maxTokenAge: 600 }
/** How far its clock may be from ours, in seconds. */
const CLOCK = 30

const endpoint = z.string().refine(travelsSafely, 'not an https address')
const metadata = z.object({
  issuer: z.string(),
  authorization_endpoint: endpoint,
  token_endpoint: endpoint,
  jwks_uri: endpoint,
  userinfo_endpoint: endpoint.optional(),
  end_session_endpoint: endpoint.optional(),
  // What silence means: RFC 8414, section 2.
  token_endpoint_auth_methods_supported: z.array(z.string()).default(['client_secret_basic']),
  code_challenge_methods_supported: z.array(z.string()).default([]),
})
const tokens = z.object({ id_token: z.string(), access_token: z.string().optional() })
const claims = z.looseObject({
  sub: z.string().min(1).max(255),
  email: z.unknown().optional(),
  email_verified: z.unknown().optional(),
})
type Claims = z.infer<typeof claims>

// What folds into another sign is not that sign: checked before it is folded.
const claimedEmail = z.email().max(254).transform(foldEmail)

async function ask(address: string, init: RequestInit = {}): Promise<Response> {
  const answer = await fetch(address, { redirect: 'error', signal: AbortSignal.timeout(PATIENCE), ...init })
  if (answer.ok) return answer
  // Its own word for it (`invalid_client`), which says to the operator what to correct.
  const said = z.object({ error: z.string().max(100) }).safeParse(await answer.json().catch(() => null))
  throw new Error(`${new URL(address).pathname}: ${answer.status} ${said.data?.error ?? ''}`.trim())
}

/** What the provider says of itself, asked once an hour. */
export function discovery(issuer: string) {
  let known: { found: ReturnType<typeof discover>; at: number } | undefined
  async function discover() {
    const answer = await ask(`${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`)
    const found = metadata.parse(await answer.json())
    if (found.issuer !== issuer) throw new Error('discovery: another issuer than OIDC_ISSUER')
    return { ...found, keys: createRemoteJWKSet(new URL(found.jwks_uri), { timeoutDuration: PATIENCE }) }
  }
  return () => {
    if (known === undefined || Date.now() - known.at > AN_HOUR) {
      const asked = { found: discover(), at: Date.now() }
      known = asked
      asked.found.catch(() => {
        if (known === asked) known = undefined
      })
    }
    return known.found
  }
}

/**
 * The provider as the sign-in library takes one. The library makes state, nonce and PKCE and opens the session; what the provider answers is
 * verified here: signature, issuer, audience, nonce, age. Tokens are used and forgotten, but for {@link underWay}.
 * @param redirectURI where the provider sends people back
 */
export function oidcProvider(provider: Provider, redirectURI: string): OAuthProvider<Claims> {
  const { issuer, clientId, clientSecret } = provider
  const discovered = discovery(issuer)
  const because = (code: 'provider-unreachable' | 'provider-unverified') => (error: Error) => {
    provider.report(error.cause instanceof Error ? `${error.message}: ${error.cause.message}` : error.message)
    return refuse(code)
  }

  async function verified(token: string, more: JWTVerifyOptions = {}): Promise<JWTPayload> {
    const { keys } = await discovered()
    const expected = { issuer, audience: clientId, algorithms: ALGORITHMS, clockTolerance: CLOCK, ...more }
    return (await jwtVerify(token, keys, expected)).payload
  }

  async function idClaims(token: string, nonce: string | undefined): Promise<Claims> {
    const payload = await verified(token, JUST_NOW)
    if (payload['nonce'] === undefined || payload['nonce'] !== nonce) throw new Error('id_token: wrong nonce')
    const party = payload['azp'] ?? ([payload.aud].flat().length === 1 ? clientId : undefined)
    if (party !== clientId) throw new Error('id_token: made for another client')
    return claims.parse(payload)
  }

  /** What the token does not say of the person is asked for; ProConnect answers with another signed token. */
  async function userClaims(known: Claims, accessToken: string | undefined): Promise<Claims> {
    const { userinfo_endpoint: address } = await discovered()
    const complete = known.email !== undefined && known.email_verified !== undefined
    if (complete || address === undefined || accessToken === undefined) return known
    const answer = await ask(address, { headers: { authorization: `Bearer ${accessToken}` } })
    const signed = answer.headers.get('content-type')?.startsWith('application/jwt')
    const said = signed ? await verified(await answer.text()) : await answer.json()
    const found = claims.parse(said)
    if (found.sub !== known.sub) throw new Error('userinfo: another person than the id_token')
    return { ...known, ...found }
  }

  async function exchange(code: string, codeVerifier: string | undefined): Promise<OAuth2Tokens> {
    const { token_endpoint, token_endpoint_auth_methods_supported: methods, ...rest } = await discovered()
    const form = new URLSearchParams({ grant_type: 'authorization_code', code, redirect_uri: redirectURI })
    if (codeVerifier && pkce(rest)) form.set('code_verifier', codeVerifier)
    const headers = new Headers({ accept: 'application/json' })
    if (methods.includes('client_secret_post')) {
      form.set('client_id', clientId)
      form.set('client_secret', clientSecret)
    } else {
      const pair = [clientId, clientSecret].map(encodeURIComponent).join(':')
      headers.set('authorization', `Basic ${Buffer.from(pair).toString('base64')}`)
    }
    const answer = await ask(token_endpoint, { method: 'POST', body: form, headers })
    // `raw` is the one part that the library does not write to the database.
    return { raw: tokens.parse(await answer.json()) }
  }

  return {
    // Subjects belong to an issuer: with another one, the same subject is somebody else.
    id: issuer,
    name: provider.name,
    issuer,
    requiresIdTokenNonce: true,
    disableSignUp: true,
    options: { disableSignUp: true },
    accountSubject: ({ profile }) => profile.sub,
    async createAuthorizationURL({ state, codeVerifier, idTokenNonce = '' }) {
      const found = await discovered().catch(because('provider-unreachable'))
      return createAuthorizationURL({
        id: issuer,
        options: { clientId, redirectURI },
        authorizationEndpoint: found.authorization_endpoint,
        redirectURI,
        state,
        nonce: idTokenNonce,
        scopes: [...provider.scopes],
        ...(pkce(found) ? { codeVerifier } : {}),
      })
    },
    validateAuthorizationCode: ({ code, codeVerifier }) =>
      exchange(code, codeVerifier).catch(because('provider-unverified')),
    async getUserInfo({ raw, expectedIdTokenNonce }) {
      const { id_token, access_token } = tokens.parse(raw)
      const data = await idClaims(id_token, expectedIdTokenNonce)
        .then(known => userClaims(known, access_token))
        .catch(because('provider-unverified'))
      const begun = underWay.getStore()
      if (begun) begun.idToken = id_token
      const email = claimedEmail.safeParse(data.email).data
      const said = data.email_verified
      const emailVerified = said === true || said === 'true' || (provider.trustsEmails && said === undefined)
      return { user: { email, emailVerified }, data }
    },
  }
}

/** A provider that says nothing of PKCE may refuse what it does not know, as ProConnect does: the nonce then does what PKCE would. */
const pkce = (found: { code_challenge_methods_supported: string[] }) =>
  found.code_challenge_methods_supported.includes('S256')

import { randomUUID } from 'node:crypto'
import { betterAuth } from 'better-auth'
import { magicLink } from 'better-auth/plugins'
import type { Kysely } from 'kysely'
import type { Tables } from '#platform/db'
import { COOKIES, PASSWORD, SESSION_LINK } from '../people.ts'
import { REFUSED, RETURN } from './library.ts'
import { oidcProvider, type Provider } from './oidc.ts'
import { providerSession } from './provider-session.ts'
import { betweenPages, secondFactor } from './second-factor-library.ts'

/** Where the site is, and what it signs its cookies with. */
export interface Site {
  /** The address under which people reach it, without a final slash. */
  url: string
  /** At least 32 signs that nobody else knows; every process of an installation shares them. */
  secret: string
  /** Where people may sign in besides here. */
  provider?: Provider | undefined
}

// In seconds.
const HOUR = 3600
const DAY = 24 * HOUR

const stamps = { createdAt: 'created_at', updatedAt: 'updated_at' }

/**
 * The sign-in library over our tables, under the role that knows nothing else. Whoever calls it speaks for the person who asks: accounts are
 * opened by administrators, never from outside; nothing is kept of where a person signs in from; links are kept hashed.
 * @param onLink called with the token of a link, to choose a password or to sign in
 */
export function openIdentity(db: Kysely<Tables>, site: Site, onLink: (email: string, token: string) => void) {
  return betterAuth({
    appName: 'Mieuxdisant',
    baseURL: site.url,
    secret: site.secret,
    telemetry: { enabled: false },
    logger: { disabled: true },
    database: { db, type: 'postgres' },
    user: {
      modelName: 'person',
      fields: { emailVerified: 'email_verified', ...stamps },
      additionalFields: { administrator: { type: 'boolean', required: true, defaultValue: false, input: false } },
    },
    session: {
      fields: {
        userId: 'person_id',
        expiresAt: 'expires_at',
        ipAddress: 'ip_address',
        userAgent: 'user_agent',
        ...stamps,
      },
      expiresIn: 7 * DAY,
      updateAge: HOUR,
    },
    account: {
      modelName: 'credential',
      // Who opens an account says whose address it is: there is nobody to prove it to us.
      accountLinking: { requireLocalEmailVerified: false },
      updateAccountOnSignIn: false,
      storeStateStrategy: 'cookie',
      fields: {
        userId: 'person_id',
        accountId: 'account_id',
        providerId: 'provider_id',
        accessToken: 'access_token',
        refreshToken: 'refresh_token',
        idToken: 'id_token',
        accessTokenExpiresAt: 'access_token_expires_at',
        refreshTokenExpiresAt: 'refresh_token_expires_at',
        ...stamps,
      },
    },
    verification: { fields: { expiresAt: 'expires_at', ...stamps }, storeIdentifier: 'hashed' },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: PASSWORD.shortest,
      maxPasswordLength: PASSWORD.longest,
      resetPasswordTokenExpiresIn: DAY,
      revokeSessionsOnPasswordReset: true,
      sendResetPassword: async ({ user, token }) => onLink(user.email, token),
    },
    plugins: [
      secondFactor(new URL(site.url).hostname),
      betweenPages,
      providerSession,
      providerOf(site),
      magicLink({
        expiresIn: SESSION_LINK * 60,
        disableSignUp: true,
        storeToken: 'hashed',
        sendMagicLink: ({ email, token }) => onLink(email, token),
      }),
    ],
    onAPIError: { errorURL: REFUSED },
    advanced: {
      cookiePrefix: COOKIES,
      database: { generateId: () => randomUUID() },
      ipAddress: { disableIpTracking: true },
    },
  })
}

const providerOf = ({ url, provider }: Site) => ({
  id: 'provider',
  init: () => ({ context: { socialProviders: provider ? [oidcProvider(provider, url + RETURN)] : [] } }),
})

/** The sign-in library, opened. */
export type Identity = ReturnType<typeof openIdentity>

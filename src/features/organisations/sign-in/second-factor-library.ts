import { randomInt } from 'node:crypto'
import { createAuthEndpoint } from 'better-auth/api'
import { expireCookie } from 'better-auth/cookies'
import { symmetricDecrypt, symmetricEncrypt } from 'better-auth/crypto'
import { twoFactor } from 'better-auth/plugins/two-factor'
import { z } from 'zod'

// In seconds.
const MINUTE = 60

/** Signs that nobody takes for another one when they are read on paper: ten of them are worth 49 bits. */
const SIGNS = 'abcdefghjkmnpqrstuvwxyz23456789'
const recoveryCode = () =>
  Array.from({ length: 10 }, (_, at) => `${at === 5 ? '-' : ''}${SIGNS.charAt(randomInt(SIGNS.length))}`).join('')

/** The library’s second factor over our tables. `host` is what applications show beside the code. */
export const secondFactor = (host: string) =>
  twoFactor({
    issuer: `Mieuxdisant (${host})`,
    twoFactorCookieMaxAge: 10 * MINUTE,
    backupCodeOptions: { customBackupCodesGenerate: () => Array.from({ length: 10 }, recoveryCode) },
    schema: {
      user: { fields: { twoFactorEnabled: 'second_factor' } },
      twoFactor: {
        modelName: 'second_factor',
        fields: {
          userId: 'person_id',
          backupCodes: 'recovery_codes',
          verified: 'confirmed',
          failedVerificationCount: 'failures',
          lockedUntil: 'locked_until',
        },
      },
    },
  })

const kept = z.object({ personId: z.string(), address: z.string(), until: z.number() })
const KEY = { name: 'second_factor_key', age: 15 * MINUTE }

/** What our pages need to know between two forms, and the library does not say. None of it is reachable from outside. */
export const betweenPages = {
  id: 'between-pages',
  endpoints: {
    /** Whose second factor is awaited, by the cookie that the password brought. */
    awaitedPerson: createAuthEndpoint.serverOnly({ method: 'GET', requireHeaders: true }, async ctx => {
      const { secret, internalAdapter } = ctx.context
      const challenge = await ctx.getSignedCookie(ctx.context.createAuthCookie('two_factor').name, secret)
      const found = challenge ? await internalAdapter.findVerificationValue(challenge) : null
      return found && found.expiresAt > new Date() ? { personId: found.value } : null
    }),
    /** Keeps a new key with the browser that asked for it, encrypted, until it is confirmed: the database then has no need to show it. */
    keepKey: createAuthEndpoint.serverOnly({ method: 'POST', body: kept.omit({ until: true }) }, async ctx => {
      const cookie = ctx.context.createAuthCookie(KEY.name, { maxAge: KEY.age })
      const data = JSON.stringify({ ...ctx.body, until: Date.now() + KEY.age * 1000 })
      const value = await symmetricEncrypt({ key: ctx.context.secretConfig, data })
      ctx.setCookie(cookie.name, value, cookie.attributes)
    }),
    keptKey: createAuthEndpoint.serverOnly(
      { method: 'POST', body: kept.pick({ personId: true }), requireHeaders: true },
      async ctx => {
        const data = ctx.getCookie(ctx.context.createAuthCookie(KEY.name).name)
        if (!data) return null
        try {
          const key = kept.parse(JSON.parse(await symmetricDecrypt({ key: ctx.context.secretConfig, data })))
          return key.personId === ctx.body.personId && key.until > Date.now() ? { address: key.address } : null
        } catch {
          return null // What we did not write is no key.
        }
      },
    ),
    forgetKey: createAuthEndpoint.serverOnly({ method: 'POST' }, async ctx => {
      expireCookie(ctx, ctx.context.createAuthCookie(KEY.name))
    }),
  },
}

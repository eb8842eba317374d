import { createAuthEndpoint } from 'better-auth/api'
import { expireCookie } from 'better-auth/cookies'
import { symmetricDecrypt, symmetricEncrypt } from 'better-auth/crypto'
import { z } from 'zod'
import { PROVIDER_TOKEN } from './library.ts'

// In seconds; as long as a session of this site.
const AGE = 7 * 24 * 3600
/** A browser keeps no larger cookie; encrypted, a token takes twice its size. */
const LONGEST = 1800

/**
 * The token of who came by the provider, which closes their session there: kept by their browser alone, encrypted with the secret of the site.
 * Without one (too long for a cookie), that session is theirs to close.
 */
export const providerSession = {
  id: 'provider-session',
  endpoints: {
    keepToken: createAuthEndpoint.serverOnly({ method: 'POST', body: z.object({ token: z.string() }) }, async ctx => {
      if (ctx.body.token.length > LONGEST) return
      const { name, attributes } = ctx.context.createAuthCookie(PROVIDER_TOKEN, { maxAge: AGE })
      ctx.setCookie(name, await symmetricEncrypt({ key: ctx.context.secretConfig, data: ctx.body.token }), attributes)
    }),
    /** Gives it, once. */
    takeToken: createAuthEndpoint.serverOnly({ method: 'POST', requireHeaders: true }, async ctx => {
      const cookie = ctx.context.createAuthCookie(PROVIDER_TOKEN)
      const data = ctx.getCookie(cookie.name)
      expireCookie(ctx, cookie)
      // What we did not write is no token.
      const token = data ? await symmetricDecrypt({ key: ctx.context.secretConfig, data }).catch(() => null) : null
      return { token }
    }),
  },
}

import { z } from 'zod'
import { refuse } from './refusals.ts'

/** An OpenID Connect provider that people sign in at. */
export interface OidcConfig {
  /** Exactly as the provider says it of itself. */
  issuer: string
  clientId: string
  clientSecret: string
  /** What its button is called. */
  name: string
  scopes: readonly string[]
  /** An address of which it does not say whether it is verified is taken as verified. */
  trustsEmails: boolean
}

/** Whether what is sent to an address travels encrypted, or does not leave the machine. */
export function travelsSafely(address: string): boolean {
  if (!URL.canParse(address)) return false
  const { protocol, hostname } = new URL(address)
  return protocol === 'https:' || (protocol === 'http:' && /^(localhost|127\.0\.0\.1|\[::1\])$/.test(hostname))
}

const schema = {
  OIDC_ISSUER: z
    .string()
    .regex(/^[^?#]+$/)
    .refine(travelsSafely)
    .optional(),
  OIDC_CLIENT_ID: z.string().optional(),
  OIDC_CLIENT_SECRET: z.string().optional(),
  OIDC_NAME: z.string().max(60).default('ProConnect'),
  OIDC_SCOPES: z
    .string()
    .regex(/^openid( \S+)*$/)
    .default('openid email'),
  OIDC_TRUST_EMAIL: z.enum(['yes', 'no']).default('no'),
}

/** The variables of the provider, and what each must be. */
export const OIDC = {
  schema,
  expected: {
    OIDC_ISSUER:
      'l’adresse du fournisseur d’identité, en https, telle qu’il la donne, par exemple https://connexion.exemple.fr',
    OIDC_CLIENT_ID: 'l’identifiant que le fournisseur d’identité a donné à ce site',
    OIDC_CLIENT_SECRET: 'le secret que le fournisseur d’identité a donné à ce site',
    OIDC_NAME: 'un nom d’au plus 60 signes, par exemple ProConnect',
    OIDC_SCOPES: 'openid, puis d’autres mots séparés par une espace, par exemple openid email',
    OIDC_TRUST_EMAIL: 'yes ou no',
  },
}

type Given = z.infer<z.ZodObject<typeof schema>>

/** Three variables make a provider; none is no provider. @throws Refusal `oidc-incomplete` */
export function readOidc(given: Given): OidcConfig | null {
  const { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: clientId, OIDC_CLIENT_SECRET: clientSecret } = given
  if (issuer === undefined && clientId === undefined && clientSecret === undefined) return null
  if (issuer === undefined) return refuse('oidc-incomplete', { name: 'OIDC_ISSUER' })
  if (clientId === undefined) return refuse('oidc-incomplete', { name: 'OIDC_CLIENT_ID' })
  if (clientSecret === undefined) return refuse('oidc-incomplete', { name: 'OIDC_CLIENT_SECRET' })
  return {
    issuer,
    clientId,
    clientSecret,
    name: given.OIDC_NAME,
    scopes: given.OIDC_SCOPES.split(' '),
    trustsEmails: given.OIDC_TRUST_EMAIL === 'yes',
  }
}

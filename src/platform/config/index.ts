import { z } from 'zod'
import { LEGAL, type LegalNotice, readLegal } from './legal.ts'
import { OIDC, type OidcConfig, readOidc } from './oidc.ts'
import { refuse } from './refusals.ts'

export { type LegalNotice, missingFrom, NO_NOTICE } from './legal.ts'
export { type OidcConfig, travelsSafely } from './oidc.ts'
export { secretOf } from './secret.ts'

/** Everything the program takes from its environment, read once at start. */
export interface Config {
  host: string
  port: number
  /** The address under which people reach the pages, without a final slash; null means where `serve` listens. */
  publicUrl: string | null
  /** How many proxies stand in front of `serve`, whose word is taken for where a request comes from. */
  proxies: number
  /** Folder of the embedded database and of the files the program writes. */
  dataDir: string
  /** Address of PostgreSQL; null means the embedded database in `dataDir`. */
  databaseUrl: string | null
  /** What cookies are signed with; null means a file of `dataDir`. See {@link secretOf}. */
  secret: string | null
  /** The SMTP server that sends mails, with its credentials; null means that they are written into a folder of `dataDir`. */
  mailUrl: string | null
  /** Who sends mails, as `Name <address>` or an address. */
  mailFrom: string
  /** An identity provider at which people may sign in too; null means none. */
  oidc: OidcConfig | null
  /** What the legal pages tell of who runs the site. */
  legal: LegalNotice
  logLevel: 'debug' | 'info' | 'warn' | 'error' | 'silent'
}

const EXPECTED: Record<string, string> = {
  HOST: 'une adresse d’écoute, par exemple 127.0.0.1',
  PORT: 'un port entre 1 et 65535, par exemple 3000 (0 laisse le système choisir)',
  PUBLIC_URL: 'une adresse complète et sans chemin, par exemple https://achats.exemple.fr',
  PROXIES: 'le nombre de serveurs mandataires placés devant, de 0 à 9',
  DATA_DIR: 'un dossier, par exemple ./data',
  DATABASE_URL: 'une adresse PostgreSQL, par exemple postgres://utilisateur@localhost:5432/mieuxdisant',
  LOG_LEVEL: 'debug, info, warn, error ou silent',
  MAIL_URL:
    'une adresse SMTP, par exemple smtp://utilisateur:motdepasse@smtp.exemple.fr:587 ou smtps://smtp.exemple.fr',
  MAIL_FROM: 'l’expéditeur des courriels, par exemple « Mieuxdisant <achats@exemple.fr> »',
  SECRET: 'au moins 32 signes tirés au hasard, par exemple ceux que donne « openssl rand -base64 32 »',
  ...OIDC.expected,
  ...LEGAL.expected,
}

/** An address alone, or after a name: what would be two, or a header, is neither. */
const sender = z
  .string()
  .max(320)
  .regex(/^([^<>"@,;:\\()\p{Cc}]{1,100} <[^<>\s]+>|[^<>\s]+)$/u)
  .refine(value => z.email().safeParse(/<(.*)>$/.exec(value)?.[1] ?? value).success)

const schema = z.object({
  HOST: z.string().min(1).default('127.0.0.1'),
  PORT: z
    .string()
    .regex(/^\d{1,5}$/)
    .transform(Number)
    .pipe(z.number().max(65_535))
    .default(3000),
  // Links start at the root of the site: an address with a path could not be honoured.
  PUBLIC_URL: z
    .url({ protocol: /^https?$/ })
    .refine(value => URL.canParse(value) && new URL(value).href === `${new URL(value).origin}/`)
    .transform(value => new URL(value).origin)
    .optional(),
  PROXIES: z.string().regex(/^\d$/).transform(Number).default(0),
  DATA_DIR: z.string().min(1).default('./data'),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\/\S+$/)
    .optional(),
  LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
  SECRET: z.string().min(32).optional(),
  // An address with a path or a query would be read otherwise by others.
  MAIL_URL: z
    .url({ protocol: /^smtps?$/ })
    .refine(value => URL.canParse(value) && /^smtps?:\/\/[^/?#]+\/?$/.test(value) && new URL(value).hostname !== '')
    .optional(),
  MAIL_FROM: sender.optional(),
  ...OIDC.schema,
  ...LEGAL.schema,
})

/** Reads the configuration; an explicit data folder wins over DATABASE_URL. Refuses with one line that names the variable. */
export function readConfig(env: Record<string, string | undefined>, dataDir?: string): Config {
  const given = Object.fromEntries(Object.keys(schema.shape).flatMap(name => (env[name] ? [[name, env[name]]] : [])))
  const parsed = schema.safeParse(given)
  if (!parsed.success) {
    const name = String(parsed.error.issues[0]?.path[0])
    return refuse('config-invalid', {
      name,
      value: masked(name, given[name] ?? ''),
      expected: EXPECTED[name] ?? 'une autre valeur',
    })
  }
  const { HOST, PORT, PUBLIC_URL, PROXIES, DATA_DIR, DATABASE_URL, LOG_LEVEL, SECRET, MAIL_URL, MAIL_FROM, ...rest } =
    parsed.data
  if (MAIL_URL && !MAIL_FROM) refuse('mail-sender-missing')
  return {
    host: HOST,
    port: PORT,
    publicUrl: PUBLIC_URL ?? null,
    proxies: PROXIES,
    dataDir: dataDir ?? DATA_DIR,
    databaseUrl: dataDir === undefined ? (DATABASE_URL ?? null) : null,
    secret: SECRET ?? null,
    mailUrl: MAIL_URL ?? null,
    mailFrom: MAIL_FROM ?? 'Mieuxdisant <mieuxdisant@exemple.invalid>',
    oidc: readOidc(rest),
    legal: readLegal(rest),
    logLevel: LOG_LEVEL,
  }
}

/** What must stay secret, in messages and logs too: the password of an address, the secret itself. */
function masked(name: string, value: string): string {
  if (name === 'SECRET' || name === 'OIDC_CLIENT_SECRET') return '…'
  if (name === 'MAIL_URL') return `…${/@[^@]*$/.exec(value)?.[0] ?? ''}`
  return name === 'DATABASE_URL' ? value.replace(/\/\/[^@/]*@/, '//…@') : value
}

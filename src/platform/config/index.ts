import { z } from 'zod'
import { refusals } from '#kernel'

const refuse = refusals({
  'config-invalid': (f: { name: string; value: string; expected: string }) =>
    `La variable ${f.name} vaut « ${f.value} » : il faut ${f.expected}. Corrigez-la, puis relancez.`,
})

/** Everything the program takes from its environment, read once at start. */
export interface Config {
  host: string
  port: number
  /** The address under which people reach the pages, without a final slash; null means where `serve` listens. */
  publicUrl: string | null
  /** Folder of the embedded database and of the files the program writes. */
  dataDir: string
  /** Address of PostgreSQL; null means the embedded database in `dataDir`. */
  databaseUrl: string | null
  logLevel: 'debug' | 'info' | 'warn' | 'error' | 'silent'
}

const EXPECTED: Record<string, string> = {
  HOST: 'une adresse d’écoute, par exemple 127.0.0.1',
  PORT: 'un port entre 1 et 65535, par exemple 3000 (0 laisse le système choisir)',
  PUBLIC_URL: 'une adresse complète et sans chemin, par exemple https://achats.exemple.fr',
  DATA_DIR: 'un dossier, par exemple ./data',
  DATABASE_URL: 'une adresse PostgreSQL, par exemple postgres://utilisateur@localhost:5432/mieuxdisant',
  LOG_LEVEL: 'debug, info, warn, error ou silent',
}

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
  DATA_DIR: z.string().min(1).default('./data'),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\/\S+$/)
    .optional(),
  LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
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
  const { HOST, PORT, PUBLIC_URL, DATA_DIR, DATABASE_URL, LOG_LEVEL } = parsed.data
  return {
    host: HOST,
    port: PORT,
    publicUrl: PUBLIC_URL ?? null,
    dataDir: dataDir ?? DATA_DIR,
    databaseUrl: dataDir === undefined ? (DATABASE_URL ?? null) : null,
    logLevel: LOG_LEVEL,
  }
}

/** A database address may hold a password: messages and logs never show it. */
function masked(name: string, value: string): string {
  return name === 'DATABASE_URL' ? value.replace(/\/\/[^@/]*@/, '//…@') : value
}

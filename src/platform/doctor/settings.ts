import { sql } from 'kysely'
import { type Config, missingFrom } from '#platform/config'
import { type Database, ROLES } from '#platform/db'
import type { Check } from './check.ts'

const LOCAL = /^(localhost|127\.\d+\.\d+\.\d+|\[?::1\]?)$/

/** Whether others than those of this machine are meant to come. */
export const isPublic = ({ publicUrl: url }: Config) => url !== null && !LOCAL.test(new URL(url).hostname)

function legal(config: Config) {
  const missing = missingFrom(config.legal)
  if (missing.length === 0) return { found: 'complètes', remedy: null }
  const remedy = `Donnez ${missing.join(', ')} : la loi demande de dire qui publie le site, où il est hébergé et à qui écrire.`
  return { found: 'incomplètes', remedy: isPublic(config) ? remedy : null }
}

function publicUrl({ publicUrl: url, proxies, host }: Config) {
  const { protocol, hostname } = url === null ? { protocol: 'http:', hostname: host } : new URL(url)
  const found = `${url ?? `aucune, écoute sur ${host}`} ; PROXIES=${proxies}`
  const remedy = () => {
    if (protocol === 'https:' && proxies === 0)
      return 'Donnez à PROXIES le nombre de serveurs mandataires : sans lui, tout le monde semble se connecter du même endroit.'
    if (protocol === 'http:' && !LOCAL.test(hostname))
      return 'Placez un serveur mandataire avec TLS devant, et donnez son adresse https à PUBLIC_URL : les cookies passeraient en clair.'
    return null
  }
  return { found, remedy: remedy() }
}

const ask = async <T>(db: Database, query: ReturnType<typeof sql<T>>) =>
  (await db.transaction(trx => query.execute(trx))).rows

async function version(db: Database) {
  const [row] = await ask(
    db,
    sql<{ version: string; late: number }>`select current_setting('server_version') as version,
      (extract(epoch from now() at time zone 'Europe/Paris' at time zone 'Europe/Paris') * 1000 - ${Date.now()})::int as late`,
  )
  const seconds = Math.round(Math.abs(row?.late ?? 0) / 1000)
  return {
    found: `${db.engine === 'postgres' ? 'PostgreSQL' : 'embarquée, PostgreSQL'} ${row?.version}`,
    remedy:
      seconds < 60 ? null : `Mettez les deux machines à l’heure : celle de la base est décalée de ${seconds} secondes.`,
  }
}

async function schema({ schema: { version: latest, applied } }: Database) {
  return { found: `à jour (${latest})${applied.length > 0 ? `, ${applied.length} à l’instant` : ''}`, remedy: null }
}

async function roles(db: Database) {
  const known = await ask(
    db,
    sql<{ role: string; strong: boolean; usable: boolean }>`
      select rolname::text as role, rolsuper or rolbypassrls or rolcanlogin or rolcreaterole as strong,
        pg_has_role(current_user, oid, 'member') as usable
      from pg_roles where rolname = any(${sql.val([...ROLES])})`,
  )
  const [written] = await ask(
    db,
    sql<{ n: number }>`select count(*)::int as n from pg_class
      where relkind in ('r', 'p') and relnamespace = 'public'::regnamespace
        and has_table_privilege(${ROLES[0]}, oid, 'insert, update, delete, truncate')`,
  )
  const remedies = [
    ...ROLES.filter(role => !known.some(one => one.role === role && one.usable)).map(
      role => `Créez ${role} et accordez-le, comme UPGRADING.md l’explique.`,
    ),
    ...known
      .filter(one => one.strong)
      .map(({ role }) => `Lancez « alter role ${role} nologin nosuperuser nobypassrls nocreaterole ».`),
    ...(written?.n ? [`Retirez à ${ROLES[0]} ses droits d’écriture (revoke) : il ne fait que lire.`] : []),
  ]
  return { found: known.map(({ role }) => role).join(', '), remedy: remedies.join(' ') || null }
}

/** The settings, and the database that they lead to. */
export const settingChecks: Check[] = [
  { name: 'Adresse publique', look: publicUrl },
  { name: 'Mentions légales', look: legal },
  { name: 'Base de données', ask: version },
  { name: 'Schéma', ask: schema },
  { name: 'Rôles de la base', ask: roles },
]

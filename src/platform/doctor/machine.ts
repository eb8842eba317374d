import { accessSync, constants, existsSync, statfsSync, statSync } from 'node:fs'
import { totalmem } from 'node:os'
import { join } from 'node:path'
import type { Config } from '#platform/config'
import { holderOf } from '#platform/db'
import type { Check } from './check.ts'

const MB = 1_000_000
const mega = (bytes: number) => `${Math.floor(bytes / MB).toLocaleString('fr-FR')} Mo`
const modeOf = (path: string) => statSync(path).mode & 0o777
/** Where files have no such rights, nothing can be said of them. */
const isShared = (path: string) => process.platform !== 'win32' && (modeOf(path) & 0o077) !== 0

function node() {
  const found = process.versions.node
  const [major = 0, minor = 0] = found.split('.').map(Number)
  const enough = major > 20 || (major === 20 && minor >= 19)
  return { found, remedy: enough ? null : 'Installez Node.js 20.19 ou une version plus récente.' }
}

function memory({ databaseUrl }: Config) {
  const allowed = process.constrainedMemory()
  const bytes = allowed > 0 ? Math.min(allowed, totalmem()) : totalmem()
  const needed = (databaseUrl === null ? 1000 : 500) * MB
  const remedy = bytes >= needed ? null : `Donnez au moins ${mega(needed)} à la machine ou au conteneur.`
  return { found: `${mega(bytes)} pour le programme`, remedy }
}

/** Half an hour past midnight in Paris, the day before in UTC, in summer time. */
function dates() {
  const moment = new Intl.DateTimeFormat('fr-FR', { timeZone: 'Europe/Paris', dateStyle: 'long', timeStyle: 'short' })
  const found = moment.format(new Date('2026-07-14T22:30:00Z'))
  const right = /^15 juillet 2026\D+00:30$/.test(found)
  return {
    found: right ? `heure de Paris, ${moment.format(new Date())}` : found,
    remedy: right ? null : 'Installez un Node.js complet (full-icu) : les dates françaises lui manquent.',
  }
}

function folder({ dataDir }: Config) {
  if (!existsSync(dataDir)) return { found: `${dataDir}, à créer au premier démarrage`, remedy: null }
  try {
    accessSync(dataDir, constants.R_OK | constants.W_OK | constants.X_OK)
  } catch {
    return { found: `${dataDir} ne peut pas être écrit`, remedy: `Donnez ce dossier à qui lance Mieuxdisant (chown).` }
  }
  return isShared(dataDir)
    ? { found: `${dataDir} est ouvert à d’autres que son propriétaire`, remedy: `Lancez « chmod 700 ${dataDir} ».` }
    : { found: dataDir, remedy: null }
}

function disk({ dataDir }: Config) {
  if (!existsSync(dataDir)) return { found: 'le dossier de données n’existe pas encore', remedy: null }
  const { bavail, bsize } = statfsSync(dataDir)
  const free = bavail * bsize
  return {
    found: `${mega(free)} libres`,
    remedy: free > 1000 * MB ? null : 'Faites de la place : il en faut 1 000 Mo.',
  }
}

function lock({ dataDir, databaseUrl }: Config) {
  if (databaseUrl !== null) return { found: 'aucune : PostgreSQL se partage', remedy: null }
  const holder = holderOf(dataDir)
  const found = holder ? `processus ${holder.pid} (${holder.command}), ${join(dataDir, 'mieuxdisant.lock')}` : 'libre'
  return { found, remedy: null }
}

function secret({ secret: given, dataDir }: Config) {
  if (given !== null) return { found: 'donné par SECRET', remedy: null }
  const file = join(dataDir, 'secret')
  if (!existsSync(file)) return { found: 'à créer au premier démarrage', remedy: null }
  return isShared(file)
    ? { found: `${file} est lisible par d’autres`, remedy: `Lancez « chmod 600 ${file} ».` }
    : { found: file, remedy: null }
}

/** The machine, and the data folder on it. */
export const machineChecks: Check[] = [
  { name: 'Node.js', look: node },
  { name: 'Mémoire', look: memory },
  { name: 'Dates et fuseau', look: dates },
  { name: 'Dossier de données', look: folder },
  { name: 'Place sur le disque', look: disk },
  { name: 'Réservation du dossier', look: lock },
  { name: 'Secret des connexions', look: secret },
]

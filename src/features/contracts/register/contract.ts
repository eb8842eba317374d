import { sql } from 'kysely'
import { cpvLabels } from '#features/families'
import { describe } from '../decp/describe.ts'
import type { ContractDetails } from '../decp/details.ts'
import { valueOfRaw } from '../decp/raw.ts'
import { namesOf, type Register } from './register.ts'
import { FOREVER } from './tables.ts'

/** A publication of a contract: as the register keeps it, and the file it came from. */
export type ContractVersion = Awaited<ReturnType<typeof versionsOf>>[number]

/** All that is known of one contract. */
export interface ContractRecord {
  current: ContractVersion
  /** Every field of the record. */
  details: ContractDetails
  /** The exact text of the record. */
  raw: string
  /** Other imports in force whose file holds this same publication. */
  sightings: { id: number; file: string }[]
  /** The publications that say something else, replaced or come too late, each as it came first; latest import first. */
  others: ContractVersion[]
  /** For a line that repeats a framework agreement's ceiling: how many lines share it, and whether this is the one that counts. */
  ceiling: { lines: number; counts: boolean } | null
  /** What its CPV code means; null when it has none, or as long as the nomenclature is not loaded. */
  cpvLabel: string | null
  /** Names of the buyer and of everyone that the record names. */
  names: Map<string, string>
}

/** Reads an address' identity: 32 hexadecimal digits, or the same with dashes; null when it is not one. */
export function readIdentity(text: string): string | null {
  return /^[0-9a-f]{8}(-?)[0-9a-f]{4}\1[0-9a-f]{4}\1[0-9a-f]{4}\1[0-9a-f]{12}$/i.test(text)
    ? text.replaceAll('-', '').toLowerCase()
    : null
}

/** The contract of an identity; null when the register does not have it. */
export async function contractOf(register: Register, identity: string): Promise<ContractRecord | null> {
  const versions = await versionsOf(register, identity)
  const current = versions.find(version => isVisible(version, register.at))
  if (!current) return null
  const raw = await rawOf(register, current)
  const details = await detailsOf(raw, current)
  const ids = [current.buyer, ...current.holders, ...partiesOf(details)]
  const same = versions.filter(({ content }) => content === current.content)
  const first = new Map(versions.map(version => [version.content, version]))
  return {
    current,
    details,
    raw,
    sightings: await sightingsOf(register, current, same),
    others: versions.filter(version => version.content !== current.content && first.get(version.content) === version),
    ceiling: current.ceiling === null ? null : await sharedCeiling(register, current, current.ceiling),
    cpvLabel: (await cpvLabels(register.db, current.cpv === null ? [] : [current.cpv])).get(current.cpv ?? '') ?? null,
    names: await namesOf(register, ids),
  }
}

/** The exact text of the record of an identity; null when the register does not have it. */
export async function rawRecordOf(register: Register, identity: string): Promise<string | null> {
  const current = (await versionsOf(register, identity)).find(version => isVisible(version, register.at))
  return current ? rawOf(register, current) : null
}

const isVisible = (version: { valid_from: number; valid_to: number }, at: number) =>
  version.valid_from <= at && version.valid_to > at

async function versionsOf({ db, at }: Register, identity: string) {
  // Versions are indexed by identity when they are the latest only. All those of an identity share its buyer and its date, which are
  // part of it: one look-up leads to them.
  const latest = await db
    .selectFrom('contract_version')
    .select(['buyer', 'notified'])
    .where('valid_to', '=', sql.lit(FOREVER))
    .where('identity', '=', identity)
    .executeTakeFirst()
  if (!latest) return []
  return db
    .selectFrom('contract_version')
    .innerJoin('import', 'import.id', 'contract_version.import_id')
    .select([
      'contract_version.import_id',
      'contract_version.position',
      'valid_from',
      'valid_to',
      'identity',
      'content',
      'dialect',
      'kind',
      'source_id',
      'buyer',
    ])
    .select([
      'subject',
      'nature',
      'cpv',
      'division',
      'procedure',
      'amount',
      'amount_state',
      'ceiling',
      'months',
      'notified',
      'year',
      'published',
    ])
    .select([
      'modified',
      'modifications',
      'holders',
      'contract_version.warnings',
      'social',
      'social_clause',
      'social_criterion',
      'social_reserved',
    ])
    .select([
      'environmental',
      'environmental_clause',
      'environmental_criterion',
      'import.file',
      'import.state',
      'import.finished_at',
    ])
    .where('buyer', '=', latest.buyer)
    .where('notified', latest.notified === null ? 'is' : '=', latest.notified)
    .where('identity', '=', identity)
    .where('contract_version.import_id', '<=', at)
    .orderBy('contract_version.import_id', 'desc')
    .orderBy('contract_version.position', 'desc')
    .execute()
}

async function rawOf({ db }: Register, { import_id, position }: ContractVersion): Promise<string> {
  const { raw } = await db
    .selectFrom('contract_raw')
    .select('raw')
    .where('import_id', '=', import_id)
    .where('position', '=', position)
    .executeTakeFirstOrThrow()
  return raw
}

async function detailsOf(raw: string, { dialect, kind }: ContractVersion): Promise<ContractDetails> {
  return describe({ value: await valueOfRaw(raw, dialect), dialect, concession: kind === 'concession' })
}

function partiesOf(details: ContractDetails): string[] {
  const parties = [
    ...(details.modifications.flatMap(modification => modification.holders) ?? []),
    ...(details.subcontracts.map(act => act.subcontractor) ?? []),
  ]
  return parties.flatMap(party => (party?.id ? [party.id] : []))
}

/** The other imports in force that hold one of these versions, which all say the same. */
function sightingsOf({ db, at }: Register, current: ContractVersion, same: ContractVersion[]) {
  const [imports, positions] = [same.map(version => version.import_id), same.map(version => version.position)]
  return db
    .selectFrom('import')
    .select(['id', 'file'])
    .where(
      sql<boolean>`(id = any(${imports}::int[]) or id in (
        select s.import_id from sighting s
        join unnest(${imports}::int[], ${positions}::int[]) as v(import_id, position) on of_import = v.import_id and of_position = v.position))`,
    )
    .where('id', '<>', current.import_id)
    .where('state', '=', 'finished')
    .where('id', '<=', at)
    .orderBy('id')
    .execute()
}

async function sharedCeiling({ db, at }: Register, version: ContractVersion, ceiling: string) {
  const { import_id, position, buyer, notified } = version
  const row = await db
    .selectFrom('contract_version')
    .select([
      sql<number>`count(*)`.as('lines'),
      sql<number>`count(*) filter (where (import_id, position) < (${import_id}::int, ${position}::int))`.as('before'),
    ])
    .where('buyer', '=', buyer)
    .where('notified', notified === null ? 'is' : '=', notified)
    .where('ceiling', '=', ceiling)
    .where('valid_from', '<=', at)
    .where('valid_to', '>', at)
    .executeTakeFirstOrThrow()
  return row.lines > 1 ? { lines: row.lines, counts: row.before === 0 } : null
}

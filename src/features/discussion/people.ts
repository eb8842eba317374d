import { sql } from 'kysely'
import { type Actor, allows, isPresent, type Rule, rolesHeld } from '#features/organisations'
import type { Writer } from '#platform/db'
import type { People } from '#ui'
import type { Held, Subject } from './discussion.ts'
import { refuse } from './labels.ts'
import type { Reader } from './rules.ts'

/** The roles of a rule; null for every member. */
export const rolesOf = ({ roles }: Rule): string[] | null => (roles === 'any' ? null : [...roles])

/** The members whom a rule lets in today, by name; and those of `also`, whatever they have become. */
export async function readersOf(
  trx: Writer,
  { membership }: Actor,
  rule: Rule,
  also: readonly string[] = [],
): Promise<Reader[]> {
  const roles = rolesOf(rule)
  const admitted = roles === null ? sql<boolean>`true` : sql<boolean>`m.roles && ${roles}::text[]`
  return trx
    .selectFrom('membership as m')
    .innerJoin('person as p', 'p.id', 'm.person_id')
    .select(['p.id', 'p.name', 'p.email'])
    .where('m.organisation_id', '=', membership.organisation.id)
    .where(sql<boolean>`((${isPresent('m')} and ${admitted}) or p.id = any(${[...also]}::uuid[]))`)
    .orderBy('p.name')
    .execute()
}

/** The roles of whoever writes, looked at again and held until the transaction ends. @throws Refusal `role-lost` */
export async function holdWriter(trx: Writer, actor: Actor, { writers }: Subject): Promise<void> {
  if (!allows(writers, await rolesHeld(trx, actor))) refuse('role-lost')
}

/** Refuses what the feature of a subject says may not be done with its files. @throws Refusal `files-held` */
export async function holdFiles(trx: Writer, actor: Actor, about: Subject, act: keyof Held): Promise<void> {
  const why = (await about.holds?.(trx, actor, true))?.[act]
  if (why) refuse('files-held', { why })
}

/** The names of people, those who left too. The caller's role shows it those of its organisation alone. */
export async function namesOf(trx: Writer, ids: readonly string[]): Promise<People> {
  if (ids.length === 0) return new Map()
  const rows = await trx
    .selectFrom('person')
    .select(['id', 'name'])
    .where('id', 'in', [...new Set(ids)])
    .execute()
  return new Map(rows.map(({ id, name }) => [id, name]))
}

import type { Deed } from '#features/audit'
import type { Writer } from '#platform/db'
import type { Rule } from './access.ts'
import type { Actor, Role } from './organisations.ts'

/** What a deed was done to, as it is told. */
export interface Thing {
  /** As it is called. */
  name: string
  /** Where it is read, by whoever reads the chronicle. */
  href?: string
  /** What follows its name, in a few words. */
  more?: string
}

/** How a feature tells what was done of its things, in the words of the trade. It hands its own through its door; the activity of an organisation lists them. */
export interface Chronicle {
  /** Its word in addresses. */
  kind: string
  label: string
  /** Who reads it. */
  readers: Rule
  /** Whose dashboards say what is new of it. */
  concerns: readonly Role[]
  /** What follows the name of who acted, by act: « a soumis l’évaluation de ». What is not here is not told. */
  acts: Readonly<Record<string, string>>
  /** What deeds were done to, by their ids; those whose thing is gone and cannot be named are not there. */
  things(trx: Writer, actor: Actor, deeds: readonly Deed[]): Promise<ReadonlyMap<number, Thing>>
}

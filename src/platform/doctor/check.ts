import { Refusal } from '#kernel'
import type { Config } from '#platform/config'
import { type Database, Unavailable } from '#platform/db'

/** What a check found, in French; `remedy`: what to do, null when all is well. */
export interface Finding {
  name: string
  found: string
  remedy: string | null
}

type Found = Omit<Finding, 'name'>

/**
 * One thing that must be so for an installation to work. Any part of the platform, any feature hands its own; src/commands/doctor.ts lists them.
 * `ask` instead of `look` needs the database, and is left out where it cannot be opened. What they throw is what was found.
 */
export type Check = { name: string } & (
  | { look(config: Config): Found | Promise<Found> }
  | { ask(db: Database, config: Config): Promise<Found> }
)

/** All is well. */
export const well = (found: string): Found => ({ found, remedy: null })

/** Carries out the checks, one after the other. */
export async function examine(checks: readonly Check[], config: Config, db: Database | null): Promise<Finding[]> {
  const findings: Finding[] = []
  for (const check of checks) {
    if ('ask' in check && db === null) continue
    try {
      const found = 'look' in check ? await check.look(config) : db && (await check.ask(db, config))
      if (found) findings.push({ name: check.name, ...found })
    } catch (error) {
      const said = error instanceof Unavailable ? error.withDetails : (error as Error).message
      const remedy = error instanceof Refusal ? '' : 'Relancez avec LOG_LEVEL=debug, et transmettez ce message.'
      findings.push({ name: check.name, found: said, remedy })
    }
  }
  return findings
}

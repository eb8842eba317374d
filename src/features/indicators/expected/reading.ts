import { sql } from 'kysely'
import { type Actor, allows } from '#features/organisations'
import {
  flat,
  LEADERS,
  outlineOf,
  PILOTS,
  pilotingIn,
  type Scheme,
  schemesIn,
  statusesOf,
  stepsDone,
} from '#features/scheme'
import { parisDay, Recent } from '#kernel'
import type { Writer } from '#platform/db'
import { closedFor } from '../values/keeping.ts'
import { lastAct } from '../values/reading.ts'
import { countWaiting } from '../values/waiting.ts'
import { type Due, dueOf, type Hands, isAwaited, type Said } from './due.ts'

/** What is expected of somebody in a scheme. */
export interface Expected {
  scheme: Scheme
  dues: readonly Due[]
  /** How many values wait to be validated, for who leads. */
  waiting: number
}

/** What is expected of the actor in the schemes of their organisation that were adopted; those of which nothing is are left out. */
export async function expectedOf(trx: Writer, actor: Actor, today = parisDay(new Date())): Promise<Expected[]> {
  const { roles, organisation } = actor.membership
  if (!allows(PILOTS, roles)) return []
  const schemes = (await schemesIn(trx, actor)).flatMap(scheme => {
    const adopted = scheme.versions.find(({ adoption }) => adoption !== null)?.adoption?.on
    return adopted !== undefined && isAwaited(scheme, today) ? [{ scheme, adopted }] : []
  })
  const handsIn = await handsOf(
    trx,
    actor,
    schemes.map(({ scheme }) => scheme.id),
  )
  const found: Expected[] = []
  for (const { scheme, adopted } of schemes) {
    const hands = handsIn(scheme.id)
    if (!hands.leads && hands.mine.size === 0) continue
    const dues = dueOf({
      scheme,
      adopted,
      outline: flat(await outlineOf(trx, scheme.id)),
      siren: organisation.siren,
      hands,
      today,
      said: await saidOf(trx, organisation.id, scheme.id),
      closed: await closedFor(trx, organisation.id, scheme.id),
      statuses: await statusesOf(trx, scheme, organisation.id),
      steps: await stepsDone(trx, scheme, organisation.id),
    })
    const waiting = hands.leads ? await countWaiting(trx, organisation.id, scheme.id) : 0
    if (dues.length + waiting > 0) found.push({ scheme, dues, waiting })
  }
  return found
}

/** Whose business the actions of some schemes are, for the actor. */
async function handsOf(trx: Writer, actor: Actor, schemes: readonly string[]): Promise<(scheme: string) => Hands> {
  const leads = allows(LEADERS, actor.membership.roles)
  const rows = await pilotingIn(trx, actor, schemes)
  return scheme => {
    const here = rows.filter(one => one.scheme === scheme)
    const mine = here.filter(({ membership }) => membership === actor.membership.id)
    return { leads, mine: new Set(mine.map(one => one.action)), taken: new Set(here.map(one => one.action)) }
  }
}

/** What was last read, by organisation and scheme; only an act changes it. Of a scheme of thousands, a few megabytes each. */
const read = new Recent<ReadonlyMap<string, Said>>(10)

/** What an organisation entered, by indicator and period. */
async function saidOf(trx: Writer, organisation: string, scheme: string): Promise<ReadonlyMap<string, Said>> {
  const [name, stamp] = [`${organisation} ${scheme}`, String(await lastAct(trx, organisation, scheme))]
  return read.get(name, stamp) ?? read.set(name, stamp, await readSaid(trx, organisation, scheme))
}

async function readSaid(trx: Writer, organisation: string, scheme: string): Promise<ReadonlyMap<string, Said>> {
  // Periods in one text for each indicator: of a scheme of thousands, grouping by period and reading each would take five times as long.
  const { rows } = await sql<{
    said: [indicator: string, wholes: string | null, parts: string | null, refused: string | null][] | null
  }>`
    select json_agg(json_build_array(indicator, wholes, parts, refused)) as said from (
      select indicator, string_agg(period, ' ') filter (where row_key = '') as wholes,
        string_agg(period, ' ') filter (where row_key <> '') as parts, string_agg(period, ' ') filter (where state = 'refused') as refused
      from indicator_value
      where scheme_id = ${scheme} and organisation_id = ${organisation} and origin = 'entered' and ended_at is null
        and (value is not null or words <> '')
      group by indicator
    ) as each`.execute(trx)
  const said = new Map<string, Said>()
  const note = (indicator: string, periods: string | null, change: (was: Said) => Said) => {
    for (const period of periods?.split(' ') ?? []) {
      const place = `${indicator} ${period}`
      said.set(place, change(said.get(place) ?? { whole: false, rows: 0, refused: false }))
    }
  }
  for (const [indicator, wholes, parts, refused] of rows[0]?.said ?? []) {
    note(indicator, wholes, was => ({ ...was, whole: true }))
    note(indicator, parts, was => ({ ...was, rows: was.rows + 1 }))
    note(indicator, refused, was => ({ ...was, refused: true }))
  }
  return said
}

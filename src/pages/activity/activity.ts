import { type Deed, deedsOf } from '#features/audit'
import { BODY_CHRONICLE } from '#features/bodies'
import { CORRECTION_CHRONICLE } from '#features/contracts'
import { EVALUATION_CHRONICLE } from '#features/evaluation'
import { VALUE_CHRONICLE } from '#features/indicators'
import { type Actor, allows, type Chronicle, type Thing } from '#features/organisations'
import { PUBLICATION_CHRONICLE } from '#features/publications'
import { SCHEME_CHRONICLE } from '#features/scheme'
import { SURVEY_CHRONICLE } from '#features/surveys'
import type { Writer } from '#platform/db'

/** What activity may be told of: the trade, never accounts, roles nor what people say to one another. */
export const CHRONICLES: readonly Chronicle[] = [
  SCHEME_CHRONICLE,
  VALUE_CHRONICLE,
  EVALUATION_CHRONICLE,
  BODY_CHRONICLE,
  SURVEY_CHRONICLE,
  CORRECTION_CHRONICLE,
  PUBLICATION_CHRONICLE,
]

/** A deed, as it is told. */
export interface Told {
  id: number
  at: Date
  /** Who acted; null for the program, or somebody who is not of the organisation. */
  who: string | null
  /** « a soumis aux instances le dossier ». */
  did: string
  thing: Thing | null
}

/** What of the activity is wanted. */
export interface Asked {
  kind?: string | undefined
  person?: string | undefined
  /** Without what the reader did. */
  others?: boolean
  since?: Date
  /** The id after which to go on. */
  before?: number | undefined
  limit: number
}

/** The chronicles that somebody may read. */
export const readableBy = ({ membership }: Actor): readonly Chronicle[] =>
  CHRONICLES.filter(({ readers }) => allows(readers, membership.roles))

/** Those of which somebody’s dashboard says what is new. */
export const concerning = (actor: Actor): readonly Chronicle[] =>
  readableBy(actor).filter(({ concerns }) => concerns.some(role => actor.membership.roles.includes(role)))

/** What happened in the actor’s organisation, the latest first, as some chronicles tell it. */
export async function activityOf(
  trx: Writer,
  actor: Actor,
  chronicles: readonly Chronicle[],
  { kind, person, others, since, before, limit }: Asked,
): Promise<Told[]> {
  const wanted = chronicles.filter(one => kind === undefined || one.kind === kind)
  const deeds = await deedsOf(trx, {
    organisation: actor.membership.organisation.id,
    acts: wanted.flatMap(({ acts }) => Object.keys(acts)),
    limit,
    ...(person === undefined ? {} : { person }),
    ...(others ? { notBy: actor.person.id } : {}),
    ...(since === undefined ? {} : { since }),
    ...(before === undefined ? {} : { before }),
  })
  if (deeds.length === 0) return []
  const names = await namesOf(trx, deeds)
  const told = new Map<number, Told>()
  for (const { acts, things } of wanted) {
    const mine = deeds.filter(({ act }) => acts[act] !== undefined)
    const named = mine.length === 0 ? null : await things(trx, actor, mine)
    for (const { id, at, person: by, act } of mine)
      told.set(id, { id, at, who: names.get(by ?? '') ?? null, did: acts[act] ?? act, thing: named?.get(id) ?? null })
  }
  return deeds.flatMap(({ id }) => told.get(id) ?? [])
}

async function namesOf(trx: Writer, deeds: readonly Deed[]): Promise<ReadonlyMap<string, string>> {
  const ids = [...new Set(deeds.flatMap(({ person }) => person ?? []))]
  if (ids.length === 0) return new Map()
  const rows = await trx.selectFrom('person').select(['id', 'name']).where('id', 'in', ids).execute()
  return new Map(rows.map(({ id, name }) => [id, name]))
}

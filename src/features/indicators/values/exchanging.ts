import { sql } from 'kysely'
import type { Actor } from '#features/organisations'
import type { DocumentValue, Scheme, ValueKeeper } from '#features/scheme'
import type { Period } from '#kernel'
import type { Writer } from '#platform/db'
import { holdValues, writeAct } from './keeping.ts'
import { valuesOf } from './reading.ts'

const JUDGED = ['validated', 'published', 'refused']

/** Whether a document names the buyer of each value: one that has several buyers does. */
const named = ({ buyers }: Pick<Scheme, 'buyers'>) => buyers.length > 1

/** The SIREN of the buyers whose values the transaction reads, by organisation. */
async function sirensOf(trx: Writer, scheme: string): Promise<ReadonlyMap<string, string>> {
  const { rows } = await sql<{ organisation_id: string; siren: string }>`
    select organisation_id, siren from known_buyers() where scheme_id = ${scheme}`.execute(trx)
  return new Map(rows.map(({ organisation_id, siren }) => [organisation_id, siren]))
}

/** The values that people entered, as documents exchange them; what is computed is computed again where it arrives. */
async function read(trx: Writer, _: Actor, scheme: Scheme): Promise<DocumentValue[]> {
  const sirens = await sirensOf(trx, scheme.id)
  const values = await valuesOf(trx, scheme.id, { origin: 'entered' })
  return values
    .filter(
      ({ value, numerator, denominator, words, comment }) =>
        value ?? numerator ?? denominator ?? (words || comment || null),
    )
    .map(({ indicator, period, row, organisation, value, numerator, denominator, words, comment, state }) => ({
      indicator,
      period,
      row: row === '' ? null : row,
      buyer: named(scheme) ? (sirens.get(organisation) ?? null) : null,
      value,
      numerator,
      denominator,
      words,
      comment,
      state,
    }))
}

/** Keeps the values of a scheme that was just opened, in their states: those of the actor's organisation, which alone speaks for itself. */
async function write(trx: Writer, actor: Actor, scheme: Scheme, values: readonly DocumentValue[]): Promise<void> {
  const { id, siren } = actor.membership.organisation
  const mine = values.filter(({ buyer }) => buyer === null || buyer === siren)
  if (mine.length === 0) return
  await holdValues(trx, id, scheme.id)
  // Nobody, where whoever runs the instance brings a file in.
  const { rows } = await sql<{ id: string | null }>`select asking_person() as id`.execute(trx)
  const asking = rows[0]?.id ?? null
  await writeAct(
    trx,
    { membership: actor.membership, person: asking === null ? null : { id: asking } },
    scheme.id,
    'enter',
    mine.map(({ indicator, period, row, value, numerator, denominator, words, comment, state }) => ({
      ...{ indicator, period: period as Period, row: row ?? '', value, numerator, denominator, words, comment, state },
      origin: 'entered' as const,
      entered: 'own' as const,
      judged: JUDGED.includes(state) ? ('own' as const) : null,
      replaces: null,
    })),
  )
}

/** What keeps the values of schemes that are exchanged. */
export const valueKeeper: ValueKeeper = { read, write }

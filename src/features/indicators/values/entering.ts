import { type Actor, scopeOf } from '#features/organisations'
import { type Definition, definitionsOf, reachOf } from '#features/scheme'
import { parisDay } from '#kernel'
import type { Database, Writer } from '#platform/db'
import { type Cell, decide, type Field, obstacleTo, type Situation } from './deciding.ts'
import { closedFor, holdValues, type Revision, writeAct } from './keeping.ts'
import { refuse } from './labels.ts'
import { actsOf, type ToldAct, valuesAsOf, valuesOf } from './reading.ts'
import { type Content, NOTHING, nameOf, type Place, type Value } from './values.ts'

/** More than any paste; a longer one is shared out by whoever sends it. */
const MOST = 20_000

/** What became of a cell that was sent. */
export type Outcome =
  | { is: 'saved' | 'unchanged'; content: Content }
  | { is: 'refused'; reason: string; field: Field | null }
  /** Somebody else wrote the same field meanwhile: what they wrote, who and when. Sent again with their act as `seen`, it is saved over theirs. */
  | { is: 'conflict'; theirs: Value; by: ToldAct | null; field: Field }

/** What an entry did: the number of its act (null where nothing changed), and what became of each cell, in their order. */
export interface Entered {
  act: number | null
  outcomes: Outcome[]
  definitions: ReadonlyMap<string, Definition>
}

/**
 * Enters values of the actor's organisation: each cell is saved, or refused with its reason; the good ones are saved whatever the others are.
 * What was validated or published and changes is a draft again; what was published stays read until it is published anew.
 * An empty text clears. @throws Refusal `entry-too-large`
 */
export async function enterValues(
  db: Database,
  actor: Actor,
  scheme: string,
  cells: readonly Cell[],
): Promise<Entered> {
  if (cells.length > MOST) refuse('entry-too-large')
  return db.as(scopeOf(actor, 'enter-values'), trx => enterIn(trx, actor, scheme, cells))
}

/** The same, in a transaction that speaks for the actor already. */
export async function enterIn(trx: Writer, actor: Actor, scheme: string, cells: readonly Cell[]): Promise<Entered> {
  const { organisation } = actor.membership
  await holdValues(trx, organisation.id, scheme)
  const indicators = [...new Set(cells.map(({ indicator }) => indicator))]
  const situation = await situationOf(trx, actor, scheme, indicators)
  const periods = [...new Set(cells.map(({ period }) => period))]
  const asked = { organisation: organisation.id, origin: 'entered', indicators, periods } as const
  const current = new Map((await valuesOf(trx, scheme, asked)).map(value => [nameOf(value), value]))
  const stale = cells.filter(cell => (current.get(nameOf(cell))?.act ?? 0) > cell.seen)
  const before = new Map((await valuesAsOf(trx, organisation.id, scheme, stale)).map(value => [nameOf(value), value]))
  const late = new Set(stale.map(nameOf))

  const revisions = new Map<string, Revision>()
  const decided = cells.map((cell): Outcome => {
    const name = nameOf(cell)
    const reason = obstacleTo(cell, situation)
    const definition = situation.definitions.get(cell.indicator)
    if (reason !== null || definition === undefined) return { is: 'refused', reason: reason ?? '', field: null }
    const standing = current.get(name)
    // A place that is named twice in one entry says what it says last.
    const now = revisions.get(name) ?? standing ?? NOTHING
    const next = decide(definition, cell, late.has(name) ? (before.get(name) ?? NOTHING) : now, now)
    if (next === 'unchanged') return { is: 'unchanged', content: now }
    if ('conflict' in next) return { is: 'conflict', theirs: standing as Value, by: null, field: next.conflict }
    if ('refused' in next) return { is: 'refused', reason: next.refused, field: next.field }
    revisions.set(name, entry(cell, next, standing?.id ?? null))
    return { is: 'saved', content: next }
  })
  const act = revisions.size === 0 ? null : await writeAct(trx, actor, scheme, 'enter', [...revisions.values()])
  const conflicts = decided.flatMap(one => (one.is === 'conflict' ? [one.theirs.act] : []))
  const by = new Map(
    (await actsOf(trx, scheme, conflicts))
      .filter(told => told.organisation === organisation.id)
      .map(told => [told.number, told]),
  )
  const outcomes = decided.map(one => (one.is === 'conflict' ? { ...one, by: by.get(one.theirs.act) ?? null } : one))
  return { act, outcomes, definitions: situation.definitions }
}

const entry = ({ indicator, period, row }: Place, content: Content, replaces: string | null): Revision => {
  const { numerator, denominator, value, words, comment } = content
  const said = { numerator, denominator, value, words, comment }
  return { indicator, period, row, ...said, origin: 'entered', state: 'draft', entered: 'own', judged: null, replaces }
}

/** What is known of these indicators, and of who asks, where their cells are decided. */
export async function situationOf(
  trx: Writer,
  actor: Actor,
  scheme: string,
  indicators: readonly string[],
): Promise<Situation> {
  const { id, siren } = actor.membership.organisation
  const definitions = await definitionsOf(trx, scheme, indicators)
  return {
    definitions: new Map(definitions.map(one => [one.key, one])),
    reach: await reachOf(trx, actor, scheme),
    siren,
    closed: await closedFor(trx, id, scheme),
    today: parisDay(new Date()),
  }
}

/**
 * Undoes an entry, or an undoing, of the actor's organisation: what each of its values replaced comes back as a new revision, in the state it
 * was in. What has changed again since is left as it is. @throws Refusal `act-unknown`
 * @returns the number of the act, how many values came back, and how many did not
 */
export async function undoEntry(
  db: Database,
  actor: Actor,
  scheme: string,
  number: number,
): Promise<{ act: number; back: (Place & Content)[]; left: number; definitions: ReadonlyMap<string, Definition> }> {
  return db.as(scopeOf(actor, 'undo-values'), async trx => {
    const { organisation } = actor.membership
    await holdValues(trx, organisation.id, scheme)
    const done = await trx
      .selectFrom('value_act')
      .select('cells')
      .where('scheme_id', '=', scheme)
      .where('organisation_id', '=', organisation.id)
      .where('number', '=', number)
      .where('act', 'in', ['enter', 'undo'])
      .executeTakeFirst()
    // What was entered then and still stands, even brought back by the undoing of what came after; nothing that was sent or judged since.
    const made = await trx
      .selectFrom('indicator_value as v')
      .innerJoin('indicator_value as made', join =>
        join
          .onRef('made.scheme_id', '=', 'v.scheme_id')
          .onRef('made.organisation_id', '=', 'v.organisation_id')
          .onRef('made.indicator', '=', 'v.indicator')
          .onRef('made.period', '=', 'v.period')
          .onRef('made.row_key', '=', 'v.row_key')
          .onRef('made.origin', '=', 'v.origin')
          .on('made.act', '=', number),
      )
      .leftJoin('indicator_value as was', join =>
        join.onRef('was.id', '=', 'made.replaces').onRef('was.organisation_id', '=', 'v.organisation_id'),
      )
      .select(['v.id', 'v.indicator', 'v.period', 'v.row_key as row', 'was.state', 'was.entered_in', 'was.judged_in'])
      .select(['was.numerator', 'was.denominator', 'was.value', 'was.words', 'was.comment'])
      .where('v.scheme_id', '=', scheme)
      .where('v.organisation_id', '=', organisation.id)
      .where('v.ended_at', 'is', null)
      .where(still =>
        still.or([
          still('v.act', '=', number),
          still.and([still('v.entered_in', '=', number), still('v.state', '=', 'draft')]),
        ]),
      )
      .orderBy('v.indicator')
      .orderBy('v.period')
      .orderBy('v.row_key')
      .execute()
    const situation = await situationOf(trx, actor, scheme, [...new Set(made.map(({ indicator }) => indicator))])
    const back = made.filter(place => obstacleTo(place, situation) === null)
    if (!done || back.length === 0) return refuse('act-unknown')
    const revisions = back.map(
      ({ id, indicator, period, row, state, entered_in, judged_in, words, comment, ...was }) => ({
        ...entry({ indicator, period, row }, { ...was, words: words ?? '', comment: comment ?? '' }, id),
        state: state ?? ('draft' as const),
        entered: entered_in ?? ('own' as const),
        judged: judged_in,
      }),
    )
    const act = await writeAct(trx, actor, scheme, 'undo', revisions)
    return { act, back: revisions, left: done.cells - back.length, definitions: situation.definitions }
  })
}

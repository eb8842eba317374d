import { randomUUID } from 'node:crypto'
import type { Generated } from 'kysely'
import { type Actor, allows, rolesHeld, scopeOf } from '#features/organisations'
import { findScheme, LEADERS, type Scheme } from '#features/scheme'
import { tidy } from '#kernel'
import type { Database, Writer } from '#platform/db'
import { nb } from '#ui'
import { refuse } from '../labels.ts'
import { BILAN } from './composing.ts'
import type { Composition, Texts } from './composition.ts'
import { DEFAULT_PLAN, type Plan, plan } from './sections.ts'

/** Signs that a text of a bilan may have. */
const LONGEST = 20_000

/** A text as it is kept, and which of its revisions that is. */
export interface Written {
  words: string
  revision: number
}

/** What the actor's organisation keeps of a report of a year: how it is wanted, what is written in it. */
export interface Kept {
  plan: Plan
  written: ReadonlyMap<string, Written>
}

/** What is kept of a report; the plan it begins with where nothing is. */
export async function keptOf(
  trx: Writer,
  actor: Actor,
  scheme: Pick<Scheme, 'id'>,
  year: number,
  { name }: Pick<Composition, 'name'> = BILAN,
): Promise<Kept> {
  const found = await trx
    .selectFrom('bilan')
    .select(['id', 'plan'])
    .where('organisation_id', '=', actor.membership.organisation.id)
    .where('scheme_id', '=', scheme.id)
    .where('kind', '=', name)
    .where('year', '=', year)
    .executeTakeFirst()
  if (found === undefined) return { plan: DEFAULT_PLAN, written: new Map() }
  const texts = await trx
    .selectFrom('bilan_text')
    .select(['part', 'words', 'revision'])
    .where('organisation_id', '=', actor.membership.organisation.id)
    .where('bilan_id', '=', found.id)
    .execute()
  return {
    plan: plan.parse(found.plan),
    written: new Map(texts.map(({ part, words, revision }) => [part, { words, revision }])),
  }
}

/** What is written, without its revisions. */
export const textsOf = ({ written }: Kept): Texts => new Map([...written].map(([part, { words }]) => [part, words]))

/**
 * The report of a year, opened at its first change, held until the transaction ends.
 * @throws Refusal `role-lost` | `scheme-unknown` | `year-nothing` | `evaluation-nothing`
 */
async function hold(
  trx: Writer,
  actor: Actor,
  code: string,
  year: number,
  composition: Composition,
): Promise<{ id: string; plan: Plan }> {
  if (!allows(LEADERS, await rolesHeld(trx, actor))) refuse('role-lost')
  const scheme = (await findScheme(trx, actor, code)) ?? refuse('scheme-unknown')
  const { name: kind, tells } = composition
  if (!(await tells(trx, actor, scheme)).some(one => one.year === year))
    refuse(kind === 'bilan' ? 'year-nothing' : 'evaluation-nothing', { year })
  const organisation_id = actor.membership.organisation.id
  await trx
    .insertInto('bilan')
    .values({ id: randomUUID(), organisation_id, scheme_id: scheme.id, kind, year, plan: JSON.stringify(DEFAULT_PLAN) })
    .onConflict(conflict => conflict.constraint('bilan_of_year').doNothing())
    .execute()
  const held = await trx
    .selectFrom('bilan')
    .select(['id', 'plan'])
    .where('organisation_id', '=', organisation_id)
    .where('scheme_id', '=', scheme.id)
    .where('kind', '=', kind)
    .where('year', '=', year)
    .forUpdate()
    .executeTakeFirstOrThrow()
  return { id: held.id, plan: plan.parse(held.plan) }
}

/** Changes how a report of a year is wanted. @param change from how it is, whatever the page that was open knew */
export function planBilan(
  db: Database,
  actor: Actor,
  code: string,
  year: number,
  change: (plan: Plan) => Plan,
  composition = BILAN,
): Promise<void> {
  return db.as(scopeOf(actor, 'plan-bilan'), async trx => {
    const held = await hold(trx, actor, code, year, composition)
    await trx
      .updateTable('bilan')
      .set({ plan: JSON.stringify(change(held.plan)) })
      .where('id', '=', held.id)
      .where('organisation_id', '=', actor.membership.organisation.id)
      .execute()
  })
}

/**
 * Writes what is said of a part of a report, over what was read.
 * @param seen the revision that was read; 0 where nothing was written
 * @throws Refusal `text-long` | `text-changed` | …
 */
export function writeText(
  db: Database,
  actor: Actor,
  code: string,
  year: number,
  { part, words: sent, seen }: { part: string; words: string; seen: number },
  composition = BILAN,
): Promise<void> {
  const words = tidy(sent)
  if (words.length > LONGEST) refuse('text-long', { most: nb(LONGEST), length: nb(words.length) })
  return db.as(scopeOf(actor, 'write-bilan'), async trx => {
    const { id } = await hold(trx, actor, code, year, composition)
    const organisation_id = actor.membership.organisation.id
    const now = await trx
      .selectFrom('bilan_text')
      .select(['id', 'words', 'revision'])
      .where('organisation_id', '=', organisation_id)
      .where('bilan_id', '=', id)
      .where('part', '=', part)
      .executeTakeFirst()
    if (now?.words === words) return
    if ((now?.revision ?? 0) !== seen) refuse('text-changed')
    if (now === undefined)
      await trx
        .insertInto('bilan_text')
        .values({ id: randomUUID(), organisation_id, bilan_id: id, part, words })
        .execute()
    else
      await trx
        .updateTable('bilan_text')
        .set({ words, revision: now.revision + 1 })
        .where('id', '=', now.id)
        .where('organisation_id', '=', organisation_id)
        .execute()
  })
}
declare module '#platform/db' {
  interface Tables {
    bilan: {
      id: string
      organisation_id: string
      scheme_id: string
      kind: Generated<Composition['name']>
      year: number
      /** As JSON. */
      plan: unknown
      opened_at: Generated<Date>
    }
    bilan_text: {
      id: string
      organisation_id: string
      bilan_id: string
      part: string
      words: string
      revision: Generated<number>
    }
  }
}

import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import type { Scope } from '#platform/db'
import { testDatabase } from '../support/database.ts'
import { oneOfEach } from '../support/one-of-each.ts'

const db = await testDatabase()

/** Tables that no row-level security protects, by why they need none; each reason is checked. */
const UNPROTECTED: Record<string, readonly string[]> = {
  'public data, which pages only read': [
    'contract_raw',
    'contract_version',
    'cpv',
    'entity_name',
    'import',
    'register',
    'rollup',
    'sighting',
  ],
  'what sign-in alone knows': [
    'credential',
    'second_factor',
    'second_factor_use',
    'session',
    'sign_in_failure',
    'verification',
  ],
  'what the owner alone knows': ['exclusive_work', 'mail_sent', 'migration', 'value_computing'],
}
const RIGHTS: Record<string, readonly string[]> = {
  'public data, which pages only read': ['mieuxdisant_web:select'],
  'what sign-in alone knows': ['identity'].flatMap(role =>
    ['delete', 'insert', 'select', 'update'].map(right => `mieuxdisant_${role}:${right}`),
  ),
  'what the owner alone knows': [],
}
/** Protected, and shown to the organisation in whose name a transaction speaks, by this column. */
const ORGANISATION: Record<string, string> = {
  organisation: 'id',
  organisation_logo: 'organisation_id',
  directorate: 'organisation_id',
  membership: 'organisation_id',
  invitation: 'organisation_id',
  audit: 'organisation_id',
  publication: 'organisation_id',
  publication_file: 'organisation_id',
  publication_withdrawal: 'organisation_id',
  upload: 'organisation_id',
  correction: 'organisation_id',
  scheme: 'organisation_id',
  scheme_buyer: 'organisation_id',
  scheme_version: 'organisation_id',
  scheme_part: 'organisation_id',
  action_event: 'organisation_id',
  action_pilot: 'organisation_id',
  scheme_head: 'organisation_id',
  scheme_file: 'organisation_id',
  value_act: 'organisation_id',
  indicator_value: 'organisation_id',
  period_closure: 'organisation_id',
  bilan: 'organisation_id',
  bilan_text: 'organisation_id',
  body: 'organisation_id',
  body_seat: 'organisation_id',
  meeting: 'organisation_id',
  meeting_item: 'organisation_id',
  attendance: 'organisation_id',
  validation_chain: 'organisation_id',
  validation_case: 'organisation_id',
  round: 'organisation_id',
  round_voice: 'organisation_id',
  body_decision: 'organisation_id',
  orientation: 'organisation_id',
  evaluation_rules: 'organisation_id',
  campaign: 'organisation_id',
  campaign_action: 'organisation_id',
  evaluation: 'organisation_id',
  comment: 'organisation_id',
  attachment: 'organisation_id',
  reminder: 'organisation_id',
  survey: 'organisation_id',
  survey_invitation: 'organisation_id',
  saved_view: 'organisation_id',
}
/** What is never changed once written: the database says so before it looks at whose it is; writing it for another is tested with the feature. */
const STAYS = [
  ...['audit', 'publication', 'publication_file', 'publication_withdrawal', 'correction', 'action_event'],
  ...['value_act', 'indicator_value', 'body_decision', 'round_voice'],
]
/** Protected in a way of their own, tested with the feature. */
const OTHERWISE = [
  'person',
  'organisation_request',
  'mail_choice',
  'form_link',
  'survey_answer',
  'calendar_feed',
  'visit',
]

const nobody: Scope = { organisation: null, person: null }
const speaking = (organisation: string): Scope => ({ organisation, person: null })
/** How many rows of a table are seen, and of which organisations. */
const seen = (scope: Scope, table: string, column: string) =>
  db.as(scope, async trx => {
    const { rows } = await sql<{
      of: string
    }>`select distinct ${sql.ref(column)} as of from ${sql.table(table)}`.execute(trx)
    return rows.map(row => row.of)
  })

const organisations = Array.from({ length: 5 }, () => randomUUID())

beforeAll(async () => {
  await db.transaction(async trx => {
    for (const [rank, id] of organisations.entries()) await oneOfEach(trx, id, rank)
  })
})

describe('every table', () => {
  test('is protected, or in the list of those that need not be', async () => {
    const { rows } = await db.transaction(trx =>
      sql<{ name: string; rls: boolean }>`
        select relname as name, relrowsecurity as rls from pg_class
        where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') order by 1`.execute(trx),
    )
    expect(rows.length).toBeGreaterThan(15)
    expect(rows.filter(({ rls }) => rls).map(({ name }) => name)).toEqual(
      [...Object.keys(ORGANISATION), ...OTHERWISE].sort(),
    )
    expect(rows.filter(({ rls }) => !rls).map(({ name }) => name)).toEqual(Object.values(UNPROTECTED).flat().sort())
  })

  test.each(Object.entries(UNPROTECTED))('%s: nobody else has a right on it', async (why, tables) => {
    for (const table of tables) {
      const { rows } = await db.transaction(trx =>
        sql<{ right: string }>`
          select distinct grantee || ':' || lower(privilege_type) as right from information_schema.role_table_grants
          where table_name = ${table} and table_schema = 'public' and grantee <> current_user order by 1`.execute(trx),
      )
      const allowed = RIGHTS[why] ?? []
      expect({ table, beyond: rows.map(({ right }) => right).filter(right => !allowed.includes(right)) }).toEqual({
        table,
        beyond: [],
      })
    }
  })

  test.each(Object.entries(ORGANISATION))(
    '%s: nothing without an organisation, its own with one',
    async (table, column) => {
      const { rows } = await db.transaction(trx =>
        sql<{ n: number }>`select count(distinct ${sql.ref(column)})::int as n from ${sql.table(table)}`.execute(trx),
      )
      expect(rows).toEqual([{ n: organisations.length }])
      expect(await seen(nobody, table, column)).toEqual([])
      expect(await seen(speaking(randomUUID()), table, column)).toEqual([])
      for (const id of organisations) expect(await seen(speaking(id), table, column)).toEqual([id])
    },
  )

  test.each(Object.entries(ORGANISATION).filter(([table]) => !STAYS.includes(table)))(
    '%s: what is written goes to one’s own organisation, and leaves a trail',
    async (table, column) => {
      const [mine = '', other = ''] = organisations
      const move = db.as(speaking(mine), trx =>
        sql`update ${sql.table(table)} set ${sql.ref(column)} = ${other} where ${sql.ref(column)} = ${mine}`.execute(
          trx,
        ),
      )
      await expect(move).rejects.toThrow(/row-level security|permission denied/)
      const { rows } = await db.transaction(trx =>
        sql`
          select after ->> ${column} as organisation from audit
          where relation = ${table} and organisation_id = ${mine} and operation = 'insert'`.execute(trx),
      )
      expect(rows).toEqual([{ organisation: mine }])
    },
  )

  test('the role that speaks for organisations owns nothing, and passes no protection', async () => {
    const { rows } = await db.transaction(trx =>
      sql`
        select rolsuper, rolbypassrls, rolcanlogin, (select count(*)::int from pg_class where relowner = r.oid) as owned
        from pg_roles r where rolname = 'mieuxdisant_app'`.execute(trx),
    )
    expect(rows).toEqual([{ rolsuper: false, rolbypassrls: false, rolcanlogin: false, owned: 0 }])
  })
})

test('connections that are shared never lend one organisation’s rows to the next, whatever fails between', async () => {
  const step = fc.record({
    rank: fc.option(fc.nat(organisations.length - 1), { nil: null }),
    ending: fc.constantFrom('commit', 'refusal', 'broken statement'),
    pause: fc.boolean(),
  })
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 20, maxLength: 60 }), async steps => {
      await Promise.all(
        steps.map(async ({ rank, ending, pause }) => {
          const id = rank === null ? null : (organisations[rank] ?? null)
          const work = db.as({ organisation: id, person: null, act: 'look' }, async trx => {
            for (let i = 0; i < 2; i++) {
              const rows = await sql<{ organisation_id: string }>`select organisation_id from membership`.execute(trx)
              expect(rows.rows).toEqual(id === null ? [] : [{ organisation_id: id }])
              if (pause) await new Promise(setImmediate)
            }
            if (ending === 'refusal') throw new Error('refused')
            if (ending === 'broken statement') await sql`select 1 / 0`.execute(trx)
          })
          if (ending === 'commit') await work
          else await expect(work).rejects.toThrow(/refused|division by zero/)
        }),
      )
    }),
    { numRuns: 15 },
  )
  expect(await seen(nobody, 'membership', 'organisation_id')).toEqual([])
})

test.each(['update audit set act = null', 'delete from audit', 'truncate audit'])(
  'nobody, not even the owner: %s',
  async statement => {
    const change = db.transaction(trx => sql.raw(statement).execute(trx))
    await expect(change).rejects.toThrow(/the trail is never changed/)
  },
)

test('a scope holds ids and a verb, nothing that could be a statement', async () => {
  await expect(db.as({ organisation: "x'; reset role; --", person: null }, async () => {})).rejects.toThrow(
    /^no organisation/,
  )
})

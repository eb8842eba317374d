import { type SelectQueryBuilder, sql } from 'kysely'
import type { Actor } from '#features/organisations'
import type { Tables, Writer } from '#platform/db'
import type { Questionnaire } from './questionnaire/questionnaire.ts'
import { emptyTally, type Tally } from './results/tally.ts'
import type { Audience, State, Survey } from './surveys.ts'

const COLUMNS = [
  'id',
  'series',
  'former_id as formerId',
  'title',
  'audience',
  'anonymous',
  'questionnaire',
  'state',
  'link',
  'by_link as byLink',
  'roles',
  'opens_on as opensOn',
  'closes_on as closesOn',
  'opened_on as openedOn',
  'closed_on as closedOn',
  'reminders',
  'reminded_on as remindedOn',
  'arrived',
  'revision',
  'tally',
] as const

/** A survey, and what is counted of its answers. */
export interface Told {
  survey: Survey
  tally: Tally
}

async function told(rows: SelectQueryBuilder<Tables, 'survey', object>): Promise<Told | null> {
  const found = await rows.select(COLUMNS).executeTakeFirst()
  if (found === undefined) return null
  const { tally, questionnaire, ...rest } = found
  return {
    survey: { ...rest, questionnaire: questionnaire as Questionnaire },
    tally: { ...emptyTally(), ...(tally as Tally) },
  }
}

/** The surveys of an organisation. */
export const surveysOf = (trx: Writer, organisation: string) =>
  trx.selectFrom('survey').where('organisation_id', '=', organisation)

/** A survey of an organisation by its id; null where there is none. */
export const surveyById = (trx: Writer, organisation: string, id: string): Promise<Told | null> =>
  told(surveysOf(trx, organisation).where('id', '=', id))

/** The same, held until the transaction ends. */
export const heldSurvey = (trx: Writer, organisation: string, id: string): Promise<Told | null> =>
  told(surveysOf(trx, organisation).where('id', '=', id).forUpdate())

/** A line of the list of surveys. */
export interface Line {
  id: string
  title: string
  audience: Audience
  state: State
  anonymous: boolean
  openedOn: string | null
  closesOn: string | null
  closedOn: string | null
  arrived: number
}

/** How many surveys a page of the list shows. */
export const AT_ONCE = 30

/** The surveys of the actor's organisation: those that are open, then drafts, then those that are closed, the latest first. @param page from 1 */
export async function listSurveys(
  trx: Writer,
  { membership }: Actor,
  page = 1,
): Promise<{ lines: Line[]; total: number }> {
  const all = surveysOf(trx, membership.organisation.id)
  const lines = await all
    .select(['id', 'title', 'audience', 'state', 'anonymous', 'arrived'])
    .select(['opened_on as openedOn', 'closes_on as closesOn', 'closed_on as closedOn'])
    .orderBy(sql`case state when 'open' then 0 when 'draft' then 1 else 2 end`)
    .orderBy(sql`coalesce(closed_on, opened_on, opens_on)`, order => order.desc().nullsLast())
    .orderBy('title')
    .orderBy('id')
    .limit(AT_ONCE)
    .offset((page - 1) * AT_ONCE)
    .execute()
  const { total } = await all.select(({ fn }) => fn.countAll<string>().as('total')).executeTakeFirstOrThrow()
  return { lines, total: Number(total) }
}

/** Who was invited, without saying who answered. */
export interface Followed {
  invited: number
  sent: number
  answered: number
  /** Addresses that their server refused for good. */
  unreachable: readonly string[]
}

/** How many were invited, and how many of them answered. */
export async function followedOf(trx: Writer, organisation: string, survey: string): Promise<Followed> {
  const all = trx
    .selectFrom('survey_invitation')
    .where('organisation_id', '=', organisation)
    .where('survey_id', '=', survey)
    .where('person_id', 'is', null)
  const { invited, sent, answered } = await all
    .select([
      sql<number>`count(*)::int`.as('invited'),
      sql<number>`count(*) filter (where sent > 0)::int`.as('sent'),
      sql<number>`count(*) filter (where answered)::int`.as('answered'),
    ])
    .executeTakeFirstOrThrow()
  const refused = await all.select('email').where('unreachable', '=', true).orderBy('email').limit(100).execute()
  return { invited, sent, answered, unreachable: refused.flatMap(({ email }) => email ?? []) }
}

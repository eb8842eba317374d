import { sql } from 'kysely'
import { type Deed, rowsOf } from '#features/audit'
import type { Actor, Chronicle, Thing } from '#features/organisations'
import { READERS } from '#features/scheme'
import type { Writer } from '#platform/db'
import { fr } from '#ui'
import { actionPath, cyclePath, yearPath } from './within.ts'

/** What is done to evaluate schemes; what bodies decide of it is theirs to tell. */
export const EVALUATION_CHRONICLE: Chronicle = {
  kind: 'evaluation',
  label: 'Évaluation',
  readers: READERS,
  concerns: ['administrator', 'scheme-lead', 'pilot', 'elected', 'adviser'],
  acts: {
    'set-evaluation-rules': 'a réglé l’évaluation de',
    'open-campaign': 'a ouvert la campagne d’évaluation',
    'amend-share': 'a changé la part à évaluer',
    'submit-choice': 'a soumis aux instances la part à évaluer',
    'designate-share': 'a désigné la part à évaluer',
    'write-evaluation': 'a évalué l’action',
    'submit-evaluation': 'a soumis aux instances l’évaluation de l’action',
    'validate-evaluation': 'a validé l’évaluation de l’action',
  },
  things,
}

interface Named {
  row: string
  code: string
  title: string
  year: number | null
  action: string | null
  called: string | null
}

async function things(trx: Writer, actor: Actor, deeds: readonly Deed[]): Promise<ReadonlyMap<number, Thing>> {
  const ids = rowsOf(deeds, 'evaluation_rules', 'campaign', 'campaign_action', 'evaluation', 'validation_case')
  if (ids.length === 0) return new Map()
  const { rows } = await sql<Named>`
    with about as (
      select id as row, organisation_id, scheme_id, null::uuid as campaign, null as subject, null as action from evaluation_rules
      union all select id, organisation_id, scheme_id, id, null, null from campaign
      union all select id, organisation_id, null, campaign_id, null, null from campaign_action
      union all select id, organisation_id, null, campaign_id, null, action from evaluation
      union all select id, organisation_id, substr(scope, 8)::uuid, null, subject, null from validation_case
        where matter in ('choice', 'evaluation') and scope like 'scheme:%'
    )
    select about.row, s.code, s.cover ->> 'title' as title, c.year, a.action, nullif(concat_ws(' ', nullif(a.code, ''), a.title), '') as called
    from about
      left join campaign c on c.organisation_id = about.organisation_id
        and (c.id = about.campaign or (c.scheme_id = about.scheme_id and c.year::text = split_part(about.subject, '/', 1)))
      join scheme s on s.id = coalesce(about.scheme_id, c.scheme_id)
      left join campaign_action a on a.campaign_id = c.id and a.action = coalesce(about.action, nullif(split_part(about.subject, '/', 2), ''))
    where about.organisation_id = ${actor.membership.organisation.id} and about.row = any(${ids}::uuid[])`.execute(trx)
  const known = new Map(rows.map(row => [row.row, row]))
  return new Map(
    deeds.flatMap(deed => {
      const found = deed.lines.map(({ row }) => known.get(row)).find(one => one !== undefined)
      return found ? [[deed.id, thingOf(actor, found)] as const] : []
    }),
  )
}

function thingOf(actor: Actor, { code, title, year, action, called }: Named): Thing {
  if (year === null) return { name: title, href: cyclePath(actor, { code }) }
  if (action === null || called === null) return { name: fr`${title}, ${year}`, href: yearPath(actor, { code }, year) }
  return { name: called, href: actionPath(actor, { code }, year, action), more: fr` (part de ${year})` }
}

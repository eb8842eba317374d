import { sql } from 'kysely'
import { type Deed, lineOf, rowsOf } from '#features/audit'
import type { Actor, Chronicle, Thing } from '#features/organisations'
import { baseOf, READERS } from '#features/scheme'
import { type Period, parsePeriod } from '#kernel'
import type { Writer } from '#platform/db'
import { count, fr } from '#ui'
import { inPeriod } from './figures.ts'

/** What is done of the values of indicators, an act each, however many it changed; what the program computes is not told. */
export const VALUE_CHRONICLE: Chronicle = {
  kind: 'indicateurs',
  label: 'Valeurs d’indicateurs',
  readers: READERS,
  concerns: ['administrator', 'scheme-lead', 'pilot', 'adviser'],
  acts: {
    'enter-values': 'a saisi',
    'enter-values-by-link': 'a saisi, par lien,',
    'undo-values': 'a annulé une saisie de',
    'submit-values': 'a transmis',
    'validate-values': 'a validé',
    'refuse-values': 'a refusé',
    'publish-values': 'a publié',
    'close-period': 'a clos la saisie de',
    'reopen-period': 'a rouvert la saisie de',
  },
  things,
}

interface Named {
  row: string
  code: string
  title: string
  cells: number | null
  period: string | null
  /** The only indicator that the act changed. */
  key: string | null
  indicator: string | null
}

async function things(trx: Writer, actor: Actor, deeds: readonly Deed[]): Promise<ReadonlyMap<number, Thing>> {
  const ids = rowsOf(deeds, 'value_act', 'period_closure')
  if (ids.length === 0) return new Map()
  const { rows } = await sql<Named>`
    select about.id as row, s.code, s.cover ->> 'title' as title, about.cells, coalesce(about.period, v.period) as period, v.indicator as key,
      p.content ->> 'title' as indicator
    from (
      select id, scheme_id, organisation_id, number, cells, null as period from value_act
      union all select id, scheme_id, organisation_id, null, null, period from period_closure
    ) as about
      join scheme s on s.id = about.scheme_id
      left join lateral (
        select indicator, period from indicator_value v
        where v.scheme_id = about.scheme_id and v.organisation_id = about.organisation_id and v.act = about.number and about.cells = 1
        limit 1
      ) v on true
      left join scheme_part p on p.scheme_id = about.scheme_id and p.kind = 'indicator' and p.key = v.indicator
    where about.organisation_id = ${actor.membership.organisation.id} and about.id = any(${ids}::uuid[])`.execute(trx)
  const known = new Map(rows.map(row => [row.row, row]))
  return new Map(
    deeds.flatMap(deed => {
      const found = known.get(lineOf(deed, 'value_act', 'period_closure')?.row ?? '')
      return found ? [[deed.id, thingOf(actor, found)] as const] : []
    }),
  )
}

function thingOf(actor: Actor, { code, title, cells, period, key, indicator }: Named): Thing {
  const base = baseOf(actor, { code })
  const when = period === null ? null : parsePeriod(period)
  if (cells === null) return { name: title, href: base, ...(when ? { more: ` ${inPeriod(when as Period)}` } : {}) }
  if (indicator === null || when === null)
    return { name: count(cells, 'valeur'), href: `${base}/indicateurs`, more: fr` de « ${title} »` }
  return { name: indicator, href: `${base}/indicateurs/${key}`, more: ` ${inPeriod(when)}` }
}

import { type Deed, lineOf, saidIn } from '#features/audit'
import { type Actor, type Chronicle, MEMBERS, type Thing } from '#features/organisations'
import type { Writer } from '#platform/db'
import { addressOf } from './publications.ts'

/** What is published, and withdrawn. */
export const PUBLICATION_CHRONICLE: Chronicle = {
  kind: 'publications',
  label: 'Publications',
  readers: MEMBERS,
  concerns: ['administrator', 'scheme-lead', 'pilot', 'buyer', 'facilitator', 'elected', 'animator', 'adviser'],
  acts: { publish: 'a publié', withdraw: 'a retiré la publication' },
  things,
}

const publicationIn = (deed: Deed): string => {
  const withdrawal = lineOf(deed, 'publication_withdrawal')
  return withdrawal ? saidIn(withdrawal, 'publication_id') : (lineOf(deed, 'publication')?.row ?? '')
}

async function things(trx: Writer, { membership }: Actor, deeds: readonly Deed[]): Promise<ReadonlyMap<number, Thing>> {
  const ids = [...new Set(deeds.map(publicationIn))].filter(Boolean)
  if (ids.length === 0) return new Map()
  const rows = await trx
    .selectFrom('publication')
    .select(['id', 'siren', 'number', 'title'])
    .where('organisation_id', '=', membership.organisation.id)
    .where('id', 'in', ids)
    .execute()
  const known = new Map(rows.map(row => [row.id, row]))
  return new Map(
    deeds.flatMap(deed => {
      const found = known.get(publicationIn(deed))
      return found ? [[deed.id, { name: found.title, href: addressOf(found) }] as const] : []
    }),
  )
}

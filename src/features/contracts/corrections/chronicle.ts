import { type Deed, lineOf } from '#features/audit'
import { type Actor, type Chronicle, MEMBERS, type Thing } from '#features/organisations'
import type { Writer } from '#platform/db'
import { fr } from '#ui'
import { FIELD_WORDS } from './words.ts'

/** What an organisation corrects of its own contracts. */
export const CORRECTION_CHRONICLE: Chronicle = {
  kind: 'corrections',
  label: 'Corrections de marchés',
  readers: MEMBERS,
  concerns: ['administrator', 'scheme-lead', 'buyer'],
  acts: { correct: 'a corrigé', 'withdraw-correction': 'a retiré la correction de' },
  things,
}

async function things(trx: Writer, { membership }: Actor, deeds: readonly Deed[]): Promise<ReadonlyMap<number, Thing>> {
  const { id: organisation, siren } = membership.organisation
  const ids = deeds.flatMap(deed => deed.lines.flatMap(({ relation, row }) => (relation === 'correction' ? [row] : [])))
  if (ids.length === 0) return new Map()
  const rows = await trx
    .selectFrom('correction')
    .select(['id', 'identity', 'field', 'notified'])
    .where('organisation_id', '=', organisation)
    .where('id', 'in', ids)
    .execute()
  const known = new Map(rows.map(row => [row.id, row]))
  return new Map(
    deeds.flatMap(deed => {
      const found = known.get(lineOf(deed, 'correction')?.row ?? '')
      if (found === undefined) return []
      const year = found.notified === null ? '' : fr` de ${found.notified.slice(0, 4)}`
      const name = fr`${FIELD_WORDS[found.field].label} d’un marché${year}`
      return [[deed.id, { name, href: `/organisations/${siren}/corrections/marches/${found.identity}` }] as const]
    }),
  )
}

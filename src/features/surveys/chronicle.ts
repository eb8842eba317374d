import { type Deed, lineOf, saidIn } from '#features/audit'
import type { Actor, Chronicle, Thing } from '#features/organisations'
import type { Writer } from '#platform/db'
import { READERS } from './access.ts'
import { pathOf } from './pages/frame.ts'
import { surveysOf } from './reading.ts'

/** What is done of surveys. Who was invited and what was answered are never told. */
export const SURVEY_CHRONICLE: Chronicle = {
  kind: 'enquetes',
  label: 'Enquêtes',
  readers: READERS,
  concerns: ['administrator', 'scheme-lead', 'elected'],
  acts: {
    'begin-survey': 'a préparé l’enquête',
    'copy-survey': 'a repris l’enquête',
    'open-survey': 'a ouvert l’enquête',
    'close-survey': 'a clos l’enquête',
    'survey-day': 'a ouvert ou clos, à sa date, l’enquête',
    'invite-to-survey': 'a invité à répondre à l’enquête',
    'remind-of-survey': 'a relancé les personnes invitées à l’enquête',
  },
  things,
}

const surveyIn = (deed: Deed): string => {
  const survey = lineOf(deed, 'survey')
  const invitation = lineOf(deed, 'survey_invitation')
  return survey?.row ?? (invitation ? saidIn(invitation, 'survey_id') : '')
}

async function things(trx: Writer, actor: Actor, deeds: readonly Deed[]): Promise<ReadonlyMap<number, Thing>> {
  const ids = [...new Set(deeds.map(surveyIn))].filter(Boolean)
  if (ids.length === 0) return new Map()
  const rows = await surveysOf(trx, actor.membership.organisation.id)
    .select(['id', 'title'])
    .where('id', 'in', ids)
    .execute()
  const known = new Map(rows.map(row => [row.id, row]))
  return new Map(
    deeds.flatMap(deed => {
      const found = known.get(surveyIn(deed))
      return found ? [[deed.id, { name: found.title, href: pathOf(actor, found) }] as const] : []
    }),
  )
}

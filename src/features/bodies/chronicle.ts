import { sql } from 'kysely'
import { type Deed, lineOf, rowsOf, saidIn } from '#features/audit'
import type { Actor, Chronicle, Thing } from '#features/organisations'
import type { Writer } from '#platform/db'
import { day, fr, inParis } from '#ui'
import { READERS } from './access.ts'
import type { Outcome } from './cases/cases.ts'
import { casePath } from './cases/within.ts'
import { bodyPath, meetingPath } from './within.ts'

const OUTCOMES: Readonly<Record<Outcome, string>> = {
  accept: fr` : accepté`,
  return: fr` : renvoyé`,
  refuse: fr` : refusé`,
}

/** What bodies are, do and decide. Who sits in them and who said what are not told. */
export const BODY_CHRONICLE: Chronicle = {
  kind: 'instances',
  label: 'Instances et décisions',
  readers: READERS,
  concerns: ['administrator', 'scheme-lead', 'pilot', 'elected', 'adviser'],
  acts: {
    'open-body': 'a ouvert l’instance',
    'change-body': 'a changé l’instance',
    'close-body': 'a clos l’instance',
    'add-seat': 'a changé la composition de l’instance',
    'change-seat': 'a changé la composition de l’instance',
    'remove-seat': 'a changé la composition de l’instance',
    'plan-meeting': 'a prévu la réunion',
    'change-meeting': 'a changé la réunion',
    'cancel-meeting': 'a annulé la réunion',
    'change-agenda': 'a changé l’ordre du jour de la réunion',
    convene: 'a convoqué la réunion',
    'record-attendance': 'a noté les présences à la réunion',
    'write-minutes': 'a écrit le compte rendu de la réunion',
    'submit-case': 'a soumis aux instances le dossier',
    'withdraw-case': 'a retiré le dossier',
    'decide-in-meeting': 'a inscrit la décision prise en réunion sur le dossier',
    'decide-alone': 'a décidé au nom de son instance sur le dossier',
    'open-round': 'a ouvert une consultation écrite sur le dossier',
    'close-round': 'a terminé la consultation écrite sur le dossier',
  },
  things,
}

/** A body, a meeting of it or a case, by the row that was changed. */
interface Named {
  row: string
  id: string
  kind: 'body' | 'meeting' | 'case'
  name: string
  body: string | null
  starts_at: Date | null
}

async function things(trx: Writer, actor: Actor, deeds: readonly Deed[]): Promise<ReadonlyMap<number, Thing>> {
  const rows = await named(trx, actor, [
    ...rowsOf(deeds, 'body', 'body_seat', 'meeting', 'meeting_item', 'attendance', 'validation_case'),
    ...rowsOf(deeds, 'round', 'body_decision'),
  ])
  const told = new Map<number, Thing>()
  for (const deed of deeds) {
    const decided = lineOf(deed, 'body_decision')
    const found = deed.lines.map(({ row }) => rows.get(row)).find(one => one !== undefined)
    if (found === undefined) {
      const gone = deed.lines.map(line => rows.get(saidIn(line, 'body_id'))).find(one => one !== undefined)
      if (gone) told.set(deed.id, thingOf(actor, gone))
      continue
    }
    const outcome = decided && OUTCOMES[saidIn(decided, 'outcome') as Outcome]
    told.set(deed.id, { ...thingOf(actor, found), ...(outcome ? { more: outcome } : {}) })
  }
  return told
}

function thingOf(actor: Actor, { id, kind, name, body, starts_at }: Named): Thing {
  if (kind === 'case') return { name, href: casePath(actor, { id }) }
  if (kind === 'body' || body === null || starts_at === null) return { name, href: bodyPath(actor, { id }) }
  return {
    name: fr`${name}, ${day(inParis(starts_at).date)}`,
    href: meetingPath(actor, { id, body }),
  }
}

async function named(trx: Writer, { membership }: Actor, ids: readonly string[]): Promise<ReadonlyMap<string, Named>> {
  if (ids.length === 0) return new Map()
  const { rows } = await sql<Named>`
    with about as (
      select id as row, 'body' as kind, id, organisation_id from body
      union all select id, 'body', body_id, organisation_id from body_seat
      union all select id, 'meeting', id, organisation_id from meeting
      union all select id, 'meeting', meeting_id, organisation_id from meeting_item
      union all select id, 'meeting', meeting_id, organisation_id from attendance
      union all select id, 'case', id, organisation_id from validation_case
      union all select id, 'case', case_id, organisation_id from round
      union all select id, 'case', case_id, organisation_id from body_decision
    )
    select about.row, about.id, about.kind, coalesce(c.title, b.name) as name, m.body_id as body, m.starts_at
    from about
      left join validation_case c on about.kind = 'case' and c.id = about.id
      left join meeting m on about.kind = 'meeting' and m.id = about.id
      left join body b on b.id = case about.kind when 'body' then about.id else m.body_id end
    where about.organisation_id = ${membership.organisation.id} and about.row = any(${[...ids]}::uuid[])`.execute(trx)
  return new Map(rows.map(row => [row.row, row]))
}

import { sql } from 'kysely'
import { type Deed, type DeedLine, lineOf, rowsOf, saidIn } from '#features/audit'
import type { Actor, Chronicle, Thing } from '#features/organisations'
import type { Writer } from '#platform/db'
import { fr } from '#ui'
import { READERS } from './access.ts'
import { baseOf } from './pages/SchemeFrame.tsx'
import type { Status } from './scheme.ts'
import { STATUS_WORDS } from './words.ts'

const ABOUT_PARTS = ['action_event', 'action_pilot', 'scheme_part'] as const
const ABOUT_SCHEMES = ['scheme_version', 'scheme_buyer', 'scheme'] as const

const KINDS = ['', 'axis', 'objective', 'action', 'indicator', 'own']

/** Acts that are told by a part of the scheme; the others by the scheme itself, whatever they did to its parts. */
const OF_PARTS: ReadonlySet<string> = new Set([
  ...['add-part', 'change-part', 'remove-part', 'duplicate-part', 'split-action', 'unite-actions'],
  ...['say-of-action', 'say-of-action-by-link', 'name-pilot', 'end-pilot'],
])

/** A row of a scheme, by what it is about. */
interface Named {
  row: string
  scheme: string
  title: string
  kind: string | null
  key: string | null
  code: string | null
  part: string | null
}

/** What is done of schemes: their text, its versions, where actions stand. */
export const SCHEME_CHRONICLE: Chronicle = {
  kind: 'schemas',
  label: 'Schémas et actions',
  readers: READERS,
  concerns: ['administrator', 'scheme-lead', 'pilot', 'adviser', 'animator'],
  acts: {
    'open-scheme': 'a ouvert le schéma',
    'import-scheme': 'a importé le schéma',
    'describe-scheme': 'a changé la présentation du schéma',
    'add-part': 'a ajouté au schéma',
    'change-part': 'a modifié dans le schéma',
    'remove-part': 'a retiré du schéma',
    'duplicate-part': 'a dupliqué dans le schéma',
    'split-action': 'a scindé une action :',
    'unite-actions': 'a réuni deux actions :',
    'renumber-scheme': 'a renuméroté le schéma',
    'say-of-action': 'a dit où en est l’action',
    'say-of-action-by-link': 'a dit où en est l’action',
    'name-pilot': 'a confié l’action',
    'end-pilot': 'a repris l’action',
    'submit-version': 'a soumis le schéma',
    'take-version-back': 'a repris le schéma soumis',
    'adopt-version': 'a inscrit l’adoption du schéma',
    'open-amendment': 'a ouvert une modification du schéma',
    'drop-draft': 'a abandonné un brouillon du schéma',
    'publish-scheme': 'a rendu public le schéma',
    'unpublish-scheme': 'a retiré la page publique du schéma',
    'invite-buyer': 'a invité un acheteur à partager le schéma',
    'drop-buyer': 'a retiré un acheteur du schéma',
    'join-scheme': 'a rejoint le schéma',
    'leave-scheme': 'a quitté le schéma',
    'end-buyer': 'a mis fin au partage du schéma',
    'set-own-marks': 'a dit les repères de l’organisation dans le schéma',
  },
  things,
}

async function things(trx: Writer, actor: Actor, deeds: readonly Deed[]): Promise<ReadonlyMap<number, Thing>> {
  const rows = await named(trx, rowsOf(deeds, ...ABOUT_PARTS, ...ABOUT_SCHEMES))
  const told = new Map<number, Thing>()
  for (const deed of deeds) {
    const part = OF_PARTS.has(deed.act) ? uppermost(deed) : undefined
    const line = part ?? lineOf(deed, ...ABOUT_SCHEMES, ...ABOUT_PARTS)
    const found = line && rows.get(line.row)
    const thing = found ? thingOf(actor, found, part) : part && removed(part)
    if (thing) told.set(deed.id, thing)
  }
  return told
}

/** Of what a deed did to parts, the one that is above the others: what was removed with an action is not what was removed. */
const uppermost = ({ lines }: Deed): DeedLine | undefined =>
  lines
    .filter(({ relation }) => ABOUT_PARTS.some(one => one === relation))
    .sort((a, b) => KINDS.indexOf(saidIn(a, 'kind')) - KINDS.indexOf(saidIn(b, 'kind')))[0]

/** @param line what was done of a part; none where the whole scheme is told */
function thingOf(actor: Actor, { scheme, title, kind, key, code, part }: Named, line: DeedLine | undefined): Thing {
  const base = baseOf(actor, { code: scheme })
  if (part === null || line === undefined) return { name: title, href: base }
  const name = [code, part].filter(Boolean).join(' ')
  const page = kind === 'action' ? `/actions/${key}` : kind === 'indicator' ? `/indicateurs/${key}` : ''
  return { name, href: base + page, ...moreOf(line) }
}

/** What was said of an action, in two words. */
function moreOf(line: DeedLine): Pick<Thing, 'more'> {
  const said = saidIn(line, 'kind')
  if (line.relation !== 'action_event') return {}
  if (said === 'note') return { more: fr` : une note` }
  if (said === 'step')
    return { more: line.after?.['done'] === true ? fr` : une étape est faite` : fr` : une étape est rouverte` }
  const { label } = STATUS_WORDS[saidIn(line, 'status') as Status]
  return { more: fr` : ${label.toLocaleLowerCase('fr')}` }
}

/** A part that is no more, as it was called. */
function removed({ relation, before }: DeedLine): Thing | null {
  const content = relation === 'scheme_part' ? (before?.['content'] as Record<string, unknown> | undefined) : undefined
  const name = [content?.['code'], content?.['title']].filter(Boolean).join(' ')
  return name === '' ? null : { name }
}

async function named(trx: Writer, ids: readonly string[]): Promise<ReadonlyMap<string, Named>> {
  if (ids.length === 0) return new Map()
  const { rows } = await sql<Named>`
    with about as (
      select id, scheme_id, kind, key from scheme_part
      union all select id, scheme_id, 'action', action from action_event
      union all select id, scheme_id, 'action', action from action_pilot
      union all select id, scheme_id, null, null from scheme_version
      union all select id, scheme_id, null, null from scheme_buyer
      union all select id, id, null, null from scheme
    )
    select about.id as row, s.code as scheme, s.cover ->> 'title' as title, about.kind, about.key, p.content ->> 'code' as code,
      p.content ->> 'title' as part
    from about join scheme s on s.id = about.scheme_id
      left join scheme_part p on p.scheme_id = about.scheme_id and p.kind = about.kind and p.key = about.key
    where about.id = any(${[...ids]}::uuid[])`.execute(trx)
  return new Map(rows.map(row => [row.row, row]))
}

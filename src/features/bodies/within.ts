import type { Context } from 'hono'
import { z } from 'zod'
import type { Means } from '#features/discussion'
import type { Actor } from '#features/organisations'
import type { Database, Writer } from '#platform/db'
import type { Mailer } from '#platform/mail'
import type { Space } from '#ui'
import type { Matter, Place } from './cases/deciding.ts'

/** What the pages of bodies act through. */
export interface BodySite {
  /** What may be submitted to bodies, as the features whose it is say. */
  matters?: readonly Matter[]
  /** What the scopes of cases are; those that are no more, or are not of the organisation, are left out. */
  places?(trx: Writer, actor: Actor): Promise<ReadonlyMap<string, Place>>
  db: Database
  mail: Mailer
  /** The address of the site in mails and calendars, without a final slash. */
  url: string
  /** What attachments act through; none are shown without. */
  means?: Means
  /** The menu of an organisation's pages, `here` being the address of the one that is shown. */
  menu?: (actor: Actor, here: string) => Space
}

/** The bodies of an organisation, one of them, one of its meetings, after the address of the organisation. */
export const ALL = '/instances'
export const ONE = `${ALL}/:body`
export const MEETING = `${ONE}/reunions/:meeting`

const NOTHING = '00000000-0000-0000-0000-000000000000'
/** The id that an address has under a name; anything else names nothing. */
export const idIn = (c: Context, name: string): string => z.uuid().catch(NOTHING).parse(c.req.param(name))

/** Where the bodies of the actor's organisation are. */
export const bodiesPath = ({ membership }: Actor) => `/organisations/${membership.organisation.siren}${ALL}`
export const bodyPath = (actor: Actor, { id }: { id: string }) => `${bodiesPath(actor)}/${id}`
export const meetingPath = (actor: Actor, { id, body }: { id: string; body: string }) =>
  `${bodyPath(actor, { id: body })}/reunions/${id}`

/** What was just done, by the word in the address. */
const DONE: Record<string, string> = {
  ouverte: 'L’instance est ouverte. Ajoutez maintenant celles et ceux qui y siègent.',
  changee: 'L’instance est changée.',
  close: 'L’instance est close. Son histoire reste lisible.',
  siege: 'Le siège est ajouté.',
  'siege-change': 'Le siège est changé.',
  'siege-retire': 'Le siège est retiré.',
  prevue: 'La réunion est prévue. Écrivez son ordre du jour, puis convoquez.',
  inscrite: 'La réunion est inscrite. Dites qui était là ; le compte rendu vient ensuite.',
  deplacee: 'La réunion est changée. Les personnes convoquées en sont prévenues par courriel.',
  'prevue-changee': 'La réunion est changée.',
  point: 'Le point est enregistré.',
  'point-retire': 'Le point est retiré de l’ordre du jour.',
  convoquee: 'La convocation part par courriel, avec l’ordre du jour et le rendez-vous pour les agendas.',
  reconvoquee: 'La convocation part de nouveau, avec l’ordre du jour tel qu’il est.',
  annulee: 'La réunion est annulée.',
  presences: 'Les présences sont notées.',
  'compte-rendu': 'Le compte rendu est enregistré.',
}

export const doneIn = (c: Context): string | undefined => DONE[c.req.query('fait') ?? '']

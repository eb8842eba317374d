import type { State } from '#ui'
import type { BodyKind, Deciding, MeetingState, Presence, SeatRole } from './bodies.ts'

/** What each kind of body is called, and what it usually does. */
export const KIND_WORDS: Readonly<Record<BodyKind, { name: string; does: string }>> = {
  political: { name: 'Comité de pilotage politique', does: 'des élu·es, qui décident' },
  technical: { name: 'Comité technique', does: 'la direction générale et les services, qui proposent et valident' },
  'working-group': { name: 'Groupe de travail', does: 'celles et ceux qui achètent, qui écrivent et suivent' },
  assembly: { name: 'Assemblée', does: 'adopte et renouvelle le schéma' },
  other: { name: 'Autre instance', does: 'dites à quoi elle sert dans son mandat' },
}

export const ROLE_WORDS: Readonly<Record<SeatRole, string>> = {
  chair: 'Préside',
  secretary: 'Secrétariat',
  member: 'Membre',
}

export const DECIDING_WORDS: Readonly<Record<Deciding, string>> = {
  majority: 'à la majorité des voix',
  consent: 'quand personne ne s’y oppose',
}

export const MEETING_WORDS: Readonly<Record<MeetingState, { label: string; state: State }>> = {
  planned: { label: 'Prévue', state: 'info' },
  convened: { label: 'Convoquée', state: 'info' },
  held: { label: 'Tenue', state: 'ok' },
  cancelled: { label: 'Annulée', state: 'none' },
}

export const PRESENCE_WORDS: Readonly<Record<Presence, string>> = {
  present: 'Présent·e',
  excused: 'Excusé·e',
  away: 'Absent·e',
  represented: 'Représenté·e',
}

import type { State } from '#ui'
import type { Column, Kind, Standing } from './calendar.ts'
import type { Part } from './spans.ts'

export const KIND_WORDS: Readonly<Record<Kind, string>> = {
  meeting: 'Réunion',
  round: 'Consultation écrite',
  step: 'Étape du cycle',
  action: 'Étape d’une action',
  values: 'Valeurs à saisir',
  survey: 'Enquête',
}

export const COLUMN_WORDS: Readonly<Record<Column, string>> = {
  political: 'Comité politique',
  technical: 'Comité technique',
  'working-group': 'Groupe de travail',
  assembly: 'Assemblée',
  others: 'Pilotes et autres',
}

export const STANDING_WORDS: Readonly<Record<Standing, { label: string; state: State }>> = {
  done: { label: 'Fait', state: 'ok' },
  late: { label: 'En retard', state: 'late' },
  now: { label: 'En cours', state: 'info' },
  past: { label: 'Passé', state: 'none' },
  'to-come': { label: 'À venir', state: 'none' },
  cancelled: { label: 'Annulé', state: 'none' },
}

export const MONTHS = ['Janvier', 'Février', 'Mars', 'Avril', 'Mai', 'Juin', 'Juillet', 'Août', 'Septembre', 'Octobre', 'Novembre', 'Décembre'] as const // biome-ignore format: one line

export const partWords = (part: Part): string =>
  part === 'year'
    ? 'Toute l’année'
    : part === 's1'
      ? '1er semestre'
      : part === 's2'
        ? '2d semestre'
        : (MONTHS[part - 1] ?? '')

/** How the trail tells what is done to a private address. */
export const CALENDAR_WORDS = {
  acts: { 'open-feed': 'Créer l’adresse privée d’un agenda', 'end-feed': 'Fermer l’adresse privée d’un agenda' },
} as const

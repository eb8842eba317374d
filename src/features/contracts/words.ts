import type { PurchaseKind } from '#features/families'
import type { AmountState, ConsiderationState, Procedure } from './contracts.ts'
import type { Band } from './register/bands.ts'
import type { ImportState } from './register/tables.ts'

/** French wordings of the register's closed lists, for pages, exports and charts. */

export const PROCEDURE_WORDS: Record<Procedure, string> = {
  adapted: 'Procédure adaptée',
  open: 'Appel d’offres ouvert',
  restricted: 'Appel d’offres restreint',
  negotiated: 'Procédure avec négociation',
  'without-notice': 'Sans publicité ni mise en concurrence préalables',
  dialogue: 'Dialogue compétitif',
  other: 'Autre procédure',
}

/** Lower bound included, upper excluded, excluding VAT. */
export const BAND_WORDS: Record<Band, string> = {
  '0-40k': 'Moins de 40\u202f000\u00a0€',
  '40k-90k': 'De 40\u202f000 à 90\u202f000\u00a0€',
  '90k-250k': 'De 90\u202f000 à 250\u202f000\u00a0€',
  '250k-1m': 'De 250\u202f000 à 1\u00a0million d’euros',
  '1m-5m': 'De 1 à 5\u00a0millions d’euros',
  '5m+': '5\u00a0millions d’euros et plus',
  none: 'Montant non compté',
}

export const STATE_WORDS: Record<ConsiderationState | 'filled', string> = {
  yes: 'Oui',
  none: 'Non, déclaré',
  'not-filled': 'Non renseigné',
  unreadable: 'Illisible',
  filled: 'Renseigné (oui ou non)',
}

/** What each state of a consideration means. */
export const STATE_MEANINGS: Record<ConsiderationState, string> = {
  yes: 'L’acheteur a déclaré au moins une valeur de la liste officielle\u00a0: clause, critère ou marché réservé.',
  none: 'L’acheteur a déclaré qu’il n’y en a pas.',
  'not-filled': 'Le champ est vide, ou absent\u00a0: personne n’a répondu.',
  unreadable: 'Le champ est rempli, mais sa valeur n’existe pas dans la liste officielle.',
}

/** Why an amount counts in the rates in value, or not. `repeat` is decided line by line. */
export const AMOUNT_WORDS: Record<AmountState | 'repeat' | 'usable', string> = {
  counted: 'Compté',
  missing: 'Absent ou illisible',
  below1: 'Inférieur à 1\u00a0€',
  sentinel: 'Valeur convenue (12\u202f311\u202f111\u202f111\u00a0€)',
  above3e9: 'Supérieur à 3\u00a0milliards d’euros',
  usable: 'Compté, plafonds répétés compris',
  repeat: 'Plafond d’accord-cadre répété',
}

export const KIND_WORDS: Record<PurchaseKind, string> = {
  works: 'Travaux',
  supplies: 'Fournitures',
  services: 'Services',
}

/** What the record of a contract says of a question, for lists that are narrowed to it. */
export const SAID_WORDS = { yes: 'oui', no: 'non', said: 'renseigné (oui ou non)' } as const

/** The kinds of considerations that a list can be narrowed to. */
export const VALUE_WORDS = {
  social_clause: 'Clause sociale',
  social_criterion: 'Critère social',
  social_reserved: 'Marché réservé',
  environmental_clause: 'Clause environnementale',
  environmental_criterion: 'Critère environnemental',
} as const

export const IMPORT_WORDS: Record<ImportState, string> = {
  running: 'En cours',
  finished: 'Terminé',
  refused: 'Refusé',
  interrupted: 'Interrompu',
  undone: 'Annulé',
}

/** The format of an imported file. */
export const FORMAT_WORDS: Record<string, string> = {
  json: 'JSON',
  xml: 'XML',
  tabular: 'Tableau (CSV)',
}

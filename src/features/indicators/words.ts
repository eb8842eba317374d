import type { IconName, State as Look } from '#ui'
import type { State } from './values/values.ts'

/** What has become of a value, as users read it. */
export const STATE_WORDS: Record<State, { label: string; state: Look; icon: IconName }> = {
  draft: { label: 'Brouillon', state: 'none', icon: 'dash' },
  submitted: { label: 'Transmise', state: 'info', icon: 'right' },
  validated: { label: 'Validée', state: 'ok', icon: 'check' },
  published: { label: 'Publiée', state: 'ok', icon: 'globe' },
  refused: { label: 'Refusée', state: 'late', icon: 'cross' },
}

/** How histories tell an act. */
export const ACT_WORDS: Record<string, string> = {
  enter: 'Saisie',
  undo: 'Saisie annulée',
  submit: 'Transmise',
  validate: 'Validée',
  refuse: 'Refusée',
  publish: 'Publiée',
  compute: 'Calculée',
}

/** How the trail tells what is done to values. */
export const VALUE_WORDS = {
  acts: {
    'compute-values': 'Calculer des valeurs',
    'enter-values': 'Saisir des valeurs',
    'enter-values-by-link': 'Saisir des valeurs, par lien',
    'say-of-action-by-link': 'Dire où en est une action, par lien',
    'undo-values': 'Annuler une saisie',
    'submit-values': 'Transmettre des valeurs',
    'validate-values': 'Valider des valeurs',
    'refuse-values': 'Refuser des valeurs',
    'publish-values': 'Publier des valeurs',
    'close-period': 'Clore une période',
    'reopen-period': 'Rouvrir une période',
  },
  relations: { value_act: 'Valeurs d’un schéma', period_closure: 'Clôture d’une période' },
  columns: {
    scheme_id: 'Schéma',
    act: 'Acte',
    cells: 'Nombre de valeurs',
    period: 'Période',
    closed_at: 'Close le',
    closed_by: 'Close par',
    reopened_at: 'Rouverte le',
    reopened_by: 'Rouverte par',
    reopened_for: 'Motif de la réouverture',
  },
  values: {
    enter: 'Saisie',
    undo: 'Annulation d’une saisie',
    submit: 'Transmission',
    validate: 'Validation',
    refuse: 'Refus',
    publish: 'Publication',
    compute: 'Calcul',
  },
} as const

import type { Cents } from '#kernel'
import { considerationWords, euros, type State, typo } from '#ui'
import type { AmountState, ConsiderationState } from '../contracts.ts'
import { AMOUNT_WORDS } from '../words.ts'
import { type Field, readPillar, type Standing, type Value } from './corrections.ts'

/** A field, as users read it, and its word in addresses. */
export const FIELD_WORDS: Record<Field, { label: string; path: string; pillar: 'eco' | 'soc' | undefined }> = {
  environmental: { label: 'Considération environnementale', path: 'environnementale', pillar: 'eco' },
  social: { label: 'Considération sociale', path: 'sociale', pillar: 'soc' },
  amount: { label: 'Montant initial HT', path: 'montant', pillar: undefined },
}

/** The order in which pages show them. */
export const SHOWN = Object.keys(FIELD_WORDS) as Field[]

export const fieldIn = (word: string | undefined): Field | undefined =>
  SHOWN.find(field => FIELD_WORDS[field].path === word)

/** A value in words: « 46 748,50 € », « Oui : clause, critère », « Non renseigné ». */
export function valueWords(field: Field, value: Value): string {
  if (field === 'amount')
    return /^-?\d+$/.test(value) ? euros(Number(value) as Cents) : AMOUNT_WORDS[value as AmountState]
  const { state, kinds } = readPillar(value)
  return considerationWords({
    state: state as ConsiderationState,
    clause: kinds.includes('clause'),
    criterion: kinds.includes('criterion'),
    reserved: kinds.includes('reserved'),
  })
}

/** What has become of a correction, and what it means. */
export const STANDING_WORDS: Record<Standing, { label: string; state: State; means: string }> = {
  counted: { label: 'En vigueur', state: 'ok', means: typo('Comptée dans les taux avec corrections.') },
  review: {
    label: 'À revoir',
    state: 'warn',
    means: typo(
      'La donnée officielle a changé depuis\u00a0: la correction n’est plus comptée, tant que personne ne l’a confirmée ou retirée.',
    ),
  },
  joined: {
    label: 'Rejointe par la source',
    state: 'info',
    means: typo('La donnée officielle dit maintenant la même chose\u00a0: la correction n’a plus d’effet.'),
  },
  absent: {
    label: 'Marché absent',
    state: 'none',
    means: typo('Le marché n’est plus dans le registre\u00a0: la correction ne compte pas.'),
  },
}

/** How the trail tells what corrections do. */
export const CORRECTING_WORDS = {
  acts: { correct: 'Corriger un marché', 'withdraw-correction': 'Retirer une correction' },
  relations: { correction: 'Correction' },
  columns: {
    identity: 'Marché',
    buyer: 'Acheteur',
    notified: 'Notifié le',
    field: 'Champ',
    official: 'Valeur officielle',
    corrected: 'Valeur corrigée',
    ceiling: 'Plafond partagé',
    made_at: 'Faite le',
    ended_by: 'Terminée par',
    ended_how: 'Comment',
    ended_for: 'Motif du retrait',
  },
  values: {
    amount: 'Montant (en centimes)',
    social: 'Considération sociale',
    environmental: 'Considération environnementale',
    replaced: 'Remplacée',
    withdrawn: 'Retirée',
  },
} as const

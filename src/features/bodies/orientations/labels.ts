import { refusals } from '#kernel'
import { fr, type State } from '#ui'
import type { OrientationState } from './orientations.ts'

export const ORIENTATION_WORDS: Readonly<Record<OrientationState, { label: string; state: State }>> = {
  sent: { label: 'Transmise', state: 'info' },
  'taken-up': { label: 'En cours d’écriture', state: 'info' },
  answered: { label: 'Suivie', state: 'ok' },
  declined: { label: 'Sans suite', state: 'none' },
}

/** French wordings of what orientations refuse. */
export const refuse = refusals({
  'role-lost': () => 'Votre rôle ne permet plus de le faire : rien n’a été enregistré.',
  'orientation-title': () => 'Donnez un intitulé à l’orientation, en 300 signes au plus.',
  'orientation-words': () => 'Raccourcissez ce texte à 5 000 signes au plus.',
  'orientation-scope': () => 'Choisissez dans la liste le schéma que l’orientation concerne.',
  'orientation-body': () => 'Choisissez l’instance qui écrira : une autre que celle qui oriente, et qui est ouverte.',
  'orientation-meeting': () =>
    'Choisissez une réunion de l’instance qui oriente, qui a commencé et n’est pas annulée, ou « Hors réunion ».',
  'orientation-due': (f: { on: string }) =>
    fr`L’échéance ne peut pas précéder l’orientation, donnée le ${f.on} : corrigez-la, ou laissez ce champ vide.`,
  'orientation-unknown': () => 'Cette orientation n’existe pas, ou n’est pas de votre organisation.',
  'orientation-over': () => 'Cette orientation a déjà reçu sa suite : elle ne change plus. Rechargez la page.',
  'orientation-taken': () => 'Cette orientation est déjà prise en charge : rechargez la page.',
  'orientation-sitting': (f: { name: string }) =>
    fr`La suite revient à « ${f.name} », où vous ne siégez pas : rien n’a été enregistré.`,
  'orientation-written': () =>
    'Choisissez au moins une des actions écrites ; ou, si rien ne s’écrit, donnez-en la raison plus bas.',
  'orientation-reason': () => 'Dites pourquoi rien n’est écrit, en une phrase au moins : l’instance le lira.',
})

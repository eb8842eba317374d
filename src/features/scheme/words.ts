import type { IconName, Pillar as Look, State } from '#ui'
import type { Pillar } from './document/document.ts'
import { inForce, openVersion, type Scheme, type Status, type VersionState } from './scheme.ts'

/** How a pillar looks. */
export const LOOKS: Record<Pillar, Look> = { environmental: 'eco', social: 'soc', economic: 'biz' }
export const PILLAR_WORDS: Record<Pillar, string> = {
  environmental: 'Environnemental',
  social: 'Social',
  economic: 'Économique',
}

/** Where an action stands, as users read it. */
export const STATUS_WORDS: Record<Status | 'left', { label: string; state: State; icon: IconName }> = {
  'to-start': { label: 'À lancer', state: 'none', icon: 'dash' },
  ongoing: { label: 'En cours', state: 'info', icon: 'right' },
  late: { label: 'En retard', state: 'late', icon: 'alert' },
  done: { label: 'Terminée', state: 'ok', icon: 'check' },
  left: { label: 'Retirée', state: 'none', icon: 'cross' },
}

export const VERSION_WORDS: Record<VersionState, { label: string; state: State }> = {
  draft: { label: 'Brouillon', state: 'info' },
  submitted: { label: 'Soumise', state: 'warn' },
  adopted: { label: 'Adoptée', state: 'ok' },
  dropped: { label: 'Abandonnée', state: 'none' },
}

/** What may be done with the text of a scheme now. */
export function standingOf(scheme: Scheme): { label: string; state: State } {
  const open = openVersion(scheme)
  const adopted = inForce(scheme)
  if (open?.state === 'submitted') return { label: 'Soumis à l’assemblée', state: 'warn' }
  if (open && adopted) return { label: 'Adopté, modification en cours', state: 'info' }
  if (open) return { label: 'Brouillon', state: 'info' }
  return adopted ? { label: 'Adopté', state: 'ok' } : { label: 'Abandonné', state: 'none' }
}

/** How the trail tells what is done to schemes. */
export const SCHEME_WORDS = {
  acts: {
    'open-scheme': 'Ouvrir un schéma',
    'import-scheme': 'Importer un schéma',
    'send-scheme-file': 'Envoyer un fichier de schéma',
    'describe-scheme': 'Décrire le schéma',
    'add-part': 'Ajouter au schéma',
    'change-part': 'Modifier le schéma',
    'move-part': 'Déplacer dans le schéma',
    'remove-part': 'Retirer du schéma',
    'duplicate-part': 'Dupliquer dans le schéma',
    'split-action': 'Scinder une action',
    'unite-actions': 'Réunir deux actions',
    'renumber-scheme': 'Renuméroter le schéma',
    'say-of-action': 'Dire où en est une action',
    'say-of-actions': 'Dire où en sont plusieurs actions',
    'name-pilots': 'Confier plusieurs actions',
    'end-pilots': 'Reprendre plusieurs actions',
    'name-pilot': 'Confier une action',
    'end-pilot': 'Reprendre une action',
    'submit-version': 'Soumettre une version',
    'take-version-back': 'Reprendre une version soumise',
    'adopt-version': 'Dire une version adoptée',
    'open-amendment': 'Ouvrir une modification',
    'drop-draft': 'Abandonner un brouillon',
    'publish-scheme': 'Rendre un schéma public',
    'unpublish-scheme': 'Retirer la page publique d’un schéma',
    'invite-buyer': 'Inviter un acheteur à partager un schéma',
    'drop-buyer': 'Retirer un acheteur du texte d’un schéma',
    'join-scheme': 'Rejoindre un schéma commun',
    'decline-scheme': 'Décliner un schéma commun',
    'leave-scheme': 'Quitter un schéma commun',
    'end-buyer': 'Mettre fin au partage d’un schéma',
    'set-own-marks': 'Dire ses propres repères',
  },
  relations: {
    scheme: 'Schéma',
    scheme_buyer: 'Acheteur d’un schéma commun',
    scheme_version: 'Version d’un schéma',
    scheme_part: 'Partie d’un schéma',
    action_event: 'Suivi d’une action',
    action_pilot: 'Pilote d’une action',
    scheme_head: 'Titre de colonne retenu',
    scheme_file: 'Fichier de schéma',
  },
  columns: {
    head: 'Titre de colonne',
    meaning: 'Ce qu’elle dit',
    said_at: 'Dit le',
    sent_at: 'Envoyé le',
    code: 'Adresse',
    cover: 'Présentation',
    public_since: 'Public depuis',
    number: 'Numéro',
    state: 'État',
    purpose: 'Objet',
    key: 'Clé',
    parent: 'Sous',
    position: 'Rang',
    content: 'Texte',
    adopted_on: 'Adoptée le',
    deliberation: 'Délibération',
    vote: 'Vote',
    action: 'Action',
    day: 'Jour',
    status: 'État de l’action',
    step: 'Étape',
    done: 'Faite',
    words: 'Mots',
    invited_at: 'Invitée le',
    joined_at: 'Rejointe le',
  },
  values: {
    draft: 'Brouillon',
    submitted: 'Soumise',
    adopted: 'Adoptée',
    dropped: 'Abandonnée',
    'to-start': 'À lancer',
    ongoing: 'En cours',
    late: 'En retard',
    done: 'Terminée',
    axis: 'Axe',
    objective: 'Objectif',
    action: 'Action',
    indicator: 'Indicateur',
    own: 'Repères d’un acheteur',
    note: 'Note',
    status: 'État',
    step: 'Étape',
  },
} as const

import { type Refusal, refusals } from '#kernel'
import { fileSize } from '#ui'

/** How the trail tells what becomes of a file. */
export const UPLOAD_WORDS = {
  acts: {
    'send-file': 'Envoyer un fichier',
    'cancel-file': 'Arrêter un envoi',
    'import-file': 'Importer un fichier',
    'undo-import': 'Annuler un import',
  },
  relations: { upload: 'Fichier envoyé' },
  columns: {
    file: 'Nom du fichier',
    bytes: 'Octets',
    modified: 'Date du fichier',
    all_buyers: 'Tous les acheteurs',
    state: 'État',
    reason: 'Motif',
    import_id: 'Import',
    cancelled_at: 'Arrêté le',
    undo_asked_at: 'Annulation demandée le',
    ended_at: 'Fin',
    received: 'Octets reçus',
    read: 'Enregistrements lus',
    alive_at: 'Dernier signe',
  },
  values: {
    receiving: 'envoi',
    waiting: 'en attente',
    reading: 'lecture',
    finished: 'importé',
    refused: 'refusé',
    cancelled: 'arrêté',
    interrupted: 'interrompu',
  },
} as const

/** French wordings of what is refused of a file. */
export const refuse = refusals({
  'file-missing': () => 'Aucun fichier n’a été choisi : choisissez-en un, puis envoyez-le.',
  'file-too-large': (f: { largest: number }) =>
    `Ce fichier dépasse ${fileSize(f.largest).replace(',0', '')} : compressez-le (gzip ou zip), ou coupez-le en plusieurs fichiers.`,
  'file-empty': () => 'Ce fichier est vide : choisissez celui que votre logiciel a exporté.',
  'no-room': () =>
    'Le disque du serveur n’a plus assez de place pour ce fichier : prévenez la personne qui exploite le site, ou envoyez-le compressé.',
  'too-many-files': (f: { most: number }) =>
    `${f.most} fichiers de votre organisation sont déjà en cours : attendez que l’un d’eux soit importé, ou annulez son envoi.`,
  'everybody-reserved': () =>
    'Seules les personnes qui administrent le site importent les marchés de tous les acheteurs : choisissez ceux de votre organisation.',
  'undo-reserved': () =>
    'Ce fichier a changé les marchés de tous les acheteurs : seules les personnes qui administrent le site annulent son import.',
  'rights-lost': () =>
    'La personne qui a envoyé ce fichier n’a plus le droit de l’importer : une personne qui administre l’organisation peut l’envoyer de nouveau.',
  'connection-cut': () => 'L’envoi s’est arrêté avant la fin du fichier : envoyez-le de nouveau.',
  'piece-elsewhere': (f: { received: number }) =>
    `La suite de ce fichier commence à l’octet ${f.received} : reprenez-le de là.`,
  'piece-busy': () => 'Ce fichier est envoyé depuis une autre page : attendez qu’elle ait fini, ou fermez-la.',
  'not-receiving': () => 'Ce fichier n’attend plus de suite : rechargez la page pour voir où il en est.',
  'file-gone': () =>
    'Le fichier reçu n’est plus sur le disque du serveur : envoyez-le de nouveau. Rien n’a changé dans le registre.',
  'reading-failed': () =>
    'La lecture s’est arrêtée plusieurs fois sur une erreur imprévue. Rien n’a changé dans le registre : prévenez la personne qui exploite le site.',
  'gave-no-sign': () => 'Rien n’a bougé pendant deux jours : l’envoi est abandonné. Envoyez le fichier de nouveau.',
  'another-file': () =>
    'Ce n’est pas le fichier dont le début est déjà là (nom, taille ou date différents) : choisissez le même, ou annulez cet envoi.',
  'not-cancellable': () => 'Cet envoi est déjà terminé : un import se retire par « Annuler l’import ».',
  'not-undoable': () => 'Seul un import terminé s’annule : rechargez la page pour voir où celui-ci en est.',
})

/** The words of a refusal that is written rather than thrown. */
export function sentenceOf(refusing: () => never): string {
  try {
    return refusing()
  } catch (refusal) {
    return (refusal as Refusal).message
  }
}

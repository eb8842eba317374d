import { refusals } from '#kernel'

/** French wordings of what discussing refuses. */
export const refuse = refusals({
  'role-lost': () => 'Votre rôle ne permet plus d’écrire ici : rien n’a été enregistré.',
  'text-length': () => 'Écrivez votre commentaire, en 5 000 signes au plus.',
  'mention-unknown': (f: { word: string }) =>
    `« ${f.word} » ne désigne personne qui puisse lire cette page : écrivez @"Nom affiché" ou @prénom.nom, comme dans la liste des membres. Pour une arobase qui ne désigne personne, écrivez \\@.`,
  'mention-ambiguous': (f: { word: string; email: string }) =>
    `Plusieurs personnes répondent à « ${f.word} » : désignez la bonne par son adresse, par exemple @"${f.email}".`,
  'mentions-many': (f: { most: number }) => `Un commentaire désigne ${f.most} personnes au plus : retirez-en.`,
  'comment-unknown': () => 'Ce commentaire n’existe pas, ou n’est plus là : rechargez la page.',
  'comment-withdrawn': () => 'Ce commentaire a été retiré : on ne peut plus y répondre.',
  'comment-of-another': () =>
    'Seule la personne qui a écrit ce commentaire peut le changer ou le retirer : répondez-lui.',
  'edits-many': (f: { most: number }) =>
    `Ce commentaire a déjà été changé ${f.most} fois : écrivez-en un autre, ou retirez-le.`,
  'file-missing': () => 'Aucun fichier n’a été choisi : choisissez-en un, puis joignez-le.',
  'file-empty': () => 'Ce fichier est vide : choisissez-en un autre.',
  'file-too-large': (f: { largest: string }) =>
    `Ce fichier dépasse ${f.largest} : compressez ses images, ou coupez-le en plusieurs fichiers.`,
  'file-refused': (f: { name: string; found: string }) =>
    `« ${f.name} » n’a pas été joint : son contenu est ${f.found}. Sont acceptés les PDF, les images PNG, JPEG et WEBP, les documents ODT, ODS, ODP, DOCX, XLSX et PPTX sans macros, les textes et CSV en UTF-8.`,
  'file-known': (f: { name: string }) => `Ce fichier est déjà joint ici, sous le nom « ${f.name} ».`,
  'files-many': (f: { most: number }) => `${f.most} pièces sont déjà jointes ici : retirez-en une avant d’en ajouter.`,
  'no-room': () =>
    'Le disque du serveur n’a plus assez de place pour ce fichier : prévenez la personne qui exploite le site.',
  'connection-cut': () => 'L’envoi s’est arrêté avant la fin du fichier : envoyez-le de nouveau.',
  'attachment-unknown': () => 'Cette pièce n’existe pas, ou a été retirée : rechargez la page.',
  'attachment-gone': () =>
    'Cette pièce n’est plus sur le disque du serveur : prévenez la personne qui exploite le site, ou joignez-la de nouveau.',
  'reason-length': () => 'Dites pourquoi vous retirez cette pièce, en 10 à 1 000 signes.',
  'files-held': (f: { why: string }) => f.why,
})

/** How the trail tells what is discussed. */
export const DISCUSSION_WORDS = {
  acts: {
    comment: 'Commenter',
    'edit-comment': 'Changer un commentaire',
    'withdraw-comment': 'Retirer un commentaire',
    'handle-comment': 'Traiter un commentaire',
    attach: 'Joindre une pièce',
    detach: 'Retirer une pièce',
  },
  relations: { comment: 'Commentaire', attachment: 'Pièce' },
  columns: {
    subject: 'Sujet',
    parent_id: 'Répond à',
    author_id: 'Auteur ou autrice',
    body: 'Texte',
    former: 'Textes précédents',
    mentions: 'Personnes désignées',
    asks: 'À traiter',
    handled_at: 'Traité le',
    handled_by: 'Traité par',
    edited_at: 'Changé le',
    path: 'Adresse',
    title: 'Intitulé',
    readers: 'Rôles qui lisent',
    untold: 'À prévenir',
    sha256: 'Empreinte',
    bytes: 'Octets',
    removed_at: 'Retirée le',
    removed_by: 'Retirée par',
    removed_for: 'Motif du retrait',
  },
  values: {},
} as const

import { refusals } from '#kernel'
import type { Waiting } from './bilan/validation.ts'

/** Why a report is not published yet. */
export const WAITING_WORDS: Readonly<Record<Waiting, string>> = {
  kept: 'Le schéma ne publie que son bilan global : celui d’une année se télécharge, pour les instances. Les réglages de l’évaluation le disent.',
  'to-submit': 'Les instances ne l’ont pas encore accepté : soumettez-le, puis publiez-le tel qu’elles l’ont lu.',
  submitted: 'Les instances le lisent : il se publie une fois accepté.',
  'changed-since': 'Il a changé depuis que les instances l’ont lu : soumettez-le de nouveau.',
}

/** French wordings of what bilans refuse. */
export const refuse = refusals({
  'role-lost': () => 'Votre rôle ne permet plus d’écrire ici : rien n’a été enregistré.',
  'scheme-unknown': () => 'Ce schéma n’existe pas, ou n’est plus partagé avec votre organisation.',
  'scheme-nowhere': (f: { code: string }) => `Aucun schéma « ${f.code} » ici : vérifiez son adresse.`,
  'year-nothing': (f: { year: number }) =>
    `Rien n’est à dire de ${f.year} : le schéma ne couvre pas cette année, et aucune valeur n’y est validée.`,
  'evaluation-nothing': (f: { year: number }) =>
    `Rien n’est à dire de ${f.year} : aucune campagne d’évaluation n’y mène. Ouvrez-la depuis « Évaluation ».`,
  'text-long': (f: { most: string; length: string }) =>
    `Ce texte a ${f.length} signes, ${f.most} au plus sont gardés : raccourcissez-le, ou joignez-le au schéma comme pièce.`,
  'text-changed': () =>
    'Quelqu’un a changé ce texte pendant que vous l’écriviez : le sien est au-dessus, le vôtre au-dessous. Réunissez-les, puis enregistrez.',
  'part-unknown': () => 'Cette partie n’est pas dans le bilan : rechargez la page.',
  'contract-unknown': () =>
    'Aucun marché de ce numéro n’est dans le registre : il a pu en être retiré. Cherchez-le dans la liste.',
  'contract-elsewhere': () => 'Ce marché n’est pas d’un acheteur de ce bilan : choisissez-en un dans la liste.',
  'contract-year': (f: { year: number }) =>
    `Ce marché n’a pas été notifié en ${f.year} : retenez-le dans le bilan de son année.`,
  'contract-concession': () => 'C’est une concession : un bilan retient des marchés.',
  'contract-chosen': () => 'Ce marché est déjà retenu : il est dans la liste du haut.',
  'contracts-many': (f: { most: number }) =>
    `Un bilan retient ${f.most} marchés au plus : retirez-en un avant d’en ajouter.`,
  'chapter-unknown': () =>
    'Ce chapitre n’est pas, ou plus, dans le bilan : ses chapitres changent avec lui. Revenez à la relecture.',
  'report-accepted': () => 'Les instances l’ont déjà accepté, tel qu’il est : il n’y a rien à soumettre.',
  'figures-changed': () =>
    'Le bilan a changé depuis que vous l’avez relu : une valeur, un statut, un texte ou le registre des marchés. Relisez-le, puis publiez.',
  waiting: (f: { waiting: Waiting }) => WAITING_WORDS[f.waiting],
  'nothing-adopted': () => 'Le schéma n’a pas encore été adopté : son bilan se publie après.',
  'format-unknown': (f: { format: string; known: string }) => `Le format « ${f.format} » n’existe pas : ${f.known}.`,
  'edition-unknown': () =>
    'Cette autre édition n’existe pas, ou n’est plus partagée avec votre organisation : rechargez la page.',
  'action-unknown': () =>
    'Une de ces actions n’est plus dans le texte de son édition : rechargez la page, puis refaites la correspondance.',
  'edition-led': () => 'Ce schéma est conduit par une autre organisation : c’est elle qui prépare l’édition suivante.',
  'edition-draft': () => 'Aucune version de ce schéma n’est adoptée : il n’y a pas encore d’édition à renouveler.',
  'next-early': (f: { from: string }) =>
    `L’édition suivante commence après celle-ci, qui commence le ${f.from} : donnez un premier jour plus tard.`,
  'next-known': (f: { title: string }) =>
    `L’édition suivante est déjà ouverte : « ${f.title} ». Complétez-la, plutôt que d’en ouvrir une autre.`,
  blocked: (f: { count: number; first: string }) =>
    `${f.count === 1 ? 'Un constat empêche' : `${f.count} constats empêchent`} de publier. ${f.first}`,
})

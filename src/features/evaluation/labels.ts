import { refusals } from '#kernel'
import { fr } from '#ui'

/** An action that would leave too early: how it is called, from which day it may, how long it stays, since what. */
export interface Early {
  title: string
  from: string
  stay: string
  since: string
}
export const earlyWords = ({ title, from, stay, since }: Early): string =>
  fr`« ${title} » ne peut pas sortir du schéma avant le ${from} : une action y reste au moins ${stay} à compter de ${since}.`

/** French wordings of what evaluating refuses. */
export const refuse = refusals({
  'role-lost': () => 'Votre rôle ne permet plus de le faire : rien n’a été enregistré.',
  'not-pilot': () => 'Vous ne pilotez pas cette action : son évaluation revient à qui la pilote, ou conduit le schéma.',
  'scheme-unknown': () => 'Ce schéma n’existe pas, ou n’est plus partagé avec votre organisation.',
  'scheme-nowhere': (f: { code: string }) => `Aucun schéma « ${f.code} » ici : vérifiez son adresse.`,
  'rules-invalid': (f: { label: string }) => fr`Corrigez « ${f.label} » : cette valeur n’est pas possible.`,
  'rules-in-use': (f: { year: number }) =>
    fr`La part de ${f.year} est ouverte : le cycle doit continuer à la contenir. Changez la première année ou le nombre d’années.`,
  'year-outside': (f: { first: number; last: number }) =>
    `Le cycle va de ${f.first} à ${f.last} : choisissez une de ces années, ou changez les réglages de l’évaluation.`,
  'campaign-known': (f: { year: number }) => `La campagne de ${f.year} est déjà ouverte : rechargez la page.`,
  'campaign-unknown': (f: { year: number }) => `Aucune campagne n’est ouverte pour ${f.year} : ouvrez-la d’abord.`,
  'share-empty': (f: { year: number }) =>
    `Aucune action n’est à évaluer en ${f.year} : le schéma n’en a pas encore, ou toutes en sont sorties.`,
  'step-designated': (f: { year: number }) =>
    `Le choix de ${f.year} est validé : cette étape est close, la part ne change plus.`,
  'step-submitted': () =>
    'Les instances lisent cette proposition : attendez leur réponse, ou retirez le dossier avant de la changer.',
  'step-validated': () => 'Cette évaluation est validée : cette étape est close, elle ne change plus.',
  'bodies-decide': () =>
    'Des instances en décident : soumettez-le-leur. L’onglet « Gouvernance » dit lesquelles, et dans quel ordre.',
  'not-designated': (f: { year: number }) =>
    `Le choix de ${f.year} n’est pas encore validé : l’évaluation s’écrit après.`,
  'action-unknown': () => 'Cette action n’est pas dans le schéma, ou n’est pas de votre organisation.',
  'action-outside': (f: { year: number }) => `Cette action n’est pas dans la part de ${f.year}.`,
  'action-known': (f: { year: number }) => `Cette action est déjà dans la part de ${f.year}.`,
  'reason-missing': () => 'Dites pourquoi, en une phrase et 2 000 signes au plus : les instances la liront.',
  'text-long': (f: { label: string }) => fr`« ${f.label} » dépasse 10 000 signes : raccourcissez ce texte.`,
  'evaluation-unread': () => 'L’évaluation ne se lit pas : rechargez la page, puis recommencez.',
  'evaluation-changed': () =>
    'Quelqu’un a changé cette évaluation depuis que vous l’avez ouverte. Reprenez ce qui manque, puis enregistrez de nouveau.',
  'evaluation-empty': () => 'Rien n’est écrit de cette action : évaluez-la avant de soumettre.',
  'grid-incomplete': (f: { missing: string }) => fr`Il manque une appréciation : ${f.missing}.`,
  'recommendation-missing': () => 'Choisissez ce que vous recommandez : poursuivre, modifier, renforcer ou sortir.',
  'advice-missing': () => 'Dites ce que vous recommandez, et pourquoi : c’est ce qui sera proposé aux instances.',
  'exit-missing': () => 'Donnez le jour de sortie proposé, par exemple 27/02/2025.',
  'exit-early': earlyWords,
})

import { refusals } from '#kernel'
import { LINK_DAYS } from './links.ts'

/** French wordings of what a link to a form refuses. */
export const refuse = refusals({
  'link-unusable': () =>
    `Un lien sert ${LINK_DAYS} jours, et celui-ci ne sert plus, ou a été annulé. Prenez celui du dernier courriel, ou connectez-vous.`,
  'link-left': () =>
    'Ce lien était pour une personne qui n’appartient plus à l’organisation, ou n’y a plus ce rôle : rien n’a été enregistré.',
  'link-second-factor': () => 'Votre compte a un second facteur : connectez-vous avec lui pour répondre.',
  'link-taken': () => 'Cette action ne vous est plus confiée : rien n’a été enregistré.',
  'answer-empty': () => 'Rien n’a été saisi : écrivez la valeur, puis enregistrez.',
  'link-held': (f: { why: string }) => f.why,
  'link-said': () => 'Ce que ce lien demandait est déjà dit. Pour le changer, connectez-vous.',
  'link-other': () =>
    'Ce lien n’ouvre qu’un formulaire, et ce n’est pas celui qui a été envoyé : rien n’a été enregistré.',
})

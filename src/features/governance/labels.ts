import { refusals } from '#kernel'
import type { Standing } from './changes.ts'

export const STANDING_WORDS: Record<Standing, string> = {
  'to-submit': 'À soumettre',
  open: 'Soumise',
  accepted: 'Validée',
  returned: 'Renvoyée',
  refused: 'Refusée',
  'changed-since': 'Changée depuis',
}

/** French wordings of what governing a scheme refuses. */
export const refuse = refusals({
  'not-leading': () => 'Ce schéma est conduit par une autre organisation : ce sont ses instances qui le valident.',
  'scheme-unknown': () => 'Ce schéma n’existe pas, ou n’est pas de cette organisation : rien n’a été enregistré.',
  'matter-unknown': () => 'Ce qui se valide a changé depuis que vous avez ouvert la page : rechargez-la.',
  'change-unknown': () =>
    'Cette action n’est plus changée par le texte qui s’écrit : rechargez la page. Rien n’a été soumis.',
  'change-accepted': () => 'Cette action est déjà validée telle qu’elle est écrite : il n’y a rien à soumettre.',
  'text-open': () =>
    'Le texte n’est pas figé : soumettez-le d’abord à l’assemblée, depuis l’onglet « Versions », puis inscrivez-le ici.',
  'role-lost': () => 'Votre rôle ne permet plus de soumettre : rien n’a été enregistré.',
})

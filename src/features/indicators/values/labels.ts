import { refusals } from '#kernel'

/** French wordings of what values refuse. */
export const refuse = refusals({
  'role-lost': () => 'Votre rôle ne permet plus de le faire : rien n’a été enregistré.',
  'reason-missing': () =>
    'Dites pourquoi, en une phrase : la personne qui a saisi la valeur la lira, et saura quoi corriger.',
  'reopening-reason': () =>
    'Dites pourquoi cette période rouvre, en une phrase (de 10 à 1 000 signes). Par exemple : « Le bilan de la restauration est arrivé en mars. »',
  'period-unknown': () =>
    'Cette période ne se lit pas : écrivez une année (2025), un semestre (2025-S1) ou un trimestre (2025-T3).',
  'period-closed': (f: { period: string }) => `La période ${f.period} est déjà close : rechargez la page.`,
  'period-open': (f: { period: string }) => `La période ${f.period} n’est pas close : rechargez la page.`,
  'period-ahead': (f: { period: string }) =>
    `La période ${f.period} n’est pas terminée : elle pourra être close quand elle le sera.`,
  'nothing-chosen': () => 'Aucune valeur n’est choisie : cochez-en au moins une.',
  'act-unknown': () => 'Cette saisie n’est pas de celles qui s’annulent, ou a déjà été annulée : rechargez la page.',
  'publisher-suspended': () =>
    'Cette organisation ne peut plus publier au nom de l’acheteur : elle a été suspendue. Demandez pourquoi à la personne qui administre le site.',
  'entry-unreadable': () => 'Cette saisie ne se lit pas : rechargez la page, puis recommencez.',
  'entry-too-large': () => 'Cette saisie est trop longue pour être lue en une fois : partagez-la, puis recommencez.',
})

/** Why a cell is not saved; each stands beside its cell. */
export const CELL = {
  unknown: 'Cet indicateur n’est plus dans le schéma.',
  pilot: 'Seules les personnes qui pilotent l’action, ou conduisent le schéma, saisissent cette valeur.',
  others: 'Cette action est celle d’un autre acheteur : lui seul en saisit les valeurs.',
  period: 'Cet indicateur ne se mesure pas sur une telle période.',
  future: (period: string) => `La période ${period} n’a pas commencé : attendez qu’elle ait lieu.`,
  closed: (period: string) => `La période ${period} est close : demandez sa réouverture à qui conduit le schéma.`,
  row: 'Cette ligne n’est plus dans l’indicateur.',
  computed: 'La valeur se calcule : numérateur divisé par dénominateur. Videz-les pour saisir la valeur elle-même.',
  fraction: 'Cet indicateur n’est pas un rapport : saisissez sa valeur, sans numérateur ni dénominateur.',
  zero: 'Un dénominateur de zéro ne donne aucun rapport : laissez-le vide, et dites pourquoi en commentaire.',
  comment: 'Ce commentaire est trop long : 5 000 signes au plus.',
} as const

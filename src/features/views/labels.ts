import { refusals } from '#kernel'
import { LONGEST, MOST } from './views.ts'

/** French wordings of what views refuse. */
export const refuse = refusals({
  'view-name': () => `Donnez un nom à cette vue, en ${LONGEST} signes au plus.`,
  'view-name-taken': () => 'Une de vos vues de cette liste porte déjà ce nom : choisissez-en un autre.',
  'view-address': () =>
    'Cette adresse n’est pas celle d’une liste de votre organisation : ouvrez la liste, filtrez-la, puis copiez son adresse. Une liste publique doit être filtrée sur votre organisation.',
  'views-many': () => `Vous avez déjà ${MOST} vues : retirez-en une avant d’en enregistrer.`,
  'view-unknown': () => 'Cette vue n’existe plus, ou n’est pas à vous : rechargez la page.',
  'no-organisation': () =>
    'Une vue se garde dans une organisation, et vous n’appartenez encore à aucune : demandez à y être invité·e.',
  'sharing-refused': () =>
    'Une vue est partagée par les personnes qui conduisent le schéma ou administrent l’organisation : gardez-la pour vous.',
})

/** How the trail tells of views. */
export const VIEW_WORDS = {
  acts: {
    'save-view': 'Enregistrer une vue',
    'change-view': 'Changer une vue',
    'remove-view': 'Retirer une vue',
  },
  relations: { saved_view: 'Vue enregistrée' },
  columns: { slot: 'Rang', query: 'Filtres', shared: 'Partagée', path: 'Adresse' },
  values: {},
} as const

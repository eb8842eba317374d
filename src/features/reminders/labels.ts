import { refusals } from '#kernel'

/** French wordings of what reminding refuses. */
export const refuse = refusals({
  'nothing-owed': () => 'Personne ne doit rien ici pour l’instant : il n’y a personne à relancer.',
  'reminded-today': () => 'Un rappel est déjà parti aujourd’hui à chaque personne : attendez demain pour relancer.',
})

/** How the trail tells reminders. */
export const REMINDER_WORDS = {
  acts: { remind: 'Rappels du jour', 'remind-now': 'Relancer' },
  relations: { reminder: 'Rappel' },
  columns: { by_hand_of: 'À la demande de', due: 'Échéance', subject: 'De quoi', topic: 'Au sujet de' },
} as const

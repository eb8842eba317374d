import { refusals } from '#kernel'

export const refuse = refusals({
  'mail-limit': (f: { perHour: number }) =>
    `Cette personne a déjà reçu ${f.perHour} messages en une heure : celui-ci partira plus tard.`,
})

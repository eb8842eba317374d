import { refusals } from '#kernel'

/** French wordings of what the register refuses. */
export const refuse = refusals({
  'import-running': () => 'Un autre import est en cours sur ce registre : attendez qu’il se termine, puis recommencez.',
  'import-unknown': (f: { id: number }) =>
    `L’import n° ${f.id} n’existe pas : la page « Imports » donne leurs numéros.`,
  'import-not-finished': (f: { id: number; state: string }) =>
    `L’import n° ${f.id} ne peut pas être annulé : il est ${f.state}. Seul un import terminé s’annule.`,
  'year-implausible': (f: { year: number }) =>
    `L’année ${f.year} ne peut pas être publiée : choisissez une année passée ou en cours.`,
  'year-empty': (f: { year: number }) =>
    `Le registre n’a aucun marché de cette organisation notifié en ${f.year} : importez le fichier de cette année, ou choisissez-en une autre.`,
  'figures-changed': () =>
    'Les marchés de cette année ont changé dans le registre depuis que vous avez relu ces chiffres : rien n’a été publié. Relisez-les ci-dessous, puis publiez.',
  'register-not-empty': (f: { folder: string }) =>
    `Le dossier « ${f.folder} » contient autre chose que l’exemple : choisissez un dossier vide avec --data.`,
})

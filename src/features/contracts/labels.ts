import { refusals } from '#kernel'

/** French wordings of what the register refuses. */
export const refuse = refusals({
  'import-running': () => 'Un autre import est en cours sur ce registre : attendez qu’il se termine, puis recommencez.',
  'import-unknown': (f: { id: number }) =>
    `L’import n° ${f.id} n’existe pas : la page « Imports » donne leurs numéros.`,
  'import-not-finished': (f: { id: number; state: string }) =>
    `L’import n° ${f.id} ne peut pas être annulé : il est ${f.state}. Seul un import terminé s’annule.`,
  'register-not-empty': (f: { folder: string }) =>
    `Le dossier « ${f.folder} » contient autre chose que l’exemple : choisissez un dossier vide avec --data.`,
})

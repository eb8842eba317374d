import { count, fileSize, type IconName, nb, type State } from '#ui'
import type { UploadEntry } from '../reading.ts'
import { type Standing, shareReceived } from '../rules.ts'

/** Where an upload stands: a word, how it looks, and a sentence. */
export const STANDINGS: Record<Standing, { word: string; state: State; icon: IconName; sentence: string }> = {
  receiving: {
    word: 'Envoi en cours',
    state: 'info',
    icon: 'clock',
    sentence: 'Le fichier arrive. Rien n’a encore changé dans le registre.',
  },
  waiting: {
    word: 'En attente',
    state: 'info',
    icon: 'clock',
    sentence: 'Le fichier est arrivé en entier. Sa lecture commence dès que possible.',
  },
  reading: {
    word: 'Lecture en cours',
    state: 'info',
    icon: 'clock',
    sentence: 'Le fichier est lu. Le registre ne change qu’à la fin, d’un seul coup.',
  },
  stopping: {
    word: 'Arrêt en cours',
    state: 'info',
    icon: 'clock',
    sentence: 'La lecture s’arrête. Le registre restera comme avant.',
  },
  finished: {
    word: 'Importé',
    state: 'ok',
    icon: 'check',
    sentence: 'Ses marchés sont dans le registre.',
  },
  undoing: {
    word: 'Annulation en cours',
    state: 'info',
    icon: 'clock',
    sentence: 'Ce que le fichier a apporté est en train d’être retiré du registre.',
  },
  undone: {
    word: 'Import annulé',
    state: 'none',
    icon: 'left',
    sentence: 'Le registre est comme si ce fichier n’avait jamais été importé.',
  },
  refused: {
    word: 'Refusé',
    state: 'late',
    icon: 'cross',
    sentence: 'Le fichier a été refusé en entier. Le registre est resté comme avant.',
  },
  cancelled: {
    word: 'Envoi annulé',
    state: 'none',
    icon: 'left',
    sentence: 'L’envoi a été annulé. Le registre est resté comme avant.',
  },
  interrupted: {
    word: 'Interrompu',
    state: 'warn',
    icon: 'alert',
    sentence: 'L’envoi ou la lecture s’est arrêté en route. Le registre est resté comme avant.',
  },
}

/** How far an upload is, in a line and as a share of the whole; the share is null where nobody knows. */
export interface Progress {
  words: string
  share: number | null
}

/** @param busy whether another import is being read */
export function progressOf(upload: UploadEntry, busy: boolean): Progress {
  const { standing, received, bytes, read } = upload
  const share = shareReceived(upload)
  if (standing === 'receiving')
    return share === null
      ? { words: `${fileSize(received)} reçus`, share }
      : { words: `${fileSize(received)} / ${fileSize(bytes ?? 0)} (${nb(Math.round(share * 100))}\u00a0%)`, share }
  if (standing === 'waiting')
    return { words: busy ? 'Attend la fin d’un autre import' : 'Attend d’être lu', share: null }
  if (standing === 'undoing')
    return { words: busy ? 'Attend la fin d’un autre import' : 'Retrait des marchés', share: null }
  return { words: count(read, 'enregistrement lu', 'enregistrements lus'), share: null }
}

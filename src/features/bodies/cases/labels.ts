import { refusals } from '#kernel'
import { count, fr } from '#ui'
import type { CaseState, Outcome, Voice, Voices, Way } from './cases.ts'

export const STATE_WORDS: Record<CaseState, string> = {
  open: 'En cours',
  accepted: 'Accepté',
  returned: 'Renvoyé',
  refused: 'Refusé',
  withdrawn: 'Retiré',
}
export const OUTCOME_WORDS: Record<Outcome, string> = {
  accept: 'Accepté',
  return: 'Renvoyé',
  refuse: 'Refusé',
}
const OWN_WORDS: Record<Outcome, string> = { ...OUTCOME_WORDS, accept: 'Adopté', refuse: 'Rejeté' }
/** What a body answered, or decided of itself. */
export const outcomeWords = ({ outcome, own }: { outcome: Outcome; own: boolean }): string =>
  (own ? OWN_WORDS : OUTCOME_WORDS)[outcome]
export const WAY_WORDS: Record<Way, string> = {
  meeting: 'en réunion',
  round: 'par consultation écrite',
  alone: 'par qui préside',
}
export const VOICE_WORDS: Record<Voice, string> = { for: 'Pour', against: 'Contre', abstention: 'Abstention' }

/** « 5 voix pour, 1 contre, 2 abstentions ». */
export const voicesWords = ({ for: pro, against, abstentions }: Voices): string =>
  fr`${count(pro, 'voix', 'voix')} pour, ${against} contre, ${count(abstentions, 'abstention')}`

/** French wordings of what submitting, deciding and consulting refuse. */
export const refuse = refusals({
  'role-lost': () => 'Votre rôle ne permet plus de faire cela : rien n’a été enregistré.',
  'chain-empty': (f: { matter: string }) =>
    `Aucune instance ne valide « ${f.matter} » : dites d’abord lesquelles, et dans quel ordre.`,
  'chain-body-unknown': () => 'L’une de ces instances n’existe pas, ou est close : choisissez-la de nouveau.',
  'chain-twice': (f: { name: string }) =>
    `« ${f.name} » est deux fois dans cette chaîne : une instance ne valide qu’une fois.`,
  'case-pending': (f: { title: string }) =>
    `« ${f.title} » est déjà soumis : attendez la réponse, ou retirez-le pour le soumettre de nouveau.`,
  'case-unknown': () => 'Ce dossier n’existe pas, ou n’est pas de votre organisation.',
  'case-closed': () => 'Ce dossier est clos : il ne reçoit plus de décision. Rechargez la page.',
  'case-moved': () => 'Ce dossier a avancé depuis que vous l’avez ouvert : relisez-le, puis recommencez.',
  'out-of-turn': (f: { turn: string }) =>
    `Ce n’est pas le tour de cette instance : c’est à « ${f.turn} » de se prononcer.`,
  'body-closed': (f: { name: string }) =>
    `« ${f.name} » est close : retirez le dossier, puis soumettez-le à la chaîne telle qu’elle est maintenant.`,
  'reason-missing': () => 'Dites pourquoi, en une phrase au moins : c’est ce que liront celles et ceux qui ont écrit.',
  'words-long': (f: { most: string }) => `Ce texte dépasse ${f.most} signes : raccourcissez-le.`,
  'not-in-body': (f: { name: string }) =>
    `Vous ne siégez pas dans « ${f.name} », et n’en tenez pas le secrétariat : rien n’a été enregistré.`,
  'not-chair': (f: { name: string }) => `Seule la personne qui préside « ${f.name} » peut se prononcer ainsi.`,
  'alone-not-allowed': (f: { name: string }) =>
    `« ${f.name} » ne se prononce qu’en réunion ou par consultation écrite : ses réglages ne laissent pas décider seul qui la préside.`,
  'alone-twice': (f: { before: string; now: string }) =>
    `La même personne a déjà validé seule pour « ${f.before} » : elle ne peut pas valider seule aussi pour « ${f.now} ». Faites participer quelqu’un d’autre.`,
  'meeting-unknown': () => 'Cette réunion n’existe pas, n’est pas de cette instance, ou a été annulée.',
  'meeting-to-come': () => 'Cette réunion n’a pas encore commencé : la décision s’inscrit une fois prise.',
  'meeting-before-case': (f: { opened: string }) =>
    `Cette réunion s’est tenue avant que le dossier ne soit soumis, le ${f.opened} : elle n’a pas pu en décider.`,
  'meeting-before-turn': (f: { previous: string }) =>
    `Cette réunion s’est tenue avant la décision précédente, du ${f.previous} : l’instance n’était pas encore saisie.`,
  'attendance-missing': () =>
    'Dites d’abord qui était là : une décision garde les noms de celles et ceux qui l’ont prise.',
  'quorum-missing': (f: { there: number; needed: number; of: number }) =>
    `Le quorum n’est pas atteint : ${f.there} sur ${f.of} participent, il en faut ${f.needed}. La décision n’est pas valable.`,
  'voices-many': (f: { voices: number; there: number }) =>
    `Vous comptez ${f.voices} voix pour ${f.there} personnes présentes ou représentées : vérifiez.`,
  'voices-contradict': () =>
    'Les voix ne donnent pas cette décision, d’après la règle de l’instance : vérifiez les voix, ou la décision.',
  'voices-unreadable': () => 'Comptez les voix en nombres entiers, ou laissez les trois vides.',
  'round-unknown': () => 'Cette consultation écrite n’existe pas, ou n’est pas de votre organisation.',
  'round-pending': () => 'Une consultation écrite est ouverte sur ce dossier : attendez sa fin, ou terminez-la.',
  'round-over': (f: { until: string }) =>
    `Cette consultation est terminée depuis le ${f.until} : les réponses ne sont plus reçues.`,
  'round-not-over': (f: { until: string; missing: number }) =>
    `Cette consultation court jusqu’au ${f.until}, et ${f.missing} réponses manquent : attendez, ou entrez celles que vous avez reçues.`,
  'round-day': () => 'Choisissez un dernier jour à venir, dans l’année.',
  'round-empty': (f: { name: string }) => `Personne ne siège dans « ${f.name} » : dites d’abord qui.`,
  'voice-twice': (f: { who: string }) =>
    `La voix de ${f.who} est déjà donnée : une personne répond une fois par siège.`,
  'voice-missing': () => 'Choisissez une réponse : pour, contre ou abstention.',
  'seat-unknown': () => 'Ce siège n’est pas de cette instance, ou n’est plus tenu.',
  'own-title': () => 'Donnez un intitulé à la décision, en 300 signes au plus.',
  'own-unknown': () => 'Ce dont il s’agit n’est plus dans la liste : rechargez la page, puis choisissez de nouveau.',
  'own-known': (f: { title: string }) => fr`« ${f.title} » est déjà inscrit pour cette réunion : rien n’a été ajouté.`,
})

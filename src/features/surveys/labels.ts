import { refusals } from '#kernel'
import { decimal, fr, nb } from '#ui'
import type { Fault } from './answers/answers.ts'
import { MOST, type Problem } from './questionnaire/questionnaire.ts'

/** What is wrong with an answer, in French, with what would be right. */
export function faultWords(fault: Fault): string {
  switch (fault.code) {
    case 'missing':
      return 'Une réponse est attendue ici.'
    case 'row-missing':
      return 'Une réponse est attendue à chaque ligne.'
    case 'option-unknown':
      return 'Cette réponse n’est pas proposée : choisissez parmi celles qui le sont.'
    case 'not-number':
      return fr`Écrivez un nombre, par exemple 12 ou 12,5.`
    case 'decimals':
      return 'Trois chiffres après la virgule au plus.'
    case 'too-few':
      return fr`Choisissez au moins ${fault.limit} réponses.`
    case 'too-many':
      return fr`Choisissez au plus ${fault.limit} réponses.`
    case 'too-long':
      return fr`Ce texte fait ${nb(fault.given ?? 0)} signes : écrivez-en ${nb(fault.limit)} au plus.`
    case 'below':
      return fr`Ce nombre est trop petit : ${decimal(String(fault.limit))} au moins.`
    case 'above':
      return fr`Ce nombre est trop grand : ${decimal(String(fault.limit))} au plus.`
  }
}

const PROBLEMS: Record<Problem['code'], string> = {
  shape: 'un champ n’a pas la forme attendue',
  'key-twice': 'deux éléments ont le même nom interne',
  'too-many': `il y a plus de ${MOST.questions} questions`,
  'condition-later': 'sa condition porte sur une question qui ne la précède pas',
  'condition-unfit': 'sa condition ne correspond pas aux réponses de la question dont elle dépend',
  bounds: 'sa plus petite valeur dépasse la plus grande',
  counts: 'le nombre de réponses permis ne correspond pas aux réponses proposées',
  'profile-unfit': 'la question qui décrit les répondants doit être posée à tout le monde et obligatoire',
  'profile-twice': 'une seule question peut décrire les répondants',
}

/** French wordings of what surveys refuse. */
export const refuse = refusals({
  'role-lost': () => 'Votre rôle ne permet plus d’agir sur les enquêtes : rien n’a été enregistré.',
  'survey-unknown': () => 'Cette enquête n’existe pas, ou n’est plus là : revenez à la liste des enquêtes.',
  'changed-meanwhile': () =>
    'Quelqu’un a changé cette enquête depuis que vous l’avez ouverte : rechargez la page, puis recommencez.',
  'title-invalid': () => 'Donnez un titre à l’enquête, en 200 signes au plus.',
  'days-invalid': () => 'La date de fin vient avant celle de début, ou est déjà passée : corrigez-les.',
  'not-draft': () => 'Cette enquête a été ouverte : ses questions ne changent plus. Copiez-la pour les changer.',
  'not-open': () => 'Cette enquête n’est pas ouverte.',
  'nothing-asked': () => 'Cette enquête n’a pas encore de question : ajoutez-en une avant de l’ouvrir.',
  'no-way-in': () => 'Personne ne pourrait répondre : choisissez comment on répond, ou invitez des personnes.',
  'question-unknown': () => 'Cette question n’est plus dans le questionnaire : rechargez la page.',
  'question-invalid': (f: Problem) => `La question ne peut pas être enregistrée : ${PROBLEMS[f.code]}.`,
  'question-needed': (f: { by: string }) =>
    `La question « ${f.by} » dépend de celle-ci : changez d’abord sa condition.`,
  'addresses-missing': () => 'Écrivez au moins une adresse, une par ligne.',
  'address-invalid': (f: { line: string }) => `« ${f.line} » n’est pas une adresse : corrigez-la, puis recommencez.`,
  'reminders-spent': (f: { most: number }) =>
    `Les personnes invitées ont déjà été relancées ${f.most} fois : une relance de plus ne serait pas lue.`,
  'reminded-today': () => 'Une relance est déjà partie aujourd’hui : attendez demain.',
  'nobody-to-remind': () => 'Toutes les personnes invitées ont répondu, ou leur adresse a été refusée.',
  'survey-closed': () => 'Cette enquête est close : elle ne reçoit plus de réponse. Merci de votre attention.',
  'already-answered': () => 'Une réponse a déjà été envoyée par ce lien. Merci : chaque personne répond une fois.',
  'token-unknown': () => 'Ce lien ne mène à aucune invitation : vérifiez que vous l’avez copié en entier.',
  'way-closed': () => 'On ne répond pas à cette enquête par ce chemin : suivez le lien que vous avez reçu.',
  'answers-invalid': (f: { question: string; fault: Fault }) => `« ${f.question} » : ${faultWords(f.fault)}`,
  'rows-hidden': () =>
    'Les réponses une à une ne s’exportent qu’une fois l’enquête close, avec cinq réponses au moins.',
})

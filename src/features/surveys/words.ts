import type { State as Look } from '#ui'
import type { Path } from './answers/answers.ts'
import type { Kind, Question, Questionnaire } from './questionnaire/questionnaire.ts'
import { questionsOf } from './questionnaire/questionnaire.ts'
import type { Audience, State } from './surveys.ts'

export const AUDIENCE_WORDS: Record<Audience, string> = {
  agents: 'Agents',
  buyers: 'Acheteuses et acheteurs',
  users: 'Usagers',
  companies: 'Entreprises',
}

export const STATE_WORDS: Record<State, { label: string; state: Look }> = {
  draft: { label: 'Brouillon', state: 'info' },
  open: { label: 'Ouverte', state: 'ok' },
  closed: { label: 'Close', state: 'none' },
}

export const KIND_WORDS: Record<Kind, string> = {
  single: 'Une réponse parmi plusieurs',
  multiple: 'Plusieurs réponses',
  scale: 'Une note sur une échelle',
  matrix: 'Une note à chaque ligne',
  number: 'Un nombre',
  text: 'Un texte libre',
}

export const PATH_WORDS: Record<Path, string> = {
  link: 'Lien ouvert',
  invitation: 'Lien personnel',
  role: 'Membre connecté',
  paper: 'Papier',
}

const or = new Intl.ListFormat('fr', { type: 'disjunction' })

/** When a question is asked, in words that follow « posée »; null when it always is. */
export function conditionWords(all: Questionnaire, { shownIf }: Question): string | null {
  if (shownIf === null) return null
  const asked = questionsOf(all).find(({ key }) => key === shownIf.question)
  const on = `à « ${asked?.label ?? shownIf.question} »`
  if ('is' in shownIf) {
    const options = asked && 'options' in asked ? asked.options : []
    const labels = shownIf.is.map(key => `« ${options.find(option => option.key === key)?.label ?? key} »`)
    return `si l’on répond ${or.format(labels)} ${on}`
  }
  const { from, to } = shownIf
  if (from === null) return `si l’on répond ${to} ou moins ${on}`
  return to === null ? `si l’on répond ${from} ou plus ${on}` : `si l’on répond de ${from} à ${to} ${on}`
}

/** How the trail tells what is done to surveys; nothing is told of answers. */
export const SURVEY_WORDS = {
  acts: {
    'begin-survey': 'Commencer une enquête',
    'copy-survey': 'Copier une enquête',
    'set-survey': 'Régler une enquête',
    'change-questions': 'Changer les questions d’une enquête',
    'remove-survey': 'Supprimer un brouillon d’enquête',
    'open-survey': 'Ouvrir une enquête',
    'close-survey': 'Clore une enquête',
    'survey-day': 'Ouvrir ou clore une enquête à sa date',
    'invite-to-survey': 'Inviter à répondre à une enquête',
    'remind-of-survey': 'Relancer les personnes invitées',
  },
  relations: { survey: 'Enquête', survey_invitation: 'Invitation à répondre' },
  columns: {
    series: 'Série',
    former_id: 'Copiée de',
    audience: 'Public',
    anonymous: 'Anonyme',
    questionnaire: 'Questionnaire',
    link: 'Adresse de réponse',
    by_link: 'Lien ouvert',
    opens_on: 'Ouvre le',
    closes_on: 'Dernier jour',
    opened_on: 'Ouverte le',
    closed_on: 'Close le',
    reminders: 'Relances',
    survey_id: 'Enquête',
    answered: 'A répondu',
    sent: 'Courriels partis',
    unreachable: 'Adresse refusée',
  },
  values: {
    open: 'Ouverte',
    closed: 'Close',
    agents: 'Agents',
    buyers: 'Acheteuses et acheteurs',
    users: 'Usagers',
    companies: 'Entreprises',
  },
} as const

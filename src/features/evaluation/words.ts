import type { State } from '#ui'
import type { ActionState, CampaignState, Grade, Recommendation } from './evaluation.ts'
import type { Step } from './rules/calendar.ts'
import type { Why } from './rules/coverage.ts'
import type { Criterion, Kind, When } from './rules/settings.ts'

export const CRITERION_WORDS: Readonly<Record<Criterion, { label: string; asks: string }>> = {
  relevance: { label: 'Pertinence', asks: 'L’action répond-elle toujours au besoin ?' },
  effectiveness: { label: 'Efficacité', asks: 'Ses objectifs sont-ils atteints ?' },
  efficiency: { label: 'Efficience', asks: 'Les moyens sont-ils à la mesure des résultats ?' },
  effects: { label: 'Effets', asks: 'Qu’a-t-elle changé, voulu ou non ?' },
  practices: { label: 'Changement des pratiques', asks: 'Travaille-t-on autrement depuis ?' },
}
/** Each grade in one word. */
export const GRADE_WORDS: Readonly<Record<Grade, string>> = {
  1: 'insuffisant',
  2: 'partiel',
  3: 'satisfaisant',
  4: 'exemplaire',
}
export const RECOMMENDATION_WORDS: Readonly<Record<Recommendation, string>> = {
  continue: 'Poursuivre',
  amend: 'Modifier',
  reinforce: 'Renforcer',
  leave: 'Sortir du schéma',
}
export const CAMPAIGN_WORDS: Readonly<Record<CampaignState, { label: string; state: State }>> = {
  proposed: { label: 'Proposée', state: 'info' },
  submitted: { label: 'Soumise aux instances', state: 'info' },
  returned: { label: 'Renvoyée', state: 'warn' },
  designated: { label: 'Désignée', state: 'ok' },
}
export const ACTION_WORDS: Readonly<Record<ActionState, { label: string; state: State }>> = {
  proposed: { label: 'Proposée', state: 'info' },
  designated: { label: 'À évaluer', state: 'none' },
  draft: { label: 'En cours d’écriture', state: 'info' },
  submitted: { label: 'Soumise aux instances', state: 'info' },
  returned: { label: 'Renvoyée', state: 'warn' },
  validated: { label: 'Validée', state: 'ok' },
}
export const WHY_WORDS: Readonly<Record<Why, string>> = {
  'under-way': 'son évaluation n’est pas encore validée',
  left: 'sortie avant d’être évaluée',
  'added-late': 'entrée après le choix de la dernière part',
  'no-share': 'dans aucune part pour l’instant',
}
export const KIND_WORDS: Readonly<Record<Kind, string>> = {
  political: 'Comité de pilotage politique',
  technical: 'Comité technique',
  'working-group': 'Groupe de travail',
  assembly: 'Assemblée',
}
const MONTHS = ['janvier', 'février', 'mars', 'avril', 'mai', 'juin', 'juillet', 'août', 'septembre', 'octobre', 'novembre', 'décembre'] // biome-ignore format: one line
export const WHEN_WORDS = {
  year: 'toute l’année',
  s1: '1er semestre',
  s2: '2d semestre',
  ...Object.fromEntries(MONTHS.map((month, at) => [String(at + 1), month])),
} as Readonly<Record<When, string>>

/** The texts of an evaluation, by what forms call them. */
export const TEXTS = {
  forts: { field: 'strengths', label: 'Points forts' },
  freins: { field: 'obstacles', label: 'Freins' },
  preuves: { field: 'evidence', label: 'Preuves' },
  conseil: { field: 'advice', label: 'Ce que vous recommandez, et pourquoi' },
} as const

/** What each step is, in a line; `about` is the year that it is about. */
export const STEP_WORDS: Readonly<Record<Step['key'], { label: string; year?: string; note?: string }>> = {
  writing: { label: 'Écrire le schéma' },
  adoption: { label: 'Adopter le schéma' },
  strategy: {
    label: 'Définir la stratégie annuelle d’achat',
    year: 'de',
    note: 'La source ne dit pas de quelle année est la stratégie définie au second semestre.',
  },
  'first-choice': { label: 'Choisir la première part à évaluer', year: 'de' },
  'first-validation': { label: 'Valider la première part', year: 'de', note: 'La source ne la date pas.' },
  choice: { label: 'Choisir la part à évaluer', year: 'de' },
  validation: { label: 'Valider le choix de la part', year: 'de', note: 'La source ne la date pas.' },
  'follow-up': { label: 'Suivre l’exécution des actions' },
  bilan: { label: 'Évaluer la part', year: 'de' },
  'bilan-validation': {
    label: 'Valider le bilan de la part',
    year: 'de',
    note: 'Dans la source, ce bilan ne va pas jusqu’au comité politique.',
  },
  sheets: { label: 'Écrire les fiches des actions nouvelles' },
  additions: {
    label: 'Proposer des actions nouvelles',
    note: 'La source ne dit pas qui adopte un ajout\u00a0: le circuit de validation du texte le dit ici.',
  },
  exits: { label: 'Proposer des sorties' },
  'global-bilan': { label: 'Écrire le bilan global' },
  'global-validation': { label: 'Valider le bilan global' },
  'global-adoption': { label: 'Adopter le bilan global' },
  rewriting: { label: 'Écrire l’édition suivante' },
  orientation: { label: 'Orienter l’édition suivante' },
  'renewal-strategy': { label: 'Définir la stratégie du renouvellement' },
  renewal: { label: 'Renouveler le schéma' },
}
/** A step in a line: « Choisir la part à évaluer de 2024 ». */
export const stepWords = ({ key, about }: Pick<Step, 'key' | 'about'>): string => {
  const { label, year } = STEP_WORDS[key]
  return about === null || year === undefined ? label : `${label} ${year} ${about}`
}

/** How the trail tells what is done to evaluate. */
export const EVALUATION_WORDS = {
  acts: {
    'set-evaluation-rules': 'Régler l’évaluation',
    'open-campaign': 'Ouvrir une campagne d’évaluation',
    'amend-share': 'Changer la part à évaluer',
    'submit-choice': 'Soumettre le choix des actions à évaluer',
    'designate-share': 'Désigner les actions à évaluer, sans instance',
    'write-evaluation': 'Évaluer une action',
    'submit-evaluation': 'Soumettre une évaluation',
    'validate-evaluation': 'Valider une évaluation, sans instance',
  },
  relations: {
    evaluation_rules: 'Réglages de l’évaluation',
    campaign: 'Campagne d’évaluation',
    campaign_action: 'Action d’une part à évaluer',
    evaluation: 'Évaluation d’une action',
  },
  columns: {
    advice: 'Ce qui est recommandé',
    campaign_id: 'Campagne',
    cycle: 'Première année du cycle',
    designated_at: 'Désignée le',
    designated_by: 'Désignée sans instance par',
    evidence: 'Preuves',
    exit_on: 'Sortie proposée le',
    grade: 'Appréciation',
    judgements: 'Appréciations par critère',
    obstacles: 'Freins',
    opened_at: 'Ouverte le',
    opened_by: 'Ouverte par',
    origin: 'Origine',
    reason: 'Motif',
    recommendation: 'Recommandation',
    removed: 'Retirée',
    rules: 'Réglages',
    strengths: 'Points forts',
    validated_at: 'Validée le',
    validated_by: 'Validée sans instance par',
    year: 'Année',
  },
  values: {
    proposed: 'proposée',
    added: 'ajoutée',
    continue: 'poursuivre',
    amend: 'modifier',
    reinforce: 'renforcer',
    leave: 'sortir du schéma',
  },
} as const

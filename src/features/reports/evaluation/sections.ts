import type { Sections } from '../bilan/sections.ts'

const SUMMARY = 'Ce qui est évalué, les appréciations par axe, le nombre de recommandations.'
const YOURS = 'Votre texte seul : rien n’est calculé ici.'
const PROOF = 'Chaque action du cycle : dans quelle part elle est évaluée, ou pourquoi elle ne l’est pas.'
const ADVICE = 'Les recommandations validées, et les sorties qui ont suivi.'
const CRITERIA = 'Comment les actions sont choisies et jugées, d’où viennent les chiffres.'

/** What the evaluation of a share is made of. */
export const SHARE_SECTIONS = {
  essentiel: { title: 'L’essentiel', computed: SUMMARY },
  presentation: { title: 'Présentation', computed: YOURS },
  actions: {
    title: 'Action par action',
    computed: 'Ce qui est jugé de chaque action, à côté de ses indicateurs ; les actions retirées de la part.',
  },
  couverture: { title: 'Ce que le cycle a évalué jusqu’ici', computed: PROOF },
  suites: { title: 'Ce qui est recommandé', computed: ADVICE },
  methode: { title: 'Méthode', computed: CRITERIA },
  decisions: { title: 'Qui a choisi, qui a validé', computed: 'Les décisions des instances, avec leurs dates.' },
} as const satisfies Sections

/** What the global bilan of a cycle is made of. */
export const GLOBAL_SECTIONS = {
  essentiel: { title: 'L’essentiel', computed: `${SUMMARY} Les chiffres clés de la dernière année.` },
  presentation: { title: 'Présentation', computed: YOURS },
  couverture: { title: 'Ce qui a été évalué', computed: PROOF },
  parts: { title: 'Année par année', computed: 'La part de chaque année, qui l’a choisie, ce qui en a été retiré.' },
  actions: {
    title: 'Axe par axe',
    computed: 'Ce qui est jugé de chaque action, et où en sont ses indicateurs, contre leur T0 et leur cible.',
  },
  mouvements: { title: 'Entrées et sorties', computed: 'Les actions entrées, sorties, ou proposées à la sortie.' },
  suites: { title: 'Recommandations et suites', computed: ADVICE },
  decisions: {
    title: 'Ce que les instances ont décidé',
    computed: 'Les choix et les évaluations qu’elles ont validés, avec leurs dates.',
  },
  methode: { title: 'Méthode', computed: CRITERIA },
} as const satisfies Sections

export type EvaluationSection = keyof typeof SHARE_SECTIONS | keyof typeof GLOBAL_SECTIONS

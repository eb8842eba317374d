import { FORMAT, type Questionnaire, trustedQuestionnaire } from './questionnaire/questionnaire.ts'
import type { Audience } from './surveys.ts'

/** A questionnaire that is ready to be asked, or changed first. */
export interface Model {
  key: string
  title: string
  about: string
  audience: Audience
  questionnaire: Questionnaire
}

const options = (...pairs: readonly (readonly [string, string])[]) => pairs.map(([key, label]) => ({ key, label }))
const AGREE = { from: 1, to: 5, low: 'pas du tout d’accord', high: 'tout à fait d’accord' }
const EASE = { from: 1, to: 5, low: 'très difficile', high: 'très facile' }

const COMMUNICATION = trustedQuestionnaire({
  format: FORMAT,
  intro:
    'Le schéma des achats responsables fixe ce que notre collectivité veut acheter autrement. Nous voulons savoir ce que vous en savez, et ce que les messages reçus ont changé dans votre travail.',
  thanks: 'Merci. Les résultats seront présentés avec le bilan de l’année.',
  sections: [
    {
      key: 'vous',
      title: 'Vous',
      questions: [
        {
          kind: 'single',
          key: 'metier',
          label: 'Dans votre travail, achetez-vous ?',
          required: true,
          profile: true,
          options: options(
            ['acheteur', 'Oui, c’est mon métier'],
            ['prescripteur', 'De temps en temps : j’exprime un besoin, je suis un marché'],
            ['autre', 'Non'],
          ),
        },
        {
          kind: 'single',
          key: 'connait',
          label: 'Connaissez-vous le schéma des achats responsables ?',
          required: true,
          options: options(
            ['bien', 'Oui, je sais ce qu’il contient'],
            ['nom', 'J’en ai entendu parler'],
            ['non', 'Non'],
          ),
        },
      ],
    },
    {
      key: 'messages',
      title: 'Les messages reçus',
      questions: [
        {
          kind: 'multiple',
          key: 'canaux',
          label: 'Comment en avez-vous entendu parler ?',
          shownIf: { question: 'connait', is: ['bien', 'nom'] },
          required: true,
          options: options(
            ['intranet', 'Intranet'],
            ['lettre', 'Lettre d’information'],
            ['reunion', 'Réunion ou atelier'],
            ['formation', 'Formation'],
            ['collegue', 'Un ou une collègue'],
            ['autrement', 'Autrement'],
          ),
        },
        {
          kind: 'scale',
          key: 'clarte',
          label: 'Ces messages étaient-ils clairs ?',
          shownIf: { question: 'connait', is: ['bien', 'nom'] },
          from: 1,
          to: 5,
          low: 'pas clairs',
          high: 'très clairs',
        },
        {
          kind: 'single',
          key: 'assez',
          label: 'Recevez-vous assez d’informations à ce sujet ?',
          options: options(['peu', 'Pas assez'], ['bien', 'Ce qu’il faut'], ['trop', 'Trop']),
        },
      ],
    },
    {
      key: 'effets',
      title: 'Ce que cela change',
      questions: [
        {
          kind: 'matrix',
          key: 'effet',
          label: 'Êtes-vous d’accord avec ces phrases ?',
          ...AGREE,
          rows: options(
            ['comprends', 'Je comprends pourquoi nous achetons autrement'],
            ['sais', 'Je sais à qui demander de l’aide'],
            ['change', 'J’ai changé au moins une habitude'],
          ),
        },
        {
          kind: 'number',
          key: 'marches',
          label:
            'Combien de marchés avez-vous préparés cette année en pensant à leur effet social ou environnemental ?',
          shownIf: { question: 'metier', is: ['acheteur', 'prescripteur'] },
          hint: 'Une estimation suffit.',
          min: 0,
          max: 500,
          unit: 'marchés',
        },
        {
          kind: 'text',
          key: 'attentes',
          label: 'Qu’est-ce qui vous aiderait ?',
        },
      ],
    },
  ],
})

const ACCESSIBILITY = trustedQuestionnaire({
  format: FORMAT,
  intro:
    'Vous avez répondu à une de nos consultations, ou y avez renoncé. Votre avis nous aide à rendre nos marchés plus accessibles, surtout aux petites entreprises. Il n’a aucun effet sur vos candidatures.',
  thanks: 'Merci. Nous dirons publiquement ce que nous changeons.',
  sections: [
    {
      key: 'entreprise',
      title: 'Votre entreprise',
      questions: [
        {
          kind: 'single',
          key: 'taille',
          label: 'Combien de personnes y travaillent ?',
          required: true,
          profile: true,
          options: options(
            ['tpe', 'Moins de 10'],
            ['petite', 'De 10 à 49'],
            ['moyenne', 'De 50 à 249'],
            ['grande', '250 ou plus'],
          ),
        },
        {
          kind: 'single',
          key: 'suite',
          label: 'Pour la dernière consultation que vous avez vue, qu’avez-vous fait ?',
          required: true,
          options: options(
            ['retenue', 'Nous avons répondu et été retenus'],
            ['ecartee', 'Nous avons répondu sans être retenus'],
            ['renonce', 'Nous avons renoncé à répondre'],
          ),
        },
      ],
    },
    {
      key: 'consultation',
      title: 'La consultation',
      questions: [
        {
          kind: 'multiple',
          key: 'renoncement',
          label: 'Pourquoi avez-vous renoncé ?',
          shownIf: { question: 'suite', is: ['renonce'] },
          most: 3,
          options: options(
            ['delai', 'Délai trop court'],
            ['lots', 'Lots trop grands'],
            ['references', 'Références ou chiffre d’affaires demandés'],
            ['dossier', 'Dossier trop long'],
            ['clauses', 'Exigences sociales ou environnementales'],
            ['prix', 'Prix ou paiement'],
            ['autre', 'Autre raison'],
          ),
        },
        {
          kind: 'matrix',
          key: 'facilite',
          label: 'Pour vous, était-il facile de',
          ...EASE,
          rows: options(
            ['trouver', 'Trouver la consultation'],
            ['comprendre', 'Comprendre ce qui était demandé'],
            ['repondre', 'Préparer le dossier dans le délai'],
            ['sociales', 'Répondre aux exigences sociales'],
            ['environnementales', 'Répondre aux exigences environnementales'],
          ),
        },
        {
          kind: 'number',
          key: 'heures',
          label: 'Combien d’heures avez-vous passées à répondre ?',
          shownIf: { question: 'suite', is: ['retenue', 'ecartee'] },
          min: 0,
          max: 2000,
          unit: 'heures',
        },
        {
          kind: 'scale',
          key: 'retour',
          label: 'Répondriez-vous de nouveau à une de nos consultations ?',
          required: true,
          from: 1,
          to: 5,
          low: 'certainement pas',
          high: 'certainement',
        },
        {
          kind: 'text',
          key: 'changer',
          label: 'Que devrions-nous changer d’abord ?',
        },
      ],
    },
  ],
})

/** The questionnaires that a survey may begin from. */
export const MODELS: readonly Model[] = [
  {
    key: 'communication',
    title: 'Effet de la communication sur les achats responsables',
    about: 'Pour les agents et les acheteurs : ce qu’ils savent du schéma, ce que les messages ont changé.',
    audience: 'agents',
    questionnaire: COMMUNICATION,
  },
  {
    key: 'accessibilite',
    title: 'Accessibilité de nos marchés',
    about: 'Pour les entreprises candidates, retenues ou non, et celles qui ont renoncé.',
    audience: 'companies',
    questionnaire: ACCESSIBILITY,
  },
]

/** What a blank page begins from. */
export const BLANK = trustedQuestionnaire({ format: FORMAT, sections: [{ key: 'partie-1', questions: [] }] })

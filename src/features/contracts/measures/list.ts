import { type Measure, type MeasureFilter, RHYTHMS } from '#kernel'
import { fr } from '#ui'
import { FLAG } from '../register/packed.ts'
import type { Facet } from './facets.ts'
import * as facets from './facets.ts'
import { FILTERS } from './filters.ts'

/** A measure, and what it counts. */
export interface Counted extends Measure {
  /** What a contract must be: all of them. */
  facets: readonly Facet[]
  /** What is added up over these contracts. */
  of: 'contracts' | 'amounts' | 'offers'
}

const VALUE = 'Montants initiaux hors taxes, le plafond que répètent les lignes d’un accord-cadre compté une fois.'
const NEVER = 'Ce qui n’est pas renseigné n’est jamais compté comme « non ».'

interface Family {
  code: string
  /** What the contracts are, after « marchés » : « avec une considération sociale ». */
  words: string
  /** Which contracts say it: « dont le champ social est renseigné ». */
  known: string
  facets: readonly Facet[]
  note?: string
  without?: string
}

/** The number and the amount of some contracts, and their share of those that say whether they are, in number and in value. */
function family({ code, words, known, facets, note = '', without }: Family): Counted[] {
  const filters: readonly MeasureFilter[] = FILTERS.filter(({ name }) => name !== without)
  const common = { rhythms: RHYTHMS, filters, facets }
  const said = (text: string) => fr`${[text, note].filter(part => part !== '').join(' ')}`
  return [
    {
      ...common,
      code: `contracts.${code}-number`,
      label: `Nombre de marchés ${words}`,
      explained: said(`Marchés notifiés dans la période ${words}. ${NEVER}`),
      kind: 'count',
      unit: 'marchés',
      numerator: `marchés ${words}`,
      denominator: null,
      of: 'contracts',
    },
    {
      ...common,
      code: `contracts.${code}-amount`,
      label: `Montant des marchés ${words}`,
      explained: said(`Somme des montants des marchés notifiés dans la période ${words}. ${VALUE}`),
      kind: 'amount',
      unit: '€ HT',
      numerator: `montant des marchés ${words}`,
      denominator: null,
      of: 'amounts',
    },
    {
      ...common,
      code: `contracts.${code}-share`,
      label: `Part des marchés ${words}, en nombre`,
      explained: said(`Marchés ${words}, rapportés aux marchés ${known}. ${NEVER}`),
      kind: 'ratio',
      unit: '%',
      numerator: `marchés ${words}`,
      denominator: `marchés ${known}`,
      of: 'contracts',
    },
    {
      ...common,
      code: `contracts.${code}-value-share`,
      label: `Part des marchés ${words}, en valeur`,
      explained: said(`Montant des marchés ${words}, rapporté à celui des marchés ${known}. ${VALUE}`),
      kind: 'ratio',
      unit: '%',
      numerator: `montant des marchés ${words}`,
      denominator: `montant des marchés ${known}`,
      of: 'amounts',
    },
  ]
}

const SOCIAL = 'dont le champ social est renseigné'
const ENVIRONMENTAL = 'dont le champ environnemental est renseigné'
const { social, environmental } = facets

const FAMILIES: readonly Family[] = [
  { code: 'social', words: 'avec une considération sociale', known: SOCIAL, facets: [social] },
  {
    code: 'environmental',
    words: 'avec une considération environnementale',
    known: ENVIRONMENTAL,
    facets: [environmental],
  },
  {
    code: 'both',
    words: 'avec une considération sociale et une environnementale',
    known: 'dont les deux champs sont renseignés',
    facets: [social, environmental],
  },
  {
    code: 'social-clause',
    words: 'avec une clause sociale',
    known: SOCIAL,
    facets: [facets.kindOf(social, FLAG.socialClause, 'social_clause')],
  },
  {
    code: 'social-criterion',
    words: 'avec un critère social',
    known: SOCIAL,
    facets: [facets.kindOf(social, FLAG.socialCriterion, 'social_criterion')],
  },
  {
    code: 'reserved',
    words: 'réservés',
    known: SOCIAL,
    facets: [facets.kindOf(social, FLAG.reserved, 'social_reserved')],
    note: 'Marchés réservés à des structures d’insertion ou de handicap, ou à l’économie sociale et solidaire.',
  },
  {
    code: 'environmental-clause',
    words: 'avec une clause environnementale',
    known: ENVIRONMENTAL,
    facets: [facets.kindOf(environmental, FLAG.environmentalClause, 'environmental_clause')],
  },
  {
    code: 'environmental-criterion',
    words: 'avec un critère environnemental',
    known: ENVIRONMENTAL,
    facets: [facets.kindOf(environmental, FLAG.environmentalCriterion, 'environmental_criterion')],
  },
  {
    code: 'framework',
    words: 'qui sont des accords-cadres',
    known: 'dont la technique d’achat est renseignée',
    facets: [facets.framework],
    note: 'Par la technique d’achat, ou par la nature dans l’ancien format.',
    without: 'framework',
  },
  {
    code: 'small',
    words: 'dont le titulaire est une PME',
    known: 'dont la taille du titulaire est connue',
    facets: [facets.small],
    note: 'Le format officiel ne dit pas la taille des titulaires : elle n’est connue que des marchés importés du tableau national, pour le premier titulaire cité.',
  },
  {
    code: 'innovative',
    words: 'innovants',
    known: 'qui disent s’ils sont innovants',
    facets: [facets.innovative],
  },
]

const all = { rhythms: RHYTHMS, filters: FILTERS as readonly MeasureFilter[] }

function filledShare(code: string, field: string, of: Facet): Counted {
  return {
    ...all,
    code: `contracts.${code}-filled-share`,
    label: `Part des marchés dont le champ ${field} est renseigné`,
    explained: `Marchés qui disent s’ils ont une considération, rapportés à tous les marchés notifiés dans la période\u00a0: ce que vaut le taux ${field}.`,
    kind: 'ratio',
    unit: '%',
    numerator: `marchés dont le champ ${field} est renseigné`,
    denominator: 'marchés notifiés',
    facets: [facets.filled(of)],
    of: 'contracts',
  }
}

/** Every measure of the contracts, in the order in which they are offered. */
export const MEASURES: readonly Counted[] = [
  {
    ...all,
    code: 'contracts.number',
    label: 'Nombre de marchés',
    explained: fr`Marchés notifiés dans la période, hors concessions ; chaque lot est un marché.`,
    kind: 'count',
    unit: 'marchés',
    numerator: 'marchés notifiés',
    denominator: null,
    facets: [facets.everything],
    of: 'contracts',
  },
  {
    ...all,
    code: 'contracts.amount',
    label: 'Montant des marchés',
    explained: `Somme des montants des marchés notifiés dans la période. ${VALUE}`,
    kind: 'amount',
    unit: '€ HT',
    numerator: 'montant des marchés notifiés',
    denominator: null,
    facets: [facets.everything],
    of: 'amounts',
  },
  ...FAMILIES.flatMap(family),
  filledShare('social', 'social', social),
  filledShare('environmental', 'environnemental', environmental),
  {
    ...all,
    code: 'contracts.offers-average',
    label: 'Nombre moyen d’offres reçues par marché',
    explained: 'Offres reçues, rapportées aux marchés qui en disent le nombre.',
    kind: 'ratio',
    unit: 'offres par marché',
    numerator: 'offres reçues',
    denominator: 'marchés qui disent le nombre d’offres reçues',
    facets: [facets.offersSaid],
    of: 'offers',
  },
  {
    ...all,
    code: 'contracts.single-offer-share',
    label: 'Part des marchés avec une seule offre',
    explained: 'Marchés qui n’ont reçu qu’une offre, rapportés aux marchés qui en disent le nombre.',
    kind: 'ratio',
    unit: '%',
    numerator: 'marchés avec une seule offre',
    denominator: 'marchés qui disent le nombre d’offres reçues',
    facets: [facets.singleOffer],
    of: 'contracts',
  },
]

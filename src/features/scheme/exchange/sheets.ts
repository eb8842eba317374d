import { as, type Codec } from './cells.ts'

/** A column of a sheet: its French head, the field of the row, and how it is written. */
export type SheetColumn = readonly [head: string, field: string, codec: Codec]

const PILLARS = { environmental: 'Environnemental', social: 'Social', economic: 'Économique' }
const KINDS = { count: 'Nombre', amount: 'Quantité', ratio: 'Part', change: 'Évolution', deliverable: 'Livrable', scale: 'Échelle' } // biome-ignore format: pairs
const DIRECTIONS = { up: 'À la hausse', down: 'À la baisse', none: 'Sans sens' }
const RHYTHMS = { year: 'Année', semester: 'Semestre', quarter: 'Trimestre' }
const SOURCES = { entered: 'Saisie', measured: 'Mesurée', formula: 'Formule' }
const STATES = { draft: 'Brouillon', submitted: 'Transmise', validated: 'Validée', published: 'Publiée', refused: 'Refusée' } // biome-ignore format: pairs
/** What a mark of an indicator is; each is another thing. */
export const MARKS = { baseline: 'T0', 'no-baseline': 'Sans T0', target: 'Cible', 'no-target': 'Sans cible', legal: 'Minimum légal', peers: 'Moyenne des pairs' } // biome-ignore format: pairs

const KEY = ['Identifiant', 'key', as.optional] as const
const figures = [
  ['Valeur', 'value', as.number],
  ['Numérateur', 'numerator', as.number],
  ['Dénominateur', 'denominator', as.number],
] as const

/** The sheets of a workbook, in order: one row a thing. Heads are never renamed: files that people keep are read by them. */
export const SHEETS = {
  scheme: {
    name: 'Schéma',
    columns: [
      ['Format', 'format', as.text],
      ['Adresse', 'code', as.code],
      ['Titre', 'title', as.text],
      ['Édition', 'edition', as.text],
      ['Début', 'from', as.day],
      ['Fin', 'to', as.day],
      ['Résumé', 'summary', as.text],
      ['Avertissement', 'notice', as.text],
      ['Acheteurs', 'buyers', as.buyers],
      ['Adopté le', 'adopted', as.day],
      ['Délibération', 'deliberation', as.text],
      ['Vote', 'vote', as.text],
    ],
  },
  axes: {
    name: 'Axes',
    columns: [
      KEY,
      ['Code', 'code', as.code],
      ['Titre', 'title', as.text],
      ['Pilier', 'pillar', as.choice(PILLARS, null)],
      ['Texte', 'text', as.text],
    ],
  },
  objectives: {
    name: 'Objectifs',
    columns: [KEY, ['Axe', 'parent', as.optional], ['Code', 'code', as.code], ['Titre', 'title', as.text], ['Texte', 'text', as.text]], // biome-ignore format: a line
  },
  actions: {
    name: 'Actions',
    columns: [
      KEY,
      ['Objectif ou axe', 'parent', as.optional],
      ['Code', 'code', as.code],
      ['Titre', 'title', as.text],
      ['But', 'aim', as.text],
      ['Description', 'description', as.text],
      ['Directions pilotes', 'pilots', as.list],
      ['Directions concernées', 'impacted', as.list],
      ['Partenaires', 'partners', as.list],
      ['Évaluation', 'evaluation', as.list],
      ['Projets liés', 'projects', as.list],
      ['Autres plans', 'plans', as.list],
      ['Piliers', 'pillars', as.choices(PILLARS)],
      ['Familles d’achat', 'families', as.list],
      ['Thèmes', 'themes', as.list],
      ['Cadre légal', 'legal', as.list],
      ['Remarque', 'remark', as.text],
      ['Entrée', 'entered', as.day],
      ['Sortie', 'leftOn', as.day],
      ['Motif de sortie', 'leftFor', as.text],
      ['Acheteur', 'buyer', as.optional],
    ],
  },
  steps: {
    name: 'Calendrier',
    columns: [['Action', 'action', as.optional], KEY, ['Étape', 'title', as.text], ['Début', 'from', as.day], ['Fin', 'to', as.day]], // biome-ignore format: a line
  },
  indicators: {
    name: 'Indicateurs',
    columns: [
      KEY,
      ['Rattaché à', 'parent', as.optional],
      ['Code', 'code', as.code],
      ['Libellé', 'label', as.text],
      ['Nature', 'kind', as.choice(KINDS, undefined)],
      ['Unité', 'unit', as.text],
      ['Numérateur', 'numerator', as.text],
      ['Dénominateur', 'denominator', as.text],
      ['Sens', 'direction', as.choice(DIRECTIONS, 'none')],
      ['Périodicité', 'rhythm', as.choice(RHYTHMS, 'year')],
      ['Ventilation', 'by', as.text],
      ['Niveaux', 'levels', as.list],
      ['Origine', 'source', as.choice(SOURCES, 'entered')],
      ['Mesure', 'measure', as.text],
      ['Filtres', 'filters', as.filters],
      ['Formule', 'formula', as.text],
      ['Donnée d’appui', 'support', as.flag],
      ['Ce qui est compté', 'counted', as.text],
      ['Ce qui est exclu', 'excluded', as.text],
      ['Collecte', 'collected', as.text],
      ['Remarque', 'remark', as.text],
    ],
  },
  rows: {
    name: 'Lignes',
    columns: [['Indicateur', 'indicator', as.optional], KEY, ['Libellé', 'label', as.text]],
  },
  own: {
    name: 'Acheteurs',
    columns: [KEY, ['Indicateur', 'parent', as.optional], ['Acheteur', 'buyer', as.optional]],
  },
  marks: {
    name: 'Repères',
    columns: [
      ['Indicateur ou acheteur', 'of', as.optional],
      ['Nature', 'mark', as.choice(MARKS, undefined)],
      ['Période', 'period', as.optional],
      ['Ligne', 'row', as.optional],
      ...figures,
      ['Indicative', 'tentative', as.flag],
      ['Source ou motif', 'source', as.text],
    ],
  },
  values: {
    name: 'Valeurs',
    columns: [
      ['Indicateur', 'indicator', as.optional],
      ['Période', 'period', as.optional],
      ['Ligne', 'row', as.optional],
      ['Acheteur', 'buyer', as.optional],
      ...figures,
      ['En mots', 'words', as.text],
      ['Commentaire', 'comment', as.text],
      ['État', 'state', as.choice(STATES, 'draft')],
    ],
  },
} as const satisfies Record<string, { name: string; columns: readonly SheetColumn[] }>

export type SheetName = keyof typeof SHEETS
/** What is in the sheets, before it is cells and once it is not any more: flat rows. */
export type Flat = Record<SheetName, Record<string, unknown>[]>

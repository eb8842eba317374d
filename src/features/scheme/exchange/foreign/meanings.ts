/** What a column of somebody else's spreadsheet may say: its French label, and the heads under which people write it, folded. */
interface Field {
  label: string
  /** Of an action, of an indicator, or of where they stand. */
  about: 'place' | 'action' | 'indicator'
  heads: readonly string[]
  /** Several columns may say it, each of a year. */
  yearly?: boolean
}

export const FIELDS = {
  axis: { label: 'Axe', about: 'place', heads: ['axe', 'axe strategique', 'axes', 'volet', 'pilier', 'chapitre', 'ambition', 'priorite', 'defi'] },
  objective: { label: 'Objectif', about: 'place', heads: ['objectif', 'objectif operationnel', 'objectif strategique', 'objectifs', 'orientation', 'sous-axe', 'enjeu', 'engagement', 'sous objectif', 'finalite'] },
  code: { label: 'Code de l’action', about: 'action', heads: ['n° action', 'n° de l action', 'numero action', 'numero de l action', 'code action', 'ref action', 'reference action', 'n° fiche', 'n° de fiche', 'numero de fiche', 'code fiche', 'id action', 'action n°'] },
  action: { label: 'Titre de l’action', about: 'action', heads: ['action', 'actions', 'fiche action', 'intitule de l action', 'titre de l action', 'nom de l action', 'libelle de l action', 'intitule action', 'mesure', 'mesures', 'projet', 'chantier', 'actions prevues', 'intitule de la fiche'] },
  aim: { label: 'But', about: 'action', heads: ['but', 'finalites', 'objectif de l action', 'objectifs de l action', 'objectif vise', 'objectifs vises', 'resultat attendu', 'resultats attendus', 'effets attendus'] },
  description: { label: 'Description', about: 'action', heads: ['description', 'descriptif', 'description de l action', 'contenu', 'contenu de l action', 'modalites', 'modalites de mise en oeuvre', 'mise en oeuvre', 'detail', 'contexte', 'presentation', 'moyens', 'sous-actions'] },
  pilots: { label: 'Directions pilotes', about: 'action', heads: ['pilote', 'pilotes', 'pilote(s)', 'direction pilote', 'directions pilotes', 'direction(s) pilote(s)', 'service pilote', 'porteur', 'porteurs', 'porteur de l action', 'responsable', 'responsables', 'referent', 'pilotage', 'service porteur', 'direction responsable', 'qui'] },
  impacted: { label: 'Directions concernées', about: 'action', heads: ['directions concernees', 'services concernes', 'direction concernee', 'directions impactees', 'directions associees', 'services associes', 'contributeurs', 'acteurs internes', 'directions partenaires', 'service(s) associe(s)'] },
  partners: { label: 'Partenaires', about: 'action', heads: ['partenaire', 'partenaires', 'partenaire(s)', 'partenaires externes', 'partenariats', 'acteurs externes'] },
  calendar: { label: 'Calendrier', about: 'action', heads: ['calendrier', 'planning', 'calendrier previsionnel', 'etapes', 'jalons', 'phasage', 'calendrier de mise en oeuvre', 'quand'] },
  from: { label: 'Début', about: 'action', heads: ['debut', 'date de debut', 'lancement', 'date de lancement', 'demarrage'] },
  to: { label: 'Échéance', about: 'action', heads: ['echeance', 'echeances', 'date de fin', 'fin', 'date limite', 'delai', 'date cible', 'horizon', 'terme'] },
  evaluation: { label: 'Évaluation', about: 'action', heads: ['evaluation', 'modalites d evaluation', 'modalites de suivi', 'suivi', 'criteres d evaluation', 'suivi et evaluation'] },
  projects: { label: 'Projets liés', about: 'action', heads: ['projets lies', 'projets associes', 'actions liees', 'liens avec d autres actions'] },
  plans: { label: 'Autres plans', about: 'action', heads: ['autres plans', 'lien avec d autres plans', 'articulation', 'agenda 21', 'pcaet', 'odd', 'liens avec les politiques publiques', 'documents lies', 'plans lies'] },
  families: { label: 'Familles d’achat', about: 'action', heads: ['famille d achat', 'familles d achat', 'familles d achats', 'segment', 'segments d achat', 'domaine d achat', 'secteur'] },
  themes: { label: 'Thèmes', about: 'action', heads: ['theme', 'themes', 'thematique', 'thematiques', 'mots cles', 'rubrique'] },
  legal: { label: 'Cadre légal', about: 'action', heads: ['cadre legal', 'cadre juridique', 'base legale', 'reference juridique', 'references reglementaires', 'reglementation', 'loi'] },
  remark: { label: 'Remarque', about: 'action', heads: ['remarque', 'remarques', 'commentaire', 'commentaires', 'observation', 'observations', 'note', 'notes', 'points de vigilance', 'freins'] },
  indicatorCode: { label: 'Code de l’indicateur', about: 'indicator', heads: ['n° indicateur', 'n° de l indicateur', 'code indicateur', 'numero indicateur', 'ref indicateur', 'id indicateur', 'indicateur n°'] },
  indicator: { label: 'Indicateur', about: 'indicator', heads: ['indicateur', 'indicateurs', 'indicateur(s)', 'intitule de l indicateur', 'nom de l indicateur', 'libelle de l indicateur', 'indicateurs de suivi', 'indicateur de suivi', 'indicateur de resultat', 'indicateurs de resultat', 'indicateur d evaluation', 'indicateurs d evaluation', 'indicateurs de realisation', 'kpi'] },
  unit: { label: 'Unité', about: 'indicator', heads: ['unite', 'unite de mesure', 'unites'] },
  baseline: { label: 'T0', about: 'indicator', heads: ['t0', 't 0', 'valeur de reference', 'reference', 'situation initiale', 'valeur initiale', 'etat initial', 'etat zero', 'point de depart', 'valeur de depart', 'ligne de base', 'situation actuelle', 'valeur actuelle'], yearly: true },
  target: { label: 'Cible', about: 'indicator', heads: ['cible', 'cibles', 'valeur cible', 'objectif cible', 'objectif chiffre', 'objectifs chiffres', 'objectif quantitatif', 'valeur visee', 'resultat vise', 'cible a atteindre', 'a atteindre'], yearly: true },
  value: { label: 'Valeur', about: 'indicator', heads: ['valeur', 'valeurs', 'realise', 'realisation', 'resultat', 'resultats', 'mesure constatee', 'valeur constatee', 'valeur realisee', 'bilan', 'donnee'], yearly: true },
  minimum: { label: 'Minimum légal', about: 'indicator', heads: ['minimum legal', 'obligation legale', 'seuil legal', 'objectif legal', 'seuil reglementaire', 'plancher legal'] },
  collected: { label: 'Collecte', about: 'indicator', heads: ['source', 'source des donnees', 'source de la donnee', 'mode de collecte', 'collecte', 'fournisseur de la donnee', 'producteur de la donnee', 'origine des donnees', 'service producteur'] },
  counted: { label: 'Ce qui est compté', about: 'indicator', heads: ['mode de calcul', 'methode de calcul', 'formule', 'definition', 'definition de l indicateur', 'calcul', 'perimetre', 'formule de calcul'] },
  rhythm: { label: 'Périodicité', about: 'indicator', heads: ['periodicite', 'frequence', 'rythme', 'frequence de collecte', 'temporalite'] },
} as const satisfies Record<string, Field> // biome-ignore format: a table

export type FieldName = keyof typeof FIELDS
export const FIELD_NAMES = Object.keys(FIELDS) as FieldName[]

/** Heads that say a title or a mark of whatever the sheet lists. */
export const TITLE_HEADS = ['intitule', 'libelle', 'titre', 'nom', 'designation', 'denomination']
export const CODE_HEADS = ['n°', 'no', 'num', 'numero', 'code', 'ref', 'reference', 'id', 'identifiant', 'n']

/** What a column says; `year` of a T0, a target, a value. */
export interface Meaning {
  field: FieldName
  year: string | null
}

/** A meaning as forms and the memory of an organisation write it: `target:2026`. */
export const wordOf = ({ field, year }: Meaning) => (year === null ? field : `${field}:${year}`)

/** Reads {@link wordOf}; null for no meaning, or none that is known. */
export function meaningOf(word: string): Meaning | null {
  const [name, year = null] = word.split(':')
  const field = FIELD_NAMES.find(one => one === name)
  return field === undefined || (year !== null && !/^(19|20)\d\d$/.test(year)) ? null : { field, year }
}

/** « Cible 2026 ». */
export const labelOf = ({ field, year }: Meaning) => FIELDS[field].label + (year === null ? '' : ` ${year}`)

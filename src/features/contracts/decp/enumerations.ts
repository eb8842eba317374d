import { fold } from '#kernel'

/**
 * The closed lists of the regulatory format (arrêté of 22 December 2022, format 2.0.2 to 2.0.4), straight apostrophes,
 * and the writings met in the wild that mean one of their values without doubt.
 */
export const MARKET_NATURES = ['Marché', 'Marché de partenariat', 'Marché de défense ou de sécurité']
export const MARKET_PROCEDURES = [
  'Procédure adaptée',
  "Appel d'offres ouvert",
  "Appel d'offres restreint",
  'Procédure avec négociation',
  'Marché passé sans publicité ni mise en concurrence préalable',
  'Dialogue compétitif',
]
export const TECHNIQUES = [
  'Accord-cadre',
  'Concours',
  'Système de qualification',
  "Système d'acquisition dynamique",
  'Catalogue électronique',
  'Enchère électronique',
  'Sans objet',
]
export const MODALITIES = ['Tranches', 'Bons de commande', 'Marchés subséquents', 'Sans objet']
export const NO_SOCIAL = 'Pas de considération sociale'
export const NO_ENVIRONMENTAL = 'Pas de considération environnementale'
export const MARKET_SOCIAL = ['Clause sociale', 'Critère social', 'Marché réservé', NO_SOCIAL]
export const ENVIRONMENTAL = ['Clause environnementale', 'Critère environnemental', NO_ENVIRONMENTAL]
export const CCAG = [
  'Travaux',
  "Maitrise d'œuvre",
  'Fournitures courantes et services',
  'Marchés industriels',
  'Prestations intellectuelles',
  "Techniques de l'information et de la communication",
  'Pas de CCAG',
]
export const PRICE_FORMS = ['Unitaire', 'Forfaitaire', 'Mixte']
export const PRICE_TYPES = ['Définitif ferme', 'Définitif actualisable', 'Définitif révisable', 'Provisoire']
export const PRICE_VARIATIONS = ['Ferme', 'Actualisable', 'Révisable']
export const GROUPINGS = ['Conjoint', 'Solidaire', 'Pas de groupement']
export const HOLDER_TYPES = ['SIRET', 'TVA', 'TAHITI', 'RIDET', 'FRWF', 'IREP', 'HORS-UE']
export const PLACE_TYPES = [
  'Code postal',
  'Code commune',
  'Code arrondissement',
  'Code canton',
  'Code département',
  'Code région',
  'Code pays',
]
export const CONCESSION_NATURES = [
  'Concession de travaux',
  'Concession de service',
  'Concession de service public',
  'Délégation de service public',
]
export const CONCESSION_PROCEDURES = [
  'Procédure négociée ouverte',
  'Procédure non négociée ouverte',
  'Procédure négociée restreinte',
  'Procédure non négociée restreinte',
]
export const CONCESSION_SOCIAL = ['Clause sociale', 'Critère social', 'Concession réservée', NO_SOCIAL]

/** Folded writing → official value: names of formats 1.x and 2.0.0, spellings of platforms. Case, accents and apostrophes need no row. */
const ALIASES: Record<string, string> = {
  'marche a tranches': 'Tranches',
  'bon de commande': 'Bons de commande',
  'marche subsequent': 'Marchés subséquents',
  'procedure concurrentielle avec negociation': 'Procédure avec négociation',
  'procedure negociee avec mise en concurrence prealable': 'Procédure avec négociation',
  'marche negocie sans publicite ni mise en concurrence prealable':
    'Marché passé sans publicité ni mise en concurrence préalable',
  frw: 'FRWF',
  hors_ue: 'HORS-UE',
  ue: 'TVA',
  'tva-intracommunautaire': 'TVA',
  tva_intracommunautaire: 'TVA',
}

const folded = new Map<readonly string[], Map<string, string>>()

/** The value of an official list that a text writes, whatever its case, accents, apostrophes and known drifts; else undefined. */
export function official(among: readonly string[], text: string): string | undefined {
  let index = folded.get(among)
  if (!index) {
    index = new Map(among.map(value => [fold(value), value]))
    folded.set(among, index)
  }
  const key = fold(text)
  const alias = ALIASES[key]
  return index.get(key) ?? (alias !== undefined && among.includes(alias) ? alias : undefined)
}

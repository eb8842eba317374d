import type { Grade, Recommendation } from './evaluation.ts'

/** What the example says of an action: a grade for each criterion in the order of the grid, one for the whole, words. */
export interface ExampleSaid {
  grades: readonly [Grade, Grade, Grade, Grade, Grade]
  grade: Grade
  strengths: string
  obstacles: string
  /** To continue unless said. */
  recommendation?: Recommendation
  advice?: string
  exitOn?: string
}

/** How each share of the example was amended, when it was submitted, when its evaluations were. */
export const SHARES = [
  {
    year: 2022,
    chosen: '2022-01-10',
    written: '2023-04-03',
    removed: {
      'bourse-cotraitance': 'Le site n’ouvre qu’en novembre 2022\u00a0: un an plus tard, il y aura de quoi juger.',
    },
    added: { 'guide-des-achats': 'Les directions demandent où en est le guide.' },
  },
  {
    year: 2023,
    chosen: '2022-11-28',
    written: '2024-04-02',
    removed: { 'routes-recyclees': 'Les premiers chantiers ne seront pas finis\u00a0: la part de 2024 la prendra.' },
    added: { 'bourse-aux-terres': 'Son recensement prend du retard\u00a0: mieux vaut la regarder tôt.' },
  },
  {
    year: 2024,
    chosen: '2023-11-27',
    written: '2025-04-01',
    removed: {},
    added: { egalite: 'Écrite en 2023, elle entre dans le schéma en février 2024.' },
  },
] as const

/** What was decided of each year's purchases, and when. */
export const STRATEGIES = [
  {
    year: 2023,
    day: '2022-10-11',
    words: `- **Insertion**\u00a0: une clause sociale dans chaque marché de travaux et de nettoyage renouvelé en 2023.
- **Papier**\u00a0: les marchés d’impression et de fournitures passent en recyclé.
- Un point sur l’énergie des bâtiments à chaque réunion du comité.`,
  },
  {
    year: 2024,
    day: '2023-10-10',
    words: `- **Cantines**\u00a0: les marchés de denrées qui s’achèvent en 2024 sont allotis par famille de produits, pour que les producteurs du département puissent répondre.
- Les heures d’insertion s’ouvrent aux femmes, comme l’action 2-3.1 le prévoit.`,
  },
  {
    year: 2025,
    day: '2024-10-08',
    words: `- Tenir ce qui est engagé avant d’engager autre chose\u00a0: l’année sert au bilan global.
- Aucun marché de mobilier neuf sans passer par la réserve.`,
  },
] as const

/** What was said of the actions of the department that does not exist: all of it is invented. */
export const SAID: Readonly<Record<string, ExampleSaid>> = {
  'imprimer-moins': {
    grades: [4, 3, 4, 3, 3],
    grade: 3,
    strengths: 'Les imprimantes individuelles sont parties sans heurt.',
    obstacles: 'Deux directions gardent des circuits sur papier que la loi ne demande plus.',
  },
  'energie-des-batiments': {
    grades: [4, 2, 2, 2, 2],
    grade: 2,
    strengths: 'Les compteurs sont relevés chaque mois, bâtiment par bâtiment.',
    obstacles: 'Les travaux prennent du retard, et les réglages changent à chaque dépannage.',
    recommendation: 'reinforce',
    advice: 'Confier les réglages à une personne, et commencer par les dix bâtiments qui consomment le plus.',
  },
  'numerique-sobre': {
    grades: [3, 3, 4, 3, 3],
    grade: 3,
    strengths: 'La réparation avant le remplacement est devenue la règle.',
    obstacles: 'Les appareils reconditionnés manquent en fin d’année.',
  },
  'clauses-sociales': {
    grades: [4, 3, 3, 3, 3],
    grade: 3,
    strengths: 'Les facilitateurs sont consultés avant la rédaction des marchés.',
    obstacles: 'Les marchés de services restent en retrait.',
  },
  parcours: {
    grades: [4, 2, 2, 3, 2],
    grade: 2,
    strengths: 'Chaque personne a un référent unique.',
    obstacles: 'Les sorties ne sont connues que plusieurs mois après.',
    recommendation: 'amend',
    advice: 'Demander la situation à trois mois plutôt qu’à la fin du marché.',
  },
  'payer-vite': {
    grades: [4, 3, 3, 3, 3],
    grade: 3,
    strengths: 'Les factures sont suivies chaque semaine.',
    obstacles: 'Le service fait tarde à être attesté sur les petits chantiers.',
  },
  'guide-des-achats': {
    grades: [3, 1, 2, 1, 1],
    grade: 1,
    strengths: 'L’attente des directions est réelle.',
    obstacles: 'Personne n’a de temps réservé pour l’écrire.',
    recommendation: 'amend',
    advice: 'Commencer par cinq fiches courtes plutôt que par une refonte entière.',
  },
  'mobilier-en-reserve': {
    grades: [4, 4, 4, 3, 3],
    grade: 4,
    strengths: 'La réserve se consulte avant toute commande.',
    obstacles: 'Le transport reste à la charge des services demandeurs.',
  },
  'bourse-aux-terres': {
    grades: [3, 1, 2, 1, 1],
    grade: 1,
    strengths: 'Les entreprises de travaux sont demandeuses.',
    obstacles: 'Le recensement dépend de communes qui n’ont pas toutes répondu.',
    recommendation: 'amend',
    advice: 'Ouvrir la bourse avec les chantiers du Département, et y ajouter les communes ensuite.',
  },
  flotte: {
    grades: [3, 3, 2, 3, 2],
    grade: 3,
    strengths: 'Les réservations partagées ont réduit le nombre de véhicules.',
    obstacles: 'Les bornes manquent dans les sites éloignés.',
  },
  'marches-reserves': {
    grades: [4, 3, 3, 3, 3],
    grade: 3,
    strengths: 'Les structures sont rencontrées avant la consultation.',
    obstacles: 'L’offre reste étroite hors de l’entretien et des espaces verts.',
  },
  'rencontre-solidaire': {
    grades: [3, 3, 3, 2, 3],
    grade: 3,
    strengths: 'La rencontre a fait naître des échanges durables.',
    obstacles: 'L’annuaire vieillit d’une année à l’autre.',
  },
  'bourse-cotraitance': {
    grades: [2, 1, 1, 1, 1],
    grade: 1,
    strengths: 'L’idée répondait à une demande des artisans.',
    obstacles: 'Les chambres consulaires offrent désormais le même service.',
    recommendation: 'leave',
    advice: 'Arrêter le site, et renvoyer vers le service des chambres consulaires.',
    exitOn: '2025-03-24',
  },
  sourcage: {
    grades: [4, 3, 3, 3, 3],
    grade: 3,
    strengths: 'Les échanges sont tracés, et les cahiers des charges y gagnent.',
    obstacles: 'Les petits marchés en sont encore privés, faute de temps.',
  },
  'routes-recyclees': {
    grades: [4, 3, 3, 4, 3],
    grade: 3,
    strengths: 'La valorisation sur place est entrée dans les habitudes des entreprises.',
    obstacles: 'Les enrobés tièdes dépendent d’une seule centrale.',
  },
  cantines: {
    grades: [4, 2, 2, 3, 3],
    grade: 2,
    strengths: 'Les chefs cuisiniers échangent leurs fournisseurs.',
    obstacles: 'Les filières locales ne couvrent pas l’hiver.',
    recommendation: 'reinforce',
    advice: 'Acheter ensemble les produits secs, et garder les marchés de frais à la taille des producteurs.',
  },
  'restes-de-cantine': {
    grades: [3, 3, 4, 3, 3],
    grade: 3,
    strengths: 'Les pesées se font avec les élèves.',
    obstacles: 'Les dons demandent une logistique que les petits collèges n’ont pas.',
  },
  'secteur-adapte': {
    grades: [3, 3, 3, 3, 2],
    grade: 3,
    strengths: 'Les établissements connaissent les besoins un an à l’avance.',
    obstacles: 'Les commandes se concentrent sur trois prestations.',
  },
  egalite: {
    grades: [4, 2, 3, 2, 2],
    grade: 2,
    strengths: 'Le diagnostic par métier est partagé avec les structures.',
    obstacles: 'Une année ne suffit pas à juger de ses effets.',
    recommendation: 'reinforce',
    advice: 'La garder dans l’édition suivante, avec la garde d’enfants dès la rédaction des marchés.',
  },
  'nettoyage-de-jour': {
    grades: [4, 4, 4, 4, 4],
    grade: 4,
    strengths: 'Les agents et les occupants des locaux se parlent enfin.',
    obstacles: 'Les salles de classe ne se nettoient pas en journée.',
  },
  'donnees-justes': {
    grades: [3, 3, 3, 3, 3],
    grade: 3,
    strengths: 'Le contrôle se fait à la notification, non plus en fin d’année.',
    obstacles: 'Les marchés transmis par d’autres profils restent à vérifier.',
  },
}

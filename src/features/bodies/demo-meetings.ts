/** A meeting of the example: its day and hours, its agenda, who of its body did not come as usual, what was said. */
export interface Held {
  body: string
  day: string
  hours: readonly [string, string]
  agenda: readonly string[]
  /** How those who did not come, or came for another, are said to have been; by name. Titular seats that are not here were there. */
  but?: Readonly<Record<string, 'excused' | 'away' | 'present' | { by: string }>>
  minutes: string
}

const MORNING = ['09:30', '11:30'] as const
const POLITICAL = 'Comité de pilotage des achats'
const TECHNICAL = 'Comité technique des achats'
const WORKING = 'Groupe de travail des achats responsables'
const ASSEMBLY = 'Assemblée départementale'

/** What steered the example: on the calendar of the source. */
export const HELD: readonly Held[] = [
  {
    body: TECHNICAL,
    day: '2022-01-18',
    hours: MORNING,
    agenda: ['Relire le schéma avant l’assemblée', 'Choisir les actions évaluées en 2022'],
    but: { 'Corinne Dubreuil': 'excused' },
    minutes: `Le comité relit les actions et demande que chacune ait un pilote nommé avant l’assemblée.

Il propose d’évaluer **sept actions** en 2022, prises dans les trois axes.`,
  },
  {
    body: ASSEMBLY,
    day: '2022-02-14',
    hours: ['14:00', '17:30'],
    agenda: ['Adopter le schéma des achats responsables 2022-2025'],
    but: { 'Bernard Quesnoy': 'away' },
    minutes: 'Le schéma est adopté par 34 voix pour et 6 abstentions (délibération 2022-017).',
  },
  {
    body: POLITICAL,
    day: '2022-10-11',
    hours: MORNING,
    agenda: ['La stratégie d’achat de 2023', 'Point sur l’énergie des bâtiments'],
    but: { 'Karim Lefort': 'excused', 'Lucie Thomassin': 'present' },
    minutes: `La stratégie de 2023 met en avant l’insertion et le papier.

Le comité s’inquiète de l’énergie des bâtiments et demande un point à chaque réunion.`,
  },
  {
    body: TECHNICAL,
    day: '2022-12-06',
    hours: MORNING,
    agenda: ['Choisir les actions évaluées en 2023', 'Actions nouvelles à proposer'],
    minutes: `Sept autres actions seront évaluées en 2023.

Une orientation est donnée au groupe de travail\u00a0: étudier comment ouvrir aux femmes les heures d’insertion.`,
  },
  {
    body: WORKING,
    day: '2023-04-18',
    hours: ['14:00', '16:30'],
    agenda: ['Bilan des actions évaluées en 2022', 'Une fiche sur l’égalité'],
    but: { 'Anaïs Pruvost': 'away' },
    minutes: `Les sept bilans sont relus un à un. Deux manquent de chiffres\u00a0: les pilotes les donneront avant juin.

La fiche « Ouvrir aux femmes les heures d’insertion » est écrite.`,
  },
  {
    body: TECHNICAL,
    day: '2023-07-04',
    hours: MORNING,
    agenda: ['Valider le bilan des actions évaluées en 2022', 'La fiche sur l’égalité'],
    but: { 'Maëlle Kerbrat': { by: 'Inès Carpentier' } },
    minutes: 'Le bilan est validé. La fiche sur l’égalité est transmise au comité de pilotage.',
  },
  {
    body: POLITICAL,
    day: '2023-10-10',
    hours: MORNING,
    agenda: ['La stratégie d’achat de 2024', 'La fiche sur l’égalité'],
    minutes: `La stratégie de 2024 donne la priorité aux cantines.

Le comité approuve la fiche sur l’égalité.`,
  },
  {
    body: TECHNICAL,
    day: '2023-12-05',
    hours: MORNING,
    agenda: ['Choisir les actions évaluées en 2024'],
    but: { 'Sylvain Marchetti': 'excused', 'Moussa Traoré': 'away' },
    minutes: 'Les sept dernières actions seront évaluées en 2024\u00a0: chacune l’aura alors été une fois.',
  },
  {
    body: WORKING,
    day: '2024-04-16',
    hours: ['14:00', '16:30'],
    agenda: ['Bilan des actions évaluées en 2023'],
    minutes: 'Les sept bilans sont prêts. La bourse aux terres attend encore les réponses de deux communes.',
  },
  {
    body: TECHNICAL,
    day: '2024-07-02',
    hours: MORNING,
    agenda: ['Valider le bilan des actions évaluées en 2023'],
    minutes: 'Le bilan est validé. Le retard de la bourse aux terres est expliqué dans sa fiche.',
  },
  {
    body: POLITICAL,
    day: '2024-10-08',
    hours: MORNING,
    agenda: ['La stratégie d’achat de 2025', 'Ce que dira le bilan global'],
    but: { 'Odile Barreau': { by: 'Hélène Vasseur' } },
    minutes: 'Le bilan global de 2025 reprendra les trois années, et dira ce qui n’a pas marché.',
  },
  {
    body: TECHNICAL,
    day: '2024-12-03',
    hours: MORNING,
    agenda: ['Les actions qui pourraient sortir du schéma'],
    minutes: `Le comité propose de sortir l’action 3-1.2, « Aider les entreprises à répondre ensemble », qui fait double emploi avec le service des chambres consulaires.

Elle ne peut sortir que trois ans après son entrée.`,
  },
  {
    body: WORKING,
    day: '2025-04-15',
    hours: ['14:00', '16:30'],
    agenda: ['Le bilan global des trois années'],
    minutes: 'Les sept dernières évaluations sont prêtes. Le bilan global réunit les trois parts.',
  },
  {
    body: TECHNICAL,
    day: '2025-07-01',
    hours: MORNING,
    agenda: ['Valider le bilan global'],
    but: { 'Corinne Dubreuil': 'excused' },
    minutes: 'Le bilan global est validé, et proposé au comité de pilotage.',
  },
  {
    body: POLITICAL,
    day: '2025-10-07',
    hours: MORNING,
    agenda: ['Adopter le bilan global', 'La stratégie du renouvellement'],
    minutes: 'Le bilan global est adopté. Le renouvellement gardera les trois axes.',
  },
]

type Role = 'chair' | 'secretary' | 'member'
/** A seat of the example; a member of the department where they have an account there. `for` whom they sit, by name. */
interface Seated {
  name: string
  title: string
  role?: Role
  for?: string
}

export interface Opened {
  kind: 'political' | 'technical' | 'working-group' | 'assembly'
  name: string
  mandate: string
  quorum: string
  decides: 'majority' | 'consent'
  seats: readonly Seated[]
}

/** The bodies of the example, and who sits in them: all invented. */
export const OPENED: readonly Opened[] = [
  {
    kind: 'political',
    name: POLITICAL,
    mandate: `Fixe chaque second semestre la **stratégie d’achat** de l’année suivante, et valide ce que le comité technique propose\u00a0: les actions nouvelles, celles qui sortent, le bilan global.`,
    quorum: '50',
    decides: 'majority',
    seats: [
      { name: 'Hélène Vasseur', title: 'Vice-présidente déléguée aux achats', role: 'chair' },
      { name: 'Étienne Roussel', title: 'Responsable du schéma', role: 'secretary' },
      { name: 'Odile Barreau', title: 'Conseillère déléguée à la transition écologique' },
      { name: 'Karim Lefort', title: 'Conseiller délégué à l’insertion' },
      { name: 'Lucie Thomassin', title: 'Conseillère départementale', for: 'Karim Lefort' },
      { name: 'Bernard Quesnoy', title: 'Président de la commission d’appel d’offres' },
    ],
  },
  {
    kind: 'technical',
    name: TECHNICAL,
    mandate: `Choisit chaque décembre **les actions évaluées l’année suivante**, valide chaque juillet le bilan de l’année écoulée, et donne au groupe de travail des orientations.`,
    quorum: '50',
    decides: 'majority',
    seats: [
      { name: 'Sylvain Marchetti', title: 'Directeur général adjoint', role: 'chair' },
      { name: 'Étienne Roussel', title: 'Responsable du schéma', role: 'secretary' },
      { name: 'Inès Carpentier', title: 'Direction des achats' },
      { name: 'Corinne Dubreuil', title: 'Directrice des finances' },
      { name: 'Moussa Traoré', title: 'Direction de l’insertion' },
      { name: 'Maëlle Kerbrat', title: 'Direction des collèges et des bâtiments' },
    ],
  },
  {
    kind: 'working-group',
    name: WORKING,
    mandate: `Réunit celles et ceux qui achètent, dans toutes les directions. **Écrit les fiches et les bilans**, suit les actions\u00a0; sa composition varie selon ce qu’il a à faire.`,
    quorum: '',
    decides: 'consent',
    seats: [
      { name: 'Étienne Roussel', title: 'Responsable du schéma', role: 'chair' },
      { name: 'Inès Carpentier', title: 'Direction des achats' },
      { name: 'Maëlle Kerbrat', title: 'Direction des collèges et des bâtiments' },
      { name: 'Moussa Traoré', title: 'Direction de l’insertion' },
      { name: 'Anaïs Pruvost', title: 'Direction des routes' },
    ],
  },
  {
    kind: 'assembly',
    name: ASSEMBLY,
    mandate: `Adopte le schéma, le modifie et le renouvelle. Ne sont nommés ici que la présidence et celles et ceux qui rapportent\u00a0: les autres membres siègent en séance.`,
    quorum: '',
    decides: 'majority',
    seats: [
      { name: 'Philippe Aubray', title: 'Président du conseil départemental', role: 'chair' },
      { name: 'Hélène Vasseur', title: 'Vice-présidente, rapporteure' },
      { name: 'Bernard Quesnoy', title: 'Conseiller départemental, rapporteur' },
    ],
  },
]

import type { PartKind } from '../document/document.ts'

/** How a field of a part is filled in and read back. */
export interface Spec {
  name: string
  label: string
  hint?: string
  as:
    | 'line'
    | 'text'
    | 'lines'
    | 'pillar'
    | 'pillars'
    | 'steps'
    | 'day'
    | 'leaving'
    | 'choice'
    | 'tick'
    | 'breakdown'
    | 'source'
    | 'baseline'
    | 'targets'
    | 'minima'
  rows?: number
  /** Of a choice: what may be chosen. */
  options?: readonly { value: string; label: string }[]
}

const CODE: Spec = {
  name: 'code',
  label: 'Code',
  hint: 'Libre, par exemple 1-1.3. Il peut changer sans rien casser.',
  as: 'line',
}
const TITLE: Spec = { name: 'title', label: 'Intitulé', as: 'line' }
const ONE_A_LINE = 'Un par ligne.'

/** The fields of the parts, in the order of their forms. */
export const SPECS: Record<Exclude<PartKind, 'own'>, readonly Spec[]> = {
  axis: [
    CODE,
    TITLE,
    { name: 'pillar', label: 'Pilier', as: 'pillar' },
    { name: 'text', label: 'Présentation', as: 'text' },
  ],
  objective: [CODE, TITLE, { name: 'text', label: 'Présentation', as: 'text' }],
  action: [
    CODE,
    TITLE,
    { name: 'aim', label: 'But', hint: 'Ce que l’action doit changer, en une ou deux phrases.', as: 'text', rows: 3 },
    { name: 'description', label: 'Description', as: 'text', rows: 8 },
    { name: 'pilots', label: 'Directions pilotes', hint: ONE_A_LINE, as: 'lines' },
    {
      name: 'impacted',
      label: 'Directions impactées',
      hint: `Celles dont l’action change le travail. ${ONE_A_LINE}`,
      as: 'lines',
    },
    { name: 'partners', label: 'Partenaires', hint: ONE_A_LINE, as: 'lines' },
    {
      name: 'calendar',
      label: 'Calendrier',
      hint: 'Des étapes, datées ou non. Une étape sans intitulé est retirée.',
      as: 'steps',
    },
    { name: 'evaluation', label: 'Modalités d’évaluation', hint: ONE_A_LINE, as: 'lines' },
    { name: 'projects', label: 'Projets liés', hint: ONE_A_LINE, as: 'lines' },
    { name: 'plans', label: 'Liens avec d’autres plans', hint: `Agenda 21, PCAET… ${ONE_A_LINE}`, as: 'lines' },
    { name: 'legal', label: 'Ce que dit la loi', hint: ONE_A_LINE, as: 'lines' },
    { name: 'pillars', label: 'Piliers', as: 'pillars' },
    { name: 'families', label: 'Familles d’achat', hint: ONE_A_LINE, as: 'lines' },
    { name: 'themes', label: 'Thèmes', hint: ONE_A_LINE, as: 'lines' },
    { name: 'remark', label: 'Remarque', as: 'text', rows: 3 },
    { name: 'entered', label: 'Entrée dans le schéma', as: 'day' },
    {
      name: 'left',
      label: 'Sortie du schéma',
      hint: 'Une action ne sort pas avant trois ans, et sa sortie se motive.',
      as: 'leaving',
    },
  ],
  indicator: [
    CODE,
    { name: 'label', label: 'Libellé', as: 'line' },
    {
      name: 'kind',
      label: 'Nature',
      as: 'choice',
      options: [
        { value: 'count', label: 'Nombre' },
        { value: 'amount', label: 'Quantité ou montant' },
        { value: 'ratio', label: 'Part (numérateur ÷ dénominateur)' },
        { value: 'change', label: 'Évolution (année ÷ année précédente)' },
        { value: 'deliverable', label: 'Livrable (fait ou non)' },
        { value: 'scale', label: 'Échelle qualitative' },
      ],
    },
    { name: 'unit', label: 'Unité', hint: 'marchés, %, kg, heures, € HT…', as: 'line' },
    { name: 'numerator', label: 'Ce que compte le numérateur', hint: 'Pour une part.', as: 'line' },
    { name: 'denominator', label: 'Ce que compte le dénominateur', hint: 'Pour une part.', as: 'line' },
    {
      name: 'direction',
      label: 'Ce qui est souhaité',
      as: 'choice',
      options: [
        { value: 'none', label: 'Aucun sens en particulier' },
        { value: 'up', label: 'Plus la valeur est haute, mieux c’est' },
        { value: 'down', label: 'Plus la valeur est basse, mieux c’est' },
      ],
    },
    {
      name: 'rhythm',
      label: 'Une valeur par',
      as: 'choice',
      options: [
        { value: 'year', label: 'année' },
        { value: 'semester', label: 'semestre' },
        { value: 'quarter', label: 'trimestre' },
      ],
    },
    { name: 'source', label: 'D’où vient la valeur', as: 'source' },
    {
      name: 'breakdown',
      label: 'Lignes',
      hint: 'Pour une valeur par label, par produit, par territoire…',
      as: 'breakdown',
    },
    { name: 'levels', label: 'Niveaux de l’échelle', hint: `Le plus bas d’abord. ${ONE_A_LINE}`, as: 'lines' },
    { name: 'baseline', label: 'T0 : d’où l’on part', as: 'baseline' },
    { name: 'targets', label: 'Cibles', as: 'targets' },
    { name: 'legal', label: 'Minimum légal', hint: 'Ce que la loi impose, et le texte qui le dit.', as: 'minima' },
    { name: 'counted', label: 'Ce qui est compté', as: 'text', rows: 2 },
    { name: 'excluded', label: 'Ce qui est exclu', as: 'text', rows: 2 },
    { name: 'collected', label: 'Qui collecte, et où', as: 'text', rows: 2 },
    { name: 'remark', label: 'Remarque', as: 'text', rows: 2 },
    {
      name: 'support',
      label: 'Donnée d’appui : elle sert à calculer d’autres indicateurs, et n’en est pas un du schéma',
      as: 'tick',
    },
  ],
}

/** The French name of a field of any part, for messages. */
export const fieldLabel = (name: string): string => {
  for (const specs of Object.values(SPECS)) for (const spec of specs) if (spec.name === name) return spec.label
  return { from: 'Début', to: 'Fin' }[name] ?? name
}

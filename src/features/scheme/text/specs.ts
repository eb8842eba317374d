import type { PartKind } from '../document/document.ts'

/** How a field of a part is filled in and read back. */
export interface Spec {
  name: string
  label: string
  hint?: string
  as: 'line' | 'text' | 'lines' | 'pillar' | 'pillars' | 'steps' | 'day' | 'leaving'
  rows?: number
}

const CODE: Spec = {
  name: 'code',
  label: 'Code',
  hint: 'Libre, par exemple 1-1.3. Il peut changer sans rien casser.',
  as: 'line',
}
const TITLE: Spec = { name: 'title', label: 'Intitulé', as: 'line' }
const ONE_A_LINE = 'Un par ligne.'

/** The fields of the parts that are mostly words, in the order of their forms. Indicators have a form of their own. */
export const SPECS: Record<Exclude<PartKind, 'indicator' | 'own'>, readonly Spec[]> = {
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
}

/** The French name of a field of any part, for messages. */
export const fieldLabel = (name: string): string => {
  for (const specs of Object.values(SPECS)) for (const spec of specs) if (spec.name === name) return spec.label
  return (
    {
      label: 'Intitulé',
      unit: 'Unité',
      targets: 'Cibles',
      baseline: 'T0',
      from: 'Début',
      to: 'Fin',
      source: 'Source',
      breakdown: 'Lignes',
      levels: 'Niveaux',
    }[name] ?? name
  )
}

/** A document that must hold together. */
export { trustedDocument as read } from './document/reading.ts'

/** A small scheme that uses most of what a document can say. */
export const SMALL = {
  format: 'mieuxdisant-scheme/1',
  code: 'essai-2026',
  title: 'Schéma d’essai',
  from: '2026-01-01',
  to: '2028-12-31',
  buyers: [{ siren: '229900998', name: 'Vallonne' }],
  axes: [
    { key: 'ecologie', code: '1', title: 'Écologiquement responsable', pillar: 'environmental' },
    { key: 'social', code: '2', title: 'Socialement responsable', pillar: 'social' },
  ],
  objectives: [{ key: 'ressources', parent: 'ecologie', code: '1-1', title: 'Préserver les ressources' }],
  actions: [
    {
      key: 'papier',
      parent: 'ressources',
      code: '1-1.1',
      title: 'Diminuer la consommation de papier',
      aim: 'Moins de papier, et plus de recyclé.',
      pilots: ['Direction des Achats'],
      impacted: ['Tous les services'],
      calendar: [{ key: 'e1', title: 'Dématérialiser la facturation', from: '2026-01-01', to: '2026-12-31' }],
      entered: '2026-02-27',
    },
    { key: 'clauses', parent: 'social', code: '2-1', title: 'Diversifier les clauses d’insertion' },
  ],
  indicators: [
    {
      key: 'tonnage',
      parent: 'papier',
      label: 'Papier consommé',
      kind: 'amount',
      unit: 'kg',
      direction: 'down',
      breakdown: {
        by: 'Label',
        rows: [
          { key: 'fsc', label: 'FSC' },
          { key: 'recycle', label: 'Recyclé' },
        ],
      },
      baseline: { period: '2025', value: '121492' },
      targets: [{ period: '2028', value: '90000' }],
    },
    {
      key: 'part-recycle',
      parent: 'papier',
      label: 'Part du papier recyclé',
      kind: 'ratio',
      unit: '%',
      direction: 'up',
      source: { kind: 'formula', formula: '[tonnage : recycle] ÷ somme([tonnage])' },
      baseline: { none: 'Aucune mesure avant 2026.' },
      targets: { none: 'À fixer après la première année.' },
    },
    {
      key: 'part-sociale',
      parent: 'clauses',
      label: 'Part des marchés avec considération sociale',
      kind: 'ratio',
      unit: '%',
      direction: 'up',
      source: { kind: 'measured', measure: 'contracts.social-share', filters: {} },
      legal: [{ period: null, value: '30', source: 'Plan national pour des achats durables' }],
    },
  ],
} as const

import { trustedDocument } from '#features/scheme'

/** A value of a document, as it is kept: validated unless told. */
export const value = (indicator: string, period: string, more: object) => ({
  ...{
    indicator,
    period,
    row: null,
    buyer: null,
    value: null,
    numerator: null,
    denominator: null,
    words: '',
    comment: '',
  },
  ...{ state: 'validated' as const, ...more },
})

/** A scheme of three years with a starting year, some figures validated, one that is a draft, one missing. */
export const SCHEME = trustedDocument({
  format: 'mieuxdisant-scheme/1',
  code: 'essai-2023',
  title: 'Schéma d’essai',
  summary: 'Un schéma pour **essayer**.',
  from: '2023-01-01',
  to: '2025-12-31',
  adoption: { on: '2023-02-10', deliberation: '2023-12' },
  axes: [
    { key: 'ecologie', code: '1', title: 'Écologiquement responsable' },
    { key: 'social', code: '2', title: 'Socialement responsable' },
  ],
  objectives: [{ key: 'ressources', parent: 'ecologie', code: '1-1', title: 'Préserver les ressources' }],
  actions: [
    {
      key: 'papier',
      parent: 'ressources',
      code: '1-1.1',
      title: 'Moins de papier, et mieux',
      pilots: ['Direction des Achats'],
      calendar: [
        { key: 'former', title: 'Former les services', from: '2024-01-01', to: '2024-06-30' },
        { key: 'renouveler', title: 'Renouveler le marché', from: '2025-01-01', to: '2025-09-30' },
      ],
    },
    { key: 'cantines', parent: 'ressources', code: '1-1.2', title: 'Des cantines plus saines', pilots: ['Collèges'] },
    { key: 'clauses', parent: 'social', code: '2-1', title: 'Diversifier les clauses', pilots: ['Insertion'] },
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
        by: 'label',
        rows: [
          { key: 'fsc', label: 'FSC et PEFC' },
          { key: 'recycle', label: 'Recyclé' },
        ],
      },
    },
    {
      key: 'recycle',
      parent: 'papier',
      label: 'Part du papier recyclé',
      kind: 'ratio',
      unit: '%',
      direction: 'up',
      numerator: 'papier recyclé',
      denominator: 'papier consommé',
      baseline: { period: '2022', value: '20' },
      targets: [{ period: '2025', value: '45' }],
    },
    { key: 'bio', parent: 'cantines', label: 'Part du bio', kind: 'ratio', unit: '%', direction: 'up' },
    { key: 'heures', parent: 'clauses', label: 'Heures d’insertion', kind: 'count', unit: 'heures', direction: 'up' },
    { key: 'guide', parent: 'clauses', label: 'Guide diffusé', kind: 'deliverable' },
  ],
  values: [
    value('recycle', '2023', { numerator: '35321', denominator: '132942', value: '26.568729220261' }),
    value('recycle', '2024', { numerator: '46748', denominator: '121492', value: '38.478253712179' }),
    value('recycle', '2025', { numerator: '50000', denominator: '100000', value: '50' }),
    value('bio', '2024', { value: '99', state: 'draft' }),
    value('tonnage', '2024', { row: 'fsc', value: '74744' }),
    value('tonnage', '2024', { row: 'recycle', value: '46748' }),
    value('heures', '2024', { value: '12500.5' }),
    value('guide', '2024', { value: '1' }),
  ],
})

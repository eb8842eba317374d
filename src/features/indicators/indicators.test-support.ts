import { type Definition, trustedDocument as read } from '#features/scheme'
import type { Period } from '#kernel'
import type { Value } from './values/values.ts'

/** A small scheme: an action of paper, piloted, one of clauses; amounts by label, shares, a deliverable. */
export const SMALL = {
  format: 'mieuxdisant-scheme/1',
  code: 'essai-2026',
  title: 'Schéma d’essai',
  from: '2023-01-01',
  to: '2028-12-31',
  buyers: [{ siren: '229900998', name: 'Vallonne' }],
  axes: [{ key: 'ecologie', code: '1', title: 'Écologiquement responsable' }],
  actions: [
    { key: 'papier', parent: 'ecologie', code: '1-1', title: 'Diminuer la consommation de papier' },
    { key: 'clauses', parent: 'ecologie', code: '1-2', title: 'Diversifier les clauses d’insertion' },
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
      baseline: { period: '2022', value: '121492' },
      targets: [{ period: '2028', value: '90000' }],
    },
    {
      key: 'bio',
      parent: 'papier',
      label: 'Part du bio',
      kind: 'ratio',
      unit: '%',
      numerator: 'Bio',
      denominator: 'Total',
    },
    { key: 'guide', parent: 'papier', label: 'Guide diffusé', kind: 'deliverable' },
    {
      key: 'heures',
      parent: 'clauses',
      label: 'Heures d’insertion',
      kind: 'count',
      unit: 'heures',
      breakdown: { by: 'Lot', rows: Array.from({ length: 100 }, (_, n) => ({ key: `lot-${n}`, label: `Lot ${n}` })) },
    },
  ],
}

/** A document that must hold together. */
export { read }

/** An indicator by itself, with its defaults. */
export function definitionOf(more: object): Definition {
  const indicator = { key: 'i', label: 'I', kind: 'amount', unit: 't', direction: 'up', ...more }
  const [definition] = read({ ...SMALL, indicators: [indicator] }).indicators
  if (!definition) throw new Error('no indicator')
  return { ...definition, action: null, buyer: null, above: null }
}

/** A value by itself, a draft of 2024 that says nothing unless told. */
export const saying = (more: Partial<Value>): Value => ({
  id: '',
  organisation: 'a',
  indicator: 'i',
  period: '2024' as Period,
  row: '',
  origin: 'entered',
  numerator: null,
  denominator: null,
  value: null,
  words: '',
  comment: '',
  state: 'draft',
  act: 1,
  entered: 1,
  judged: null,
  lineage: null,
  ...more,
})

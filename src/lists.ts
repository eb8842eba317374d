import type { KnownList } from '#features/views'

/** The lists with filters in their address, which members may keep views of. */
export const LISTS: readonly KnownList[] = [
  { label: 'Actions du schéma', path: '/schemas/:code' },
  { label: 'Indicateurs', path: '/schemas/:code/indicateurs' },
  { label: 'Saisie des valeurs', path: '/schemas/:code/saisie' },
  { label: 'Marchés à corriger', path: '/corrections/marches' },
  { label: 'Journal', path: '/journal' },
  { label: 'Marchés', path: '/marches', open: true },
  { label: 'Taux', path: '/taux', open: true },
  { label: 'Qualité des données', path: '/qualite', open: true },
  { label: 'Corrections publiques', path: '/corrections', open: true },
]

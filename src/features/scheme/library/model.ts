import { z } from 'zod'
import { PARTS } from '../document/document.ts'
import { lines } from '../document/fields.ts'

/** What model actions are about, in the order in which they are offered; each label is the tag of the actions made from them. */
export const THEMES = {
  'clauses-ecologiques': 'Clauses et critères écologiques',
  energie: 'Énergie et climat',
  btp: 'Bâtiment et travaux publics',
  reemploi: 'Réemploi et économie circulaire',
  papier: 'Papier',
  numerique: 'Numérique',
  mobilite: 'Mobilité',
  restauration: 'Restauration',
  textile: 'Textile',
  nettoyage: 'Nettoyage',
  biodiversite: 'Eau et biodiversité',
  insertion: 'Insertion',
  handicap: 'Handicap',
  ess: 'Économie sociale et solidaire',
  egalite: 'Égalité entre les femmes et les hommes',
  fournisseurs: 'Relations avec les fournisseurs',
  sourcage: 'Sourçage',
  pme: 'Accès des petites entreprises',
  innovation: 'Innovation',
  gouvernance: 'Programmation, pilotage et données',
} as const
export type Theme = keyof typeof THEMES

/** What a model says of an indicator: where a scheme starts from and aims at is its own. */
const indicator = PARTS.indicator.omit({
  parent: true,
  code: true,
  baseline: true,
  targets: true,
  peers: true,
  remark: true,
})

/** An action that real schemes carry out, written so that another may begin from it. Articles that are not checked yet say so. */
export const model = PARTS.action
  .pick({
    key: true,
    title: true,
    aim: true,
    description: true,
    pilots: true,
    impacted: true,
    partners: true,
    evaluation: true,
    pillars: true,
    families: true,
    legal: true,
  })
  .extend({
    theme: z.enum(Object.keys(THEMES) as [Theme, ...Theme[]]),
    /** Undated. */
    steps: lines,
    /** The actions of published schemes that it is written after. */
    origin: lines,
    indicators: z.array(indicator).min(1),
  })
export type Model = z.infer<typeof model>

import type { Block, Cell, Deck, Paper } from './paper.ts'

const words = (text: string): Cell => ({ text })
const number = (text: string, value: string, unit: string): Cell => ({ text, value, unit })

const CHART = `<svg xmlns="http://www.w3.org/2000/svg" width="600" height="200" viewBox="0 0 600 200"><rect width="100%" height="100%" fill="#fff"/><rect x="80" y="60" width="80" height="120" fill="#5b2245"/><rect x="260" y="20" width="80" height="160" fill="#5b2245"/><text x="120" y="52" text-anchor="middle" font-family="Public Sans" font-size="14">31,3 %</text><text x="300" y="14" text-anchor="middle" font-family="Public Sans" font-size="14">38,5 %</text></svg>`

/** One block of each sort, with what is hard to write: no-break spaces, other alphabets, signs that formats take for theirs. */
export const BLOCKS: readonly Block[] = [
  { as: 'heading', level: 1, id: 'essentiel', text: 'L’essentiel' },
  {
    as: 'text',
    runs: [
      { text: 'La part du papier recyclé atteint ' },
      { text: '38,48\u202f%', strong: true },
      { text: ' en 2025, dit ' },
      { text: 'la fiche', emphasis: true },
      { text: ' ; ' },
      { text: 'voir le détail', link: '#papier' },
      { text: ' ou ' },
      { text: 'le site', link: 'https://exemple.fr/?a=1&b=2' },
      { text: '.' },
    ],
  },
  {
    as: 'figures',
    id: 'chiffres-cles',
    caption: 'Chiffres clés',
    items: [
      {
        label: 'Papier recyclé',
        figure: number('38,48\u202f%', '38.4783', '%'),
        notes: ['Cible 2026 : 30\u202f%', 'T0 2015 : 0,5\u202f%'],
      },
      { label: 'Heures d’insertion', figure: number('131\u202f800\u00a0h', '131800', 'h'), notes: [] },
      { label: 'Livraisons groupées', figure: words('Non renseigné'), notes: ['À collecter'] },
    ],
  },
  { as: 'heading', level: 2, id: 'papier', text: 'Papier # consommé * <b>par label</b> @ [x] $ \\ _ `' },
  {
    as: 'table',
    id: 'papier-valeurs',
    caption: 'Papier consommé, par label',
    columns: [
      { head: 'Label', weight: 2 },
      { head: '2024', numeric: true },
      { head: '2025', numeric: true },
    ],
    rows: [
      [words('FSC'), number('95\u202f261\u00a0kg', '95261', 'kg'), number('73\u202f190\u00a0kg', '73190', 'kg')],
      [words('=cmd|calc'), number('−2,5\u00a0kg', '-2.5', 'kg'), words('non renseigné')],
    ],
    note: 'Magasin départemental.',
  },
  {
    as: 'chart',
    id: 'papier-graphique',
    title: 'En 2025, 38,5\u202f% du papier est recyclé',
    note: 'Part du papier recyclé, %',
    alt: 'De 31,3\u202f% en 2024 à 38,5\u202f% en 2025.',
    svg: CHART,
    width: 600,
    height: 200,
  },
  { as: 'heading', level: 3, id: 'suite', text: 'Ce qui suit' },
  {
    as: 'list',
    ordered: true,
    items: [
      [
        { as: 'text', runs: [{ text: 'Premier' }] },
        { as: 'list', ordered: false, items: [[{ as: 'text', runs: [{ text: 'Sous-point' }] }]] },
      ],
      [{ as: 'text', runs: [{ text: 'Second, 🌳 et مرحبا' }] }],
    ],
  },
  { as: 'aside', title: 'À savoir', blocks: [{ as: 'text', runs: [{ text: 'Deux lignes\nl’une sous l’autre.' }] }] },
  {
    as: 'facts',
    items: [
      { label: 'Pilote', runs: [{ text: 'Direction des achats' }] },
      { label: 'Statut', runs: [{ text: 'En cours', strong: true }] },
    ],
  },
]

/** A document of all of it. */
export const PAPER: Paper = {
  title: 'Bilan 2025',
  subtitle: 'Schéma des achats responsables de la Vallonne',
  author: 'Ville de Pierrefonte',
  description: 'Ce que le schéma a fait en 2025, et ce que disent ses indicateurs.',
  day: '2026-03-31',
  facts: [
    { label: 'Période', text: '2025' },
    { label: 'Publication', text: 'n° 3' },
  ],
  notice: 'Données fictives.',
  address: 'https://exemple.fr/publications/130000000/3',
  blocks: BLOCKS,
}

const blocksOf = (...kinds: readonly Block['as'][]) => BLOCKS.filter(({ as }) => kinds.includes(as))

/** Some slides of it. */
export const DECK: Deck = {
  ...PAPER,
  slides: [
    { title: 'L’essentiel', blocks: blocksOf('text', 'figures') },
    { title: 'Le papier', blocks: blocksOf('table', 'chart') },
    { title: 'Ce qui suit', blocks: blocksOf('list', 'aside', 'facts') },
  ],
}

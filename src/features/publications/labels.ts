import { refusals } from '#kernel'

/** How the trail tells what publishing does. */
export const PUBLISHING_WORDS = {
  acts: { publish: 'Publier', withdraw: 'Retirer une publication' },
  relations: { publication: 'Publication', publication_withdrawal: 'Retrait de publication' },
  columns: {
    number: 'Numéro',
    previous: 'Numéro précédent',
    title: 'Titre',
    period: 'Période',
    example: 'Données d’exemple',
    published_at: 'Publiée le',
    author_id: 'Par',
    publication_id: 'Publication',
    replaces: 'Corrige le numéro',
    changes: 'Ce qui change',
    content: 'Fichier des chiffres',
    manifest: 'Empreintes des fichiers',
    sha256: 'Empreinte',
    reason: 'Motif',
  },
} as const

/** French wordings of what publishing refuses. */
export const refuse = refusals({
  'already-published': (f: { number: number }) =>
    `Cette période est déjà publiée, sous le numéro ${f.number}. Pour changer ce qui est publié, corrigez ce numéro.`,
  'corrected-unknown': (f: { number: number }) =>
    `La publication n° ${f.number} n’est pas de cette période : choisissez celle à corriger dans la liste des publications.`,
  'corrected-withdrawn': (f: { number: number }) =>
    `La publication n° ${f.number} a été retirée : elle ne se corrige plus. Publiez de nouveau la période.`,
  'already-corrected': (f: { number: number; by: number }) =>
    `La publication n° ${f.number} est déjà corrigée par le n° ${f.by} : corrigez le n° ${f.by}.`,
  'changes-missing': () => 'Dites ce qui change par rapport à la publication corrigée, en une ou deux phrases.',
  'number-taken': () => 'Une autre publication vient de paraître : recommencez.',
  'reason-missing': () =>
    'Dites pourquoi cette publication est retirée, en une ou deux phrases : tout le monde les lira.',
  'already-withdrawn': (f: { number: number }) => `La publication n° ${f.number} est déjà retirée.`,
  'publisher-suspended': () =>
    'Cette organisation ne peut plus publier au nom de l’acheteur : elle a été suspendue. Demandez pourquoi à la personne qui administre le site.',
})

/** How the trail tells what is done to bilans. */
export const REPORT_WORDS = {
  acts: {
    'plan-bilan': 'Disposer un bilan',
    'write-bilan': 'Écrire dans un bilan',
    'submit-report': 'Soumettre un bilan aux instances',
    'publish-bilan': 'Publier un bilan',
  },
  relations: { bilan: 'Bilan', bilan_text: 'Texte de bilan' },
  columns: {
    kind: 'Sorte',
    year: 'Année',
    plan: 'Disposition',
    bilan_id: 'Bilan',
    part: 'Partie',
    words: 'Texte',
    revision: 'Révision',
    opened_at: 'Ouvert le',
  },
} as const

import type { Check } from './check.ts'

const asked = (title: string, remedy: string) =>
  ({
    level: 'to-know',
    title,
    why: 'La loi sur les schémas le demande. Ce que nous en avons lu est à vérifier : rien n’est bloqué.',
    remedy,
    mend: 'cover',
  }) as const satisfies Check

/** What the law on schemes asks for, that a scheme says nothing of. */
export const LAW_CHECKS = {
  'law-social': asked('Aucun but social', 'Ajoutez un axe ou une action du volet social.'),
  'law-ecological': asked('Aucun but écologique', 'Ajoutez un axe ou une action du volet environnemental.'),
  'law-circular': asked('Économie circulaire absente', 'Dites ce que le schéma fait pour l’économie circulaire.'),
  'law-follow-up': asked('Suivi annuel absent', 'Dites comment le schéma est suivi chaque année.'),
  'law-rates': asked(
    'Taux d’achats responsables absents',
    'Ajoutez un indicateur du taux réel d’achats sociaux et un des achats écologiques, en nombre ou en valeur.',
  ),
  'law-targets': asked('Taux sans cible', 'Donnez une cible à chaque catégorie d’achats responsables.'),
  'law-esus': asked(
    'Entreprises solidaires absentes',
    'Ajoutez un indicateur et une cible sur les achats aux entreprises solidaires d’utilité sociale (ESUS).',
  ),
  'law-inclusion': asked(
    'Emploi de personnes handicapées ou défavorisées absent',
    'Ajoutez un indicateur et une cible sur les achats aux entreprises qui les emploient.',
  ),
  'law-publication': asked(
    'Publication tous les deux ans absente',
    'Dites quand les indicateurs sont publiés : tous les deux ans au moins.',
  ),
} as const satisfies Record<string, Check>

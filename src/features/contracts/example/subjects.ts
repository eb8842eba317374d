/** What the example's buyers buy: an eight-digit CPV code, and subjects of our own invention. */
export const FAMILIES: readonly { cpv: string; from: number; to: number; subjects: readonly string[] }[] = [
  {
    cpv: '45210000',
    from: 180_000,
    to: 3_400_000,
    subjects: [
      'Réhabilitation du collège des Tilleuls : gros œuvre',
      'Réhabilitation du collège des Tilleuls : menuiseries extérieures',
      'Isolation par l’extérieur du collège du Val-Clair',
      'Construction de la maison des solidarités d’Aubrelieu',
      'Rénovation énergétique de la cité administrative',
      'Préau et cour végétalisée du collège Simone-Aubrac',
    ],
  },
  {
    cpv: '45233140',
    from: 120_000,
    to: 1_900_000,
    subjects: [
      'Enrobés tièdes pour les routes du secteur Ouest',
      'Réfection de la route départementale 14 entre Aubrelieu et Pierrefonte',
      'Aménagement de la voie verte de la Vallonne',
      'Carrefour de la Croix-Rouge : sécurisation et pistes cyclables',
      'Renforcement du pont de la Sourde',
    ],
  },
  {
    cpv: '15000000',
    from: 42_000,
    to: 460_000,
    subjects: [
      'Denrées biologiques pour douze collèges',
      'Fruits et légumes de saison pour la restauration scolaire',
      'Pain et viennoiseries pour les collèges du secteur Nord',
      'Produits laitiers fermiers pour la cuisine centrale',
      'Viandes de races locales pour la restauration scolaire',
    ],
  },
  {
    cpv: '90910000',
    from: 50_000,
    to: 720_000,
    subjects: [
      'Entretien ménager des collèges : arrondissement Nord',
      'Entretien ménager des collèges : arrondissement Sud',
      'Nettoyage des vitres des bâtiments administratifs',
      'Nettoyage de jour de la médiathèque',
    ],
  },
  {
    cpv: '90500000',
    from: 60_000,
    to: 540_000,
    subjects: [
      'Collecte des biodéchets des collèges',
      'Gestion de la déchèterie des Trois-Moulins',
      'Tri et valorisation du mobilier réformé',
      'Collecte des papiers de bureau',
    ],
  },
  {
    cpv: '39130000',
    from: 41_000,
    to: 210_000,
    subjects: [
      'Mobilier scolaire réemployé',
      'Mobilier de bureau reconditionné',
      'Mobilier des centres de protection maternelle',
    ],
  },
  {
    cpv: '77310000',
    from: 43_000,
    to: 260_000,
    subjects: [
      'Entretien des espaces verts des collèges sans produits phytosanitaires',
      'Éco-pâturage des délaissés routiers',
      'Plantation de haies le long des routes départementales',
      'Taille et élagage des alignements d’arbres',
    ],
  },
  {
    cpv: '71240000',
    from: 40_500,
    to: 380_000,
    subjects: [
      'Maîtrise d’œuvre du gymnase du Val-Clair',
      'Étude de programmation des archives départementales',
      'Assistance à maîtrise d’ouvrage pour la rénovation énergétique',
      'Diagnostic de vulnérabilité des ponts',
    ],
  },
  {
    cpv: '72260000',
    from: 45_000,
    to: 330_000,
    subjects: [
      'Maintenance du logiciel de paie',
      'Plateforme de gestion des aides sociales',
      'Hébergement sobre des applications départementales',
    ],
  },
  {
    cpv: '34110000',
    from: 55_000,
    to: 420_000,
    subjects: [
      'Location de véhicules électriques',
      'Vélos à assistance électrique pour les agents',
      'Fourgons à faibles émissions pour les centres routiers',
    ],
  },
  {
    cpv: '18110000',
    from: 41_000,
    to: 130_000,
    subjects: [
      'Vêtements de travail des agents routiers',
      'Équipements de protection des agents des collèges',
      'Blanchisserie et réparation des vêtements de travail',
    ],
  },
  {
    cpv: '30197000',
    from: 40_200,
    to: 160_000,
    subjects: ['Papier recyclé pour les collèges et les services', 'Fournitures de bureau écolabellisées'],
  },
]

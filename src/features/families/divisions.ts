/**
 * The 45 divisions of the common procurement vocabulary (CPV 2008, regulation (EC) No 213/2008): first two digits → short French
 * label, in our own words. Sort the codes before listing them: JavaScript puts '03' and '09' last.
 */
export const DIVISIONS: Readonly<Record<string, string>> = {
  '03': 'Agriculture, pêche et sylviculture',
  '09': 'Énergie et carburants',
  '14': 'Minerais et métaux bruts',
  '15': 'Alimentation et boissons',
  '16': 'Matériel agricole',
  '18': 'Habillement et chaussures',
  '19': 'Cuir, textile, caoutchouc et plastique',
  '22': 'Imprimés et édition',
  '24': 'Chimie',
  '30': 'Informatique et bureautique',
  '31': 'Matériel électrique et éclairage',
  '32': 'Audiovisuel et télécommunications (matériel)',
  '33': 'Matériel médical, médicaments et hygiène',
  '34': 'Véhicules et matériel de transport',
  '35': 'Sécurité, secours et défense',
  '37': 'Musique, sport, jeux et loisirs créatifs',
  '38': 'Laboratoire, optique et instruments de mesure',
  '39': 'Mobilier, équipement intérieur et produits d’entretien',
  '41': 'Eau',
  '42': 'Machines et équipements industriels',
  '43': 'Engins de chantier et de carrière',
  '44': 'Matériaux et fournitures de construction',
  '45': 'Travaux',
  '48': 'Logiciels',
  '50': 'Maintenance et réparation',
  '51': 'Installation de matériel',
  '55': 'Restauration, hébergement et commerce de détail',
  '60': 'Transport de personnes et de marchandises',
  '63': 'Logistique, voyages et services annexes au transport',
  '64': 'Poste et télécommunications (services)',
  '65': 'Distribution d’eau et d’énergie',
  '66': 'Banque et assurance',
  '70': 'Immobilier',
  '71': 'Architecture, ingénierie et contrôle',
  '72': 'Services informatiques',
  '73': 'Recherche et développement',
  '75': 'Administration, défense et protection sociale',
  '76': 'Services pétroliers et gaziers',
  '77': 'Espaces verts, agriculture et forêt (services)',
  '79': 'Services aux organisations : droit, conseil, communication, gardiennage',
  '80': 'Enseignement et formation',
  '85': 'Santé et action sociale',
  '90': 'Déchets, assainissement, propreté et environnement',
  '92': 'Culture, sport et loisirs',
  '98': 'Autres services aux personnes et à la collectivité',
}

/** The division of a CPV code, null when it is none of the 45. */
export function divisionOf(cpv: string): { code: string; label: string } | null {
  const code = cpv.slice(0, 2)
  const label = Object.hasOwn(DIVISIONS, code) ? DIVISIONS[code] : undefined
  return label === undefined ? null : { code, label }
}

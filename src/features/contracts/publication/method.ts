/** How the rates are made, as it is written beside each publication; the page « Méthode » says more. */
export const METHOD = [
  'Un marché compte « oui » s’il a au moins une considération de la liste officielle : clause, critère ou, pour le volet social, marché réservé. Chaque lot est un marché.',
  'Taux en nombre : marchés « oui » divisés par marchés renseignés (« oui » ou « non, déclaré »). Ce qui n’est pas renseigné, ou illisible, n’est compté ni pour oui ni pour non.',
  'Taux en valeur : la même division sur les montants initiaux hors taxes. Sont écartés les montants absents, inférieurs à 1 €, supérieurs à 3 milliards d’euros, et la valeur convenue 12 311 111 111 €.',
  'Les lignes d’un accord-cadre qui répètent le même plafond (même acheteur, même date, même code CPV, même montant, même objet) sont un seul montant, qui vaut « oui » si l’une d’elles le dit.',
  'Les concessions ne comptent dans aucun taux. L’année est celle de la notification, pour tous les établissements du SIREN.',
  'Les taux sont arrondis une seule fois, à partir de la fraction exacte, la moitié vers le haut : à quatre décimales dans les fichiers, au dixième de pour cent sur la page.',
] as const

/** The same, where the buyer corrects some of its contracts. */
export const METHOD_OF_CORRECTIONS =
  'Taux avec corrections : la même règle, où les valeurs que l’acheteur corrige de ses propres marchés (avec un motif, une date, et sans toucher à la donnée officielle) prennent la place des valeurs officielles.'

/** The texts that the rates answer to. What was not read on Légifrance itself says so. */
export const LAW = [
  {
    text: 'Code de la commande publique, article L. 2111-3',
    says: 'les acheteurs de plus de 50 millions d’euros par an publient tous les deux ans, en nombre de contrats ou en valeur, les taux réels d’achats socialement et écologiquement responsables',
    since: '2023-01-01',
    verified: false,
  },
  {
    text: 'Arrêté du 22 décembre 2022 relatif aux données essentielles des marchés publics',
    says: 'le format des données, et la liste des considérations sociales et environnementales',
    since: '2024-01-01',
    verified: false,
  },
] as const

import { contractsOf, HOLDERS, PLANS, sequence, VALLONNE, type YearPlan } from './example.ts'

/** The former format: flat lists, names, no consideration. */
function asV1(contract: Record<string, unknown>, buyer: YearPlan['buyer']): Record<string, unknown> {
  const {
    id,
    nature,
    objet,
    codeCPV,
    procedure,
    dureeMois,
    dateNotification,
    datePublicationDonnees,
    montant,
    titulaires,
  } = contract
  const holders = (titulaires as { titulaire: { typeIdentifiant: string; id: string } }[]).map(({ titulaire }) => ({
    ...titulaire,
    denominationSociale: HOLDERS.find(([siret]) => siret === titulaire.id)?.[1],
  }))
  return {
    _type: 'Marché',
    id: `${id}00`,
    acheteur: { id: buyer.siret, nom: buyer.name },
    lieuExecution: { code: '99', typeCode: 'Code département', nom: 'Vallonne' },
    formePrix: 'Ferme',
    modifications: [],
    titulaires: holders,
    ...{ nature, objet, codeCPV, procedure, dureeMois, dateNotification, datePublicationDonnees, montant },
  }
}

/** Four holders of one framework agreement, each line repeating the same ceiling; the third says nothing of the environment. */
function sharedCeiling(): Record<string, unknown>[] {
  return HOLDERS.slice(3, 7).map(([holder], i) => ({
    id: `2025-90${i + 1}`,
    acheteur: { id: VALLONNE.siret },
    nature: 'Marché',
    objet: 'Petits travaux d’entretien des collèges : accord-cadre à plusieurs titulaires',
    codeCPV: '45453000',
    techniques: { technique: ['Accord-cadre'] },
    procedure: "Appel d'offres ouvert",
    dureeMois: 48,
    dateNotification: '2025-06-16',
    datePublicationDonnees: '2025-07-01',
    montant: 2_400_000,
    titulaires: [{ titulaire: { typeIdentifiant: 'SIRET', id: holder } }],
    considerationsSociales: { considerationSociale: ['Clause sociale'] },
    ...(i === 2
      ? {}
      : { considerationsEnvironnementales: { considerationEnvironnementale: ['Critère environnemental'] } }),
  }))
}

/** Mistakes that real files hold, so that the quality page has something to show; all of 2024, all of the Vallonne. */
function defects(): Record<string, unknown>[] {
  const base = (n: number, more: Record<string, unknown>) => ({
    id: `2024-95${n}`,
    acheteur: { id: VALLONNE.siret },
    nature: 'Marché',
    objet: `Marché mal renseigné n° ${n}`,
    codeCPV: '79810000',
    techniques: { technique: ['Sans objet'] },
    procedure: 'Procédure adaptée',
    dureeMois: 12,
    dateNotification: `2024-03-0${n}`,
    datePublicationDonnees: `2024-03-2${n}`,
    montant: 52_000,
    titulaires: [{ titulaire: { typeIdentifiant: 'SIRET', id: HOLDERS[0][0] } }],
    considerationsSociales: { considerationSociale: ['Pas de considération sociale'] },
    considerationsEnvironnementales: { considerationEnvironnementale: ['Pas de considération environnementale'] },
    ...more,
  })
  return [
    base(1, { montant: 0 }),
    base(2, { montant: 999_999_999 }),
    base(3, { montant: 12_311_111_111 }),
    base(4, { montant: undefined, titulaires: [] }),
    base(5, { codeCPV: '3110000', id: '000000' }),
    base(6, { considerationsSociales: { considerationSociale: ['Pas de considération sociale', 'Clause sociale'] } }),
    base(7, { dateNotification: undefined }),
    base(8, { titulaires: [{ titulaire: { typeIdentifiant: 'SIRET', id: '12345678901234' } }] }),
  ]
}

function concessions(): Record<string, unknown>[] {
  return [2023, 2024, 2025, 2026].map(year => ({
    id: `${year}-DSP1`,
    autoriteConcedante: { id: VALLONNE.siret },
    nature: 'Délégation de service public',
    objet: `Exploitation du port de plaisance de la Sourde, saison ${year}`,
    procedure: 'Procédure négociée ouverte',
    dureeMois: 12,
    dateSignature: `${year}-02-14`,
    datePublicationDonnees: `${year}-03-10`,
    dateDebutExecution: `${year}-04-01`,
    valeurGlobale: 310_000,
    montantSubventionPublique: 0,
    concessionnaires: [{ concessionnaire: { typeIdentifiant: 'SIRET', id: HOLDERS[6][0] } }],
    considerationsSociales: { considerationSociale: ['Clause sociale'] },
    considerationsEnvironnementales: { considerationEnvironnementale: ['Clause environnementale'] },
  }))
}

/** The example as official files, in the order of their import. Beside the plans: one shared ceiling (4 lines), 8 defects, 4 concessions. */
export function exampleFiles(): { name: string; text: string }[] {
  const next = sequence(2026)
  const planned = PLANS.map(one => ({ ...one, contracts: contractsOf(one, next) }))
  const v1 = planned
    .filter(({ year }) => year === 2022)
    .flatMap(({ contracts, buyer }) => contracts.map(contract => asV1(contract, buyer)))
  const v2 = planned.filter(({ year }) => year > 2022).flatMap(({ contracts }) => contracts)
  const file = { marches: { marche: [...v2, ...sharedCeiling(), ...defects()], 'contrat-concession': concessions() } }
  return [
    { name: 'vallonne-2022-v1.json', text: JSON.stringify({ marches: v1 }, null, 1) },
    { name: 'vallonne-2023-2026.json', text: JSON.stringify(file, null, 1) },
  ]
}

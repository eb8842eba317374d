/** Records written for the tests: valid in format 2.0.4, every optional field filled. */
type Json = Record<string, unknown>

export function sampleMarket(changes: Json = {}): Json {
  return {
    id: '2025-041L2',
    acheteur: { id: '21750001600019' },
    nature: 'Marché',
    objet: 'Entretien des espaces verts',
    codeCPV: '77310000-6',
    techniques: { technique: ['Accord-cadre'] },
    modalitesExecution: { modaliteExecution: ['Bons de commande', 'Tranches'] },
    idAccordCadre: '2024-007',
    marcheInnovant: false,
    ccag: 'Fournitures courantes et services',
    offresRecues: 3,
    attributionAvance: true,
    tauxAvance: 0.1,
    typeGroupementOperateurs: 'Pas de groupement',
    sousTraitanceDeclaree: true,
    actesSousTraitance: [
      {
        acteSousTraitance: {
          id: 1,
          sousTraitant: { typeIdentifiant: 'SIRET', id: '55210055400013' },
          dureeMois: 6,
          dateNotification: '2025-04-02',
          datePublicationDonnees: '2025-04-10',
          montant: 1500.5,
          variationPrix: 'Ferme',
        },
      },
    ],
    procedure: "Appel d'offres ouvert",
    lieuExecution: { code: '62000', typeCode: 'Code postal' },
    dureeMois: 48,
    dateNotification: '2025-03-14',
    datePublicationDonnees: '2025-04-01',
    montant: 240000,
    typesPrix: { typePrix: ['Définitif révisable'] },
    formePrix: 'Unitaire',
    origineUE: 0.4,
    origineFrance: 0.2,
    titulaires: [{ titulaire: { typeIdentifiant: 'SIRET', id: '55210055400013' } }],
    considerationsSociales: { considerationSociale: ['Clause sociale', 'Critère social'] },
    considerationsEnvironnementales: { considerationEnvironnementale: ['Critère environnemental'] },
    modificationsActesSousTraitance: [
      {
        modificationActeSousTraitance: {
          id: 1,
          dureeMois: 8,
          dateNotificationModificationSousTraitance: '2025-05-02',
          montant: 1700,
          datePublicationDonnees: '2025-05-20',
        },
      },
    ],
    modifications: [
      {
        modification: {
          id: 1,
          dateNotificationModification: '2025-06-02',
          datePublicationDonneesModification: '2025-06-20',
          dureeMois: 50,
          montant: 250000,
          titulaires: [{ titulaire: { typeIdentifiant: 'TVA', id: 'FR32552100554' } }],
        },
      },
    ],
    ...changes,
  }
}

export function sampleConcession(changes: Json = {}): Json {
  return {
    id: '2025-C3',
    autoriteConcedante: { id: '21750001600019' },
    nature: 'Concession de service',
    objet: 'Exploitation du camping municipal',
    procedure: 'Procédure négociée ouverte',
    dureeMois: 120,
    dateSignature: '2025-01-20',
    datePublicationDonnees: '2025-02-01',
    dateDebutExecution: '2025-03-01',
    valeurGlobale: 900000,
    montantSubventionPublique: 0,
    donneesExecution: [
      {
        donneesAnnuelles: {
          datePublicationDonneesExecution: '2026-02-01',
          depensesInvestissement: 12000,
          tarifs: [{ tarif: { intituleTarif: 'Nuitée', tarif: 14.5 } }],
        },
      },
    ],
    concessionnaires: [{ concessionnaire: { typeIdentifiant: 'SIRET', id: '55210055400013' } }],
    considerationsSociales: { considerationSociale: ['Concession réservée'] },
    considerationsEnvironnementales: { considerationEnvironnementale: ['Pas de considération environnementale'] },
    modifications: [
      {
        modification: {
          id: 1,
          dateSignatureModification: '2025-09-01',
          datePublicationDonneesModification: '2025-09-15',
          dureeMois: 132,
          valeurGlobale: 950000,
        },
      },
    ],
    ...changes,
  }
}

export const sampleFile = (markets: unknown[] = [], concessions: unknown[] = []) => ({
  marches: { marche: markets, 'contrat-concession': concessions },
})

import { type Cents, parseCents } from '#kernel'
import { splitWords, wordsOf, writtenConsiderations } from './considerations.ts'
import { dateOf } from './dates.ts'
import type { ContractDetails, ExecutionYear, ModificationDetails, Party, SubcontractDetails } from './details.ts'
import * as lists from './enumerations.ts'
import { nameOf, typeOf } from './holders.ts'
import { isDoubtfulChange } from './modifications.ts'
import type { SourceRecord } from './records.ts'
import { booleanOf, numberOf, sayingOf, wordOf } from './scalars.ts'
import { type Fields, fieldOf, idOf, isFields, itemsOf } from './shape.ts'
import { readSubject } from './subjects.ts'

const NATURES = [...lists.MARKET_NATURES, ...lists.CONCESSION_NATURES]
const PROCEDURES = [...lists.CONCESSION_PROCEDURES, ...lists.MARKET_PROCEDURES]
const OFFICIAL_FIELDS = new Set([
  ...[
    'id',
    'acheteur',
    'autoriteConcedante',
    'nature',
    'objet',
    'codeCPV',
    'procedure',
    'lieuExecution',
    'idAccordCadre',
    'ccag',
  ],
  ...[
    'techniques',
    'technique',
    'modalitesExecution',
    'modaliteExecution',
    'formePrix',
    'typesPrix',
    'typePrix',
    'offresRecues',
  ],
  ...[
    'marcheInnovant',
    'attributionAvance',
    'tauxAvance',
    'sousTraitanceDeclaree',
    'typeGroupementOperateurs',
    'origineUE',
    'origineFrance',
  ],
  ...[
    'dureeMois',
    'dateNotification',
    'dateSignature',
    'datePublicationDonnees',
    'montant',
    'valeurGlobale',
    'titulaires',
    'concessionnaires',
  ],
  ...[
    'considerationsSociales',
    'considerationsEnvironnementales',
    'modifications',
    'actesSousTraitance',
    'modificationsActesSousTraitance',
  ],
  ...['dateDebutExecution', 'montantSubventionPublique', 'donneesExecution'],
])

/** Everything that a page shows of one contract, read again from its record. Tolerates every shape; a value that is no object says nothing. */
export function describe(record: Pick<SourceRecord, 'value' | 'dialect' | 'concession'>): ContractDetails {
  const fields = isFields(record.value) ? record.value : {}
  const { concession } = record
  const amount = amountOf(concession ? (fields['valeurGlobale'] ?? fields['montant']) : fields['montant'])
  const wrapper = fields['titulaires'] === undefined ? 'concessionnaire' : 'titulaire'
  return {
    id: sayingOf(fields['id']),
    buyer: buyerOf(fields, concession),
    nature: wordOf(fields['nature'], NATURES),
    subject: readSubject(fields['objet'], []),
    cpv: sayingOf(fields['codeCPV']),
    procedure: wordOf(fields['procedure'], concession ? PROCEDURES : lists.MARKET_PROCEDURES),
    place: placeOf(fields['lieuExecution']),
    frameworkId: sayingOf(fields['idAccordCadre']),
    ccag: wordOf(fields['ccag'], lists.CCAG),
    techniques: valuesOf(fields['techniques'] ?? fields['technique'], 'technique', lists.TECHNIQUES),
    executionModes: valuesOf(
      fields['modalitesExecution'] ?? fields['modaliteExecution'],
      'modaliteExecution',
      lists.MODALITIES,
    ),
    // "Révisable" means another thing in v1: only v2 words have an official writing.
    priceForm: wordOf(fields['formePrix'], lists.PRICE_FORMS),
    priceTypes: valuesOf(fields['typesPrix'] ?? fields['typePrix'], 'typePrix', lists.PRICE_TYPES),
    offers: numberOf(fields['offresRecues']),
    innovative: booleanOf(fields['marcheInnovant']),
    advance: booleanOf(fields['attributionAvance']),
    advanceRate: numberOf(fields['tauxAvance']),
    subcontracting: booleanOf(fields['sousTraitanceDeclaree']),
    grouping: wordOf(fields['typeGroupementOperateurs'], lists.GROUPINGS),
    originEuropeanUnion: numberOf(fields['origineUE']),
    originFrance: numberOf(fields['origineFrance']),
    months: numberOf(fields['dureeMois']),
    notified: dateOf(fields['dateNotification']) ?? dateOf(fields['dateSignature']),
    published: dateOf(fields['datePublicationDonnees']),
    amount,
    holders: partiesOf(fields[`${wrapper}s`], wrapper),
    social: writtenConsiderations(fields, 'social'),
    environmental: writtenConsiderations(fields, 'environmental'),
    modifications: modificationsOf(fields['modifications'], amount),
    subcontracts: itemsOf(fields['actesSousTraitance'], 'acteSousTraitance').items.map(subcontractOf),
    subcontractChanges: itemsOf(fields['modificationsActesSousTraitance'], 'modificationActeSousTraitance').items.map(
      subcontractOf,
    ),
    concession: concession
      ? {
          started: dateOf(fields['dateDebutExecution']),
          subsidy: amountOf(fields['montantSubventionPublique']),
          execution: itemsOf(fields['donneesExecution'], 'donneesAnnuelles').items.map(executionOf),
        }
      : null,
    others: othersOf(fields),
  }
}

/** An amount that can be held to the cent. */
function amountOf(value: unknown): Cents | null {
  const cents = parseCents(value)
  return Number.isSafeInteger(cents) ? cents : null
}

function partyOf(value: unknown): Party {
  const id = idOf(value) || null
  if (!isFields(value)) return { id, type: id === null ? null : typeOf(null, id), name: null }
  return { id, type: typeOf(value['typeIdentifiant'], id ?? ''), name: nameOf(value) }
}

function buyerOf(fields: Fields, concession: boolean): Party {
  const parties = [
    fields['acheteur'],
    fields['autoriteConcedante'],
    fields['acheteur_id'],
    fields['autoriteConcedante_id'],
  ]
  if (concession) parties.splice(0, 2, fields['autoriteConcedante'], fields['acheteur'])
  return partyOf(parties.find(party => idOf(party) !== ''))
}

function partiesOf(value: unknown, wrapper: string): Party[] {
  const { items, strays } = itemsOf(value, wrapper)
  return [...items, ...strays].map(partyOf).filter(party => party.id !== null || party.name !== null)
}

function valuesOf(value: unknown, inner: string, among: readonly string[]): string[] {
  const words = wordsOf(value, inner).flatMap(splitWords)
  return words.map(word => wordOf(word, among)).filter(word => word !== null)
}

function placeOf(value: unknown): ContractDetails['place'] {
  if (!isFields(value)) return sayingOf(value) === null ? null : { code: sayingOf(value), kind: null, name: null }
  const place = {
    code: sayingOf(value['code']),
    kind: wordOf(value['typeCode'], lists.PLACE_TYPES),
    name: sayingOf(fieldOf(value, 'nom')),
  }
  return place.code === null && place.name === null ? null : place
}

function modificationsOf(value: unknown, initial: Cents | null): ModificationDetails[] {
  const modifications = itemsOf(value, 'modification').items.map(item => {
    const amount = amountOf(item['montant'] ?? item['valeurGlobale'])
    return {
      id: sayingOf(item['id']),
      notified: dateOf(item['dateNotificationModification']) ?? dateOf(item['dateSignatureModification']),
      published: dateOf(item['datePublicationDonneesModification']),
      amount,
      amountDoubtful: isDoubtfulChange(amount, initial),
      months: numberOf(item['dureeMois']),
      holders: partiesOf(
        item['titulaires'] ?? item['concessionnaires'],
        item['titulaires'] === undefined ? 'concessionnaire' : 'titulaire',
      ),
      reason: sayingOf(item['objetModification']),
    }
  })
  // Ranks are not to be trusted (1, 1, 3 in one contract): dates are what orders modifications.
  const order = ({ notified, published }: ModificationDetails) => notified ?? published ?? '9999-12-31'
  return modifications.sort((a, b) => (order(a) < order(b) ? -1 : order(a) > order(b) ? 1 : 0))
}

function subcontractOf(item: Fields): SubcontractDetails {
  return {
    id: sayingOf(item['id']),
    subcontractor: item['sousTraitant'] === undefined ? null : partyOf(item['sousTraitant']),
    notified: dateOf(item['dateNotification'] ?? item['dateNotificationModificationSousTraitance']),
    published: dateOf(item['datePublicationDonnees']),
    amount: amountOf(item['montant']),
    months: numberOf(item['dureeMois']),
    priceVariation: wordOf(item['variationPrix'], lists.PRICE_VARIATIONS),
  }
}

function executionOf(item: Fields): ExecutionYear {
  return {
    published: dateOf(item['datePublicationDonneesExecution']),
    investment: amountOf(item['depensesInvestissement']),
    prices: itemsOf(item['tarifs'], 'tarif').items.map(price => ({
      label: sayingOf(price['intituleTarif']),
      amount: amountOf(price['tarif']),
    })),
  }
}

const LONGEST_OTHER = 500

function othersOf(fields: Fields): ContractDetails['others'] {
  return Object.entries(fields).flatMap(([field, value]) => {
    const text = typeof value === 'boolean' ? String(value) : sayingOf(value)
    return OFFICIAL_FIELDS.has(field) || text === null ? [] : [{ field, text: text.slice(0, LONGEST_OTHER) }]
  })
}

import { fold, isSiret } from '#kernel'
import type { Contract, Names, Reading, WarningCode } from '../contracts.ts'
import { readAmount } from './amounts.ts'
import { readConsiderations, splitWords, wordsOf } from './considerations.ts'
import { readCpv } from './cpv.ts'
import { readNotified, readPublished } from './dates.ts'
import { CONCESSION_NATURES, MARKET_NATURES, official } from './enumerations.ts'
import { nameOf, readHolders } from './holders.ts'
import { identityOf } from './identity.ts'
import { readModifications } from './modifications.ts'
import { readMonths } from './months.ts'
import { readProcedure } from './procedures.ts'
import type { SourceRecord } from './records.ts'
import { boundedId, type Fields, idOf, isBlank, isFields, textOf } from './shape.ts'
import { readSubject } from './subjects.ts'

/**
 * Makes a contract of a record of an official file. Only what is not an object or names no buyer is rejected; every other defect is
 * a warning and the contract is kept.
 * @param today `YYYY-MM-DD`, Europe/Paris
 */
export function readRecord(record: SourceRecord, today: string): Reading {
  const { position, raw, value, dialect, concession } = record
  if (!isFields(value)) return { position, raw, reject: 'not-an-object' }
  const buyer = buyerOf(value, concession)
  if (buyer === '') return { position, raw, reject: 'no-buyer' }

  const warnings: WarningCode[] = []
  if (record.repaired) warnings.push(`${record.repaired}-repaired`)
  if (record.originalMissing) warnings.push('original-missing')
  if (!isSiret(buyer)) warnings.push('buyer-siret')
  const sourceId = readId(value['id'], warnings)
  const subject = readSubject(value['objet'], warnings)
  const signed = concession && !isBlank(value['dateSignature'])
  const notified = readNotified(signed ? value['dateSignature'] : value['dateNotification'], today, warnings)
  const published = readPublished(value['datePublicationDonnees'], notified, warnings)
  const { amount, state } = readAmount(
    concession ? (value['valeurGlobale'] ?? value['montant']) : value['montant'],
    warnings,
  )
  const cpv = concession && value['codeCPV'] === undefined ? null : readCpv(value['codeCPV'], warnings)
  const holders = readHolders(value, dialect, warnings)
  if (holders.named.includes(buyer)) warnings.push('buyer-is-holder')
  const { count, modified } = readModifications(value['modifications'], amount, warnings)

  const contract: Contract = {
    identity: identityOf({
      buyer,
      id: value['id'],
      dialect,
      notified: notified ?? '',
      holders: holders.written,
      subject: value['objet'],
    }),
    kind: concession ? 'concession' : 'contract',
    sourceId,
    buyer: boundedId(buyer),
    subject,
    nature: natureOf(value['nature']),
    cpv,
    procedure: readProcedure(value['procedure'], warnings),
    amount,
    amountState: state,
    framework: isFramework(value['techniques'] ?? value['technique']),
    months: readMonths(value['dureeMois'], warnings),
    notified,
    published,
    modified,
    modifications: count,
    social: readConsiderations(value, 'social', dialect, warnings),
    environmental: readConsiderations(value, 'environmental', dialect, warnings),
    holders: holders.named,
    warnings: warnings.length > 1 ? [...new Set(warnings)].sort() : warnings,
  }
  return { position, raw, dialect, contract, names: namesOf(value, buyer, holders.names) }
}

/** Whether a record is for a legal person, by its SIREN. One that names no buyer is nobody else's: it is read, and rejected. */
export function isOfBuyer({ value, concession }: SourceRecord, siren: string): boolean {
  const buyer = isFields(value) ? buyerOf(value, concession) : ''
  return buyer === '' || buyer.startsWith(siren)
}

/** The buyer's identifier wherever producers put it; '' when there is none. */
function buyerOf(fields: Fields, concession: boolean): string {
  const [first, second] = concession ? ['autoriteConcedante', 'acheteur'] : ['acheteur', 'autoriteConcedante']
  return (
    idOf(fields[first]) ||
    idOf(fields[second]) ||
    idOf(fields[`${first}_id`] ?? fields[`${first}.id`]) ||
    idOf(fields[`${second}_id`] ?? fields[`${second}.id`])
  )
}

/** The id as published; a missing or all-zero one is kept, and told. */
function readId(value: unknown, warnings: WarningCode[]): string | null {
  const id = textOf(value)
  if (isBlank(value)) warnings.push('id-missing')
  else if (id === null || /^0*$/.test(id) || !/^[A-Za-z0-9/\-_ .#]{1,16}$/.test(id)) warnings.push('id-malformed')
  return id === null ? null : id.slice(0, LONGEST_TEXT)
}

const LONGEST_TEXT = 200

const natures = new Map<unknown, string | null>()

/** The nature in its official writing when it has one. */
function natureOf(value: unknown): string | null {
  let nature = natures.get(value)
  if (nature === undefined) {
    const text = textOf(value)
    nature = text === null ? null : (official(NATURES, text) ?? text.slice(0, LONGEST_TEXT))
    if (natures.size < 10_000) natures.set(value, nature)
  }
  return nature
}

/** Those of v2, of v1 (framework agreements and their contracts had one), and of concessions. */
const NATURES = [...MARKET_NATURES, 'Accord-cadre', 'Marché subséquent', ...CONCESSION_NATURES]

/** Whether the techniques, in any shape, name the framework agreement. */
function isFramework(value: unknown): boolean {
  const words = wordsOf(value, 'technique')
  return words.length > 0 && words.some(word => saysFramework(word))
}

const frameworks = new Map<string, boolean>()

function saysFramework(word: string): boolean {
  let says = frameworks.get(word)
  if (says === undefined) {
    says = splitWords(word).some(part => fold(part) === 'accord-cadre')
    if (frameworks.size < 10_000) frameworks.set(word, says)
  }
  return says
}

function namesOf(fields: Fields, buyer: string, holders: Names | null): Names | null {
  const party = fields['acheteur'] ?? fields['autoriteConcedante']
  const name = isFields(party) ? nameOf(party) : null
  return name === null ? holders : { ...holders, [boundedId(buyer)]: name }
}

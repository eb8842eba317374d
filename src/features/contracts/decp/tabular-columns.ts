import { fold } from '#kernel'

/** The two families of headers: one line per contract and holder (`titulaire_id`), or three holders side by side (`titulaire_id_1`). */
export type Column =
  | { to: 'field'; path: readonly [string] | readonly [string, string] }
  | { to: 'choices'; path: readonly [string, string] }
  | { to: 'operator'; list: 'titulaires' | 'concessionnaires'; rank: number; field: string }
  | { to: 'item'; list: string; path: readonly [string] | readonly [string, string] }
  | { to: 'control'; name: 'uid' | 'version' | 'current' }

const FIELDS = [
  'id nature objet codeCPV procedure dureeMois dateNotification datePublicationDonnees montant formePrix attributionAvance',
  'tauxAvance offresRecues marcheInnovant ccag sousTraitanceDeclaree typeGroupementOperateurs idAccordCadre origineUE origineFrance',
  'dateSignature dateDebutExecution valeurGlobale montantSubventionPublique',
  'acheteur.id acheteur.nom autoriteConcedante.id autoriteConcedante.nom lieuExecution.code lieuExecution.typeCode lieuExecution.nom',
]

const CHOICES = [
  'considerationsSociales.considerationSociale',
  'considerationsEnvironnementales.considerationEnvironnementale',
  'techniques.technique',
  'modalitesExecution.modaliteExecution',
  'typesPrix.typePrix',
] as const

/** Header of the national file → list of the JSON nesting and field of its items. */
const ITEMS: Record<string, string> = {
  idModification: 'modifications.id',
  objetModification: 'modifications.objetModification',
  montantModification: 'modifications.montant',
  dureeMoisModification: 'modifications.dureeMois',
  dateNotificationModification: 'modifications.dateNotificationModification',
  dateNotificationModificationModification: 'modifications.dateNotificationModification',
  datePublicationDonneesModification: 'modifications.datePublicationDonneesModification',
  datePublicationDonneesModificationModification: 'modifications.datePublicationDonneesModification',
  idTitulaireModification: 'modifications.titulaire.id',
  typeIdentifiantTitulaireModification: 'modifications.titulaire.typeIdentifiant',
  idActeSousTraitance: 'actesSousTraitance.id',
  dureeMoisActeSousTraitance: 'actesSousTraitance.dureeMois',
  dateNotificationActeSousTraitance: 'actesSousTraitance.dateNotification',
  datePublicationDonneesActeSousTraitance: 'actesSousTraitance.datePublicationDonnees',
  montantActeSousTraitance: 'actesSousTraitance.montant',
  variationPrixActeSousTraitance: 'actesSousTraitance.variationPrix',
  idSousTraitant: 'actesSousTraitance.sousTraitant.id',
  typeIdentifiantSousTraitant: 'actesSousTraitance.sousTraitant.typeIdentifiant',
  idModificationActeSousTraitance: 'modificationsActesSousTraitance.id',
  dureeMoisModificationActeSousTraitance: 'modificationsActesSousTraitance.dureeMois',
  montantModificationActeSousTraitance: 'modificationsActesSousTraitance.montant',
  dateNotificationModificationSousTraitanceModificationActeSousTraitance:
    'modificationsActesSousTraitance.dateNotificationModificationSousTraitance',
  datePublicationDonneesModificationActeSousTraitance: 'modificationsActesSousTraitance.datePublicationDonnees',
}

const CONTROLS = { uid: 'uid', modification_id: 'version', donneesActuelles: 'current' } as const

/** Case, accents and separators do not count: `acheteur.id`, `acheteur_id` and `ACHETEUR_ID` are one header. */
const keyOf = (header: string) => fold(header).replace(/[^a-z0-9]/g, '')
const pathOf = (dotted: string) => dotted.split('.') as [string] | [string, string]

const KNOWN = new Map<string, Column>()
for (const name of FIELDS.join(' ').split(' ')) KNOWN.set(keyOf(name), { to: 'field', path: pathOf(name) })
for (const name of CHOICES) {
  const path = name.split('.') as [string, string]
  for (const alias of [name, ...path]) KNOWN.set(keyOf(alias), { to: 'choices', path })
}
for (const [header, target] of Object.entries(ITEMS)) {
  const [list = '', ...path] = target.split('.')
  KNOWN.set(keyOf(header), { to: 'item', list, path: path as [string] | [string, string] })
}
for (const [header, name] of Object.entries(CONTROLS)) KNOWN.set(keyOf(header), { to: 'control', name })

const OPERATOR = /^(titulaire|concessionnaire)s?(id|typeidentifiant|nom|denominationsociale)(\d*)$/
const OPERATOR_FIELDS: Record<string, string> = { id: 'id', typeidentifiant: 'typeIdentifiant' }

/** What a column holds; null when it is not one of the format's. */
export function columnOf(header: string): Column | null {
  const key = keyOf(header)
  const [, whose, field = '', rank] = OPERATOR.exec(key) ?? []
  if (!whose) return KNOWN.get(key) ?? null
  const list = whose === 'titulaire' ? 'titulaires' : 'concessionnaires'
  return { to: 'operator', list, rank: Number(rank || 1), field: OPERATOR_FIELDS[field] ?? 'denominationSociale' }
}

/** How the cells of a table are separated, and what each of its columns holds. */
export interface Header {
  /** The line itself. */
  text: string
  delimiter: string
  columns: (Column | null)[]
}

/** Reads the first line of a table, with the separator that makes the most known columns; null when there are hardly any. */
export function readHeader(text: string): Header | null {
  const line = /^[^\r\n]*/.exec(text.trimStart())?.[0] ?? ''
  const readings = [',', ';', '\t', '|'].map(delimiter => {
    const columns = line.split(delimiter).map(cell => columnOf(cell.replace(/^\s*"|"\s*$/g, '')))
    return { delimiter, columns, known: columns.filter(column => column !== null).length }
  })
  const best = readings.reduce((a, b) => (b.known > a.known ? b : a))
  return best.known >= 3 ? { text: line, delimiter: best.delimiter, columns: best.columns } : null
}

/** Whether a text begins like a table of essential data. */
export const looksTabular = (text: string): boolean => readHeader(text) !== null

import { divisionOf } from '#features/families'
import type { ExportLine } from '../register/export.ts'
import { contractHref } from '../register/filter.ts'
import { AMOUNT_WORDS, PROCEDURE_WORDS, STATE_WORDS } from '../words.ts'

/** What a cell needs besides its line. */
export interface ExportContext {
  /** Names of organisations, by SIRET. */
  names: ReadonlyMap<string, string>
  /** Labels of CPV codes, when the nomenclature is loaded. */
  labels: ReadonlyMap<string, string>
  /** Names of files, by import number. */
  files: ReadonlyMap<number, string>
  /** The address under which people reach the site, without a final slash. */
  publicUrl: string
}

/** A text, an amount in whole cents, a whole number, or nothing. */
export type Cell = string | { cents: number } | number | null

/** A column of the tables that people open: heading in French, width in characters for a spreadsheet. */
export interface ExportColumn {
  head: string
  width: number
  cell: (line: ExportLine, context: ExportContext) => Cell
}

const yesNo = (value: boolean) => (value ? 'oui' : 'non')
const join = (values: readonly string[]) => values.join(', ')
/** The address of the contract's own page: what a row of a spreadsheet leads back to. */
export const pageOf = (line: ExportLine, { publicUrl }: ExportContext) => publicUrl + contractHref(line.identity)
/** The label of its CPV code in the nomenclature. */
export const labelOf = ({ cpv }: ExportLine, { labels }: ExportContext) => (cpv && labels.get(cpv)) || null
const nameOf = (siret: string, { names }: ExportContext) => names.get(siret) ?? ''

/** The columns of the CSV and spreadsheet exports. */
export const EXPORT_COLUMNS: readonly ExportColumn[] = [
  { head: 'Identifiant du registre', width: 34, cell: line => line.identity.replaceAll('-', '') },
  { head: 'Type', width: 12, cell: line => (line.kind === 'contract' ? 'Marché' : 'Concession') },
  { head: 'Numéro', width: 18, cell: line => line.source_id },
  { head: 'Acheteur', width: 17, cell: line => line.buyer },
  { head: 'Nom de l’acheteur', width: 30, cell: (line, context) => nameOf(line.buyer, context) },
  { head: 'Objet', width: 60, cell: line => line.subject },
  { head: 'Nature', width: 20, cell: line => line.nature },
  { head: 'CPV', width: 10, cell: line => line.cpv },
  { head: 'Libellé CPV', width: 30, cell: labelOf },
  { head: 'Famille d’achat', width: 30, cell: line => divisionOf(line.division)?.label ?? null },
  {
    head: 'Procédure',
    width: 26,
    cell: line => (line.procedure === '' ? null : wordOf(PROCEDURE_WORDS, line.procedure)),
  },
  { head: 'Montant initial HT (€)', width: 18, cell: line => (line.amount === null ? null : { cents: line.amount }) },
  { head: 'Montant dans les taux', width: 20, cell: line => AMOUNT_WORDS[line.amount_state] },
  { head: 'Plafond partagé', width: 34, cell: line => line.ceiling?.replaceAll('-', '') ?? null },
  { head: 'Durée (mois)', width: 10, cell: line => line.months },
  { head: 'Notifié le', width: 12, cell: line => line.notified },
  { head: 'Publié le', width: 12, cell: line => line.published },
  { head: 'Modifications', width: 10, cell: line => line.modifications },
  { head: 'Considération sociale', width: 16, cell: line => STATE_WORDS[line.social] },
  { head: 'Clause sociale', width: 10, cell: line => yesNo(line.social_clause) },
  { head: 'Critère social', width: 10, cell: line => yesNo(line.social_criterion) },
  { head: 'Marché réservé', width: 10, cell: line => yesNo(line.social_reserved) },
  { head: 'Considération environnementale', width: 16, cell: line => STATE_WORDS[line.environmental] },
  { head: 'Clause environnementale', width: 10, cell: line => yesNo(line.environmental_clause) },
  { head: 'Critère environnemental', width: 10, cell: line => yesNo(line.environmental_criterion) },
  { head: 'Titulaires', width: 20, cell: line => join(line.holders) },
  {
    head: 'Noms des titulaires',
    width: 30,
    cell: (line, { names }) => join(line.holders.flatMap(holder => names.get(holder) ?? [])),
  },
  { head: 'Défauts', width: 24, cell: line => join(line.warnings) },
  { head: 'Import', width: 8, cell: line => line.import_id },
  { head: 'Fichier', width: 28, cell: (line, { files }) => files.get(line.import_id) ?? null },
  { head: 'Rang dans le fichier', width: 10, cell: line => line.position },
  { head: 'Page', width: 60, cell: pageOf },
]

function wordOf(words: Readonly<Record<string, string>>, key: string): string {
  return words[key] ?? key
}

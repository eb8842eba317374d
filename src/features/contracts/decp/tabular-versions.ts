import type { SourceRecord } from './records.ts'
import { isBlank } from './shape.ts'
import { fieldsOf, type Line, type Table, type Values } from './tabular-values.ts'

/**
 * The contracts that some lines with one key make, each with all its holders. The national table writes each modification as the
 * whole contract over again, its date and amount in the place of the first ones: the contract is read from its original version, whose
 * date and amount are those of the rates, and the later ones become its modifications. Without original, or when several contracts
 * under one key were modified and nothing tells whose it is, the latest version stands for the contract, and says so.
 */
export function contractsOf(lines: readonly Line[], table: Table): SourceRecord[] {
  const contracts = variantsOf(latestOf(lines, table), table)
  const isModified = ([line]: Line[]) => line !== undefined && table.versionOf(line.cells) > 0
  const replaced = lines.filter(({ cells }) => table.isOriginal(cells) && !table.saysCurrent(cells))
  const [original, ...rivals] = variantsOf(replaced, table)
  const alone = rivals.length === 0 && contracts.filter(isModified).length === 1
  return contracts.map(contract => {
    if (!isModified(contract)) return recordOf(contract, fieldsOf(contract, table))
    if (!original || !alone) return { ...recordOf(contract, fieldsOf(contract, table)), originalMissing: true }
    const later = lines.filter(({ cells }) => table.versionOf(cells) > 0)
    return recordOf([...original, ...later], modifiedBy(fieldsOf(original, table), later, table))
  })
}

/** The lines of the version in force. */
function latestOf(lines: readonly Line[], table: Table): Line[] {
  const current = lines.filter(({ cells }) => table.isCurrent(cells))
  const latest = current.reduce((version, { cells }) => Math.max(version, table.versionOf(cells)), 0)
  return current.filter(({ cells }) => table.versionOf(cells) === latest || table.saysCurrent(cells))
}

/** Contracts told apart by date and amount: different lots are known to share one id. */
function variantsOf(lines: readonly Line[], table: Table): Line[][] {
  return [...groupsOf(lines, line => table.variantKey(line.cells)).values()]
}

function groupsOf<K>(lines: readonly Line[], keyOf: (line: Line) => K): Map<K, Line[]> {
  const groups = new Map<K, Line[]>()
  for (const line of lines) {
    const key = keyOf(line)
    const group = groups.get(key)
    if (group) group.push(line)
    else groups.set(key, [line])
  }
  return groups
}

/** In a modification, a date of the contract goes by another name, and what did not change is not written. */
const DATES = {
  dateNotification: 'dateNotificationModification',
  dateSignature: 'dateSignatureModification',
  datePublicationDonnees: 'datePublicationDonneesModification',
} as const
const CHANGES = ['montant', 'valeurGlobale', 'dureeMois', 'titulaires', 'concessionnaires'] as const

function modifiedBy(original: Values, later: readonly Line[], table: Table): Values {
  const versions = [...groupsOf(later, ({ cells }) => table.versionOf(cells))].sort(([a], [b]) => a - b)
  let before = original
  const modifications = versions.map(([version, lines]) => {
    const after = fieldsOf(lines, table)
    const modification: Values = { id: String(version) }
    for (const [name, written] of Object.entries(DATES))
      if (after[name] !== undefined) modification[written] = after[name]
    for (const name of CHANGES)
      if (after[name] !== undefined && JSON.stringify(after[name]) !== JSON.stringify(before[name]))
        modification[name] = after[name]
    before = { ...before, ...after }
    return { modification }
  })
  return { ...original, modifications }
}

function recordOf(lines: readonly Line[], value: Values): SourceRecord {
  const ordered = [...lines].sort((a, b) => a.position - b.position)
  return {
    position: lines[0]?.position ?? 0,
    raw: ordered.map(line => line.raw).join('\n'),
    value,
    dialect: 'tabular',
    concession: !isBlank((value['autoriteConcedante'] as Values | undefined)?.['id']),
  }
}

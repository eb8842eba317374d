import type { Field } from '../corrections/corrections.ts'
import { readPillar } from '../corrections/corrections.ts'
import type { Standings } from '../corrections/reading.ts'
import { KIND_WORDS } from '../corrections/rules.ts'
import { FIELD_WORDS } from '../corrections/words.ts'
import type { ExportColumn } from '../export/columns.ts'
import { STATE_WORDS } from '../words.ts'

/** « Oui : clause, critère », or « Non, déclaré »: the script of a publication reads it again. */
function pillarWords(value: string): string {
  const { state, kinds } = readPillar(value)
  return state === 'yes'
    ? `${STATE_WORDS.yes} : ${kinds.map(kind => KIND_WORDS[kind]).join(', ')}`
    : STATE_WORDS[state as 'none']
}

/** What the buyer corrects, beside the official columns: empty where it corrects nothing. */
export function correctedColumns(corrections: readonly Standings[]): ExportColumn[] {
  const known = new Map(corrections.map(one => [`${one.identity} ${one.field}`, one]))
  const of = (identity: string, field: Field) => known.get(`${identity} ${field}`)
  const pillar = (head: string, field: 'social' | 'environmental'): ExportColumn => ({
    head,
    width: 24,
    cell: ({ identity }) => {
      const found = of(identity, field)
      return found ? pillarWords(found.corrected) : null
    },
  })
  return [
    {
      head: 'Montant corrigé HT (€)',
      width: 18,
      cell: ({ identity }) => {
        const found = of(identity, 'amount')
        return found ? { cents: Number(found.corrected) } : null
      },
    },
    {
      head: 'Plafond partagé corrigé',
      width: 34,
      cell: ({ identity }) => of(identity, 'amount')?.ceiling?.replaceAll('-', '') ?? null,
    },
    pillar('Considération sociale corrigée', 'social'),
    pillar('Considération environnementale corrigée', 'environmental'),
    {
      head: 'Motifs des corrections',
      width: 60,
      cell: ({ identity }) =>
        (Object.keys(FIELD_WORDS) as Field[])
          .flatMap(field => of(identity, field) ?? [])
          .map(({ field, reason }) => `${FIELD_WORDS[field].label} : ${reason}`)
          .join(' / ') || null,
    },
  ]
}

import type { Buyer } from '#features/scheme'
import { BYTE_ORDER_MARK, csvLines, neutralised } from '#platform/csv'
import { says } from '../values/values.ts'
import { STATE_WORDS } from '../words.ts'
import type { Told } from './reading.ts'

const HEADS = [
  'Acheteur',
  'Période',
  'Ligne',
  'Numérateur',
  'Dénominateur',
  'Valeur',
  'Unité',
  'Niveau',
  'État',
  'Origine',
  'Commentaire',
]
const french = (decimal: string | null) => (decimal ?? '').replace('.', ',')

/** The values of an indicator, as French spreadsheets open them: every digit that is kept, one line a value. */
export function csvOf({ definition, values }: Told, buyers: readonly Buyer[]): string {
  const names = new Map(buyers.map(({ id, name }) => [id, name]))
  const rows = new Map(definition.breakdown?.rows.map(({ key, label }) => [key, label]))
  const lines = values
    .filter(says)
    .map(value => [
      neutralised(names.get(value.organisation) ?? ''),
      value.period,
      neutralised(rows.get(value.row) ?? value.row),
      french(value.numerator),
      french(value.denominator),
      french(value.value),
      neutralised(definition.unit),
      neutralised(value.words),
      STATE_WORDS[value.state].label,
      value.origin === 'entered' ? 'Saisie' : 'Calculée',
      neutralised(value.comment),
    ])
  return BYTE_ORDER_MARK + csvLines([HEADS, ...lines])
}

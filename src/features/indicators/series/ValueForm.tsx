import type { Definition } from '#features/scheme'
import type { Period } from '#kernel'
import { Form, Input, Select, TextArea, typo } from '#ui'
import { lineWords } from '../grid/GridTable.tsx'
import { linesOf } from '../grid/grid.ts'
import { fieldName, type Rejected, shownIn } from '../grid/sent.ts'
import { NOTHING, nameOf, type Value } from '../values/values.ts'

/** The fields of what an indicator says of a period: its rows, and a comment for each. */
export const ValueForm = (props: {
  action: string
  definition: Definition
  period: Period
  values: readonly Value[]
  /** The number of the last act that was seen. */
  seen: number
  rejected?: Rejected | undefined
}) => {
  const { definition, period, rejected } = props
  const indicator = definition.key
  const there = new Map(props.values.map(value => [nameOf(value), value]))
  const lines = linesOf(definition, there.has(nameOf({ indicator, period, row: '' })))
  const rows = [...new Set(lines.map(({ row }) => row))]
  return (
    <Form action={props.action} submit="Enregistrer la valeur">
      <input type="hidden" name="vu" value={props.seen} />
      {lines.map(line => {
        const place = { indicator, period, row: line.row }
        const name = fieldName(place, line.field)
        const value = there.get(nameOf(place)) ?? NOTHING
        const sent = rejected?.get(name)
        const field = {
          name,
          label: lineWords(definition, line) || 'Valeur',
          value: sent?.text ?? shownIn(value, line.field, definition.kind),
          error: sent && typo(sent.why),
        }
        const choices = definition.kind === 'deliverable' ? ['oui', 'non'] : definition.levels
        if (definition.kind === 'deliverable' || definition.kind === 'scale')
          return <Select {...field} options={['', ...choices].map(choice => ({ value: choice, label: choice }))} />
        const computed = definition.kind === 'ratio' && line.field === 'value' && (value.numerator ?? value.denominator)
        return computed ? (
          <p>{`${field.label} : ${field.value || 'à compléter'}`}</p>
        ) : (
          <Input {...field} inputmode="decimal" />
        )
      })}
      {rows.map(row => {
        const place = { indicator, period, row }
        const name = fieldName(place, 'comment')
        const label =
          rows.length === 1
            ? 'Commentaire'
            : `Commentaire, ${lineWords({ ...definition, unit: '', kind: 'count' }, { indicator, row, field: 'value' })}`
        const sent = rejected?.get(name)
        return (
          <TextArea
            name={name}
            label={label}
            rows={3}
            value={sent?.text ?? there.get(nameOf(place))?.comment ?? ''}
            error={sent && typo(sent.why)}
          />
        )
      })}
    </Form>
  )
}
